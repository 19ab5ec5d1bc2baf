"""A template in one language as a page of Markdown: its head says whose it is, not its file's name.

    ---
    key: 3f9c0a771b24
    name: Your money is on its way back
    folder: Payments
    language: en
    subject: About your refund
    file: form.pdf
    ---
    Hello {{ first_name }}, …

A page with a name says everything but the texts of other languages; one without it is a text alone
of the template that has its key. ``file`` may stand there several times; each is a path below the
folder `FILES`. Pages without a key belong together if they are called alike but for the language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from app.domain.errors import RejectedError
from app.services.exporting import slug
from app.services.letters_out import language_of
from app.services.templates import TemplateContent, tidy
from app.services.templating import faults
from mail.cleantext import bare_filename, one_line

FILES = "files"
"""The folder in which files lie that go along."""
ENDING = ".md"
_MARK = "---"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CODE = re.compile(r"\{[{%][^{}]*[%}]\}")
_LONGEST_KEY = 40
_LEVELS = 5
"""So many folders within folders; deeper ones are only in the head."""
_NAME_BYTES = 200
"""Of the 255 that a file's name may have."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a file of Markdown says of a template."""

    place: str
    """Where it lies: ``payments/refund.en.md``."""
    language: str
    content: TemplateContent
    """Its one text, perhaps ``""``, and what else it says, but for the files that go along."""
    key: str = ""
    """The template's id; ``""``: a new one, or one of that name."""
    files: tuple[str, ...] = ()
    """Paths below `FILES`."""

    @property
    def belongs_to(self) -> str:
        """What all pages of a template share; that of pages without a key is no id."""
        return self.key or f"/{stem_and_language(self.place)[0]}"


def page_of(place: str, source: str) -> Page:
    """Read a file. Raises `RejectedError`, with its name and line, where it cannot be a template's.

    A name in the text that means nothing is no reason: it becomes a blank.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = next((at for at, line in enumerate(lines) if at and line.strip() == _MARK), 0)
    if not end or lines[0].strip() != _MARK:
        raise RejectedError(f"{place} does not begin with lines between {_MARK} and {_MARK}.")
    head, files = _head(lines[1:end])
    text = "\n".join(lines[end + 1 :])
    language = head.get("language", "") or stem_and_language(place)[1] or written_in(text)
    if not language.replace("-", "").isalnum():
        raise RejectedError(f"{place} names no language: {language}.")
    subject = head.get("subject", "")
    for what, said, before in (("line", text, end + 1), ("subject, line", subject, 0)):
        for fault in faults(said):
            if not fault.word:
                raise RejectedError(f"{place}, {what} {before + fault.line}: {fault.what}")
    language = language.lower() if _LANGUAGE.fullmatch(language) else language
    name, folder = head.get("name", ""), head.get("folder", "")
    content = tidy(TemplateContent(name, {language: text}, folder, subject))
    return Page(place, language, content, _key(head.get("key", "")), tuple(_files(place, files)))


def source_of(page: Page) -> str:
    """Return what stands in a page's file."""
    content = page.content
    head = {
        "key": page.key,
        "name": content.name,
        "folder": content.folder,
        "language": page.language,
        "subject": content.subject,
    }
    lines = [f"{name}: {one_line(value)}" for name, value in head.items() if value]
    lines += [f"file: {name}" for name in page.files]
    return "\n".join([_MARK, *lines, _MARK, content.texts[page.language], ""])


def pages_of(key: str, content: TemplateContent, stem: str, files: Iterable[str]) -> Iterator[Page]:
    """Yield a template's pages, the first of which says what is not text; ``stem``: `stem_of`."""
    for number, (language, text) in enumerate(sorted(content.texts.items())):
        place = f"{stem}.{slug(language)[:10] or 'x'}{ENDING}"
        alone = TemplateContent("", {language: text})
        if number:
            yield Page(place, language, alone, key)
        else:
            yield Page(place, language, replace(content, texts=alone.texts), key, tuple(files))


def stem_of(content: TemplateContent) -> str:
    """Return how a template's files are called for people: short, and safe on every system."""
    parts = (bare_filename(slug(part)) for part in content.folder.split("/"))
    folders = [part for part in parts if part][:_LEVELS]
    if folders[:1] == [FILES]:
        folders[0] = f"_{FILES}"
    return "/".join([*folders, bare_filename(slug(content.name)) or "template"])


def stem_and_language(place: str) -> tuple[str, str]:
    """Return a file's name without its ending, and the language in it; ``""`` for none."""
    stem = place[: -len(ENDING)] if place.lower().endswith(ENDING) else place
    name, _, last = stem.rpartition(".")
    return (name, last) if name and _LANGUAGE.fullmatch(last) else (stem, "")


def written_in(text: str) -> str:
    """Return ``en``, ``ru`` or ``uk``: in which of them a template's text is."""
    return language_of(_CODE.sub("", text))


def enclosure_name(name: str) -> str:
    """Return how a file that goes along is called on the disk."""
    name = bare_filename(name) or "file"
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _NAME_BYTES // 10:
        stem, dot, ending = name, "", ""
    room = _NAME_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + dot + ending


def _key(text: str) -> str:
    return "".join(one for one in text if one.isascii() and one.isalnum())[:_LONGEST_KEY]


def _head(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    head: dict[str, str] = {}
    files: list[str] = []
    for line in lines:
        name, _, value = (part.strip() for part in line.partition(":"))
        if name.lower() == "file":
            files.append(value)
        elif name.lower() == "files":  # as it was written before names could hold a comma
            files += value.split(",")
        else:
            head[name.lower()] = value
    return head, [name for one in files if (name := one.strip())]


def _files(place: str, names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        parts = PurePosixPath(name).parts
        if not 0 < len(parts) <= 2 or any(bare_filename(part) != part for part in parts):
            raise RejectedError(f"{place}: {name} is no file in the folder {FILES}.")
        yield name
