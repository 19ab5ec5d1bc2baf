"""Drafts and the outbox in the database: nothing is lost, and nothing goes an illegal way."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import RejectedError, StorageError
from app.domain.ids import TicketId
from app.domain.messages import Address
from app.domain.outgoing import (
    DraftContent,
    DraftId,
    DraftKind,
    FileId,
    Sending,
    WrongStepError,
)
from app.domain.tickets import Status
from app.runtime.outbox_agenda import recover_outbox
from app.services import (
    commands,
    drafts,
    members,
    outbox,
    records,
    signatures,
    team_commands,
    undo,
)
from app.services.commands import OLD_SIGNATURE
from app.services.outgoing_models import Unfinished
from app.services.people import People
from app.services.refold import team
from app.store.drafts import PIECE_BYTES
from mail.compose import compose
from mail.journal_keys import public_key
from mail.parse import parse
from tests.support.journal import TEAM_KEY
from tests.support.writing import WritingDesk, raw_letter, writing_desk


@pytest.fixture
def desk() -> Iterator[WritingDesk]:
    with writing_desk() as desk:
        yield desk


def test_an_answer_from_first_word_to_sent(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    assert [one.address for one in draft.content.to] == ["anna@northwind.example"]
    assert draft.content.subject == "Re: Question 1"
    assert desk.row(ticket).draft
    content = replace(draft.content, body="<p>Tomorrow.</p>")
    assert desk.save(draft.id, content) == 2
    outgoing = desk.send(draft.id)
    assert desk.row(ticket).sending is Sending.QUEUED
    assert outbox.due(desk.store, desk.account, desk.now) == []
    desk.now += 10
    assert [o.draft for o in outbox.due(desk.store, desk.account, desk.now)] == [draft.id]
    raw = desk.hand_over(draft.id)
    assert outgoing.message_id.encode() in raw
    assert desk.row(ticket).status is Status.WAITING
    found = desk.queries.conversation(ticket)
    assert found is not None
    assert [letter.sending for letter in found.letters] == [None, Sending.ACCEPTED]
    assert found.outgoing == ()
    assert not found.letters[1].gone
    desk.now += 5
    desk.receive(raw, sent=True)
    assert outbox.proven(desk.store, desk.account) == [draft.id]
    desk.do(outbox.filed, draft.id, now=desk.now)
    found = desk.queries.conversation(ticket)
    assert found is not None
    assert [letter.sending for letter in found.letters] == [None, None]
    assert found.letters[1].received == desk.now
    assert desk.row(ticket).sending is None


# --- beginning ------------------------------------------------------------------------------------


def test_an_answer_goes_to_the_contacts_last_letter_and_not_to_strangers_in_cc(
    desk: WritingDesk,
) -> None:
    first = desk.ask(1, "Cc: stranger@elsewhere.example")
    ticket = desk.ticket(first)
    desk.receive(
        raw_letter(
            "again@home.example",
            "References: <q1@northwind.example>",
            "Subject: =?utf-8?q?=D0=9E=D1=82=D0=B2?=: Re: Question 1",
            "From: Anna <anna@home.northwind.example>",
            "Reply-To: Anna <anna@phone.example>",
            "To: hilfe@shop.example, boss@northwind.example, Support <support@shop.example>",
        ),
        received=desk.now + 60,
    )
    draft = desk.begin(ticket=ticket)
    assert [one.address for one in draft.content.to] == ["anna@phone.example"]
    assert (draft.content.cc, draft.content.subject) == ((), "Re: Question 1")
    assert draft.answers == "again@home.example"
    older = desk.begin(DraftKind.REPLY_ALL, letter=first)
    assert older.id == draft.id
    assert older.answers == "q1@northwind.example"
    assert [one.address for one in older.content.cc] == [
        "anna@northwind.example",
        "stranger@elsewhere.example",
    ]
    everybody = desk.begin(DraftKind.FORWARD, ticket=ticket)
    assert everybody.id != draft.id
    assert everybody.content.to == ()
    assert everybody.content.subject == "Fwd: Question 1"


def test_members_and_aliases_get_no_answer_to_all(desk: WritingDesk) -> None:
    desk.join()
    key = desk.ask(1, "Cc: ann@shop.example, hilfe@shop.example, boss@northwind.example")
    draft = desk.begin(DraftKind.REPLY_ALL, letter=key)
    assert [one.address for one in draft.content.cc] == ["boss@northwind.example"]


def test_what_is_unfinished_is_gone_on_with(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask(1, "Cc: boss@northwind.example"))
    draft = desk.begin(ticket=ticket)
    desk.save(draft.id, replace(draft.content, body="<p>half a sen</p>"))
    desk.now += 86_400
    again = desk.begin(DraftKind.REPLY_ALL, ticket)
    assert (again.id, again.content.body) == (draft.id, "<p>half a sen</p>")
    assert [one.address for one in again.content.cc] == ["boss@northwind.example"]
    desk.do(drafts.discard, draft.id, now=desk.now)
    assert desk.begin(ticket=ticket).id != draft.id


def test_what_is_passed_on_keeps_its_attachments(desk: WritingDesk) -> None:
    body = (
        '--x\r\nContent-Type: text/html\r\n\r\n<p>See <img src="cid:pic@x"></p>\r\n'
        "--x\r\nContent-Type: image/png\r\nContent-ID: <pic@x>\r\n"
        'Content-Disposition: inline; filename="pic.png"\r\n\r\nPNG\r\n'
        "--x\r\nContent-Type: text/plain\r\n"
        "Content-Disposition: attachment; filename=bill.txt\r\n\r\nTen euros\r\n--x--\r\n"
    )
    headers = ("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"')
    key = desk.ask(1, *headers, body=body)
    draft = desk.begin(DraftKind.FORWARD, letter=key)
    assert [(f.name, f.content_id) for f in draft.files] == [("pic.png", "pic@x"), ("bill.txt", "")]
    assert b"".join(desk.queries.draft_file(draft.files[1].id)).strip() == b"Ten euros"
    assert desk.queries.draft_picture(draft.id, "pic@x") == ("image/png", b"PNG")
    desk.save(draft.id, replace(draft.content, to=(Address("", "boss@northwind.example"),)))
    desk.send(draft.id)
    letter = outbox.letter_of(desk.store, draft.id, date=desk.now)
    assert letter.forwarded
    assert letter.quoted is not None
    assert "cid:pic@x" in letter.quoted.html
    made = parse(b"".join(compose(letter)))
    assert [a.filename for a in made.attachments if not a.inline] == ["bill.txt"]
    answer = desk.begin(letter=key)
    quoted = outbox.letter_of(desk.store, answer.id, date=desk.now).quoted
    assert quoted is not None
    assert "cid:" not in quoted.html


def test_signatures_of_member_and_inbox(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    desk.do(signatures.set_signature, desk.account, "The shop\n", now=desk.now)
    assert desk.begin(ticket=ticket).content.signature == "The shop"
    desk.join()
    desk.do(signatures.set_signature, desk.account, "{name}\nThe shop", now=desk.now)
    assert desk.begin(DraftKind.NEW).content.signature == "Ann\nThe shop"
    me = People(desk.store, desk.account).me
    desk.do(signatures.set_signature, desk.account, "Yours, A.", member=me, now=desk.now)
    assert desk.begin(DraftKind.NEW).content.signature == "Yours, A."
    assert desk.begin(DraftKind.CALL).content.signature == ""
    assert signatures.sender_of(desk.store, desk.account) == Address("Ann", "support@shop.example")


@pytest.mark.parametrize("old", [False, True])
def test_a_signature_from_before_joining_becomes_ones_own(desk: WritingDesk, old: bool) -> None:
    """Old: an older version kept it as a setting of its own."""
    if old:
        with desk.store.transaction():
            desk.store.settings.put(f"{OLD_SIGNATURE}{desk.account}", "Mine")
    else:
        desk.do(signatures.set_signature, desk.account, "Mine", now=desk.now)
    assert desk.begin(DraftKind.NEW).content.signature == "Mine"
    keys = {"public_key": public_key(bytes(32)), "team_key": TEAM_KEY}
    ann = desk.do(members.join, desk.account, members.Me("Ann"), **keys, now=desk.now)
    desk.do(signatures.set_signature, desk.account, "The shop", now=desk.now)
    assert desk.begin(DraftKind.NEW).content.signature == "Mine"
    assert team(desk.store, desk.account).setting(f"signature:{ann}").value == "Mine"
    assert records.all_of(desk.store, desk.account, "signature") == {}
    desk.do(signatures.set_signature, desk.account, None, member=ann, now=desk.now)
    assert desk.begin(DraftKind.NEW).content.signature == "The shop"


def test_who_joined_with_an_older_version_keeps_the_signature(desk: WritingDesk) -> None:
    desk.join()
    with desk.store.transaction():
        desk.store.settings.put(f"{OLD_SIGNATURE}{desk.account}", "Mine")
    assert desk.begin(DraftKind.NEW).content.signature == "Mine"
    desk.do(signatures.set_signature, desk.account, "The shop", now=desk.now)
    assert desk.begin(DraftKind.NEW).content.signature == "The shop"


def test_there_must_be_something_to_answer(desk: WritingDesk) -> None:
    with pytest.raises(RejectedError, match="no letter to answer"):
        desk.begin()
    with pytest.raises(RejectedError):
        desk.begin(ticket=TicketId(99))
    assert desk.begin(DraftKind.CALL).content.to == ()
    assert desk.queries.drafts()[0].ticket is None


# --- writing --------------------------------------------------------------------------------------


def test_each_half_minute_of_work_and_what_is_deleted_can_be_had_again(desk: WritingDesk) -> None:
    draft = desk.begin(DraftKind.NEW)
    long = "<p>" + "a sentence, " * 20 + "</p>"
    for body in ("<p>one</p>", "<p>one two</p>", long, "", "<p>new</p>"):
        desk.now += 1
        desk.save(draft.id, DraftContent(body=body))
    assert [v.content.body for v in desk.queries.draft_versions(draft.id)] == [long]
    desk.now += 30
    assert desk.save(draft.id, DraftContent(body="<p>newer</p>")) == 7
    assert desk.save(draft.id, DraftContent(body="<p>newer</p>")) == 7
    newest, oldest = desk.queries.draft_versions(draft.id)
    assert newest.content.body == "<p>new</p>"
    restored = desk.do(drafts.restore_version, draft.id, oldest.version, now=desk.now)
    assert (restored.content.body, restored.version) == (long, 8)
    kept = [v.content.body for v in desk.queries.draft_versions(draft.id)]
    assert kept == ["<p>newer</p>", "<p>new</p>", long]
    with pytest.raises(RejectedError, match="version"):
        desk.do(drafts.restore_version, draft.id, 99, now=desk.now)


def test_no_more_than_two_hundred_versions_are_kept(desk: WritingDesk) -> None:
    draft = desk.begin(DraftKind.NEW)
    for number in range(210):
        desk.now += 30
        desk.save(draft.id, DraftContent(body=f"<p>{number}</p>"))
    kept = [v.content.body for v in desk.queries.draft_versions(draft.id)]
    assert (len(kept), kept[0]) == (200, "<p>208</p>")


def test_everything_of_a_draft_is_stored(desk: WritingDesk) -> None:
    draft = desk.begin(DraftKind.NEW)
    everything = DraftContent(
        to=(Address("Анна", "анна@пример.example"),),
        cc=(Address("", "a@x.example"),),
        bcc=(Address("b", "b@x.example"),),
        subject="Тема \ud800 x",
        body="<p>і</p>",
        plain_only=True,
        quotes=False,
        signature="a\nb",
        then=Status.CLOSED,
        promise=desk.now,
        cursor=17,
    )
    desk.save(draft.id, everything)
    found = desk.queries.draft(draft.id)
    assert found is not None
    assert found.content == everything


def test_a_discarded_draft_comes_back_by_the_one_undo(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    done = desk.do(drafts.discard, draft.id, now=desk.now)
    assert not desk.row(ticket).draft
    assert desk.queries.drafts() == ()
    late = desk.save(draft.id, DraftContent(body="<p>typed just before</p>"))
    assert late == 2
    (last,) = undo.last_deeds(desk.store)
    assert last == done
    desk.do(undo.undo_last, now=desk.now)
    assert desk.row(ticket).draft
    (view,) = desk.queries.drafts()
    assert (view.id, view.snippet, view.ticket) == (draft.id, "typed just before", ticket)
    desk.do(drafts.discard, draft.id, now=desk.now)
    desk.now += 30 * 86_400
    desk.do(recover_outbox, now=desk.now)
    assert desk.queries.draft(draft.id) is not None
    desk.now += 1
    desk.do(recover_outbox, now=desk.now)
    assert desk.queries.draft(draft.id) is None
    desk.do(undo.undo_last, now=desk.now)  # nothing to bring back, and no trouble
    with pytest.raises(RejectedError, match="no more"):
        desk.save(draft.id, DraftContent())


# --- files ----------------------------------------------------------------------------------------


def attach(desk: WritingDesk, draft: DraftId, name: str, data: bytes) -> FileId:
    file = desk.do(drafts.add_file, draft, name, "application/pdf", len(data))
    for number, at in enumerate(range(0, len(data), PIECE_BYTES)):
        desk.do(drafts.add_piece, file, number, data[at : at + PIECE_BYTES])
    return file


def test_a_file_comes_in_pieces_and_belongs_to_the_draft_once_it_is_whole(
    desk: WritingDesk,
) -> None:
    draft = desk.begin(DraftKind.NEW).id
    desk.save(draft, DraftContent(to=(Address("", "a@x.example"),)))
    data = bytes(range(256)) * 5000
    file = desk.do(drafts.add_file, draft, "../Звіт.pdf", "application/pdf", len(data))
    desk.do(drafts.add_piece, file, 1, data[PIECE_BYTES:])
    with pytest.raises(RejectedError, match="still being attached"):
        desk.send(draft)
    with pytest.raises(RejectedError, match="changed while"):
        desk.do(drafts.add_piece, file, 0, b"short")
    with pytest.raises(RejectedError, match="changed while"):
        desk.do(drafts.add_piece, file, 2, b"more")
    assert desk.queries.draft(draft).files == ()  # type: ignore[union-attr]
    assert desk.do(drafts.add_piece, file, 0, data[:PIECE_BYTES])
    (known,) = desk.queries.draft(draft).files  # type: ignore[union-attr]
    assert (known.name, known.size) == ("Звіт.pdf", len(data))
    assert b"".join(desk.queries.draft_file(file)) == data
    desk.do(drafts.add_file, draft, "empty", "text/plain", 0)
    assert len(desk.queries.draft(draft).files) == 2  # type: ignore[union-attr]
    with pytest.raises(RejectedError, match="too large"):
        desk.do(drafts.add_file, draft, "all", "text/plain", 2 << 30)
    desk.send(draft)
    with pytest.raises(WrongStepError):
        desk.do(drafts.add_file, draft, "late", "text/plain", 0)


def test_files_go_and_come_back_with_versions(desk: WritingDesk) -> None:
    draft = desk.begin(DraftKind.NEW).id
    file = attach(desk, draft, "a.pdf", b"PDF")
    other = desk.do(drafts.add_file, draft, "b.pdf", "application/pdf", 3)
    desk.now += 60
    desk.save(draft, DraftContent(body="<p>with a file</p>"))
    desk.now += 60
    desk.save(draft, DraftContent(body="<p>and without</p>"))
    desk.do(drafts.remove_file, draft, file)
    assert desk.queries.draft(draft).files == ()  # type: ignore[union-attr]
    assert desk.do(drafts.add_piece, other, 0, b"pdf")  # was under way, and is not removed
    desk.do(drafts.restore_file, draft, file)
    assert len(desk.queries.draft(draft).files) == 2  # type: ignore[union-attr]
    newest = desk.queries.draft_versions(draft)[0]
    restored = desk.do(drafts.restore_version, draft, newest.version, now=desk.now)
    assert [f.id for f in restored.files] == [file]


def test_files_that_never_came_as_a_whole_are_forgotten_at_the_next_start(
    desk: WritingDesk,
) -> None:
    draft = desk.begin(DraftKind.NEW).id
    desk.save(draft, DraftContent(to=(Address("", "a@x.example"),)))
    file = desk.do(drafts.add_file, draft, "a.pdf", "application/pdf", 10)
    desk.do(outbox.recover, now=desk.now)
    with pytest.raises(RejectedError, match="no more"):
        desk.do(drafts.add_piece, file, 0, b"0123456789")
    desk.send(draft)


# --- what must not be lost ------------------------------------------------------------------------


def test_a_mailbox_takes_no_unsent_letters_with_it_unasked(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    desk.begin(DraftKind.NEW)
    desk.send(draft.id)
    assert desk.queries.unfinished(desk.account) == Unfinished(1, 1)
    with pytest.raises(RejectedError, match="drafts: 1, letters in the outbox: 1"):
        desk.do(commands.remove_account, desk.account)
    assert desk.queries.draft(draft.id) is not None
    desk.do(commands.remove_account, desk.account, with_unsent=True)
    assert desk.queries.draft(draft.id) is None
    assert not desk.queries.unfinished(desk.account)
    assert desk.store.check() == []


def test_what_is_nowhere_else_is_on_the_disk_when_a_command_returns(
    desk: WritingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def watched(file: int) -> None:
        synced.append(Path(f"/proc/self/fd/{file}").readlink().name)
        fsync(file)

    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", watched)
    key = desk.ask()
    assert synced == []  # it can be fetched again
    draft = desk.begin(letter=key)
    assert synced == ["p.db-wal"]
    desk.save(draft.id, replace(draft.content, body="<p>x</p>"))
    desk.send(draft.id)
    desk.do(outbox.handing, draft.id, now=desk.now)
    assert synced == ["p.db-wal"] * 4
    desk.join()
    synced.clear()
    ticket = desk.ticket(key)
    desk.do(team_commands.add_note, [ticket], "for the team", now=desk.now)
    assert synced == ["p.db-wal"]


def test_a_disk_that_does_not_take_it_is_told(
    desk: WritingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(StorageError, match="disk"):
        desk.begin(DraftKind.NEW)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this system cannot be changed")
def test_times_in_a_letter_are_the_writers_own(
    desk: WritingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.begin(letter=desk.ask())
    desk.send(draft.id)
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    time.tzset()
    try:
        winter = outbox.letter_of(desk.store, draft.id, date=1_772_550_000)
        summer = outbox.letter_of(desk.store, draft.id, date=1_785_000_000)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (winter.zone, summer.zone) == (120, 180)
    assert b"\r\nDate: Tue, 03 Mar 2026 17:00:00 +0200\r\n" in b"".join(compose(winter))
