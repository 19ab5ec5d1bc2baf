"""Subjects without their reply and forward prefixes, in the languages people write us in."""

import re

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
_SPACE = re.compile(r"\s+")


def base_subject(subject: str) -> str:
    """Return the subject without ``Re:``, ``Fwd:``, ``Отв:``, ``Відп:``, ``AW:`` and our codes."""
    rest = _SPACE.sub(" ", subject).strip()
    for _ in range(20):
        shorter = _PREFIX.sub("", rest, count=1)
        if shorter == rest:
            break
        rest = shorter
    return rest.strip()


def subject_key(subject: str) -> str:
    """Return the base subject folded for comparing; ``""`` where nothing distinctive is left."""
    return base_subject(subject).casefold()
