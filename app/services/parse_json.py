"""What `postroom parse` prints: everything Postroom reads in one letter, as plain JSON values."""

from app.domain.messages import Address, ParsedMessage
from mail.html import clean
from mail.parse import parse
from mail.quoting import split


def parse_json(raw: bytes) -> dict[str, object]:
    """Return the stable machine format of a letter (README, "Command line"). Never raises.

    ``html`` is cleaned and shows no remote picture; pictures within the letter keep their
    ``cid:`` address. ``date`` is ISO 8601 in UTC with ``Z``, or None.
    """
    message = parse(raw)
    return {
        "message_id": message.message_id,
        "subject": message.subject,
        "from": _addresses(message.sender),
        "to": _addresses(message.to),
        "cc": _addresses(message.cc),
        "reply_to": _addresses(message.reply_to),
        "date": message.date.strftime("%Y-%m-%dT%H:%M:%SZ") if message.date else None,
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "text": message.text,
        "reply_text": split(message.text).reply_text,
        "html": _html(message),
        "attachments": [
            {
                "filename": attachment.filename,
                "content_type": attachment.content_type,
                "size": attachment.size,
                "content_id": attachment.content_id,
                "inline": attachment.inline,
            }
            for attachment in message.attachments
        ],
        "automatic": message.automatic.value if message.automatic else None,
        "defects": list(message.defects),
    }


def _addresses(addresses: tuple[Address, ...]) -> list[dict[str, str]]:
    return [{"name": address.name, "address": address.address} for address in addresses]


def _html(message: ParsedMessage) -> str:
    if not message.html:
        return ""
    known = {attachment.content_id for attachment in message.attachments if attachment.content_id}
    return clean(
        message.html,
        cid_url=lambda content_id: f"cid:{content_id}" if content_id in known else None,
        allow_remote_images=False,
    ).html
