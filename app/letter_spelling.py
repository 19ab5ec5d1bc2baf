"""Misspelled words of a letter that nobody looks at in a window."""

from concurrent.futures import CancelledError
from pathlib import Path

from app.domain.errors import TransientError
from app.domain.outgoing import Draft
from app.domain.spelling import Paragraph
from app.runtime.spelling import Spelling
from app.services.dictionary import spelling_words
from app.services.gate import own_words
from app.store import Store

_SECONDS = 20
"""For starting the process, reading its dictionaries and looking a long letter through."""


def misspelled(store: Store, profile: Path, draft: Draft) -> tuple[str, ...]:
    """Return the misspelled words of a draft, each once; none where nothing can look them up.

    Takes a second or two: a process is started. A letter that waits for want of a dictionary would
    be worse than a slip.
    """
    lines = [line for line in own_words(draft.content.body).split("\n") if line.strip()]
    if not lines:
        return ()
    known = spelling_words(store, draft.account)
    speller = Spelling(profile)
    try:
        speller.know((*known.mine, *known.team), known.names)
        answers = [speller.check(Paragraph(line)) for line in lines]
        found = [slip.word for one in answers for slip in one.result(_SECONDS).slips]
    except (TransientError, TimeoutError, CancelledError):
        return ()
    finally:
        speller.close()
    return tuple(dict.fromkeys(found))
