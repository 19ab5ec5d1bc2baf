"""Reads the small HTML of letters back into lines; see `ui.composer.lines`. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from ui.composer.lines import DEEPEST, GAP, PLAIN, Item, Line, Look, Run, link_target


def from_html(html: str) -> list[Line]:
    """Read the subset back; what does not belong to it counts for its text alone."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.lines()


@dataclass(slots=True)
class _Block:
    """A ``p``, an item or a ``pre`` that is being read."""

    line: Line
    paragraph: bool
    lines: list[list[Run]] = field(default_factory=lambda: [[]])

    def ended(self) -> list[Line]:
        if len(self.lines) > 1 and not self.lines[-1] and not self.line.pre:
            self.lines.pop()  # a break at the end ends the line before it
        return [replace(self.line, runs=_tidied(runs, self.line.pre)) for runs in self.lines]


_LOOKS = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "u": {"underline": True},
    "s": {"struck": True},
    "strike": {"struck": True},
    "del": {"struck": True},
    "code": {"code": True},
}
_SILENT = frozenset({"script", "style", "head", "title", "template"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[Line] = []
        self._after_paragraph = False
        self._block: _Block | None = None
        self._quotes = 0
        self._lists: list[bool] = []
        self._looks: list[tuple[str, Look]] = []
        self._silent = 0

    def lines(self) -> list[Line]:
        self._end()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
            return
        values = {name: value or "" for name, value in attrs}
        match tag:
            case "p" | "div":
                if not (self._block and self._block.line.item and not any(self._block.lines)):
                    self._begin(paragraph=True)
            case "pre":
                self._begin(pre=True)
            case "blockquote":
                self._end()
                self._after_paragraph = False
                self._quotes = min(self._quotes + 1, DEEPEST)
            case "ul" | "ol":
                self._end()
                self._lists.append(tag == "ol")
            case "li":
                depth = min(len(self._lists), DEEPEST) or 1
                ordered = bool(self._lists and self._lists[-1])
                self._begin(item=Item(ordered, depth))
            case "br":
                self._open().lines.append([])
            case "img":
                self._picture(values)
            case _:
                self._dress(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
            return
        match tag:
            case "p" | "div" | "pre" | "li":
                self._end()
            case "blockquote":
                self._end()
                self._after_paragraph = False
                self._quotes = max(0, self._quotes - 1)
            case "ul" | "ol":
                self._end()
                if self._lists:
                    self._lists.pop()
            case _:
                for place in range(len(self._looks) - 1, -1, -1):
                    if self._looks[place][0] == tag:
                        del self._looks[place]
                        break

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        pre = self._block is not None and self._block.line.pre
        if self._block is None and not data.strip(" \t\r\n"):
            return
        block = self._open()
        if pre:
            text = data.replace("\r\n", "\n")
            parts = (text.removeprefix("\n") if block.lines == [[]] else text).split("\n")
        else:
            parts = [_collapsed(data)]
        for number, part in enumerate(parts):
            if number:
                block.lines.append([])
            if part:
                block.lines[-1].append(Run(part, self._look()))

    def _look(self) -> Look:
        return self._looks[-1][1] if self._looks else PLAIN

    def _dress(self, tag: str, values: dict[str, str]) -> None:
        look = self._look()
        if tag in _LOOKS:
            look = replace(look, **_LOOKS[tag])  # type: ignore[arg-type]
        elif tag == "a":
            look = replace(look, link=link_target(values.get("href", "")))
        elif tag == "mark":
            look = replace(look, blank=values.get("data-blank", ""))
        self._looks.append((tag, look))

    def _picture(self, values: dict[str, str]) -> None:
        scheme, _, name = values.get("src", "").partition(":")
        if scheme.lower() == "cid" and name:
            width = values.get("width", "")
            self._open().lines[-1].append(
                Run("\ufffc", self._look(), name, int(width) if width.isdecimal() else 0)
            )

    def _open(self) -> _Block:
        if self._block is None:
            self._begin(paragraph=True)
        assert self._block is not None  # noqa: S101 - for the type checker
        return self._block

    def _begin(
        self, *, paragraph: bool = False, pre: bool = False, item: Item | None = None
    ) -> None:
        self._end()
        line = Line(quote=self._quotes, pre=pre, item=item)
        self._block = _Block(line, paragraph)

    def _end(self) -> None:
        block, self._block = self._block, None
        if block is None:
            return
        if block.paragraph and self._after_paragraph:
            self._done.append(Line(quote=block.line.quote))
        self._done.extend(block.ended())
        self._after_paragraph = block.paragraph


def _collapsed(text: str) -> str:
    """White space as a page shows it; what must stay is written as gaps."""
    words = " ".join(text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" "))
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def _tidied(runs: Iterable[Run], pre: bool) -> tuple[Run, ...]:  # noqa: FBT001 - of one caller
    """Gaps that were written to keep blanks become blanks again; equal neighbours join."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        joins = last and not last.picture and not run.picture and last.look == run.look
        if last and joins:
            made[-1] = replace(last, text=last.text + run.text)
        else:
            made.append(run)
    if pre:
        return tuple(made)
    whole = "".join(run.text for run in made)
    whole = _blanks(whole)
    place, result = 0, []
    for run in made:
        result.append(replace(run, text=whole[place : place + len(run.text)]))
        place += len(run.text)
    return tuple(result)


def _blanks(text: str) -> str:
    chars = list(text)
    for place, char in enumerate(text):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if char == GAP and (before in f" {GAP}" or after in f" {GAP}"):
            chars[place] = " "
    return "".join(chars)
