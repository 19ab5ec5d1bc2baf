"""Programs that give access tokens, as a test wants them."""

import shlex
import sys
from pathlib import Path


def token_command(folder: Path, *tokens: str, then: str = "") -> str:
    """Make a program that prints the next of these tokens each time, and the last one for ever.

    ``then`` is Python that it runs before it ends. `runs_of` tells how often it ran.
    """
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "give a token.py"
    script.write_text(
        "import os, sys\n"
        "count = os.path.join(os.path.dirname(__file__), 'runs')\n"
        "with open(count, 'a') as file:\n"
        "    file.write('x')\n"
        f"tokens = {list(tokens)!r}\n"
        "for token in tokens[min(os.path.getsize(count), len(tokens)) - 1:][:1]:\n"
        "    print(token)\n"
        f"{then}\n",
        encoding="utf-8",
    )
    return shlex.join([sys.executable, "-S", str(script)])


def runs_of(folder: Path) -> int:
    """Tell how often the program in a folder ran."""
    count = folder / "runs"
    return count.stat().st_size if count.exists() else 0
