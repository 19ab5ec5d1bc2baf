"""Tells by an element's class, id and style which mail program made it, and so what it holds."""

import re
from collections.abc import Mapping

QUOTE = "q"
"""A quote of somebody's letter; answers may stand around it."""
PERHAPS_QUOTE = "w"
"""A quote if the line above it says so; some indent their own text this way."""
ATTRIBUTION = "a"
"""A line such as "On Monday Jane wrote:"."""
HEADER = "h"
"""The header block above a quoted letter; all below it is history."""
BREAK = "b"
"""History starts with the next line."""
SIGNATURE = "s"
HIDDEN = "x"

_QUOTE_CLASSES = frozenset(
    "gmail_quote protonmail_quote tutanota_quote zmail_quote cite yahoo_quoted yahoo-quoted "
    "moz-quote js-helpscout-quote freshdesk_quote zd-quote mailru-quote wmi-quote".split()
)
_BY_CLASS = {
    "gmail_attr": ATTRIBUTION,
    "moz-cite-prefix": ATTRIBUTION,
    "outlookmessageheader": HEADER,
    "moz-email-headers-table": HEADER,
    "ms-outlook-mobile-reference-message": BREAK,
    "gmail_signature": SIGNATURE,
    "gmail_signature_prefix": SIGNATURE,
    "moz-signature": SIGNATURE,
    "protonmail_signature_block": SIGNATURE,
    "tutanota-signature": SIGNATURE,
}
_BY_IDENTITY = {
    "divrplyfwdmsg": HEADER,
    "reply-intro": ATTRIBUTION,
    "appendonsend": BREAK,
    "olk_src_body_section": BREAK,
    "replysplit": BREAK,
    "zwchr": BREAK,
    "stopspelling": BREAK,
    "isreplycontent": BREAK,
    "mail-editor-reference-message-container": BREAK,
    "ms-outlook-mobile-reference-message": BREAK,
    "signature": SIGNATURE,
    "ms-outlook-mobile-signature": SIGNATURE,
}
_OUTLOOK_LINE = re.compile(
    r"border\s*:\s*none\s*;\s*border-top\s*:\s*solid\s+#?(?:e1e1e1|b5c4df)\b", re.IGNORECASE
)
_LEFT_LINE = re.compile(
    r"border-(?:left|inline-start)\s*:\s*(?!none|0\s*[;p]|medium)[^;]{0,60}(?:solid|\dpx)",
    re.IGNORECASE,
)


def hint_of(name: str, attributes: Mapping[str, str]) -> str:
    """Return a hint for the element, or ``""``."""
    if not attributes:
        return PERHAPS_QUOTE if name == "blockquote" else ""
    classes = attributes.get("class", "").lower().split()
    identity = attributes.get("id", "").lower()
    found = _BY_IDENTITY.get(identity, "") or next(
        (_BY_CLASS[each] for each in classes if each in _BY_CLASS), ""
    )
    if name == "blockquote":
        return found if found == SIGNATURE else _quote_hint(attributes, classes)
    if not found and name == "div":
        return _division_hint(attributes, classes)
    return found


def _quote_hint(attributes: Mapping[str, str], classes: list[str]) -> str:
    cited = attributes.get("type", "").lower() == "cite"
    marked = cited or not _QUOTE_CLASSES.isdisjoint(classes)
    return QUOTE if marked or _LEFT_LINE.search(attributes.get("style", "")) else PERHAPS_QUOTE


def _division_hint(attributes: Mapping[str, str], classes: list[str]) -> str:
    if _OUTLOOK_LINE.search(attributes.get("style", "")):
        return HEADER
    if attributes.get("data-smartmail", "").lower() == "gmail_signature":
        return SIGNATURE
    return QUOTE if "yahoo_quoted" in classes or attributes.get("name") == "quote" else ""
