"""How fast letters are read and divided into tickets, in processor time of a single core."""

import time
from collections.abc import Callable, Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

from app.bench.figures import Better, Figure
from app.bench.mailgen import ADDRESS, generate
from app.bench.timing import seconds
from app.demo.letters import SampleLetter
from app.domain.grouping import Letter, group
from app.domain.ids import MessageKey
from app.domain.subjects import subject_key
from app.services.reading import read_letter
from mail.parse import parse
from mail.snippets import snippet
from search.words import index_text

_PEER_SHARE = 5
"""The standard library reads every fifth letter: it is slow, and a rate needs no more."""
_ROUND = 250
"""Letters read by one reader before the next has its turn: all see the machine alike."""

Read = Callable[[bytes], object]
T = TypeVar("T")


def bench_parse(count: int, newest: int) -> Iterator[Figure]:
    """Read letters as `mail.parse` does and as others do, in turns; then stage by stage.

    Other readers only decode: they neither find what is new in a letter nor tell lists and
    automatic answers, and do not turn HTML into text.
    """
    sources = [letter.raw for letter in generate(count, newest=newest)]
    readers: dict[str, Read] = {"": parse, "email (standard library)": _read_with_standard_library}
    if find_spec("fast_mail_parser"):
        readers["fast-mail-parser"] = import_module("fast_mail_parser").parse_email
    rates = _rates(readers, sources)
    ours = rates.pop("")
    for peer, theirs in rates.items():
        yield Figure(
            "parse",
            f"letters read, beside {peer}",
            ours,
            "/s",
            Better.MORE,
            peer=peer,
            peer_value=theirs,
        )
    everything = _rates({"": read_letter}, sources)[""]
    yield Figure("parse", "letters read, cut and indexed", everything, "/s", Better.MORE)
    texts = [parse(source).text for source in sources]
    stages = {
        "read": 1000 / ours,
        "snippet": _cpu_seconds(snippet, texts) * 1000 / count,
        "index words": _cpu_seconds(index_text, texts) * 1000 / count,
        "all": 1000 / everything,
    }
    for stage, taken in stages.items():
        yield Figure("parse", f"processor time of a letter, {stage}", taken, "ms")


def _rates(readers: dict[str, Read], sources: Sequence[bytes]) -> dict[str, float]:
    """Return letters read in a second of processor time, by reader; all read in turns."""
    taken = dict.fromkeys(readers, 0.0)
    read = dict.fromkeys(readers, 0)
    for start in range(0, len(sources), _ROUND):
        for name, reader in readers.items():
            share = _PEER_SHARE if reader is _read_with_standard_library else 1
            chunk = sources[start : start + _ROUND : share]
            taken[name] += _cpu_seconds(reader, chunk)
            read[name] += len(chunk)
    return {name: read[name] / taken[name] for name in readers}


def _cpu_seconds(work: Callable[[T], object], items: Sequence[T]) -> float:
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start


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
