#!/bin/sh
# Makes .venv ready for one purpose: system packages where they are missing, then Python's.
# Safe to run again at any time; when nothing has changed it ends at once.
#
#   packaging/bootstrap.sh demo|test|lint|bench
#
# PYTHON=/path/to/python3 picks the Python; otherwise the newest of those found is taken.
set -eu

mode=${1:-}
case $mode in
    demo)  sections="run"            extras="" ;;
    test)  sections="run test"       extras="[dev]" ;;
    lint)  sections=""               extras="[dev]" ;;
    bench) sections="run test bench" extras="" ;;
    *) echo "usage: packaging/bootstrap.sh demo|test|lint|bench" >&2; exit 2 ;;
esac

cd "$(dirname "$0")/.."
venv=.venv
list=packaging/debian-packages.txt

say() { echo "bootstrap: $*" >&2; }
die() { say "$*"; exit 1; }

# --- nothing to do? ---------------------------------------------------------------------------

fingerprint() {
    cat pyproject.toml constraints.txt "$list" packaging/bootstrap.sh | cksum
    pwd # an editable install and the scripts in .venv/bin hold the checkout's path
}
wanted=$(fingerprint)

ready() { # MODE
    [ -f "$venv/.ready-$1" ] && [ "$(cat "$venv/.ready-$1")" = "$wanted" ]
}
if [ -x "$venv/bin/python" ]; then
    # What serves a wider purpose serves the narrower one too.
    case $mode in
        demo)  ready demo || ready test || ready bench ;;
        lint)  ready lint || ready test ;;
        *)     ready "$mode" ;;
    esac && "$venv/bin/python" -c '' 2>/dev/null && exit 0
fi

# --- Python -------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}
python=$(find_python)
if [ -z "$python" ]; then
    seen=$("${PYTHON:-python3}" --version 2>&1) || seen="no Python"
    die "Postroom needs Python 3.11 or newer and found $seen;" \
        "install one, or name it: make PYTHON=/path/to/python3"
fi

# --- system packages ----------------------------------------------------------------------------

entries() { # prints the lines of the wanted sections, without spaces and comments
    for section in $sections; do
        sed -n "/^\[$section\]/,/^\[/p" "$list" | sed -e 's/[[:space:]]//g' -e '/^$/d' -e '/^[[#]/d'
    done
}

installed() {
    case $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) in
        *" installed") return 0 ;;
        *) return 1 ;;
    esac
}

any_installed() { # A|B|C
    for name in $(echo "$1" | tr '|' ' '); do
        if installed "$name"; then return 0; fi
    done
    return 1
}

first_known() { # A|B|C -> the first that apt knows, else the last
    for name in $(echo "$1" | tr '|' ' '); do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then break; fi
    done
    echo "$name"
}

missing_entries() {
    for entry in $(entries); do
        any_installed "$entry" || echo "$entry"
    done
    # Debian and Ubuntu cut the part that makes virtual environments out of Python.
    if [ ! -x "$venv/bin/python" ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv|python3-venv" % sys.version_info[:2])'
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

system_packages() {
    missing=$(missing_entries)
    if [ -z "$missing" ]; then return; fi
    if may_be_root; then
        say "installing system packages: $(echo "$missing" | tr '\n' ' ')"
        apt_get update || say "apt-get update failed; going on with the lists at hand"
    fi
    packages=""
    for entry in $missing; do packages="$packages $(first_known "$entry")"; done
    by_hand="sudo apt-get install --no-install-recommends$packages"
    if may_be_root; then
        # shellcheck disable=SC2086 # one word a package
        apt_get install -y --no-install-recommends $packages || say "apt-get failed; by hand: $by_hand"
    else
        say "some system packages are missing and there are no rights to install them. Run"
        say "    $by_hand"
    fi
}

by_hand=""
if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    system_packages
fi

# --- Python packages ----------------------------------------------------------------------------

if [ ! -x "$venv/bin/python" ] || ! new_enough "$venv/bin/python"; then
    say "making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv" >&2 || {
        rm -rf "$venv"
        die "$python cannot make a virtual environment${by_hand:+; install what is missing: $by_hand}"
    }
fi
say "installing Python packages into $venv; the first time this fetches about 370 MB"
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore "$venv/bin/python" -m pip install \
    --quiet --constraint constraints.txt --editable ".$extras" </dev/null >&2

# --- does it stand? -----------------------------------------------------------------------------

if [ -n "$sections" ] && ! trouble=$("$venv/bin/python" -c \
        'import PySide6.QtWebEngineWidgets' 2>&1); then
    say "$(echo "$trouble" | tail -n 1)"
    die "Qt does not load: system libraries are missing." \
        "${by_hand:-The packages that hold them have the names in $list on Debian and Ubuntu.}"
fi
echo "$wanted" >"$venv/.ready-$mode"
