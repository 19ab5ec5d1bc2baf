"""Whom a letter went to unseen (Bcc): our own copy says it, and nothing else ever does."""

import email
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import reports
from app.domain.messages import Address
from app.domain.outgoing import Draft, DraftContent, DraftKind, Sending
from app.services import outbox
from app.services.exporting import export_tickets
from mail.parse import parse
from mail.smtp import SmtpSender
from tests.support.letters_out import standard, unfolded
from tests.support.mailboxes import Mailbox
from tests.support.sending import office, question
from tests.support.smtp_house import House, smtp_house
from tests.support.waiting import wait_until
from tests.support.writing import WritingDesk, writing_desk

ANNA = Address("Anna", "anna@northwind.example")
HIDDEN = (
    Address("Борис Головатий, юрист", "boris@xn--80a1acn3a.xn--j1amh"),
    Address("", "chief@shop.example"),
    *(Address(f"Watcher {n}", f"watcher{n}@long-enough-name.example") for n in range(30)),
)
NAMES = (b"boris", b"chief", b"watcher")


def assert_hidden(*texts: bytes | str) -> None:
    for text in texts:
        data = text if isinstance(text, bytes) else text.encode()
        assert [name for name in (*NAMES, b"\nbcc:") if name in data.lower()] == []


def seen_besides(copy: bytes, letter: bytes) -> list[str]:
    """The addresses of the one field that our copy has and the letter lacks."""
    assert copy.endswith(letter)
    field = copy[: -len(letter)]
    assert len(unfolded(field + b"\r\n")) == 1
    assert field.startswith(b"Bcc: ")
    assert field.endswith(b"\r\n")
    assert max(map(len, field.split(b"\r\n"))) <= 76
    return [one.addr_spec for one in standard(field + b"\r\n")["bcc"].addresses]


@pytest.fixture
def desk() -> Iterator[WritingDesk]:
    with writing_desk() as desk:
        desk.join()
        yield desk


def written(desk: WritingDesk, kind: DraftKind = DraftKind.REPLY) -> Draft:
    draft = desk.begin(kind, ticket=desk.ticket(desk.ask()))
    content = replace(draft.content, to=(ANNA,), bcc=HIDDEN, body="<p>Yes.</p>")
    desk.save(draft.id, content)
    desk.send(draft.id)
    return draft


def test_our_copy_is_the_letter_and_one_field_before_it(desk: WritingDesk) -> None:
    draft = written(desk)
    letter = desk.keep_letter(draft.id)
    assert letter == b"".join(outbox.pieces(desk.store, draft.id))
    assert_hidden(letter)
    copy = b"".join(outbox.copy_pieces(desk.store, draft.id))
    assert seen_besides(copy, letter) == [one.address for one in HIDDEN]
    assert parse(copy).bcc == HIDDEN
    recipients = outbox.envelope_of(desk.store, draft.id).recipients
    assert recipients == (ANNA.address, *(one.address for one in HIDDEN))


@pytest.mark.parametrize("large", [False, True])
def test_it_is_shown_with_the_letter_and_never_used_again(desk: WritingDesk, large: bool) -> None:
    draft = written(desk)
    letter = desk.keep_letter(draft.id)
    desk.do(outbox.handing, draft.id, now=desk.now)
    whole = outbox.read_back(desk.store, draft.id) if large else None
    desk.do(outbox.accepted, draft.id, now=desk.now, letter=whole)
    ticket = desk.ticket(desk.store.letters.all_keys()[0])

    def ours() -> tuple[Address, ...]:
        found = desk.queries.conversation(ticket)
        assert found is not None
        return found.letters[-1].bcc

    assert ours() == HIDDEN
    # a server's own copy does not say it; what is known here stays
    key = desk.receive(letter, sent=True)
    assert ours() == HIDDEN
    for kind in (DraftKind.REPLY, DraftKind.REPLY_ALL, DraftKind.FORWARD):
        again = desk.begin(kind, ticket=ticket, letter=key)
        people = (*again.content.to, *again.content.cc, *again.content.bcc)
        assert people == (() if kind is DraftKind.FORWARD else (ANNA,))
        desk.save(again.id, replace(again.content, to=(ANNA,), body="<p>See below.</p>"))
        desk.send(again.id)
        raw = desk.keep_letter(again.id)
        made = parse(raw)
        assert "Yes." in made.text
        assert_hidden(raw, made.text, made.html)


def test_another_computer_learns_it_from_our_copy(desk: WritingDesk) -> None:
    draft = written(desk)
    letter = desk.keep_letter(draft.id)
    copy = b"".join(outbox.copy_pieces(desk.store, draft.id))
    with writing_desk() as other:
        ticket = other.ticket(other.ask())
        other.receive(copy, sent=True)
        assert other.row(ticket).letters == 2
        other.receive(letter, sent=True)  # the server's own, later: the same letter
        found = other.queries.conversation(ticket)
        assert found is not None
        assert [one.bcc for one in found.letters] == [(), HIDDEN]
        assert other.row(ticket).contact.address == ANNA.address


@pytest.mark.parametrize("kind", [DraftKind.CALL, DraftKind.REPLY])
def test_where_nobody_got_it_unseen_the_copy_is_the_letter(
    desk: WritingDesk, kind: DraftKind
) -> None:
    draft = desk.begin(kind, ticket=desk.ticket(desk.ask()))
    hidden = HIDDEN if kind is DraftKind.CALL else ()
    desk.save(draft.id, replace(draft.content, to=(ANNA,), bcc=hidden, body="<p>Yes.</p>"))
    desk.send(draft.id)
    letter = desk.keep_letter(draft.id)
    assert b"".join(outbox.copy_pieces(desk.store, draft.id)) == letter
    assert_hidden(letter)


def test_files_written_out_have_it_as_the_source_does(desk: WritingDesk, tmp_path: Path) -> None:
    draft = written(desk)
    desk.hand_over(draft.id)
    tickets = list(desk.all_rows())
    export_tickets(desk.queries, tickets, tmp_path, describe=reports.conversation_json)
    sources = [path.read_bytes() for path in tmp_path.rglob("*.eml")]
    assert sorted(b"Bcc: " in source for source in sources) == [False, True]
    (page,) = tmp_path.rglob("ticket.html")  # which may be given to anybody
    assert_hidden(page.read_bytes())


def test_on_the_wire_and_in_the_teams_folder_it_is_nowhere(
    mailbox: Mailbox, tmp_path: Path
) -> None:
    """Byte for byte: what the server for sending got, and what stands in each folder."""
    mailbox.other.deliver(question(1))
    with (
        smtp_house(House(asks_password=False)) as house,
        office(mailbox, tmp_path, SmtpSender, smtp=house.endpoint) as ann,
    ):
        ann.join("Ann")
        content = DraftContent(to=(ANNA,), bcc=HIDDEN, subject="Hello", body="<p>Yes.</p>")
        new = ann.send(ann.write_new(replace(content, promise=ann.clock.now() + 3600)).id)
        ann.wait_for(new.draft, Sending.FILED)
        wait_until(lambda: len(raw_in(mailbox, "Postroom")) > 1, what="the team was told")
        (taken,) = house.delivered
    assert taken.recipients == (ANNA.address, *(one.address for one in HIDDEN))
    assert_hidden(taken.letter)
    (copy,) = raw_in(mailbox, "Sent")
    assert seen_besides(copy, taken.letter) == [one.address for one in HIDDEN]
    told = raw_in(mailbox, "Postroom")
    assert_hidden(*told, *(text for one in told for text in decoded(one)))


def decoded(raw: bytes) -> Iterator[bytes]:
    for part in email.message_from_bytes(raw).walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload


def raw_in(mailbox: Mailbox, folder: str) -> list[bytes]:
    """All letters of a folder, as the server has them."""
    server = mailbox.connect()
    try:
        server.select(folder)
        return [one.raw for one in server.fetch(server.uids())]
    finally:
        server.close()
