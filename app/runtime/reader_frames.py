"""What parent and reader process say to each other through two pipes.

To the child, a batch: a header (number of letters, whether to flush each answer), the letters'
lengths, the letters. From the child: `READY` once, then for the batch, or for each letter where
each is flushed, a length and that many bytes of `pack`.
"""

import pickle
import struct
from collections.abc import Sequence
from typing import Any

from app.domain.letters import LetterFacts
from app.domain.messages import Address, Attachment, Automatic, Bounce
from app.runtime.children import plain_values

HEADER = struct.Struct(">I?")
LENGTH = struct.Struct(">Q")
READY = b"R"
WALL_SECONDS = 15.0
"""A letter that hangs inside a library ends the child after this; the parent starts a new one."""


def pack(letters: Sequence[LetterFacts | None]) -> bytes:
    """Write facts as a pickle of nothing but tuples, texts, bytes and numbers.

    None stands for a letter that exceeded its limits. It takes a fifth of the time that a pickle of
    the objects themselves takes, at both ends.
    """
    plain = [None if facts is None else _taken_apart(facts) for facts in letters]
    return pickle.dumps(plain, pickle.HIGHEST_PROTOCOL)


def _taken_apart(facts: LetterFacts) -> tuple[object, ...]:
    f, bounce = facts, facts.bounce
    return (
        f.message_id,
        f.content_hash,
        f.subject,
        (f.sender.name, f.sender.address),
        [(a.name, a.address) for a in f.recipients],
        [(a.name, a.address) for a in f.reply_to],
        f.delivered_to,
        f.date,
        f.references,
        f.snippet,
        [
            (a.index, a.filename, a.content_type, a.size, a.content_id, a.inline)
            for a in f.attachments
        ],
        None if f.automatic is None else f.automatic.value,
        f.list_id,
        None
        if bounce is None
        else (
            bounce.recipient,
            bounce.status,
            bounce.reason,
            bounce.original_message_id,
            bounce.permanent,
        ),
        f.defects,
        f.words,
    )


def unpack(data: bytes) -> list[LetterFacts | None]:
    """Read what `pack` wrote. Raises nearly anything on nonsense, but builds nothing else."""
    found = plain_values(data)
    return [None if plain is None else _put_together(plain) for plain in found]


def _put_together(plain: tuple[Any, ...]) -> LetterFacts:
    (
        message_id,
        content_hash,
        subject,
        sender,
        recipients,
        reply_to,
        delivered_to,
        date,
        references,
        snippet,
        attachments,
        automatic,
        list_id,
        bounce,
        defects,
        words,
    ) = plain
    return LetterFacts(
        message_id=message_id,
        content_hash=content_hash,
        subject=subject,
        sender=Address(*sender),
        recipients=tuple([Address(name, address) for name, address in recipients]),
        reply_to=tuple([Address(name, address) for name, address in reply_to]),
        delivered_to=delivered_to,
        date=date,
        references=references,
        snippet=snippet,
        attachments=tuple([Attachment(*one) for one in attachments]),
        automatic=None if automatic is None else Automatic(automatic),
        list_id=list_id,
        bounce=None if bounce is None else Bounce(*bounce),
        defects=defects,
        words=words,
    )
