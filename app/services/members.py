"""Who we are: this computer and its person join a team, members leave, computers are lost.

Commands as in `app.services.team_commands`. Who sits at this computer is asked once; until it has
joined, the answer waits as a setting of the profile, and what else is said under a key that nobody
keeps (`journal.write`).
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from secrets import token_urlsafe

from app.domain import events as e
from app.domain import events_wishes as wishes
from app.domain.errors import RejectedError
from app.domain.fold_team import Member, TeamState
from app.domain.ids import AccountId, TicketId
from app.domain.streams import TEAM
from app.domain.tickets import Queue
from app.services.commands import KEY_SALT, ME
from app.services.deeds import Deed, Done
from app.services.journal import know_device, write
from app.services.records import share
from app.services.refold import team
from app.services.sight import sights
from app.services.signatures import share_signature
from app.services.team_models import MemberView
from app.services.telling import Saying, tell
from app.store import Store, Transaction
from app.store.ticket_queues import Filter
from mail.journal_keys import new_key, proof, text_of
from mail.journal_keys import public_key as public_key_of

_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_MENTION = re.compile(r"(?<![\w@])@(\w[\w.'-]*)")


@dataclass(frozen=True, slots=True)
class Me:
    """What a person says of themselves."""

    name: str
    address: str = ""
    colour: str = ""
    """``#rrggbb``, or ``""`` to let the window choose."""
    computer: str = ""
    """What they call this computer."""
    member: e.MemberId | None = None
    """Which member they are; None: the one of that name, else a new one."""


def introduce_me(
    store: Store, transaction: Transaction, account: AccountId, me: Me, *, now: float
) -> Done:
    """Say who sits at this computer; a second computer belongs to the member of the same name.

    Before the computer has joined, that is kept and said by `join`; an account without a server is
    a team of its own. Raises `RejectedError` for a
    name or colour that cannot be.
    """
    me = _checked(me)
    state = store.journal.state(account)
    known_account = store.accounts.by_id(account)
    if known_account is None:
        raise RejectedError("The account has been removed.")
    if not state.introduced and known_account.settings.imap is None:
        # nobody else will ever read it, so nobody needs the keys
        keys = {"public_key": public_key_of(new_key()), "team_key": new_key()}
        join(store, transaction, account, me, **keys, now=now)
        return Done(Deed.MEMBER, (), "", ())
    if not state.introduced:
        store.settings.put(f"{ME}{account}", json.dumps(asdict(me)))
        transaction.accounts.add(account)
        return Done(Deed.MEMBER, (), "", ())
    now_known = team(store, account)
    member, known = _who(now_known, me)
    facts: list[e.Fact] = list(wishes.introduce(member, known, *_told(me, known)))
    own = next((device for device in now_known.devices if device.id == state.device), None)
    mine = _own_introduction(store, account, state.device)
    if mine and own and (own.member, own.name) != (member, me.computer or own.name):
        name = me.computer or own.name
        facts.append(e.DeviceIntroduced(member, name, mine.key, mine.proof))
    return tell(store, transaction, Deed.MEMBER, {account: facts}, (), now=now)


def told_of_me(store: Store, account: AccountId) -> Me | None:
    """Return what was said of whoever sits here and waits for `join`; None where nobody did."""
    text = store.settings.get(f"{ME}{account}")
    return None if text is None else Me(**json.loads(text))


def join(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    me: Me,
    *,
    public_key: bytes,
    team_key: bytes,
    now: float,
) -> e.MemberId:
    """Make this computer one of the team's: its first event says whose it is and proves it.

    Call it once the team's key is known and what stands in the folder was read, so that a member
    of the same name is found. Joining again (under a new key, or another name) is fine. No deed:
    it is not taken back by undo, but by revoking the computer.
    """
    me = _checked(me)
    member, known = _who(team(store, account), me)
    device = know_device(store, transaction, account, public_key)
    name = me.computer or "computer"
    write(
        store,
        transaction,
        account,
        [
            e.DeviceIntroduced(member, name, text_of(public_key), proof(team_key, device)),
            *wishes.introduce(member, known, *_told(me, known)),
        ],
        now=now,
    )
    store.settings.remove(f"{ME}{account}")
    share_signature(store, transaction, account, member, now=now)
    share(store, transaction, account, now=now)
    return member


def key_salt(store: Store, account: AccountId) -> bytes | None:
    """Return what this computer's key is made of besides the password; None with a keyring."""
    text = store.settings.get(f"{KEY_SALT}{account}")
    return None if text is None else bytes.fromhex(text)


def keep_key_salt(store: Store, _: Transaction, account: AccountId, *, salt: bytes) -> None:
    """Keep the salt of a key under which this computer is about to join."""
    store.settings.put(f"{KEY_SALT}{account}", salt.hex())


def rename(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    member: e.MemberId,
    *,
    name: str | None = None,
    address: str | None = None,
    colour: str | None = None,
    now: float,
) -> Done:
    """Change what is known of a member; one who had left is back. None leaves it as it is."""
    known = _member(store, account, member)
    me = _checked(
        Me(
            known.name if name is None else name,
            known.address if address is None else address,
            known.colour if colour is None else colour,
        )
    )
    facts = wishes.introduce(member, known, me.name, me.address, me.colour)
    return tell(store, transaction, Deed.MEMBER, {account: facts}, (), now=now)


def member_gone(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    member: e.MemberId,
    *,
    heir: e.MemberId | None = None,
    keep: bool = False,
    now: float,
) -> Done:
    """Say that a member has left. Their tickets go to ``heir`` (None: to nobody), or stay.

    Notes and history stay as they are.
    """
    known = _member(store, account, member)
    if heir is not None and (heir == member or _member(store, account, heir).gone):
        raise RejectedError("Their tickets can only go to somebody who is still here.")
    saying = Saying(store, transaction, now)
    tickets = [] if keep else _tickets_of(store, account, member)
    for sight in sights(store, tickets):
        saying.say(account, wishes.assign(sight.anchor, sight.state, heir))
    if not known.gone:
        saying.say(account, [e.MemberGone(member)])
    return saying.done(Deed.MEMBER, tickets)


def revoke_device(
    store: Store, transaction: Transaction, account: AccountId, device: e.DeviceId, *, now: float
) -> Done:
    """Shut a lost computer out: what it says after what is known of it now counts for nobody.

    Raises `RejectedError` for this computer: what it would say of that nobody could hear.
    """
    state = store.journal.state(account)
    if device == state.device:
        raise RejectedError("This is the computer in front of you; revoke it from another one.")
    known = next((d for d in team(store, account).devices if d.id == device), None)
    if known is None:
        raise RejectedError("The team of this mailbox has no such computer.")
    if known.revoked:
        return Done(Deed.DEVICE, (), "", ())
    _, last = store.batches.last_of(account, device)
    fact = e.DeviceRevoked(device, last)
    return tell(store, transaction, Deed.DEVICE, {account: [fact]}, (), now=now)


def mentions_in(text: str, members: Iterable[MemberView]) -> tuple[e.MemberId, ...]:
    """Return the members that a text names: ``@Ann``, by the whole name or its first word."""
    there = [member for member in members if not member.gone and member.name]
    folded = text.casefold()
    found = [m.id for m in there if _names(folded, m.name.casefold())]
    words = {match.group(1).rstrip(".'-").casefold() for match in _MENTION.finditer(text)}
    for word in words:
        firsts = [m.id for m in there if m.name.casefold().split()[0] == word]
        if len(firsts) == 1:  # two Anns: neither, unless the whole name is there
            found += firsts
    order = {member.id: number for number, member in enumerate(there)}
    return tuple(sorted(set(found), key=order.__getitem__))


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w@])@{re.escape(name)}(?!\w)", text) is not None


def _tickets_of(store: Store, account: AccountId, member: e.MemberId) -> list[TicketId]:
    theirs = Filter(account, assignee=member)
    rows = store.tickets.page(Queue.ALL, theirs, offset=0, limit=-1)
    return [row.id for row in rows]


def _member(store: Store, account: AccountId, member: e.MemberId) -> Member:
    known = team(store, account).member(member)
    if known is None:
        raise RejectedError("The team of this mailbox has no such member.")
    return known


def _who(state: TeamState, me: Me) -> tuple[e.MemberId, Member | None]:
    """Which member a person is: as they say, else who has their name, else a new one."""
    if me.member is not None:
        return me.member, state.member(me.member)
    same = [m for m in state.members if m.name.casefold() == me.name.casefold()]
    same.sort(key=lambda m: (m.gone, m.id))
    if same:
        return same[0].id, same[0]
    return e.MemberId(token_urlsafe(9)), None


def _told(me: Me, known: Member | None) -> tuple[str, str, str]:
    """Name, address and colour; what a person leaves open stays as it was."""
    if known is None:
        return me.name, me.address, me.colour
    return me.name, me.address or known.address, me.colour or known.colour


def _own_introduction(
    store: Store, account: AccountId, device: e.DeviceId
) -> e.DeviceIntroduced | None:
    said = [
        (e.order(event), event.fact)
        for event in store.events.of_stream(account, TEAM)
        if event.device == device and isinstance(event.fact, e.DeviceIntroduced)
    ]
    return max(said, key=lambda pair: pair[0])[1] if said else None


def _checked(me: Me) -> Me:
    name = " ".join(me.name.split())
    colour = me.colour.lower()
    if not name:
        raise RejectedError("A member needs a name.")
    if colour and not _COLOUR.match(colour):
        raise RejectedError("A colour is written like #3366cc.")
    address = me.address.strip()
    return Me(name, address, colour, " ".join(me.computer.split()), me.member)
