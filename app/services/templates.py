"""Ready-made answers that the team shares: kept, found, filled, and taken in and out as files.

A template has a name, a folder, one text a language, perhaps a subject, and files that go along. It
is a record of the team (`app.services.records`), so that everybody has it, each field belongs to
its last writer, and earlier texts can be had again. How its text is filled: `services.templating`.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex

from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.services import records
from app.services.commands import TEMPLATE_USES
from app.services.deeds import Done
from app.services.team_models import MemberView
from app.services.templating import faults
from app.store import Store, Transaction

KIND = "template"
_FILE = "template-file"
_TEXT = "text."
LONGEST_NAME = 200
LARGEST_FILE = 2 * 1024 * 1024
"""Bytes of one file: it travels through the team's folder, to every member."""
_PIECE = 48_000
"""Bytes of a file in one field: 64,000 characters."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file that goes along with an answer; its bytes: `file_of`."""

    name: str
    content_type: str
    size: int
    digest: str
    """Names its bytes: the begin of their SHA-256 in hex."""


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """What a template says."""

    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    """Language (``en``, ``ru``, ``uk``, …) → source, see `services.templating`."""
    folder: str = ""
    """Such as ``Payments/Refunds``; ``""`` for none."""
    subject: str = ""
    """Of a new letter that begins with it; a source as well."""
    files: tuple[TemplateFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A template of a mailbox's team."""

    id: str
    """Random letters and digits; the same for all members."""
    account: AccountId
    content: TemplateContent
    uses: int = 0
    """How often it was taken at this computer."""

    def text(self, language: str) -> tuple[str, str]:
        """Return the text in a language, or else in the first that there is, with its language."""
        texts = self.content.texts
        if language in texts:
            return language, texts[language]
        return next(iter(sorted(texts.items())), (language, ""))


@dataclass(frozen=True, slots=True)
class Version:
    """What a template said from a time on."""

    at: int
    """Seconds UTC by the writer's clock."""
    member: MemberView | None
    content: TemplateContent


def save(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    content: TemplateContent,
    *,
    template: str | None = None,
    now: float,
) -> tuple[str, Done]:
    """Keep a template, a new one without ``template``; return its id and how to undo it.

    Raises `RejectedError` for a name or a text that cannot be; a text with an unknown variable is
    kept, and shows it as a blank.
    """
    content = _checked(content)
    which = template or token_hex(6)
    if not which.isalnum():
        raise RejectedError("This is not the id of a template.")
    before = records.get(store, account, f"{KIND}.{which}")
    fields: dict[str, str | None] = dict.fromkeys(before)
    fields.update(_fields(content))
    changed = {name: value for name, value in fields.items() if before.get(name) != value}
    done = records.put(store, transaction, account, f"{KIND}.{which}", changed, now=now)
    return which, done


def remove(
    store: Store, transaction: Transaction, account: AccountId, template: str, *, now: float
) -> Done:
    """Take a template away; its earlier texts can be had again."""
    before = records.get(store, account, f"{KIND}.{template}")
    if not before:
        raise RejectedError("There is no such template any more.")
    cleared: dict[str, str | None] = dict.fromkeys(before)
    return records.put(store, transaction, account, f"{KIND}.{template}", cleared, now=now)


def templates(store: Store, account: AccountId) -> list[Template]:
    """Return all templates of a mailbox, by folder and name."""
    uses = _uses(store, account)
    found = [
        Template(which, account, _content(fields), uses.get(name, 0))
        for name, fields in records.all_of(store, account, KIND).items()
        if fields.get("name") and (which := name.partition(".")[2]).isalnum()
    ]
    return sorted(found, key=lambda t: (t.content.folder.casefold(), t.content.name.casefold()))


def template(store: Store, account: AccountId, which: str) -> Template | None:
    """Return a template by its id, None where it is no more."""
    fields = records.get(store, account, f"{KIND}.{which}")
    if not fields.get("name"):
        return None
    uses = _uses(store, account).get(f"{KIND}.{which}", 0)
    return Template(which, account, _content(fields), uses)


def versions(store: Store, account: AccountId, which: str) -> list[Version]:
    """Return what a template has said, newest first; what was written at once is one version."""
    found: list[Version] = []
    fields: dict[str, str] = {}
    for told in records.history(store, account, f"{KIND}.{which}"):
        if told.value is None:
            fields.pop(told.field, None)
        else:
            fields[told.field] = told.value
        version = Version(told.at, told.member, _content(fields))
        if found and (found[-1].at, found[-1].member) == (version.at, version.member):
            found[-1] = version
        else:
            found.append(version)
    return [version for version in reversed(found) if version.content.name]


def taken(store: Store, _: Transaction, account: AccountId, which: str) -> None:
    """Count that a template was put into a letter here."""
    setting = f"{TEMPLATE_USES}{account}.{KIND}.{which}"
    store.settings.put(setting, str(int(store.settings.get(setting) or 0) + 1))


def _uses(store: Store, account: AccountId) -> dict[str, int]:
    begin = f"{TEMPLATE_USES}{account}."
    return {
        name.removeprefix(begin): int(store.settings.get(name) or 0)
        for name in store.settings.names(begin)
    }


# --- files ----------------------------------------------------------------------------------------


def keep_file(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    *,
    name: str,
    content_type: str,
    data: bytes,
    now: float,
) -> TemplateFile:
    """Keep a file's bytes for the team, once however many templates have it.

    Raises `RejectedError` for one of over `LARGEST_FILE` bytes.
    """
    if len(data) > LARGEST_FILE:
        raise RejectedError(f"A template's file has at most {LARGEST_FILE // 1024**2} MB: {name}.")
    digest = sha256(data).hexdigest()[:32]
    pieces: dict[str, str | None] = {
        f"{at // _PIECE:03}": base64.b64encode(data[at : at + _PIECE]).decode("ascii")
        for at in range(0, max(1, len(data)), _PIECE)
    }
    records.put_quietly(store, transaction, account, f"{_FILE}.{digest}", pieces, now=now)
    return TemplateFile(name, content_type, len(data), digest)


def file_of(store: Store, account: AccountId, file: TemplateFile) -> bytes:
    """Return a file's bytes. Raises `RejectedError` where they have not arrived here, or wrong."""
    pieces = records.get(store, account, f"{_FILE}.{file.digest}")
    data = b"".join(base64.b64decode(pieces[name]) for name in sorted(pieces))
    if sha256(data).hexdigest()[:32] != file.digest:
        raise RejectedError(f"The file {file.name} has not arrived here yet.")
    return data


# --- fields ---------------------------------------------------------------------------------------


def tidy(content: TemplateContent) -> TemplateContent:
    """Return a template as it is kept: single spaces, LF line ends, and no texts without a word."""
    parts = (" ".join(part.split()) for part in content.folder.split("/"))
    texts = {
        language: text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        for language, text in content.texts.items()
        if text.strip()
    }
    return TemplateContent(
        " ".join(content.name.split()),
        texts,
        "/".join(part for part in parts if part),
        " ".join(content.subject.split()),
        content.files,
    )


def _checked(content: TemplateContent) -> TemplateContent:
    content = tidy(content)
    if not content.name or len(content.name) > LONGEST_NAME:
        raise RejectedError(f"A template has a name of at most {LONGEST_NAME} characters.")
    if not content.texts:
        raise RejectedError("A template has a text in at least one language.")
    for source in (*content.texts.values(), content.subject):
        wrong = next((fault for fault in faults(source) if not fault.word), None)
        if wrong:
            raise RejectedError(f"Line {wrong.line}: {wrong.what}")
    return content


def _fields(content: TemplateContent) -> dict[str, str | None]:
    found: dict[str, str | None] = {"name": content.name}
    found.update({f"{_TEXT}{language}": text for language, text in content.texts.items()})
    if content.folder:
        found["folder"] = content.folder
    if content.subject:
        found["subject"] = content.subject
    if content.files:
        found["files"] = json.dumps(
            [[f.name, f.content_type, f.size, f.digest] for f in content.files], ensure_ascii=False
        )
    return found


def _content(fields: Mapping[str, str]) -> TemplateContent:
    texts = {
        name.removeprefix(_TEXT): text
        for name, text in sorted(fields.items())
        if name.startswith(_TEXT)
    }
    return TemplateContent(
        fields.get("name", ""),
        texts,
        fields.get("folder", ""),
        fields.get("subject", ""),
        tuple(_files(fields.get("files", "[]"))),
    )


def _files(text: str) -> Iterable[TemplateFile]:
    """Read the list of files; what a newer version or another client wrote otherwise is none."""
    try:
        rows = json.loads(text)
    except ValueError:
        return
    for row in rows if isinstance(rows, list) else ():
        match row:
            case [str(name), str(kind), int(size), str(digest)]:
                yield TemplateFile(name, kind, size, digest)


# --- finding --------------------------------------------------------------------------------------


def named(found: Sequence[Template], word: str) -> Template:
    """Return the template that has an id or a name, perhaps with its folder before it.

    Raises `RejectedError` where that is none, or several.
    """
    meant = [one for one in found if one.id == word] or [
        one
        for one in found
        if word.casefold()
        in (one.content.name.casefold(), f"{one.content.folder}/{one.content.name}".casefold())
    ]
    if not meant:
        raise RejectedError(f"There is no template “{word}”.")
    if len(meant) > 1:
        raise RejectedError(f"Several templates are called “{word}”: say its id.")
    return meant[0]


def find(found: Sequence[Template], query: str, language: str = "") -> list[Template]:
    """Return templates that a person may mean by what they typed, the likeliest first.

    Every word must be found in name, folder or text, as a part of it or with its letters in order
    in the name ("rfnd" finds "Refund"); names count more than texts, what is taken often and what
    there is in the ticket's language more than the rest. Without a query: all, the most used first.
    """
    words = query.casefold().split()
    scored = [(score, one) for one in found if (score := _score(one, words, language)) is not None]
    scored.sort(key=lambda pair: (-pair[0], pair[1].content.name.casefold(), pair[1].id))
    return [one for _, one in scored]


def _score(one: Template, words: Sequence[str], language: str) -> float | None:
    name, folder = one.content.name.casefold(), one.content.folder.casefold()
    text = "\n".join(one.content.texts.values()).casefold()
    total = min(one.uses, 50) / 50 + (0.5 if language in one.content.texts else 0.0)
    for word in words:
        if name.startswith(word):
            total += 10
        elif any(part.startswith(word) for part in name.split()):
            total += 8
        elif word in name:
            total += 6
        elif word in folder:
            total += 4
        elif (spread := _spread(word, name)) is not None:
            total += 3 / (1 + spread)
        elif word in text:
            total += 1
        else:
            return None
    return total


def _spread(word: str, name: str) -> int | None:
    """Return how many letters lie between those of a word within a name; None: not in order."""
    at, first = -1, -1
    for letter in word:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
        first = at if first < 0 else first
    return at - first + 1 - len(word)
