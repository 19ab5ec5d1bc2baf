"""Reads the quoting samples: letters as mail programs write them, with what was newly written."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class QuotingCase:
    """One letter of ``tests/data/quoting``."""

    title: str
    letter: str
    reply: str


def quoting_cases(folder: Path) -> list[QuotingCase]:
    """Read all samples: ``@@@ title``, the letter, ``@@@ reply``, what is expected."""
    cases: list[QuotingCase] = []
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("@@@ ")[1:]:
            head, _, body = block.partition("\n")
            body = body.removesuffix("\n")
            if head == "reply":
                cases[-1] = QuotingCase(cases[-1].title, cases[-1].letter, body.strip())
            else:
                cases.append(QuotingCase(f"{path.stem}: {head}", body, ""))
    return cases
