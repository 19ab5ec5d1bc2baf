"""Subjects without their reply and forward prefixes, in the languages people write us in."""

import re
from functools import lru_cache

_PREFIX = re.compile(
    r"""^\s*(?:
        \[\#[0-9A-Za-z]{7}\]            # our own ticket code
      | (?: re | fwd? | aw | wg | sv | vs | antw | doorst | r[eé]f? | tr | rv | enc | odp | pd
          | отв(?:ет)? | на | пересл | перес | fw | відп(?:овідь)? | пер(?:есл)? | нп
          | automatic\ reply | autoreply | auto | автоответ | автовідповідь
        )
        (?: \s* [\[(]? \d+ [\])]? )?     # Re[2]:  Re(3):
        \s* [:：]
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(2000)  # most subjects of a batch come again, in their ticket and in its other letters
def base_subject(subject: str) -> str:
    """Return the subject without ``Re:``, ``Fwd:``, ``Отв:``, ``Відп:``, ``AW:`` and our codes."""
    rest = " ".join(subject.split())
    for _ in range(20):
        if not (":" in rest or "[#" in rest or "：" in rest):
            break
        prefix = _PREFIX.match(rest)
        if prefix is None:
            break
        rest = rest[prefix.end() :]
    return rest.strip()


def subject_key(subject: str) -> str:
    """Return the base subject folded for comparing; ``""`` where nothing distinctive is left."""
    return base_subject(subject).casefold()
