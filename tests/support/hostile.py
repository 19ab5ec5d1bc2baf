"""The letters of tests/data/hostile: each NAME.eml with what must be read of it in NAME.json."""

import json
from pathlib import Path
from typing import Any

from app.domain.messages import Address, ParsedMessage

FOLDER = Path(__file__).parents[1] / "data" / "hostile"


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.eml"))


def raw_of(name: str) -> bytes:
    return (FOLDER / f"{name}.eml").read_bytes()


def expected_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def _addresses(addresses: tuple[Address, ...]) -> list[dict[str, str]]:
    return [{"name": address.name, "address": address.address} for address in addresses]


def _fields(message: ParsedMessage) -> dict[str, Any]:
    bounce = message.bounce
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
        "references_count": len(message.references),
        "text": message.text,
        "html": message.html,
        "automatic": message.automatic.value if message.automatic else None,
        "list_id": message.list_id,
        "bounce": {
            "recipient": bounce.recipient,
            "status": bounce.status,
            "reason": bounce.reason,
            "original_message_id": bounce.original_message_id,
            "permanent": bounce.permanent,
        }
        if bounce
        else None,
    }


def differences(message: ParsedMessage, expected: dict[str, Any]) -> list[str]:
    """Say in a line each where a letter was read differently from what is expected.

    ``X_contains`` looks for a piece of text X, or for some keys of an object X; ``defects`` and
    the keys of an attachment are those that must be there; everything else must be equal.
    """
    fields = _fields(message)
    wrong = []
    for key, want in expected.items():
        if key == "defects":
            ok = set(want) <= set(message.defects)
            got: Any = list(message.defects)
        elif key == "attachments":
            got = [
                {name: getattr(attachment, name) for name in attachment.__slots__}
                for attachment in message.attachments
            ]
            ok = len(got) == len(want) and all(
                item.items() >= wanted.items() for item, wanted in zip(got, want, strict=True)
            )
        elif key.endswith("_contains"):
            got = fields[key.removesuffix("_contains")]
            ok = (
                got is not None and got.items() >= want.items()
                if isinstance(want, dict)
                else want in got
            )
        else:
            got = fields[key]
            ok = got == want
        if not ok:
            wrong.append(f"{key}:\n  want {want!r}\n  got  {got!r}")
    return wrong
