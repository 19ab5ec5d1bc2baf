"""What a person types into the search field, as an FTS5 expression over index words.

Every word must occur; the last one may be unfinished. ``"a phrase"`` must occur as written (in any
word form). The full query language comes with the search engine.
"""

import re

from search.words import words_of

_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')


def match_expression(query: str) -> str | None:
    """Return an FTS5 MATCH expression, or None where the query holds no word."""
    parts: list[str] = []
    finished = query[-1:].isspace() or query.rstrip().endswith('"')
    tokens = list(_TOKEN.finditer(query))
    for number, token in enumerate(tokens):
        phrase = token[1] is not None
        words = words_of(token[1] if phrase else token[2])
        if not words:
            continue
        if phrase or len(words) > 1:
            parts.append('"' + " ".join(words) + '"')
        elif number == len(tokens) - 1 and not finished:
            parts.append(_unfinished(token[2], words[0]))
        else:
            parts.append(f'"{words[0]}"')
    return " AND ".join(parts) or None


def _unfinished(typed: str, stem: str) -> str:
    """A word still being typed: its stem, or anything that begins as it does."""
    raw = "".join(c for c in typed.casefold().replace("ё", "е") if c.isalnum())
    return f'("{stem}" OR "{raw}" *)' if raw else f'"{stem}"'
