"""The child process that looks words up: Hunspell holds Python's lock, and a page takes seconds.

Run as ``python -P -m app.runtime.spelling_process PROFILE`` by `app.runtime.spelling`. Each line of
standard input is a request as JSON, each line of standard output the answer to one, in order. It
ends when its input ends. A dictionary that somebody dropped into the profile can do no more harm
than end it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from app.domain.spelling import Paragraph
from app.services.spelling import build_speller
from search.spelling import Speller

_NICE = 5
"""The window goes first."""


def main() -> None:
    """Serve requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)  # nothing that a library prints may be taken for an answer
    if sys.platform != "win32":
        os.nice(_NICE)
    speller = build_speller(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    for line in sys.stdin.buffer:
        answer = _answer(speller, json.loads(line))
        answers.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")
        answers.flush()


def _answer(speller: Speller, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if "check" in asked:
        text, language, skip = asked["check"]
        paragraph = Paragraph(text, language, tuple((start, end) for start, end in skip))
        checked = speller.check(paragraph, asked["leaning"])
        slips = [[s.start, s.length, s.kind, s.language, s.fixes] for s in checked.slips]
        return [slips, checked.evidence]
    if "suggest" in asked:
        word, language, near_by = asked["suggest"]
        return speller.suggest(word, language, frozenset(near_by))
    speller.know(asked["words"], asked["names"])
    return None


if __name__ == "__main__":
    main()
