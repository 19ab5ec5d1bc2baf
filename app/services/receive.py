"""Letters arrive: store each once, note where it stands, and keep the tickets right.

Called inside a writer's transaction. `services.regroup` brings the tickets concerned up to date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from app.domain.accounts import Account, Folder, FolderRole
from app.domain.addresses import mailbox_of
from app.domain.codes import code_in_subject
from app.domain.errors import RejectedError
from app.domain.grouping import Letter
from app.domain.ids import AccountId, MessageKey
from app.domain.letters import Incoming, LetterFacts, unreadable
from app.domain.messages import Address, Automatic
from app.domain.own_ids import is_own
from app.domain.providers import company_domain, same_company
from app.domain.subjects import subject_key
from app.services.own_keys import keys_of
from app.services.regroup import Touched, arrange, regroup
from app.store import Store, Transaction
from app.store.letter_rows import LetterRow, NewLetter, columns_of, people_text
from app.store.placements import SEEN

_PUT_AWAY = frozenset({FolderRole.ARCHIVE, FolderRole.TRASH, FolderRole.JUNK})
_TELLING = frozenset({"\\Flagged", "\\Deleted"})
"""Flags that a ticket's marks tell of."""


def receive(
    store: Store,
    transaction: Transaction,
    folder: Folder,
    letters: Sequence[Incoming],
    *,
    index_later: bool = False,
) -> None:
    """Take in letters that were found in a folder.

    Idempotent: a letter received again (same Message-ID and content) only gains or keeps its place
    in the folder. With ``index_later`` a search finds them after `Words.take_in`. Raises
    `RejectedError` when the folder's account is gone.
    """
    account = store.accounts.by_id(folder.account)
    if account is None:
        raise RejectedError("The account of this folder has been removed.")
    facts = [incoming.facts or unreadable(incoming.raw) for incoming in letters]
    known = store.letters.find(account.id, [(f.message_id, f.content_hash) for f in facts])
    us = _Us(store, account)
    in_sent = folder.role is FolderRole.SENT
    own = store.outbox.without_copy(account.id) if in_sent else {}
    copies: dict[str, MessageKey] = {}
    fresh: dict[tuple[str, bytes], NewLetter] = {}
    first: dict[tuple[str, bytes], Incoming] = {}
    places: list[tuple[int, MessageKey, frozenset[str]]] = []
    keys = count(store.letters.next_key())
    for incoming, fact in zip(letters, facts, strict=True):
        identity = (fact.message_id, fact.content_hash)
        if (sent := own.get(fact.message_id)) is not None and fact.message_id not in copies:
            # the server's form counts, should it have written our letter down in other words
            store.letters.adopt(account.id, us.new_letter(sent, incoming, fact, in_sent=True))
            known[identity] = (sent, incoming.received, True)
        if identity in known:
            _seen_again(store, known[identity], incoming, in_sent=in_sent)
            places.append((incoming.uid, known[identity][0], incoming.flags))
            if fact.message_id in own:
                copies.setdefault(fact.message_id, known[identity][0])
            continue
        if (new := fresh.get(identity)) is None:
            first[identity] = incoming
            new = us.new_letter(MessageKey(next(keys)), incoming, fact, in_sent=in_sent)
        else:  # a copy in one folder: one letter, as early and as much read as any
            first[identity] = both = replace(
                first[identity],
                received=min(first[identity].received, incoming.received),
                flags=first[identity].flags | incoming.flags,
            )
            new = us.new_letter(new.key, both, both.facts or fact, in_sent=in_sent)
        fresh[identity] = new
        places.append((incoming.uid, new.key, incoming.flags))
        if fact.message_id in own:
            copies.setdefault(fact.message_id, new.key)
    _take_in(store, transaction, folder, list(fresh.values()), places)
    if copies:
        transaction.drafts.update(store.outbox.copied(account.id, copies))
    # Last: any later statement that can fail halfway makes FTS5 write out what it gathered.
    add_words = store.words.keep if index_later else store.words.add
    add_words([(new.key, new.words) for new in fresh.values()])


def take_in_own(
    store: Store, transaction: Transaction, account: AccountId, incoming: Incoming
) -> MessageKey:
    """Take in a letter of ours that just left and stands in no folder yet; return its key.

    `receive` finds it again in Sent, by its Message-ID.
    """
    owner = store.accounts.by_id(account)
    fact = incoming.facts
    if owner is None or fact is None:
        raise RejectedError("The account has been removed.")
    identity = (fact.message_id, fact.content_hash)
    for key, _, _ in store.letters.find(account, [identity]).values():
        store.letters.claim_ours(key)
        regroup(store, transaction, account, [key])
        return key
    new = _Us(store, owner).new_letter(store.letters.next_key(), incoming, fact, in_sent=True)
    transaction.messages.add(new.key)
    touched = arrange(store, transaction, account, [new.row], [new])
    _refresh_marks(store, transaction, [], touched)
    store.words.add([(new.key, new.words)])
    return new.key


def _seen_again(
    store: Store, stored: tuple[MessageKey, int, bool], incoming: Incoming, *, in_sent: bool
) -> None:
    key, received, ours = stored
    if in_sent and not ours:
        store.letters.claim_ours(key)
    if incoming.received < received:
        store.letters.earlier(key, incoming.received)


def _take_in(
    store: Store,
    transaction: Transaction,
    folder: Folder,
    fresh: Sequence[NewLetter],
    places: Sequence[tuple[int, MessageKey, frozenset[str]]],
) -> None:
    """Write new letters and the places of all, each row once and in its final form."""
    new_keys = {new.key for new in fresh}
    known = [place for place in places if place[1] not in new_keys]
    store.placements.put(folder.id, known)
    known_keys = list(dict.fromkeys(key for _, key, _ in known))
    store.placements.refresh_unread(known_keys)
    transaction.messages.update(known_keys, new_keys)
    transaction.folders.add(folder.id)
    rows = store.letters.by_keys(known_keys) + [new.row for new in fresh]
    touched = arrange(store, transaction, folder.account, rows, fresh)
    store.placements.put(folder.id, [place for place in places if place[1] in new_keys])
    keys = [
        key
        for _, key, flags in places
        if folder.role in _PUT_AWAY or key not in new_keys or _TELLING & flags
    ]
    _refresh_marks(store, transaction, keys, touched)


def _refresh_marks(
    store: Store, transaction: Transaction, keys: Sequence[MessageKey], touched: Touched
) -> None:
    """After letters came: marks of tickets, for those few that can have any.

    ``keys`` are letters that can give a ticket a mark or take one. A new ticket begins without
    marks, which is right for a letter that stands in the inbox.
    """
    suspects = store.letters.tickets_of(keys) if keys else set()
    suspects.update(touched.joined, store.tickets.marked(sorted(touched.rewritten)))
    transaction.tickets.update(store.tickets.refresh_marks(sorted(suspects)))


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


@dataclass(frozen=True, slots=True)
class _Us:
    """Who we are in one account, to tell our letters from contacts'."""

    account: AccountId
    addresses: frozenset[str]
    boxes: frozenset[str]
    """The same as `mailbox_of` has them."""
    domain: str
    keys: tuple[bytes, ...]
    """Of our Message-IDs."""

    def __init__(self, store: Store, account: Account) -> None:
        settings = account.settings
        object.__setattr__(self, "account", account.id)
        own = {a for a in (settings.address, *settings.aliases) if a}
        object.__setattr__(self, "addresses", frozenset(own))
        object.__setattr__(self, "boxes", frozenset(map(mailbox_of, own)))
        object.__setattr__(self, "domain", company_domain(settings.address))
        object.__setattr__(self, "keys", keys_of(store, account.id))

    def new_letter(
        self, key: MessageKey, incoming: Incoming, fact: LetterFacts, *, in_sent: bool
    ) -> NewLetter:
        own = self.addresses
        author = self._author(fact)
        sender = author.address.lower()
        people: list[tuple[str, str]] = []
        recipients: list[str] = []
        to_us = False
        for person in fact.recipients:
            address = person.address.lower()
            if address in own or (_is_written_so(address) and mailbox_of(address) in self.boxes):
                to_us = True
            elif address or person.name:
                people.append((person.name, person.address))
                if address:
                    recipients.append(address)
        bounce = fact.bounce
        named = (*fact.references, bounce.original_message_id) if bounce else fact.references
        ours = in_sent or (sender in own and fact.automatic is not Automatic.BOUNCE)
        domain = company_domain(sender)
        letter = Letter(
            key=key,
            message_id=fact.message_id,
            content_hash=fact.content_hash,
            references=fact.references,
            sender=sender,
            recipients=tuple(recipients),
            to_us=to_us or not own.isdisjoint(fact.delivered_to),
            received=incoming.received,
            ours=ours,
            subject=subject_key(fact.subject),
            list_id=fact.list_id,
            automatic=fact.automatic,
            bounced_id=bounce.original_message_id if bounce else "",
            bounced_recipient=bounce.recipient.lower() if bounce else "",
            quoted_code=code_in_subject(fact.subject) or "",
            answers_our_token=any(is_own(key, name) for name in named for key in self.keys),
            colleague=bool(self.domain and domain and same_company(domain, self.domain)),
        )
        row = LetterRow(
            letter=letter,
            subject=fact.subject,
            sender_name=author.name,
            people=people_text(people),
            snippet=fact.snippet,
            attachments=sum([not a.inline for a in fact.attachments]),
            unread=not ours and SEEN not in incoming.flags,
            bounced_for_good=bool(bounce and bounce.permanent),
            readable=incoming.facts is not None,
            neighbourhood=0,
            ticket=None,
            place=0,
            why=None,
        )
        size = len(incoming.raw) if incoming.size is None else incoming.size
        values = columns_of(self.account, row, fact.date, size)
        return NewLetter(row, values, incoming.raw, fact.words, incoming.packed)

    def _author(self, fact: LetterFacts) -> Address:
        """Who wrote: From; but a web form writes as us, with the customer in Reply-To."""
        if fact.reply_to and fact.sender.address.lower() in self.addresses:
            for answer_to in fact.reply_to:
                if answer_to.address and answer_to.address.lower() not in self.addresses:
                    return answer_to
        return fact.sender


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


def _is_written_so(address: str) -> bool:
    """Whether an address has a part of which there are other forms; nearly none has."""
    return "+" in address or "xn--" in address or not address.isascii()
