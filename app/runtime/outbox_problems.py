"""What is told of letters that do not leave, or of which nobody knows whether they did."""

from collections.abc import Mapping, Sequence

from app.domain.accounts import Account
from app.domain.errors import Reason
from app.domain.outgoing import DraftId, HeldFor, Sending
from app.domain.problems import Problem, Severity
from app.runtime.outbox_desk import Trouble
from app.runtime.problems import outbox as prefix
from app.runtime.problems import told_of
from app.store import Store
from app.store.outbox import OutgoingRow

_WHY = {
    HeldFor.NEW_LETTER: "a letter came in before it left",
    HeldFor.ANSWERED: "it has been answered meanwhile",
    HeldFor.BEING_SENT: "a teammate is sending an answer",
    HeldFor.REFUSED: "the server does not take it",
    HeldFor.RECIPIENTS: "the server does not take some recipients, so that nobody got it",
    HeldFor.TOO_LARGE: "it is too large for the server",
    HeldFor.UNFIT: "no letter can be made of it",
    HeldFor.NO_SERVER: "this mailbox has no server for sending",
}


def read(
    store: Store,
    account: Account,
    copies: Mapping[DraftId, str],
    trouble: tuple[Trouble, str] | None,
) -> tuple[Problem, ...]:
    """Return what stands now for an account's letters.

    ``copies``: letters whose copy does not get into Sent, with what the server says; ``trouble``:
    what keeps all letters from leaving.
    """
    name = account.settings.name
    rows = store.outbox.under_way(account.id)

    def of(state: Sending) -> list[OutgoingRow]:
        return [row for row in rows if row.outgoing.state is state]

    told = [_unsure(store, name, of(Sending.UNSURE)), _held(store, name, of(Sending.HELD))]
    put_off = [row for row in of(Sending.QUEUED) if row.outgoing.said]
    told.append(_waits(store, name, put_off))
    if trouble is not None and of(Sending.QUEUED):
        told.append(_no_way(account, *trouble))
    told.append(_without_copy(store, name, copies))
    return tuple(problem for problem in told if problem is not None)


def _unsure(store: Store, name: str, rows: Sequence[OutgoingRow]) -> Problem | None:
    if not rows:
        return None
    return Problem(
        key=f"{prefix(name)}unsure",
        code="letter-unsure",
        severity=Severity.WARNING,
        detail=f"It is not known whether this was sent: {_subjects(store, rows)}.",
        remedy=(
            "It is not in Sent. Ask the contact, or look in their answers; then say in the outbox "
            "that it arrived, or send it again."
        ),
    )


def _held(store: Store, name: str, rows: Sequence[OutgoingRow]) -> Problem | None:
    if not rows:
        return None
    reasons = {row.outgoing.held for row in rows}
    why = _WHY.get(rows[0].outgoing.held or HeldFor.REFUSED, "") if len(reasons) == 1 else ""
    said = " ".join(dict.fromkeys(row.outgoing.said for row in rows if row.outgoing.said))
    because = f" because {why}" if why else ""
    return Problem(
        key=f"{prefix(name)}held",
        code="letter-held",
        severity=Severity.WARNING,
        detail=f"Not sent{because}: {_subjects(store, rows)}. {said}".rstrip(),
        remedy="Look at it in the outbox: change it, send it all the same, or discard it.",
    )


def _waits(store: Store, name: str, rows: Sequence[OutgoingRow]) -> Problem | None:
    if not rows:
        return None
    said = " ".join(dict.fromkeys(row.outgoing.said for row in rows))
    return Problem(
        key=f"{prefix(name)}waits",
        code="letter-waits",
        severity=Severity.NOTICE,
        detail=f"The server did not take it yet: {_subjects(store, rows)}. {said}",
        remedy="It is tried again by itself, at longer and longer intervals.",
    )


def _no_way(account: Account, trouble: Trouble, said: str) -> Problem:
    name, by_token = account.settings.name, bool(account.settings.token_command)
    if trouble is Trouble.NO_TOKEN or (trouble is Trouble.NO_ACCESS and by_token):
        refused = trouble is Trouble.NO_ACCESS
        told = told_of(Reason.TOKEN_REFUSED if refused else Reason.TOKEN_PROGRAM)
        code, severity, remedy = told
        detail = f"Nothing can be sent from {name}. {said}"
        return Problem(f"{prefix(name)}access", code, severity, detail, remedy)
    if trouble is Trouble.NO_ACCESS:
        return Problem(
            key=f"{prefix(name)}access",
            code="sending-password",
            severity=Severity.ERROR,
            detail=f"Nothing can be sent from {name}. {said}",
            remedy="Enter the password again; nothing is sent until then.",
        )
    return Problem(
        key=f"{prefix(name)}way",
        code="sending-offline",
        severity=Severity.NOTICE,
        detail=f"Letters of {name} wait. {said}",
        remedy="They are sent by themselves as soon as the server for sending answers.",
    )


def _without_copy(store: Store, name: str, copies: Mapping[DraftId, str]) -> Problem | None:
    found = store.outbox.several(list(copies))
    rows = [row for row in found.values() if row.outgoing.state is Sending.ACCEPTED]
    if not rows:
        return None
    said = " ".join(dict.fromkeys(copies[row.outgoing.draft] for row in rows))
    return Problem(
        key=f"{prefix(name)}copy",
        code="letter-copy",
        severity=Severity.NOTICE,
        detail=f"Its copy is not in the folder for sent letters: {_subjects(store, rows)}. {said}",
        remedy="It is tried again by itself; the letter is here meanwhile.",
    )


def _subjects(store: Store, rows: Sequence[OutgoingRow]) -> str:
    row = store.drafts.get(rows[0].outgoing.draft)
    subject = row.draft.content.subject if row is not None else ""
    more = f" and {len(rows) - 1:,} more" if len(rows) > 1 else ""
    return f"“{subject or '(no subject)'}”{more}"
