"""How ids are called in the words that stand in the journal's messages, for people."""

from app.domain import events as e
from app.domain.ids import AccountId
from app.domain.streams import SPLIT_MARK
from app.store import Store
from mail.journal_words import Named


def named(store: Store, account: AccountId) -> Named:
    """Return the names that are known here now."""
    members = {member.id: member.name for member in store.team.members(account).values()}
    devices = {
        device.id: members.get(device.member, "") for device in store.team.devices(account).values()
    }

    def subject(anchor: str) -> str:
        ticket = store.letters.ticket_of_message_id(anchor.removeprefix(SPLIT_MARK))
        rows = [] if ticket is None else store.tickets.by_ids([ticket])
        return rows[0].subject if rows else ""

    return Named(
        subject,
        lambda member: members.get(e.MemberId(member), ""),
        lambda device: devices.get(e.DeviceId(device), ""),
    )
