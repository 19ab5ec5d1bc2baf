"""Join the soft line breaks of ``format=flowed`` text (RFC 3676)."""

import re

_QUOTE = re.compile(r">*")


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Return the text with its paragraphs on one line each; quote marks stay in front."""
    out: list[list[str]] = []
    joining = False
    depth_before = 0
    for line in text.split("\n"):
        marks = _QUOTE.match(line)
        depth = marks.end() if marks else 0
        content = line[depth:]
        if content.startswith(" "):  # space-stuffed
            content = content[1:]
        is_signature = content == "-- "
        flows = content.endswith(" ") and not is_signature
        body = content[:-1] if flows and delete_space else content
        if joining and depth == depth_before and not is_signature:
            out[-1].append(body)
        else:
            out.append([(">" * depth + " " if depth else "") + body])
        joining, depth_before = flows, depth
    lines = ("".join(pieces) for pieces in out)
    return "\n".join(line if line.endswith("-- ") else line.rstrip(" ") for line in lines)
