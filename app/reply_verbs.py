"""What the words do with letters that we write: reply, new, drafts, outbox.

Nothing leaves here: what is sent stands in the outbox until the window runs, or ``postroom sync``.
"""

import mimetypes
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app import reports
from app.domain.codes import normalise
from app.domain.errors import RejectedError
from app.domain.gate import Doubt, Finding
from app.domain.ids import AccountId, TicketId
from app.domain.messages import Address
from app.domain.outgoing import Draft, DraftContent, DraftId, DraftKind, FileId
from app.domain.tickets import Status
from app.letter_spelling import misspelled
from app.main import profile_folder, system_clock
from app.moments import read_moment, say_moment
from app.reply_words import (
    draft_json,
    draft_text,
    drafts_text,
    finding_words,
    outbox_text,
    outgoing_json,
)
from app.services import drafts as commands
from app.services import template_use, templates
from app.services.draft_rows import known, ticket_of
from app.services.gate import look_at
from app.services.outbox import recover
from app.services.queries import Queries
from app.store import Store, Transaction, open_store
from app.store.drafts import PIECE_BYTES, DraftRow
from app.terminal import locked, one_account, open_queries, show, tell
from mail import rich
from mail.addresses import parse_addresses
from mail.rich import from_plain, to_plain

_MORNING, _EVENING = 9, 17
"""What a day without a time means for sending, and for a promise."""
_MOST_TEXT = 10_000_000


def reply(args: Namespace) -> int:
    """Write an answer to a ticket, or go on with the unfinished one."""
    kind = DraftKind.REPLY_ALL if args.all else DraftKind.REPLY
    kind = DraftKind.FORWARD if args.forward else DraftKind.CALL if args.call else kind
    with _open(args) as store:
        chosen = one_account(store.accounts.all(), args.account).id if args.account else None
        code = normalise(args.ticket)
        found = store.tickets.by_code(code, chosen) if code else None
        if found is None:
            raise RejectedError(f"There is no ticket “{args.ticket}”.")
        return _write(args, store, kind, found.account, found.id)


def new(args: Namespace) -> int:
    """Write a letter that begins a ticket."""
    kind = DraftKind.CALL if args.call else DraftKind.NEW
    with _open(args) as store:
        account = one_account(store.accounts.all(), args.account).id
        return _write(args, store, kind, account, None)


def drafts(args: Namespace) -> int:
    """List unfinished letters."""
    with open_queries(args) as queries:
        found = queries.drafts(_only(queries, args))
    if args.json:
        show(reports.as_json({"drafts": [draft_json(view) for view in found]}))
    elif found:
        show(drafts_text(found))
    else:
        tell("No letter is unfinished.")
    return 0


def draft_show(args: Namespace) -> int:
    """Print one unfinished letter."""
    with open_queries(args) as queries:
        views = queries.drafts(_only(queries, args))
        number = _number(args.draft, [(view.id, view.code) for view in views])
        draft = queries.draft(number)
    if draft is None:
        raise RejectedError("This draft is no more.")
    text = to_plain(template_use.marked(draft.content.body))
    if args.json:
        view = next(view for view in views if view.id == number)
        show(reports.as_json({**draft_json(view), "text": text}))
    else:
        show(draft_text(draft, text))
    return 0


def draft_send(args: Namespace) -> int:
    """Put an unfinished letter into the outbox."""
    with _open(args) as store:
        number = _draft_named(args, store)
        if args.seen:
            with store.transaction() as transaction:
                commands.seen_now(store, transaction, number)
        return _send(args, store, number)


def draft_change(args: Namespace) -> int:
    """Put something else into an unfinished letter."""
    now = system_clock().now()
    text = None if args.text is None else _text(args.text)
    files = [_readable(Path(name)) for name in args.attach]
    with _open(args) as store:
        number = _draft_named(args, store)
        draft = known(store, number).draft
        gone = [file for name in args.detach for file in _files_named(draft, name)]
        content = _filled(args, _content(args, draft, text, now))
        with store.transaction() as transaction:
            commands.save(store, transaction, number, content, now=now)
            for file in gone:
                commands.remove_file(store, transaction, number, file)
        for path in files:
            _attach(store, number, path)
    return _said(args, number, "draft", f"Draft {number} is changed.")


def _files_named(draft: Draft, name: str) -> list[FileId]:
    found = [file.id for file in draft.files if file.name == name and not file.content_id]
    if not found:
        raise RejectedError(f"No file “{name}” goes along with draft {draft.id}.")
    return found


def draft_discard(args: Namespace) -> int:
    """Put an unfinished letter away."""
    with _open(args) as store:
        number = _draft_named(args, store)
        _run(store, commands.discard, number)
    return _said(args, number, "discarded", "Put away. “postroom undo” brings it back.")


def outbox(args: Namespace) -> int:
    """List letters on their way."""
    with open_queries(args) as queries:
        found = queries.outbox(_only(queries, args))
    if args.json:
        show(reports.as_json({"outbox": [outgoing_json(view) for view in found]}))
    elif found:
        show(outbox_text(found, system_clock().now()))
    else:
        tell("The outbox is empty.")
    return 0


def outbox_retry(args: Namespace) -> int:
    """Send a letter that is held, or that waits for its next try."""
    return _with_letter(args, commands.retry, "queued", "It leaves with the next sync.")


def outbox_again(args: Namespace) -> int:
    """Send a letter once more that may have left."""
    return _with_letter(args, commands.send_again, "queued", "It leaves with the next sync.")


def outbox_arrived(args: Namespace) -> int:
    """Say that a letter that may have left did."""
    return _with_letter(args, commands.say_arrived, "accepted", "It counts as sent.")


def outbox_edit(args: Namespace) -> int:
    """Make a draft of a letter again."""
    return _with_letter(args, commands.edit, "draft", "It is a draft again: postroom drafts")


def outbox_cancel(args: Namespace) -> int:
    """Take a letter out of the outbox, and put its draft away."""

    def cancel(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> None:
        commands.take_back(store, transaction, draft, now=now)
        commands.discard(store, transaction, draft, now=now)

    return _with_letter(args, cancel, "discarded", "Put away. “postroom undo” brings it back.")


# --- writing --------------------------------------------------------------------------------------


def _write(
    args: Namespace, store: Store, kind: DraftKind, account: AccountId, ticket: TicketId | None
) -> int:
    now = system_clock().now()
    text = None if args.text is None else _text(args.text)
    if args.at is not None and not args.send:
        raise RejectedError("“--at” says when a letter is sent: say --send as well.")
    files = [_readable(Path(name)) for name in args.attach]
    with store.transaction() as transaction:
        draft = commands.begin(store, transaction, kind, account=account, ticket=ticket, now=now)
        new = args.template is not None or text is not None
        if new and draft.content.body not in {"", from_plain(text or "")}:
            raise RejectedError(
                f"There is an unfinished answer already: see “postroom drafts show {draft.id}”. "
                "Send or discard it first."
            )
        content = _content(args, draft, text, now)
        if args.template is not None:
            content = _with_template(args, store, transaction, draft, content, now=now)
        content = _filled(args, content)
        commands.save(store, transaction, draft.id, content, now=now)
    for path in files:
        _attach(store, draft.id, path)
    if args.send:
        return _send(args, store, draft.id)
    if blanks := rich.blanks(content.body):
        tell(finding_words(Finding(Doubt.BLANK, blanks)))
    words = f"Kept as draft {draft.id}. Send it with: postroom drafts send {draft.id}"
    return _said(args, draft.id, "draft", words)


def _with_template(
    args: Namespace,
    store: Store,
    transaction: Transaction,
    draft: Draft,
    content: DraftContent,
    *,
    now: int,
) -> DraftContent:
    """Put a template into a letter that says nothing yet; its files go along."""
    found = templates.named(templates.templates(store, draft.account), args.template)
    language = args.language or template_use.choice(store, draft.id, content).language
    made = template_use.prepare(store, draft.id, content, found.id, language=language, now=now)
    template_use.take(store, transaction, draft.id, found.id)
    return replace(content, body=made.html, subject=content.subject or made.subject)


def _filled(args: Namespace, content: DraftContent) -> DraftContent:
    if not args.fill:
        return content
    parts = [fill.partition("=") for fill in args.fill]
    if wrong := next((question for question, sign, _ in parts if not sign), None):
        raise RejectedError(f"Fill a blank as “question=answer”: {wrong}")
    answers = [(question, answer) for question, _, answer in parts]
    return replace(content, body=template_use.answered(content.body, answers))


def _content(args: Namespace, draft: Draft, text: str | None, now: int) -> DraftContent:
    before = draft.content
    promise = before.promise
    if args.promise is not None:
        promise = read_moment(args.promise, now, hour=_EVENING)
    return replace(
        before,
        to=before.to if args.to is None else _addresses(args.to),
        cc=(*before.cc, *_addresses(args.cc)),
        bcc=(*before.bcc, *_addresses(args.bcc)),
        subject=before.subject if args.subject is None else " ".join(args.subject.split()),
        body=before.body if text is None else from_plain(text),
        plain_only=args.plain or before.plain_only,
        quotes=before.quotes and not args.no_quote,
        then=Status(args.then) if args.then else before.then,
        promise=promise,
    )


def _addresses(texts: Sequence[str]) -> tuple[Address, ...]:
    return tuple(one for text in texts for one in parse_addresses(text))


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.read(_MOST_TEXT)
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise RejectedError(f"“{name}” cannot be read as text: {error}") from error


def _readable(path: Path) -> Path:
    try:
        path.open("rb").close()
    except OSError as error:
        raise RejectedError(f"“{path}” cannot be read: {error.strerror}.") from error
    return path


def _attach(store: Store, draft: DraftId, path: Path) -> None:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    with path.open("rb") as source:
        size = path.stat().st_size
        with store.transaction() as transaction:
            file = commands.add_file(store, transaction, draft, path.name, kind, size)
        number = 0
        while data := source.read(PIECE_BYTES):
            with store.transaction() as transaction:
                commands.add_piece(store, transaction, file, number, data)
            number += 1


def _send(args: Namespace, store: Store, draft: DraftId) -> int:
    now = system_clock().now()
    not_before = None if args.at is None else read_moment(args.at, now, hour=_MORNING)
    # What is sent with all that is doubtful need not wait for dictionaries.
    row = known(store, draft)
    slips = () if args.anyway else misspelled(store, profile_folder(args.profile), row.draft)
    findings = look_at(store, draft, slips=slips, now=now)
    for finding in findings:
        tell(f"postroom: {finding_words(finding)}")
    hard = frozenset(finding.doubt for finding in findings if finding.hard)
    if findings and (hard or not args.anyway):
        raise RejectedError(_way_on(store, row, hard))
    with store.transaction() as transaction:
        outgoing = commands.send(store, transaction, draft, now=now, not_before=not_before)
    when = f", not before {say_moment(outgoing.not_before)}" if not_before else ""
    words = (
        f"In the outbox{when}. It leaves with the next “postroom sync”, or while the window runs. "
        f"Take it back with: postroom outbox edit {draft}"
    )
    return _said(args, draft, outgoing.state.value, words)


def _way_on(store: Store, row: DraftRow, hard: frozenset[Doubt]) -> str:
    """What can be done about a letter that did not leave."""
    draft = row.draft.id
    fill = ' --fill "question=answer"' if Doubt.BLANK in hard else ""
    change = f"“postroom drafts change {draft}{fill}”"
    kept = f"Not sent. Draft {draft} is kept: put it right with {change}"
    ticket = ticket_of(store, row.draft.account, row.letter)
    if not hard:
        return f"{kept}, or send it with: postroom drafts send {draft} --anyway"
    if ticket is None or not hard <= {Doubt.NEW_LETTER, Doubt.ANSWERED}:
        return f"{kept}."
    code = store.tickets.by_ids([ticket])[0].code
    return (
        f"Not sent. Draft {draft} is kept: read what came with “postroom show {code}”, "
        f"and then: postroom drafts send {draft} --seen"
    )


# --- which, and what was done ---------------------------------------------------------------------


def _with_letter(args: Namespace, command: Callable[..., object], state: str, words: str) -> int:
    with _open(args) as store:
        views = Queries(store).outbox(_only(Queries(store), args))
        number = _number(args.letter, [(view.draft, view.code) for view in views])
        _run(store, command, number)
    return _said(args, number, state, words)


def _draft_named(args: Namespace, store: Store) -> DraftId:
    queries = Queries(store)
    views = queries.drafts(_only(queries, args))
    return _number(args.draft, [(view.id, view.code) for view in views])


def _run(store: Store, command: Callable[..., object], draft: DraftId) -> None:
    with store.transaction() as transaction:
        command(store, transaction, draft, now=system_clock().now())


def _number(word: str, known: Sequence[tuple[DraftId, str | None]]) -> DraftId:
    """Which letter a word means: its number in the list, or its ticket's code."""
    for number, _ in known:
        if word == str(number):
            return number
    code = normalise(word)
    found = [number for number, ticket in known if code and ticket == code]
    if len(found) == 1:
        return found[0]
    if found:
        raise RejectedError(f"Several letters of “{word}” are there: say its number in the list.")
    raise RejectedError(f"There is no such letter: “{word}”.")


def _only(queries: Queries, args: Namespace) -> AccountId | None:
    if args.account is None:
        return None
    return one_account(queries.accounts(), args.account).id


def _said(args: Namespace, draft: DraftId, state: str, words: str) -> int:
    if args.json:
        show(reports.as_json({"number": draft, "state": state}))
    else:
        show(words)
    return 0


@contextmanager
def _open(args: Namespace) -> Iterator[Store]:
    """The profile, with nobody else in it; what a kill left halfway is put right first."""
    with locked(args) as database, open_store(database) as store:
        with store.transaction() as transaction:
            recover(store, transaction, now=system_clock().now())
        yield store
