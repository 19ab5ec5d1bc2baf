"""Templates as a folder of Markdown (`template_pages`), to edit them there or take them elsewhere.

    DIR/payments/refund.en.md      called by folder, name and language, for people
        payments/refund.ru.md
        files/form.pdf             what goes along

Whose a page is stands in its head, so files can be renamed and moved. What is brought in changes
the template that has its key, or else its name and folder; a text whose page is empty goes, and
nothing does because a page is missing. Links are neither followed nor written through.
"""

import mimetypes
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files as resources
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.services import templates
from app.services.template_pages import (
    ENDING,
    FILES,
    Page,
    enclosure_name,
    page_of,
    pages_of,
    source_of,
    stem_and_language,
    stem_of,
)
from app.services.templates import LARGEST_FILE, Template, TemplateContent, TemplateFile
from app.store import Store, Transaction

_LARGEST = 100_000
"""Bytes of one page."""
_MOST = 2_000
"""Pages, or folders; where there are more, somebody chose their whole disk."""
_MOST_TROUBLES = 20
_ABOUT = "readme.md"
"""What a folder may have about itself."""
_In = TypeVar("_In")
_Out = TypeVar("_Out")


@dataclass(frozen=True, slots=True)
class Brought:
    """A template read from files."""

    key: str
    pages: tuple[Page, ...]
    """If any says a name, the first does."""
    files: Mapping[str, bytes]
    """What goes along, by its path below `FILES`."""
    only_new: bool = False
    """Whether a template that is there already stays as it is."""


def starter(language: str) -> list[Brought]:
    """Return the templates that Postroom brings along, named in a language that we have."""
    folder = resources("resources") / "answers"
    pages = sorted((page.name, page.read_text("utf-8")) for page in folder.iterdir())
    return [replace(one, only_new=True) for one in read_in(pages, None, language)]


# --- in -------------------------------------------------------------------------------------------


def pages_in(folder: Path) -> list[tuple[str, str]]:
    """Read all Markdown files of a folder and those below it: (where it lies, what stands there).

    Raises `RejectedError`, with a line for each file that cannot be read.
    """
    pages = list(_each(_places(folder), lambda place: (place, _read(folder, place))))
    if not pages:
        raise RejectedError(f"There are no Markdown files in {folder}.")
    return pages


def read_in(pages: Sequence[tuple[str, str]], folder: Path | None, language: str) -> list[Brought]:
    """Read what `pages_in` found; where pages have several names, the one in ``language`` counts.

    ``folder`` is where ``files`` lies. Raises `RejectedError`, with a line for each page that
    cannot be read or that is there twice.
    """
    read = list(_each(pages, lambda page: page_of(*page)))
    kept: dict[str, bytes] = {}

    def brought(group: tuple[str, list[Page]]) -> Brought:
        key, some = group
        some.sort(key=lambda page: (not page.content.name, page.language != language))
        _once(some)
        for name in some[0].files:
            if name not in kept:
                kept[name] = _enclosure(folder, name, some[0].place)
        return Brought(key, tuple(some), {name: kept[name] for name in some[0].files})

    return list(_each(sorted(_grouped(read).items()), brought))


def bring_in(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    found: Sequence[Brought],
    *,
    now: float,
) -> int:
    """Keep templates that were read from files; return how many are new or different.

    Raises `RejectedError`, with a line for each that cannot be kept, to undo the transaction.
    """
    changed = 0
    there: dict[str, str] = {}

    def enclose(name: str, data: bytes) -> TemplateFile:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return templates.keep_file(
            store, transaction, account, name=name, content_type=kind, data=data, now=now
        )

    def keep(pair: tuple[Brought, Template | None]) -> None:
        nonlocal changed
        one, old = pair
        page = one.pages[0]
        place, name = page.place, f"{page.content.folder}/{page.content.name}"
        me = old.id if old else one.key if one.key.isalnum() else name
        if (other := there.setdefault(me, place)) != place:
            raise RejectedError(f"{other} and {place} are both “{name}”: rename one.")
        if old is not None and one.only_new:
            return
        content = templates.tidy(_content(one, old, enclose))
        if old is None or old.content != content:
            which = old.id if old else one.key if one.key.isalnum() else None
            try:
                templates.save(store, transaction, account, content, template=which, now=now)
            except RejectedError as error:
                raise RejectedError(f"{place}: {error}") from error
            changed += 1

    list(_each(_matched(found, templates.templates(store, account)), keep))
    return changed


def _content(
    one: Brought, old: Template | None, enclose: Callable[[str, bytes], TemplateFile]
) -> TemplateContent:
    page = one.pages[0]
    before = dict(old.content.texts) if old else {}
    texts = {**before, **{p.language: p.content.texts.get(p.language, "") for p in one.pages}}
    if not page.content.name:
        if old is None:
            raise RejectedError(f"{page.place} says neither its name nor a key that is known.")
        return replace(old.content, texts=texts)
    known = {(enclosure_name(f.name), f.digest): f for f in old.content.files} if old else {}
    files = [enclose(name.rpartition("/")[2], one.files[name]) for name in page.files]
    same = tuple(known.get((file.name, file.digest), file) for file in files)
    return replace(page.content, texts=texts, files=same)


def _matched(
    found: Sequence[Brought], known: Sequence[Template]
) -> Iterator[tuple[Brought, Template | None]]:
    """Yield each with the template that it is: by its key, else one of its name without a key."""
    ids = {one.id: one for one in known}
    meant = {one.key for one in found}
    named = {(t.content.folder, t.content.name): t for t in known if t.id not in meant}
    for one in found:
        names = ((page.content.folder, page.content.name) for page in one.pages)
        by_name = next((named[name] for name in names if name in named), None)
        yield one, ids.get(one.key, by_name)


def _once(pages: Iterable[Page]) -> None:
    """Raise `RejectedError` where two pages are the same text."""
    places: dict[str, str] = {}
    for page in pages:
        other = places.setdefault(page.language, page.place)
        if other != page.place:
            raise RejectedError(
                f"{other} and {page.place} are the same template in the same language "
                f"({page.language}). Let one say another language; or take out its key, and give "
                "it a name of its own, to make a new template of it."
            )


def _grouped(pages: Iterable[Page]) -> dict[str, list[Page]]:
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(page.belongs_to, []).append(page)
    return groups


def _places(folder: Path) -> Iterator[str]:
    """Yield where Markdown files lie, and links to folders; hidden ones are passed over.

    Raises `RejectedError` where a folder cannot be read, or there are too many.
    """

    def fail(error: OSError) -> None:
        raise RejectedError(f"“{error.filename}” cannot be read: {error.strerror}.") from error

    folders, pages = count(1), count(1)
    for top, inner, names in os.walk(folder, onerror=fail):
        here = Path(top).relative_to(folder)
        skipped = {FILES} if Path(top) == folder else set()
        inner[:] = sorted(n for n in inner if n not in skipped and not n.startswith("."))
        found = [name for name in sorted(names) if _is_page(name)]
        links = [name for name in inner if (Path(top) / name).is_symlink()]
        yield from ((here / name).as_posix() for name in chain(found, links))
        if next(folders) > _MOST or any(next(pages) > _MOST for _ in found):
            raise RejectedError(f"{folder} is no folder of templates: there is too much in it.")


def _is_page(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(ENDING) and lower != _ABOUT and not lower.startswith(".")


def _read(folder: Path, place: str) -> str:
    data = _bytes_of(folder, place, _LARGEST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeError as error:
        raise RejectedError(f"{place} cannot be read: save it as UTF-8.") from error


def _enclosure(folder: Path | None, name: str, place: str) -> bytes:
    if folder is None:
        raise RejectedError(f"{place}: there is no folder with {name}.")
    return _bytes_of(folder, f"{FILES}/{name}", LARGEST_FILE)


def _bytes_of(folder: Path, place: str, most: int) -> bytes:
    """Return what a file has. Raises `RejectedError`, which names it."""
    _refuse_link(folder, place)
    try:
        known = (folder / place).stat()
        if not stat.S_ISREG(known.st_mode):
            raise RejectedError(f"{place} is no file.")
        if known.st_size > most:
            raise RejectedError(f"{place} is too large: at most {most // 1000:,} kB.")
        return (folder / place).read_bytes()
    except OSError as error:
        raise RejectedError(f"{place} cannot be read: {error.strerror}.") from error


def _refuse_link(folder: Path, place: str) -> None:
    parts = Path(place).parts
    for depth in range(1, len(parts) + 1):
        if folder.joinpath(*parts[:depth]).is_symlink():
            raise RejectedError(f"{'/'.join(parts[:depth])} is a link, which is not followed.")


def _each(things: Iterable[_In], do: Callable[[_In], _Out]) -> Iterator[_Out]:
    """Do something with each, and raise one `RejectedError` with all that was refused."""
    wrong: list[str] = []
    for one in things:
        try:
            yield do(one)
        except RejectedError as error:
            wrong.append(str(error))
    if len(wrong) > _MOST_TROUBLES:
        wrong[_MOST_TROUBLES:] = [f"… and {len(wrong) - _MOST_TROUBLES:,} more."]
    if wrong:
        raise RejectedError("\n".join(wrong))


# --- out ------------------------------------------------------------------------------------------


def write_out(found: Iterable[Template], files: Mapping[str, bytes], folder: Path) -> int:
    """Write templates into a folder, which is made; return how many Markdown files.

    ``files`` has the bytes of their files by digest. Pages of the same templates that are there
    already are replaced, whatever they are called; all others stay. Raises `RejectedError` for a
    link in the way, and `OSError`.
    """
    known = list(found)
    folder.mkdir(parents=True, exist_ok=True)
    there = list(_readable(folder))
    groups = [Brought(key, tuple(some), {}) for key, some in _grouped(there).items()]
    same = (one for one, template in _matched(groups, known) if template is not None)
    ours = {_folded(page.place): page.place for one in same for page in one.pages}
    others = [page for page in there if _folded(page.place) not in ours]
    enclosures = _Enclosures(name for page in others for name in page.files)
    stems = {_folded(stem_and_language(page.place)[0]) for page in others}
    written: dict[str, Page] = {}
    for one in known:
        names = [enclosures.add(file.name, files[file.digest]) for file in one.content.files]
        for number in count(1):
            stem = stem_of(one.content) + (f"-{number}" if number > 1 else "")
            pages = list(pages_of(one.id, one.content, stem, names))
            free = (_is_free(folder, page.place, ours) for page in pages)
            if _folded(stem) not in stems and all(free):
                break
        stems.add(_folded(stem))
        written.update((_folded(page.place), page) for page in pages)
    for path, data in enclosures.written.items():
        _write(folder, f"{FILES}/{path}", data)
    for page in written.values():
        _write(folder, page.place, source_of(page).encode())
    for name in ours.keys() - written.keys():
        (folder / ours[name]).unlink()
    return len(written)


class _Enclosures:
    """Where files lie that go along: of two with one name, the second is in a folder of its own."""

    def __init__(self, others: Iterable[str]) -> None:
        self._taken: dict[str, bytes | None] = {_folded(path): None for path in others}
        self.written: dict[str, bytes] = {}

    def add(self, name: str, data: bytes) -> str:
        """Return a path that no other file has."""
        name = enclosure_name(name)
        for path in chain([name], (f"{number}/{name}" for number in count(2))):
            if self._taken.setdefault(_folded(path), data) == data:
                self.written[path] = data
                return path
        raise AssertionError  # there is always another number


def _readable(folder: Path) -> Iterator[Page]:
    for place in _places(folder):
        try:
            yield page_of(place, _read(folder, place))
        except RejectedError:
            continue  # whatever it is, it is not ours


def _is_free(folder: Path, place: str, ours: Mapping[str, str]) -> bool:
    """Whether nothing lies there but a page that is replaced, as the file system sees it."""
    if not os.path.lexists(folder / place):
        return True
    mine = ours.get(_folded(place))
    return mine is not None and (folder / mine).samefile(folder / place)


def _folded(path: str) -> str:
    """The same for two names that are one to some file system."""
    return unicodedata.normalize("NFC", path).casefold()


def _write(folder: Path, place: str, data: bytes) -> None:
    """Write a file whole or not at all; a link in its place is replaced."""
    path = folder / place
    if path.parent != folder:
        _refuse_link(folder, path.parent.relative_to(folder).as_posix())
        path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with part.open("xb") as file:
        file.write(data)
    part.replace(path)
