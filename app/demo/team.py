"""A colleague who has been at work in the sample mailbox before one opens it.

Martin has a computer of his own: a profile beside the demo's. It joins the team, says what one says
of a day's tickets, and leaves that in the mailbox, where everybody's Postroom finds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.demo.letters import SampleLetter
from app.domain.accounts import Account, AccountSettings
from app.domain.events import MemberId, Priority
from app.domain.ids import TicketId
from app.domain.ports import Clock, Vault
from app.domain.tickets import Status
from app.main import DATABASE
from app.runtime.once import sync_once
from app.runtime.writer import StoreWriter
from app.services import members, team_commands, team_moves, template_files
from app.services.commands import add_account
from app.services.people import People
from app.store import Store, Transaction
from mail.imap import ImapServerFactory
from mail.journal_secrets import JournalSecrets
from mail.parse import parse

ME = members.Me("Olena Koval", "olena@zerno.example", "#7a5ea8", "Olena’s laptop")
"""Whoever opens the demo."""

_MARTIN = members.Me("Martin Brandt", "martin@zerno.example", "#3c7580", "Workshop")
_HOUR = 3_600
_DAY = 24 * _HOUR


def leave_the_work_of_a_colleague(
    folder: Path,
    settings: AccountSettings,
    vault: Vault,
    clock: Clock,
    letters: Sequence[SampleLetter],
) -> None:
    """Let Martin join and say what he has to say; ``folder`` is his computer's, and is made.

    Raises what `sync_once` raises.
    """
    folder.mkdir(parents=True)
    writer = StoreWriter(folder / DATABASE)
    writer.start()
    try:
        key = writer.run(lambda store, tx: add_account(store, tx, settings))
        account = Account(key, settings)
        writer.run(lambda store, tx: members.introduce_me(store, tx, key, _MARTIN, now=clock.now()))
        _exchange(account, writer, vault, clock)
        writer.run(lambda store, tx: _work(store, tx, account, _roots(letters), clock.now()))
        answers = template_files.starter("en")
        writer.run(
            lambda store, tx: template_files.bring_in(store, tx, key, answers, now=clock.now())
        )
        _exchange(account, writer, vault, clock)
    finally:
        writer.stop()


def _exchange(account: Account, writer: StoreWriter, vault: Vault, clock: Clock) -> None:
    sync_once(
        [account],
        writer,
        ImapServerFactory(clock),
        lambda known: vault.get(known.settings.name) or "",
        clock,
        secrets=JournalSecrets(vault),
    )


def _roots(letters: Iterable[SampleLetter]) -> Mapping[str, str]:
    """Message-ID of the first letter of each sample conversation, by its name."""
    first: dict[str, str] = {}
    for letter in letters:
        if letter.ticket not in first:
            first[letter.ticket] = parse(letter.raw).message_id
    return first


def _work(
    store: Store,
    transaction: Transaction,
    account: Account,
    roots: Mapping[str, str],
    now: int,
) -> None:
    """What a colleague does in a morning."""
    martin = People(store, account.id).me

    def named(*names: str) -> list[TicketId]:
        found = (store.letters.ticket_of_message_id(roots[name], account.id) for name in names)
        return [ticket for ticket in found if ticket is not None]

    def tell(when: int) -> "_Told":
        return _Told(store, transaction, now - when)

    early, late = tell(3 * _HOUR), tell(15 * 60)
    cafe, parcel = named("en-cafe-down"), named("en-parcel-capitals")
    early.assign([*cafe, *named("en-static-chaff", "en-burr-wobble")], martin)
    early.tag([*cafe, *named("en-burr-wobble")], "workshop")
    early.tag([*parcel, *named("ru-gde-moya-posylka", "ru-bitaya-upakovka")], "shipping")
    early.tag(named("en-refund-missing", "ru-podpiska-otmena"), "refund")
    late.priority(cafe, Priority.URGENT)
    late.note(
        cafe,
        "A set of burrs lies ready at my bench, packed. If the courier comes before four, it is "
        "there tomorrow at seven. I hold the bench free in case the E12 comes back.",
    )
    late.priority(parcel, Priority.HIGH)
    late.promise(parcel, now + _DAY)
    late.note(parcel, "The express number comes from the depot by phone. Do not promise today.")
    late.snooze(named("ru-optom-kofeyni"), now + 3 * _DAY)
    late.close(named("ru-otzyv-spasibo"))
    team_moves.merge(
        store,
        transaction,
        named("en-calendar"),
        named("en-wholesale-quote")[0],
        now=now - 10 * 60,
    )


class _Told:
    """Commands at one time."""

    def __init__(self, store: Store, transaction: Transaction, now: int) -> None:
        self._store, self._transaction, self._now = store, transaction, now

    def assign(self, tickets: Sequence[TicketId], member: MemberId | None) -> None:
        team_commands.assign(self._store, self._transaction, tickets, member, now=self._now)

    def tag(self, tickets: Sequence[TicketId], tag: str) -> None:
        team_commands.tag(self._store, self._transaction, tickets, add=[tag], now=self._now)

    def note(self, tickets: Sequence[TicketId], text: str) -> None:
        team_commands.add_note(self._store, self._transaction, tickets, text, now=self._now)

    def priority(self, tickets: Sequence[TicketId], priority: Priority) -> None:
        team_commands.set_priority(self._store, self._transaction, tickets, priority, now=self._now)

    def promise(self, tickets: Sequence[TicketId], by: int) -> None:
        team_commands.promise(self._store, self._transaction, tickets, by, now=self._now)

    def snooze(self, tickets: Sequence[TicketId], until: int) -> None:
        team_commands.snooze(self._store, self._transaction, tickets, until, now=self._now)

    def close(self, tickets: Sequence[TicketId]) -> None:
        team_commands.set_status(
            self._store, self._transaction, tickets, Status.CLOSED, now=self._now
        )
