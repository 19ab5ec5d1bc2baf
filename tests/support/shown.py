"""What must never be in text that a person sees."""

import unicodedata

from app.domain.messages import ParsedMessage

_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = set("\u200c\u200d")


def _bad(text: str, *, allowed: str = "") -> list[str]:
    return [
        f"U+{ord(c):04X}"
        for c in text
        if c in _BIDI
        or (
            c not in allowed and c not in _JOINERS and unicodedata.category(c) in ("Cc", "Cf", "Cs")
        )
        or c in "\u2028\u2029"
    ]


def unsafe_characters(message: ParsedMessage) -> list[str]:
    """Control, bidirectional, invisible or half characters in anything shown of a letter."""
    one_line = [message.subject, message.list_id, message.message_id]
    one_line += [*message.references, *message.in_reply_to]
    for address in (*message.sender, *message.to, *message.cc, *message.reply_to):
        one_line += [address.name, address.address]
    for attachment in message.attachments:
        one_line += [attachment.filename, attachment.content_type, attachment.content_id]
        if "/" in attachment.filename or "\\" in attachment.filename or not attachment.filename:
            return [f"file name {attachment.filename!r}"]
    if message.bounce:
        one_line += [message.bounce.recipient, message.bounce.reason, message.bounce.status]
        one_line.append(message.bounce.original_message_id)
    bad = [found for text in one_line for found in _bad(text)]
    return (
        bad
        + _bad(message.text, allowed="\n\t")
        + [
            "NUL or surrogate in html"
            for c in message.html
            if c == "\0" or "\ud800" <= c <= "\udfff"
        ]
    )
