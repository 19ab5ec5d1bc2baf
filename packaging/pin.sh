#!/bin/sh
# Writes constraints.txt anew: the newest versions that pyproject.toml allows, as one tested set.
# Run it with the oldest Python we support, whose set holds that of every newer one.
set -eu

cd "$(dirname "$0")/.."
python=${PYTHON:-python3.11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
{
    echo "# Exact versions of everything in .venv, as last tested together. Written by \`make pins\`."
    "$work/venv/bin/python" -m pip freeze --exclude-editable --disable-pip-version-check
} >"$work/constraints.txt"
mv "$work/constraints.txt" constraints.txt
