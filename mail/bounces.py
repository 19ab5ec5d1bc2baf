"""Read delivery reports: RFC 3464 ones, and those in the words of mail servers."""

import re

from app.domain.messages import Address, Bounce
from mail import transfer
from mail.addresses import parse_addresses
from mail.charsets import decode
from mail.cleantext import one_line
from mail.contents import STATUSES, Contents
from mail.encwords import decode_text
from mail.headers import Headers, read_block
from mail.ids import message_id
from mail.mime import Part

_MAX_REPORT = 200_000
_MAX_LOOKED_AT = 20_000
_MAX_REASON = 500
_MAX_RECIPIENTS = 500
_ROBOT = re.compile(
    r"(?i)(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|maildaemon|mail-?delivery"
    r"|microsoftexchange[0-9a-f]+|mail\.?delivery\.?system|bounces?|no-?reply-bounce)@"
)
_SUBJECT = re.compile(
    r"""(?ix)undeliver|delivery\ (?:status\ notification|(?:has\ )?fail|problem|error|delay)|
        returned\ (?:mail|to\ sender)|mail\ (?:delivery\ )?(?:fail|subsystem|system\ error)|
        failure\ notice|(?:could|can)\ ?not\ be\ delivered|(?:was|were)\ not\ delivered|
        non[- ]?delivery|delayed\ mail|message\ delay|warning:\ (?:message|could\ not)|nondeliver|
        unzustellbar|nicht\ zugestellt|zustellung|niedostarcz|nie\ dostarczono|non\ remis|
        non\ distribu|no\ (?:se\ ha\ )?entreg|devuelto|mancato\ recapito|
        недостав|не\ (?:был[оа]?\ )?доставлен|не\ удалось\ доставить|невозможно\ доставить|
        возвращен|не\ вдалося\ доставити|неможливо\ доставити|не\ доставлено|помилка\ доставки|
        ошибка\ (?:при\ )?достав"""
)
_BODY = re.compile(
    r"""(?ix)this\ is\ the\ (?:qmail-send\ program|mail\ system\ at\ host|postfix\ program)|
        message\ (?:that\ )?you\ sent\ (?:could|can|has)|created\ automatically\ by\ mail\ delivery|
        (?:following|recipient)[^.\n]{0,40}(?:address|recipient)[^\n]{0,60}fail|
        (?:could|can)(?:n't|\ ?not)\ be\ delivered|(?:wasn['’]t|was\ not|not\ been)\ delivered|
        did\ not\ reach\ the\ following|delivery\ to\ (?:the|these)\ [^\n]{0,60}(?:fail|delay)|
        permanent(?:\ fatal)?\ error|undeliverable|user\ (?:is\ )?unknown|unknown\ user|
        (?:mailbox|recipient|address|user)\ [^\n]{0,30}(?:not\ found|does(?:n't|\ not)\ exist|
        unavailable|rejected|is\ full)|over\ quota|
        не\ (?:удалось|может|могло|вдалося)\ (?:быть\ )?(?:доставить|доставлен|доставити)|
        не\ (?:был[оа]?\ )?доставлен|невозможно\ доставить|не\ существует|переполнен|не\ найден|
        unbekannter?\ (?:empf|benutz)|konnte\ nicht\ zugestellt"""
)
_DELAYED = re.compile(
    r"(?i)delay|will (?:continue|keep|be retried)|still trying|warning message"
    r"|no action is required|задерж|повторн\w+ попыт|do not need to resend"
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE_LINE = re.compile(r"(?m)^[^\n]*?(?<!\d)[45]\d\d[- #][^\n]{4,}(?:\n[ \t]+\S[^\n]*){0,4}")
_ADDRESS = r"([^\s<>()\"',;:@]+@[^\s<>()\"',;:@]+\.[^\s<>()\"',;:@]*[^\s<>()\"',;:@.])"
_NAMED = (
    re.compile(r"(?m)^\s*<" + _ADDRESS + r">:?"),
    re.compile(
        r"(?i)(?:delivered to|deliver (?:your message )?to|recipients?:?|address(?:es|\(es\))?"
        r"(?: failed)?:?|адресат\w*:?|получател\w*:?|на адрес:?|for)\s+<?" + _ADDRESS
    ),
    re.compile(r"(?m)^\s*<?" + _ADDRESS + r">?:?\s*$"),
    re.compile(_ADDRESS),
)
_ORIGINAL_ID = re.compile(r"(?im)^[>\s]*message-id:\s*<([^<>\s]{3,250})>")


def read_bounce(
    contents: Contents, subject: str, sender: tuple[Address, ...], text: str
) -> Bounce | None:
    """Return what the letter reports as undelivered or delayed, or None for any other letter."""
    for part in contents.reports:
        if part.type in STATUSES:
            found, readable = _standard(contents, part, text)
            if readable:
                return found
    if _is_own_wording(contents, subject, sender, text):
        return _from_words(contents, subject, text)
    return None


def _standard(contents: Contents, part: Part, text: str) -> tuple[Bounce | None, bool]:
    """Read a part with the status of a delivery: no bounce where it reports success only.

    Also says whether the part could be read at all.
    """
    end = min(part.end, part.start + _MAX_REPORT)
    data = transfer.decode(contents.data[part.start : end], part.encoding)[0]
    data = data.replace(b"\r\n", b"\n").strip(b"\n")
    best: Headers | None = None
    readable = False
    for block in data.split(b"\n\n", _MAX_RECIPIENTS)[:_MAX_RECIPIENTS]:
        fields = read_block(block.lstrip(b"\n") + b"\n\n").headers
        action = fields.first("action").strip().lower()
        readable = readable or bool(action)
        if action.startswith("fail"):
            best = fields
            break
        if best is None and (action.startswith("delay") or (not action and "status" in fields)):
            best = fields
    if best is None:
        return None, readable
    status = _STATUS.search(best.first("status"))
    code = status[1] if status else ""
    if code.startswith("2"):
        return None, True
    action = best.first("action").strip().lower()
    delayed = action.startswith("delay") or (
        not action and code.startswith("4") and bool(_DELAYED.search(text[:5000]))
    )
    bounce = Bounce(
        recipient=_recipient(best) or _named_address(contents, text),
        status=code,
        reason=_reason(best.first("diagnostic-code")) or _reason_in(text),
        original_message_id=_original_id(contents, text),
        permanent=not delayed,
    )
    return bounce, True


def _recipient(fields: Headers) -> str:
    for name in ("final-recipient", "original-recipient", "x-actual-recipient"):
        kind, semicolon, value = fields.first(name).partition(";")
        found = parse_addresses(value.strip() if semicolon else kind.strip())
        if found and found[0].address:
            return found[0].address
    return ""


def _reason(value: str) -> str:
    """The server's words without the leading protocol name."""
    value = one_line(decode_text(value))
    kind, semicolon, rest = value.partition(";")
    return (rest.strip() if semicolon and " " not in kind.strip() else value)[:_MAX_REASON]


def _is_own_wording(
    contents: Contents, subject: str, sender: tuple[Address, ...], text: str
) -> bool:
    headers = contents.headers
    if "x-failed-recipients" in headers:
        return True
    robot = _is_robot(sender)
    null_path = headers.first("return-path").replace(" ", "") == "<>"
    if not (robot or null_path):
        return False
    submitted = headers.first("auto-submitted").lower()
    if not robot and (submitted.startswith("auto-replied") or not _SUBJECT.search(subject)):
        return False  # a vacation notice has a null return path too
    in_subject = bool(_SUBJECT.search(subject))
    return in_subject or bool(_BODY.search(text[:_MAX_LOOKED_AT]))


def _is_robot(sender: tuple[Address, ...]) -> bool:
    if len(sender) == 1 and sender[0].address:  # as nearly all letters have it
        return _ROBOT.match(sender[0].address) is not None
    return any(_ROBOT.match(address.address) for address in sender) or (
        not any(address.address for address in sender)
        and any("daemon" in address.name.lower() for address in sender)
    )


def _from_words(contents: Contents, subject: str, text: str) -> Bounce:
    head = text[:_MAX_LOOKED_AT]
    status = _STATUS.search(head)
    code = status[1] if status else ""
    delayed = bool(_DELAYED.search(subject) or _DELAYED.search(head[:3000]))
    return Bounce(
        recipient=_named_address(contents, text),
        status=code,
        reason=_reason_in(text),
        original_message_id=_original_id(contents, text),
        permanent=not (delayed and not code.startswith("5")),
    )


def _named_address(contents: Contents, text: str) -> str:
    failed = parse_addresses(contents.headers.first("x-failed-recipients"))
    if failed and failed[0].address:
        return failed[0].address
    ours = {
        address.address.lower()
        for name in ("to", "from", "delivered-to")
        for address in parse_addresses(contents.headers.first(name))
    }
    head = text[:_MAX_LOOKED_AT]
    for pattern in _NAMED:
        for match in pattern.finditer(head):
            found = parse_addresses(match[1])
            if not found or not found[0].address or found[0].address.lower() in ours:
                continue
            if not _ROBOT.match(found[0].address):
                return found[0].address
    return ""


def _reason_in(text: str) -> str:
    head = text[:_MAX_LOOKED_AT]
    if match := _CODE_LINE.search(head):
        return one_line(match[0])[:_MAX_REASON]
    if match := _BODY.search(head):
        start = head.rfind("\n", 0, match.start()) + 1
        end = head.find("\n", match.end())
        return one_line(head[start : end if end >= 0 else len(head)])[:_MAX_REASON]
    return ""


def _original_id(contents: Contents, text: str) -> str:
    """Message-ID of the letter that came back: attached whole, as headers, or quoted as text."""
    for part in contents.reports:
        if part.type in STATUSES:
            continue
        end = min(part.end, part.start + _MAX_REPORT)
        data = transfer.decode(contents.data[part.start : end], part.encoding)[0]
        headers = read_block(data.lstrip(b"\r\n")).headers
        if found := message_id(headers.first("message-id")):
            return found
    if match := _ORIGINAL_ID.search(text[:_MAX_REPORT]):
        return match[1]
    for source in contents.sources:
        if source.type in ("text/plain", "application/octet-stream") and source.size < _MAX_REPORT:
            attached = decode(source.read()[:_MAX_LOOKED_AT])[0]
            if match := _ORIGINAL_ID.search(attached):
                return match[1]
    return ""
