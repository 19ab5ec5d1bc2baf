"""Templates as a folder of Markdown files, to edit them there or to take them elsewhere.

    ---
    key: refund
    name: Your money is on its way back
    folder: Payments
    language: en
    subject: About your refund
    files: form.pdf
    ---
    Hello {{ first_name }}, …

One file a language, named ``key.language.md``; files that go along lie beside them in ``files``.
A template that is brought in replaces the one that has its key as id, or else its name and folder.
"""

import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files as resources
from pathlib import Path

from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.services import templates
from app.services.templates import Template, TemplateContent, TemplateFile
from app.store import Store, Transaction
from mail.cleantext import bare_filename

_MARK = "---"
_FILES = "files"
_LARGEST = 100_000
"""Bytes of one Markdown file."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A template read from files."""

    key: str
    content: TemplateContent
    """Its files as yet without: see ``files``."""
    files: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Parts:
    texts: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Mapping[str, str]] = field(default_factory=dict)


def write_out(found: Iterable[Template], files: Mapping[str, bytes], folder: Path) -> int:
    """Write templates into a folder, which is made; return how many Markdown files.

    ``files`` has the bytes of their files by digest. Files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for one in found:
        content = one.content
        names = [_beside(folder, file, files) for file in content.files if file.digest in files]
        for language, text in content.texts.items():
            head = {
                "key": one.id,
                "name": content.name,
                "folder": content.folder,
                "language": language,
                "subject": content.subject,
                "files": ", ".join(names),
            }
            lines = [f"{name}: {value}" for name, value in head.items() if value]
            page = "\n".join([_MARK, *lines, _MARK, text.strip("\n"), ""])
            (folder / f"{one.id}.{language}.md").write_text(page, "utf-8")
            count += 1
    return count


def _beside(folder: Path, file: TemplateFile, files: Mapping[str, bytes]) -> str:
    beside = folder / _FILES
    beside.mkdir(exist_ok=True)
    name = bare_filename(file.name).replace(",", "_") or "file"
    place = beside / name
    if place.exists() and place.read_bytes() != files[file.digest]:
        name = f"{file.digest[:8]}-{name}"
    (beside / name).write_bytes(files[file.digest])
    return name


def read_in(pages: Sequence[tuple[str, str]], folder: Path | None, language: str) -> list[Brought]:
    """Read pages (name of the file, its text); names are taken from the one in ``language``.

    ``folder`` is where ``files`` lies. Raises `RejectedError`, which names the file, for the first
    that cannot be read.
    """
    found: dict[str, _Parts] = {}
    for name, page in pages:
        head, text = _split(name, page)
        key = head.get("key") or name.split(".")[0]
        parts = found.setdefault(key, _Parts())
        parts.texts[head["language"]] = text
        parts.heads[head["language"]] = head
    return [_brought(key, parts, folder, language) for key, parts in sorted(found.items())]


def pages_in(folder: Path) -> list[tuple[str, str]]:
    """Read all Markdown files of a folder. Raises `RejectedError` where that cannot be done."""
    try:
        paths = sorted(path for path in folder.glob("*.md") if path.is_file())
        large = next((path for path in paths if path.stat().st_size > _LARGEST), None)
        if large is not None:
            raise RejectedError(f"{large.name} is too large for a template.")
        pages = [(path.name, path.read_text("utf-8-sig")) for path in paths]
    except (OSError, UnicodeError) as error:
        raise RejectedError(f"The templates in {folder} cannot be read: {error}") from error
    if not pages:
        raise RejectedError(f"There are no Markdown files in {folder}.")
    return pages


def starter(language: str) -> list[Brought]:
    """Return the templates that Postroom brings along, named in a language that we have."""
    folder = resources("resources") / "answers"
    pages = [(page.name, page.read_text("utf-8")) for page in folder.iterdir()]
    return read_in(sorted(pages), None, language)


def bring_in(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    found: Sequence[Brought],
    *,
    now: float,
) -> int:
    """Keep templates that were read from files; return how many are new or different."""
    known = {one.id: one for one in templates.templates(store, account)}
    named = {(one.content.folder, one.content.name): one.id for one in known.values()}
    changed = 0
    for one in found:
        files = tuple(_kept(store, transaction, account, path, now) for path in one.files)
        content = _with_files(one.content, files)
        which = one.key if one.key in known else named.get((content.folder, content.name))
        if which is None or known[which].content != content:
            templates.save(store, transaction, account, content, template=which, now=now)
            changed += 1
    return changed


def _kept(
    store: Store, transaction: Transaction, account: AccountId, path: Path, now: float
) -> TemplateFile:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RejectedError(f"The file {path.name} cannot be read: {error}") from error
    return templates.keep_file(
        store, transaction, account, name=path.name, content_type=kind, data=data, now=now
    )


def _with_files(content: TemplateContent, files: tuple[TemplateFile, ...]) -> TemplateContent:
    return TemplateContent(content.name, content.texts, content.folder, content.subject, files)


def _split(name: str, page: str) -> tuple[dict[str, str], str]:
    lines = page.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != _MARK or _MARK not in (line.strip() for line in lines[1:]):
        raise RejectedError(f"{name} does not begin with lines between {_MARK} and {_MARK}.")
    end = next(at for at, line in enumerate(lines) if at and line.strip() == _MARK)
    head = {}
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        if colon:
            head[key.strip().lower()] = value.strip()
    stem = name.removesuffix(".md").split(".")
    head.setdefault("language", stem[-1] if len(stem) > 1 else "en")
    if not head.get("name"):
        raise RejectedError(f"{name} does not say the template's name.")
    if not head["language"].replace("-", "").isalnum():
        raise RejectedError(f"{name} names no language: {head['language']}.")
    return head, "\n".join(lines[end + 1 :]).strip("\n")


def _brought(key: str, parts: _Parts, folder: Path | None, language: str) -> Brought:
    head = parts.heads.get(language) or next(iter(parts.heads.values()))
    names = [name.strip() for name in head.get("files", "").split(",") if name.strip()]
    if names and (folder is None or any(bare_filename(name) != name for name in names)):
        raise RejectedError(f"Files of {head['name']} can only lie in the folder {_FILES}.")
    files = tuple(folder / _FILES / name for name in names) if folder else ()
    content = TemplateContent(
        head["name"], parts.texts, head.get("folder", ""), head.get("subject", "")
    )
    return Brought(key, content, files)
