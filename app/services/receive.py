"""Letters arrive: store each once, note where it stands, and keep the tickets right.

Called inside a writer's transaction. What a ticket is follows from `domain.grouping` alone; here
the affected neighbourhoods are looked up, grouped again, and the differences written.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.accounts import Account, Folder, FolderRole
from app.domain.codes import code_in_subject, code_of
from app.domain.errors import RejectedError
from app.domain.grouping import Group, Why, group, nodes
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.letters import READER_VERSION, Incoming, LetterFacts, unreadable
from app.domain.messages import Address, Automatic
from app.domain.own_ids import is_own
from app.domain.providers import company_domain, same_company
from app.domain.subjects import base_subject, subject_key
from app.domain.tickets import Status
from app.store import Store, Transaction
from app.store.letters import LetterRow, NewLetter
from app.store.placements import SEEN
from app.store.tickets import TicketData

TOKEN_KEY_SETTING = "grouping.message-id-key"  # noqa: S105 - the name of a setting
"""Hex of the key that marks our own Message-IDs (`domain.own_ids`), once a letter was sent."""


def receive(
    store: Store, transaction: Transaction, folder: Folder, letters: Sequence[Incoming]
) -> None:
    """Take in letters that were found in a folder.

    Idempotent: a letter received again (same Message-ID and content) only gains or keeps its place
    in the folder. Raises `RejectedError` when the folder's account is gone.
    """
    account = store.accounts.by_id(folder.account)
    if account is None:
        raise RejectedError("The account of this folder has been removed.")
    facts = [incoming.facts or unreadable(incoming.raw) for incoming in letters]
    known = store.letters.find(account.id, [(f.message_id, f.content_hash) for f in facts])
    us = _Us(store, account)
    touched: list[MessageKey] = []
    for incoming, fact in zip(letters, facts, strict=True):
        identity = (fact.message_id, fact.content_hash)
        in_sent = folder.role is FolderRole.SENT
        if identity in known:
            key, received, ours = known[identity]
            if in_sent and not ours:
                store.letters.claim_ours(key)
            if incoming.received < received:
                store.letters.earlier(key, incoming.received)
        else:
            new = us.new_letter(incoming, fact, in_sent=in_sent)
            key = store.letters.add(account.id, new, incoming.raw, fact.words)
            known[identity] = (key, incoming.received, new.ours)
        store.placements.put(folder.id, incoming.uid, key, incoming.flags)
        touched.append(key)
    store.placements.refresh_unread(touched)
    transaction.messages.update(touched)
    transaction.folders.add(folder.id)
    regroup(store, transaction, account.id, touched)


def apply_flags(
    store: Store, transaction: Transaction, folder: Folder, flags: dict[int, frozenset[str]]
) -> None:
    """Take over flags that changed on the server."""
    _refresh(store, transaction, folder, store.placements.set_flags(folder.id, flags))


def apply_gone(store: Store, transaction: Transaction, folder: Folder, uids: Sequence[int]) -> None:
    """Note that letters left the folder on the server; they stay here, in their tickets."""
    _refresh(store, transaction, folder, store.placements.mark_gone(folder.id, uids))


def apply_new_validity(
    store: Store, transaction: Transaction, folder: Folder, uidvalidity: int
) -> None:
    """The server renumbered the folder: places are void, letters and tickets stay (F8)."""
    touched = store.placements.forget_places(folder.id)
    store.folders.set_validity(folder.id, uidvalidity)
    transaction.messages.update(touched)
    transaction.folders.add(folder.id)


def regroup(
    store: Store, transaction: Transaction, account: AccountId, keys: Sequence[MessageKey]
) -> None:
    """Bring the tickets of these letters, and of all that they can influence, up to date."""
    rows = store.letters.by_keys(list(dict.fromkeys(keys)))
    numbers = _settle(store, account, rows)
    neighbourhoods = store.letters.in_neighbourhoods(numbers)
    tickets = store.tickets.in_neighbourhoods(numbers)
    for number in numbers:
        change = _regrouped(neighbourhoods[number], tickets[number])
        ids = [store.tickets.put(account, number, data) for data in change.rows]
        store.letters.place((key, ids[n], place, why) for key, n, place, why in change.places)
        store.tickets.remove(change.removed)
        transaction.tickets.update(ids, change.removed)
        transaction.messages.update(key for key, *_ in change.places)


@dataclass(frozen=True, slots=True)
class _Us:
    """Who we are in one account, to tell our letters from contacts'."""

    addresses: frozenset[str]
    domain: str
    token_key: bytes

    def __init__(self, store: Store, account: Account) -> None:
        settings = account.settings
        own = {a for a in (settings.address, *settings.aliases) if a}
        object.__setattr__(self, "addresses", frozenset(own))
        object.__setattr__(self, "domain", company_domain(settings.address))
        key = store.settings.get(TOKEN_KEY_SETTING)
        object.__setattr__(self, "token_key", bytes.fromhex(key) if key else b"")

    def new_letter(self, incoming: Incoming, fact: LetterFacts, *, in_sent: bool) -> NewLetter:
        author = self._author(fact)
        sender = author.address.lower()
        people = [(p.name, p.address) for p in fact.recipients if p.address or p.name]
        addresses = [p.address.lower() for p in fact.recipients]
        bounce = fact.bounce
        ours = in_sent or (sender in self.addresses and fact.automatic is not Automatic.BOUNCE)
        domain = company_domain(sender)
        return NewLetter(
            message_id=fact.message_id,
            content_hash=fact.content_hash,
            size=len(incoming.raw),
            received=incoming.received,
            date=fact.date,
            subject=fact.subject,
            sender_name=author.name,
            sender=sender,
            people=tuple(p for p in people if p[1].lower() not in self.addresses),
            refs=fact.references,
            snippet=fact.snippet,
            attachments=sum(not a.inline for a in fact.attachments),
            automatic=fact.automatic.value if fact.automatic else "",
            list_id=fact.list_id,
            bounced_id=bounce.original_message_id if bounce else "",
            bounced_recipient=bounce.recipient.lower() if bounce else "",
            bounced_for_good=bool(bounce and bounce.permanent),
            ours=ours,
            to_us=any(a in self.addresses for a in (*addresses, *fact.delivered_to)),
            colleague=bool(self.domain and domain and same_company(domain, self.domain)),
            answers_token=bool(self.token_key)
            and any(is_own(self.token_key, ref) for ref in fact.references),
            subject_key=subject_key(fact.subject),
            quoted_code=code_in_subject(fact.subject) or "",
            unread=not ours and SEEN not in incoming.flags,
            readable=incoming.facts is not None,
            reader_version=READER_VERSION,
        )

    def _author(self, fact: LetterFacts) -> Address:
        """Who wrote: From; but a web form writes as us, with the customer in Reply-To."""
        if fact.sender.address.lower() in self.addresses:
            for answer_to in fact.reply_to:
                if answer_to.address and answer_to.address.lower() not in self.addresses:
                    return answer_to
        return fact.sender


def _settle(store: Store, account: AccountId, rows: Sequence[LetterRow]) -> list[int]:
    """Give letters their neighbourhoods, joining those that they connect; return all touched."""
    numbers = {row.key: nodes(row.letter) for row in rows}
    known = store.letters.neighbourhoods(
        account, sorted({node for found in numbers.values() for node in found})
    )
    # Union-find over neighbourhood numbers; a new letter brings its own key as a fresh one. Keys
    # never repeat, and a neighbourhood is named after one of its letters, so the two never clash.
    parent: dict[int, int] = {}

    def find(number: int) -> int:
        while (above := parent.setdefault(number, number)) != number:
            parent[number] = parent.setdefault(above, above)
            number = above
        return number

    by_node: dict[int, int] = dict(known)
    for row in rows:
        own = find(row.neighbourhood or row.key)
        for node in numbers[row.key]:
            parent[find(by_node.setdefault(node, own))] = own = find(own)
    existing = {*known.values(), *(row.neighbourhood for row in rows if row.neighbourhood)}
    kept: dict[int, int] = {}
    for number in sorted(existing):
        kept.setdefault(find(number), number)
    for number in sorted(existing):
        if kept[find(number)] != number:
            store.letters.join_neighbourhoods(kept[find(number)], [number])
    placed = [
        (row.key, kept.setdefault(find(row.neighbourhood or row.key), row.key)) for row in rows
    ]
    store.letters.set_neighbourhood(placed)
    store.letters.add_nodes(
        account, ((node, row.key) for row in rows for node in sorted(numbers[row.key]))
    )
    return sorted({number for _, number in placed})


@dataclass(frozen=True, slots=True)
class _Change:
    """What differs in one neighbourhood from what is stored."""

    rows: list[TicketData]
    """To be written; new ones have no id yet."""
    places: list[tuple[MessageKey, int, int, Why]]
    """Letter, number in ``rows``, position, reason."""
    removed: list[TicketId]


def _regrouped(rows: Sequence[LetterRow], stored: Sequence[TicketData]) -> _Change:
    by_key = {row.key: row for row in rows}
    free = {data.id: data for data in stored if data.id is not None}
    change = _Change([], [], [])
    for found in group(row.letter for row in rows):
        members = [by_key[key] for key, _ in found.letters]
        ticket = _same_ticket(found, members, free)
        data = _ticket_row(ticket, found, members)
        moved = [
            (key, len(change.rows), place, why)
            for place, (key, why) in enumerate(found.letters)
            if (by_key[key].ticket, by_key[key].place, by_key[key].why) != (ticket, place, why)
        ]
        if moved or ticket is None or free[ticket] != data:
            change.rows.append(data)
            change.places.extend(moved)
        if ticket is not None:
            del free[ticket]
    change.removed.extend(free)
    return change


def _same_ticket(
    found: Group, members: Iterable[LetterRow], free: dict[TicketId, TicketData]
) -> TicketId | None:
    """Choose the stored ticket that these letters continue: same root, else most letters."""
    for ticket, data in free.items():
        if data.root == found.root:
            return ticket
    votes = Counter(m.ticket for m in members if m.ticket in free)
    return min(votes, key=lambda t: (-votes[t], t or 0)) if votes else None


def _ticket_row(ticket: TicketId | None, found: Group, rows: Sequence[LetterRow]) -> TicketData:
    """Derive a ticket's row from its letters, which come in conversation order."""
    newest = max(rows, key=lambda row: (row.letter.received, row.place))
    name, contact = _contact(rows)
    status, bounced = standing(rows)
    return TicketData(
        id=ticket,
        code=code_of(found.root),
        root=found.root,
        subject=base_subject(rows[0].subject) or rows[0].subject,
        contact_name=name,
        contact=contact,
        snippet=newest.snippet,
        updated=newest.letter.received,
        letters=len(rows),
        has_attachments=any(row.attachments for row in rows),
        status=status,
        bounced=bounced,
        unread=any(row.unread for row in rows),
        related=found.related,
    )


def _contact(rows: Sequence[LetterRow]) -> tuple[str, str]:
    """The person outside: who wrote first, else whom we wrote to, else the robot."""
    for row in rows:
        if not row.letter.ours and row.letter.automatic is not Automatic.BOUNCE:
            return row.sender_name, row.letter.sender
    for row in rows:
        if row.letter.ours and (people := row.recipients()):
            return people[0]
    return rows[0].sender_name, rows[0].letter.sender


def standing(rows: Sequence[LetterRow]) -> tuple[Status, bool]:
    """Return the default status, and whether our newest letter did not arrive.

    Who wrote last decides. Automatic replies and reports do not count as writing, except that a
    letter of ours that came back leaves us the next step. A ticket of nothing but robots' letters
    needs no reply.
    """
    status = Status.CLOSED
    bounced = False
    for row in rows:
        if row.letter.automatic is Automatic.BOUNCE:
            if row.bounced_for_good:
                bounced = True
                status = Status.OPEN if status is Status.WAITING else status
        elif row.letter.ours:
            status, bounced = Status.WAITING, False
        elif row.letter.automatic is not Automatic.AUTO_REPLY:
            status = Status.OPEN
    return status, bounced


def _refresh(
    store: Store, transaction: Transaction, folder: Folder, touched: Sequence[MessageKey]
) -> None:
    """After places changed: unread marks and the rows of the tickets concerned."""
    if not touched:
        return
    store.placements.refresh_unread(touched)
    transaction.messages.update(touched)
    transaction.folders.add(folder.id)
    regroup(store, transaction, folder.account, touched)
