"""What the words do that tell the team something: assign, status, note, merge, undo, ..."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from app import reports
from app.domain.codes import normalise
from app.domain.errors import RejectedError
from app.domain.events import DeviceId, EventId, MemberId, Priority
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.tickets import Status
from app.main import system_clock
from app.moments import read_moment, say_moment
from app.services import members, team_commands, team_moves
from app.services.deed_names import about
from app.services.deeds import Done
from app.services.people import People
from app.services.undo import last_deeds, undo_last
from app.store import Store, Transaction, open_store
from app.team_words import deed_words, find_member
from app.terminal import locked, one_account, show

_MORNING, _EVENING = 9, 17
"""What a day without a time means for a snooze, and for a promise."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An open transaction, and what the words name in it."""

    args: Namespace
    store: Store
    transaction: Transaction
    now: int

    def ticket(self, code: str) -> TicketId:
        """The ticket with a code. Raises `RejectedError`."""
        normal = normalise(code)
        account = (
            one_account(self.store.accounts.all(), self.args.account).id
            if self.args.account
            else None
        )
        found = self.store.tickets.by_code(normal, account) if normal else None
        if found is None:
            raise RejectedError(f"There is no ticket “{code}”.")
        return found.id

    def tickets(self) -> list[TicketId]:
        """The tickets that the words name."""
        return [self.ticket(code) for code in self.args.tickets]

    def account(self) -> AccountId:
        """The mailbox that the words mean."""
        return one_account(self.store.accounts.all(), self.args.account).id

    def accounts_of(self, tickets: Sequence[TicketId]) -> AccountId:
        """The one mailbox of tickets. Raises `RejectedError` where they are of several."""
        found = {row.account for row in self.store.tickets.by_ids(tickets)}
        if len(found) != 1:
            raise RejectedError("These tickets belong to different mailboxes.")
        return found.pop()

    def member(self, account: AccountId, name: str) -> MemberId:
        """The member that a word means. Raises `RejectedError`."""
        return find_member(People(self.store, account).all(), name).id


def assign(args: Namespace) -> int:
    """Make tickets a member's, or nobody's."""

    def job(desk: Desk) -> Done:
        tickets = desk.tickets()
        nobody = args.member.lower() == "nobody"
        member = None if nobody else desk.member(desk.accounts_of(tickets), args.member)
        return team_commands.assign(desk.store, desk.transaction, tickets, member, now=desk.now)

    return _do(args, job, f"assigned to {args.member}")


def status(args: Namespace) -> int:
    """Set a status, or follow the mail again."""
    wanted = None if args.status == "auto" else Status(args.status)
    return _do(
        args,
        lambda desk: team_commands.set_status(
            desk.store, desk.transaction, desk.tickets(), wanted, now=desk.now
        ),
        f"status is {args.status}" if wanted else "status follows the mail",
    )


def snooze(args: Namespace) -> int:
    """Put tickets aside until a time."""
    until = read_moment(args.when, system_clock().now(), hour=_MORNING)
    return _do(
        args,
        lambda desk: team_commands.snooze(
            desk.store,
            desk.transaction,
            desk.tickets(),
            until,
            wake_on_reply=not args.keep,
            now=desk.now,
        ),
        f"put aside until {say_moment(until)}",
    )


def priority(args: Namespace) -> int:
    """Say how urgent tickets are."""
    return _do(
        args,
        lambda desk: team_commands.set_priority(
            desk.store, desk.transaction, desk.tickets(), Priority(args.priority), now=desk.now
        ),
        f"priority is {args.priority}",
    )


def promise(args: Namespace) -> int:
    """Note by when a contact was told to hear from us."""
    by = None
    if args.when.lower() != "none":
        by = read_moment(args.when, system_clock().now(), hour=_EVENING)
    return _do(
        args,
        lambda desk: team_commands.promise(
            desk.store, desk.transaction, desk.tickets(), by, now=desk.now
        ),
        f"promised by {say_moment(by)}" if by is not None else "nothing is promised",
    )


def tag(args: Namespace) -> int:
    """Add a tag, or remove it."""
    if not team_commands.clean_tag(args.tag):
        raise RejectedError("A tag needs a name.")
    add, remove = ([], [args.tag]) if args.remove else ([args.tag], [])
    return _do(
        args,
        lambda desk: team_commands.tag(
            desk.store, desk.transaction, desk.tickets(), add=add, remove=remove, now=desk.now
        ),
        f"tag “{args.tag}” {'removed' if args.remove else 'added'}",
    )


def note(args: Namespace) -> int:
    """Write, change or delete a note."""
    if bool(args.text) == bool(args.delete) or (args.edit and args.delete):
        raise RejectedError("Give the text of a note, or say which one to --delete.")
    text = sys.stdin.read() if args.text == "-" else args.text or ""
    if not args.delete and not text.strip():
        raise RejectedError("A note needs a text.")

    def job(desk: Desk) -> Done:
        ticket = desk.ticket(args.ticket)
        if args.delete:
            gone = EventId(args.delete)
            return team_commands.delete_note(
                desk.store, desk.transaction, ticket, gone, now=desk.now
            )
        people = People(desk.store, desk.accounts_of([ticket]))
        named = members.mentions_in(text, people.all())
        if args.edit:
            return team_commands.edit_note(
                desk.store,
                desk.transaction,
                ticket,
                EventId(args.edit),
                text=text,
                mentions=named,
                now=desk.now,
            )
        return team_commands.add_note(
            desk.store, desk.transaction, [ticket], text, named, now=desk.now
        )

    return _do(args, job, "note deleted" if args.delete else "note written")


def merge(args: Namespace) -> int:
    """Show tickets as part of another one."""
    return _do(
        args,
        lambda desk: team_moves.merge(
            desk.store, desk.transaction, desk.tickets(), desk.ticket(args.into), now=desk.now
        ),
        f"merged with {', '.join(args.tickets)}",
    )


def unmerge(args: Namespace) -> int:
    """Take a ticket apart again."""
    codes = [normalise(code) for code in args.codes]
    if None in codes:
        raise RejectedError("That is no ticket code.")
    wanted = [code for code in codes if code is not None] or None
    return _do(
        args,
        lambda desk: team_moves.unmerge(
            desk.store, desk.transaction, desk.ticket(args.ticket), wanted, now=desk.now
        ),
        "taken apart",
    )


def split(args: Namespace) -> int:
    """Make a ticket of its own of some letters, or put them into another ticket."""

    def job(desk: Desk) -> Done:
        ticket = desk.ticket(args.ticket)
        letters = _letters(desk.store, ticket, args.letters)
        if args.into:
            into = desk.ticket(args.into)
            return team_moves.move_letters(
                desk.store, desk.transaction, letters, into, now=desk.now
            )
        return team_moves.split(desk.store, desk.transaction, ticket, letters, now=desk.now)

    return _do(args, job, "letters moved" if args.into else "split")


def undo(args: Namespace) -> int:
    """Take back what was done on this computer last."""
    with open_desk(args) as desk:
        deeds = last_deeds(desk.store, 20 if args.list else 1)
        codes = [_codes(desk.store, done.tickets) for done in deeds]
        names = [about(desk.store, done) for done in deeds]
        if not args.list and undo_last(desk.store, desk.transaction, now=desk.now) is None:
            raise RejectedError("There is nothing to undo.")
    told = list(zip(deeds, codes, names, strict=True))
    forms = [_form(*one) for one in told]
    if args.json:
        show(reports.as_json({"deeds": forms} if args.list else {"undone": forms[0]}))
        return 0
    for done, tickets, others in told:
        show(f"{'' if args.list else 'Undone: '}{deed_words(done, [*tickets, *others])}")
    return 0


def contact(args: Namespace) -> int:
    """Show or set what the team knows of a person or a company."""
    if args.field is None or args.value is None:
        from app.team_listing import show_record  # noqa: PLC0415 - it reads

        return show_record(args)
    return _do(
        args,
        lambda desk: team_commands.set_detail(
            desk.store,
            desk.transaction,
            desk.account(),
            args.who,
            field=args.field,
            value=args.value or None,
            now=desk.now,
        ),
        f"{args.field} of {args.who.lower()} is {args.value or 'not known'}",
    )


# --- the team -------------------------------------------------------------------------------------


def team_me(args: Namespace) -> int:
    """Say who sits at this computer."""
    me = members.Me(args.name, args.address or "", args.colour or "", args.computer or _hostname())
    with open_desk(args) as desk:
        account = one_account(desk.store.accounts.all(), args.account)
        members.introduce_me(desk.store, desk.transaction, account.id, me, now=desk.now)
        joined = desk.store.journal.state(account.id).introduced
    if args.json:
        show(reports.as_json({"name": me.name, "computer": me.computer, "joined": joined}))
    else:
        later = "" if joined else " The next sync tells the team."
        show(f"{me.name} works at this computer (“{me.computer}”).{later}")
    return 0


def team_rename(args: Namespace) -> int:
    """Change what is known of a member."""
    if args.name is None and args.address is None and args.colour is None:
        raise RejectedError("Say what to change: --name, --address or --colour.")
    return _do(
        args,
        lambda desk: members.rename(
            desk.store,
            desk.transaction,
            desk.account(),
            desk.member(desk.account(), args.member),
            name=args.name,
            address=args.address,
            colour=args.colour,
            now=desk.now,
        ),
        f"{args.member} changed",
    )


def team_gone(args: Namespace) -> int:
    """Say that a member has left."""
    if args.to and args.keep:
        raise RejectedError("Say --to or --keep, not both.")

    def job(desk: Desk) -> Done:
        account = desk.account()
        return members.member_gone(
            desk.store,
            desk.transaction,
            account,
            desk.member(account, args.member),
            heir=desk.member(account, args.to) if args.to else None,
            keep=args.keep,
            now=desk.now,
        )

    return _do(args, job, f"{args.member} has left")


def team_revoke(args: Namespace) -> int:
    """Shut out a computer that was lost."""

    def job(desk: Desk) -> Done:
        account = desk.account()
        device = _device(desk.store, account, args.computer)
        return members.revoke_device(desk.store, desk.transaction, account, device, now=desk.now)

    return _do(args, job, f"“{args.computer}” no longer counts")


# --- helpers --------------------------------------------------------------------------------------


def _do(args: Namespace, job: Callable[[Desk], Done], what: str) -> int:
    """Run one command in a transaction, and say what it did."""
    with open_desk(args) as desk:
        done = job(desk)
        codes = _codes(desk.store, done.tickets)
        names = about(desk.store, done)
    if args.json:
        show(reports.as_json(_form(done, codes, names)))
    elif not done.back:
        show("It is so already; nothing was changed.")
    else:
        show(f"{', '.join(codes)}: {what}." if codes else f"{what[:1].upper()}{what[1:]}.")
    return 0


def _form(done: Done, codes: Sequence[str], names: Sequence[str]) -> reports.Json:
    return {
        "deed": done.deed.value,
        "number": done.number,
        "changed": bool(done.back),
        "tickets": list(codes),
        "about": list(names),
    }


def _codes(store: Store, tickets: Sequence[TicketId]) -> list[str]:
    rows = {row.id: row.code for row in store.tickets.by_ids(tickets)}
    return [rows[ticket] for ticket in tickets if ticket in rows]


def _letters(store: Store, ticket: TicketId, names: Sequence[str]) -> list[MessageKey]:
    wanted = {name.strip().strip("<>") for name in names}
    rows = [row for row in store.letters.of_ticket(ticket) if row.letter.message_id in wanted]
    if missing := sorted(wanted - {row.letter.message_id for row in rows}):
        raise RejectedError(f"The ticket has no letter <{missing[0]}>.")
    return [row.key for row in rows]


def _device(store: Store, account: AccountId, name: str) -> DeviceId:
    devices = store.team.devices(account).values()
    found = [d.id for d in devices if d.id == name] or [
        d.id for d in devices if d.name.casefold() == name.casefold() and not d.revoked
    ]
    if len(found) != 1:
        words = "no computer" if not found else "several computers"
        raise RejectedError(f"The team has {words} “{name}”. See their ids: postroom team")
    return found[0]


def _hostname() -> str:
    import platform  # noqa: PLC0415 - only here

    return platform.node().partition(".")[0] or "computer"


@contextmanager
def open_desk(args: Namespace) -> Iterator[Desk]:
    """Open the profile for one command: all that it does is one transaction."""
    with (
        locked(args) as database,
        open_store(database) as store,
        store.transaction() as transaction,
    ):
        yield Desk(args, store, transaction, system_clock().now())
