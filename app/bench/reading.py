"""How fast letters are read and divided into tickets, on this machine's single core."""

from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage

from app.bench.figures import Better, Figure
from app.bench.mailgen import ADDRESS, generate
from app.bench.timing import rate, seconds
from app.demo.letters import SampleLetter
from app.domain.grouping import Letter, group
from app.domain.ids import MessageKey
from app.domain.subjects import subject_key
from app.services.reading import read_letter
from mail.parse import parse

_PEER_SHARE = 5
"""The peer reads every fifth letter: it is slow, and a rate needs no more."""


def bench_parse(count: int, newest: int) -> Iterator[Figure]:
    """Read letters as `mail.parse` does, and as the standard library does."""
    sources = [letter.raw for letter in generate(count, newest=newest)]
    ours = rate(parse, sources)
    theirs = rate(_read_with_standard_library, sources[::_PEER_SHARE])
    yield Figure(
        "parse",
        "letters read",
        ours,
        "/s",
        Better.MORE,
        peer="email (standard library)",
        peer_value=theirs,
    )
    facts = rate(read_letter, sources)
    yield Figure("parse", "letters read, cut and indexed", facts, "/s", Better.MORE)


def bench_grouping(count: int, newest: int) -> Iterator[Figure]:
    """Divide a whole mailbox at once; and see how many letters ended where they were meant to."""
    sample = list(generate(count, newest=newest))
    letters = [_letter(key, one) for key, one in enumerate(sample, 1)]
    taken = seconds(lambda: group(letters))
    yield Figure("grouping", "letters divided", count / taken, "/s", Better.MORE)
    together = sum(
        len({sample[key - 1].ticket for key, _ in found.letters}) == 1 for found in group(letters)
    )
    meant = len({letter.ticket for letter in sample})
    yield Figure("grouping", "tickets as meant", 100 * together / meant, "%", Better.MORE, 99.5)


def _read_with_standard_library(raw: bytes) -> Sequence[object]:
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise TypeError("policy.default makes EmailMessage")
    heads = [str(message[name]) for name in ("from", "to", "subject", "date", "message-id")]
    bodies = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return [*heads, *bodies]


def _letter(key: int, sample: SampleLetter) -> Letter:
    parsed = parse(sample.raw)
    sender = parsed.sender[0].address
    people = [person.address for person in parsed.to]
    return Letter(
        key=MessageKey(key),
        message_id=parsed.message_id,
        references=tuple(dict.fromkeys((*parsed.references, *parsed.in_reply_to))),
        sender=sender,
        recipients=tuple(person for person in people if person != ADDRESS),
        to_us=ADDRESS in people,
        received=sample.received,
        ours=sender == ADDRESS,
        subject=subject_key(parsed.subject),
    )
