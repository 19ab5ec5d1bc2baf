"""Read Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4) as mailers write them."""

import re

from mail.cleantext import without_unseen
from mail.encwords import decode_text

MAX_REFERENCES = 1_000
"""Message-IDs kept of one field: the first and the newest of the others."""
_MAX_ID = 998
_MAX_FIELD = 1_000_000
_BRACKETED = re.compile(r"<([^<>]*)>")
_BLANKS = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[\s,;<>()\"']+")
_PLAIN = re.compile(r"<([!-;=?-~]{3,250})>\Z")
"""An id that needs no cleaning."""
_PLAIN_LIST = re.compile(r"(?:<[!-;=?-~]{3,250}+>[ \t]*+)+\Z")
# "Message from Jane <jane@host> of ... <id@host>" and "<jane@host>'s message of ...": addresses.
_PERSON = re.compile(r"(?i)\b(?:message|mail|from|von|de|от|від)\b[^<>]*\Z")
_OWNER = re.compile(r"\s*'s? (?:message|mail)|\s*writes?\b|\s*wrote\b", re.IGNORECASE)


def message_id(value: str) -> str:
    """Return the Message-ID of its own field without brackets, ``""`` where there is none."""
    if match := _PLAIN.match(value):
        return match[1]
    value = _readable(value)
    for match in _BRACKETED.finditer(value):
        if found := _clean(match[1]):
            return found
    bare = value.strip().strip("<>").strip()
    if words := _bare_ids(bare):
        return _clean(words[0])
    # Some programs write a bare word; better an odd identity than none.
    return _clean(bare) if bare and " " not in bare and "(" not in bare else ""


def references(values: list[str]) -> tuple[str, ...]:
    """Return the ids of one or more References fields in order, without repeats."""
    if len(values) == 1 and (match := _PLAIN.match(values[0])):
        return (match[1],)
    found: dict[str, None] = {}
    for value in values:
        text = _readable(value)
        bracketed: list[str] = _BRACKETED.findall(text)
        if not _PLAIN_LIST.match(text):
            bracketed = [_clean(item) for item in bracketed]
        for item in bracketed or [_clean(item) for item in _bare_ids(text)]:
            if item:
                # The same id again means a later place: the last one is the parent.
                found.pop(item, None)
                found[item] = None
    ids = list(found)
    if len(ids) > MAX_REFERENCES:
        ids = [ids[0], *ids[-(MAX_REFERENCES - 1) :]]
    return tuple(ids)


def in_reply_to(values: list[str]) -> tuple[str, ...]:
    """Return the ids of In-Reply-To; prose around them and people's addresses are left out."""
    if len(values) == 1 and (match := _PLAIN.match(values[0])):
        return (match[1],)
    found: dict[str, None] = {}
    for value in values:
        text = _readable(value)
        matches = list(_BRACKETED.finditer(text))
        for number, match in enumerate(matches):
            before = text[matches[number - 1].end() if number else 0 : match.start()]
            is_person = _PERSON.search(before[-200:]) and number + 1 < len(matches)
            if is_person or _OWNER.match(text, match.end()):
                continue
            if (item := _clean(match[1])) and "@" in item:
                found[item] = None
        if not matches and (words := _bare_ids(text)) and words[0] == text.strip():
            found[_clean(words[0])] = None
    found.pop("", None)
    return tuple(found)[:MAX_REFERENCES]


def _bare_ids(text: str) -> list[str]:
    """Words that look like ids although nothing brackets them."""
    return [word for word in _SEPARATORS.split(text) if "@" in word[1:-1]]


def _readable(value: str) -> str:
    value = value[:_MAX_FIELD]
    # Some libraries wrap long ids into encoded words.
    if "=?" in value or not value.isascii():
        value = decode_text(value)
    return value


def _clean(item: str) -> str:
    item = _BLANKS.sub("", without_unseen(item)).strip("<>")
    return item if len(item) <= _MAX_ID else ""
