"""Letters through `services.receive` into a database: any order and batches, one result."""

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.accounts import Folder
from app.domain.codes import code_of
from app.domain.errors import RejectedError
from app.domain.grouping import Letter, group
from app.domain.ids import AccountId, MessageKey
from app.domain.letters import Incoming
from app.domain.messages import Address, Attachment, Automatic
from app.domain.tickets import Queue, Status
from app.services.commands import remove_account
from app.services.receive import apply_flags, apply_gone, apply_new_validity, receive
from app.store import Store, open_reader, open_store
from app.store.sources import Packer
from app.store.words import TOGETHER
from tests.support.letters import letter, worlds
from tests.support.receiving import deliver, facts, incoming, mailbox


def tickets(store: Store) -> list[tuple[str, list[tuple[bytes, str, str]], Status, bool, int]]:
    """All tickets by what every client sees alike: no local ids."""
    found = []
    for data in store.tickets.page(Queue.ALL, offset=0, limit=-1):
        assert data.id is not None
        rows = store.letters.of_ticket(data.id)
        assert data.code == code_of(data.root)
        assert data.letters == len(rows)
        places = [(r.letter.content_hash, r.why.kind.value, r.why.evidence) for r in rows if r.why]
        found.append((data.root, places, data.status, data.bounced, data.updated))
    return sorted(found)


@settings(max_examples=60)
@given(worlds(), st.randoms(use_true_random=False), st.data())
def test_any_order_and_any_batches_end_alike(
    letters: list[Letter], rng: object, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(letters))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=4)))
    batches = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    with mailbox() as (store, inbox, sent), mailbox() as (whole, whole_inbox, whole_sent):
        for batch in batches:
            deliver(store, inbox, [incoming(x) for x in batch if not x.ours])
            deliver(store, sent, [incoming(x) for x in batch if x.ours])
        deliver(whole, whole_inbox, [incoming(x) for x in letters if not x.ours])
        deliver(whole, whole_sent, [incoming(x) for x in letters if x.ours])
        assert tickets(store) == tickets(whole)
        # and the database says what the pure function says of the letters it holds
        stored = [row.letter for row in store.letters.by_keys(store.letters.all_keys())]
        assert sorted(g.root for g in group(stored)) == [t[0] for t in tickets(store)]
        assert store.check() == []
        for queue in Queue:  # the kept counts are those of the rows
            rows = store.tickets.page(queue, offset=0, limit=-1)
            assert store.tickets.count(queue) == len(rows)


def test_a_letter_received_twice_is_one_letter_in_two_places() -> None:
    with mailbox() as (store, inbox, sent):
        one = letter(1)
        deliver(store, inbox, [incoming(one)])
        deliver(store, inbox, [incoming(one)])
        assert len(store.letters.all_keys()) == 1
        assert store.placements.known_uids(inbox.id) == [1]
        deliver(store, sent, [incoming(one)])
        assert len(store.letters.all_keys()) == 1
        assert tickets(store)[0][2] is Status.WAITING  # found in Sent, so it is ours


def test_status_follows_who_wrote_last() -> None:
    with mailbox() as (store, inbox, sent):
        deliver(store, inbox, [incoming(letter(1))])
        assert tickets(store)[0][2] is Status.OPEN
        answer = letter(
            2, ours=True, references=("m1@x.example",), recipients=("ann@acme.example",)
        )
        deliver(store, sent, [incoming(answer)])
        assert tickets(store)[0][2] is Status.WAITING
        away = letter(3, references=("m2@x.example",), automatic=Automatic.AUTO_REPLY)
        deliver(store, inbox, [incoming(away)])
        assert tickets(store)[0][2] is Status.WAITING
        report = letter(
            4,
            sender="mailer-daemon@mx.example",
            automatic=Automatic.BOUNCE,
            bounced_id="m2@x.example",
            bounced_recipient="ann@acme.example",
        )
        deliver(store, inbox, [incoming(report)])
        assert tickets(store)[0][2:4] == (Status.OPEN, True)
        assert store.tickets.count(Queue.BOUNCED) == 1


def test_a_web_form_writes_as_us_but_for_a_contact() -> None:
    with mailbox() as (store, inbox, _):
        form = letter(1, sender="support@shop.example")
        answer_to = (Address("Ann", "ann@acme.example"),)
        deliver(store, inbox, [incoming(form, reply_to=answer_to)])
        [row] = store.tickets.page(Queue.NEEDS_REPLY, offset=0, limit=-1)
        assert row.contact == "ann@acme.example"


def test_a_letter_to_an_address_of_ours_with_a_word_in_it_is_to_us() -> None:
    with mailbox() as (store, inbox, _):
        worded = (Address("", "Support+Sales@shop.example"),)
        deliver(store, inbox, [incoming(letter(1, to_us=False), recipients=worded)])
        (row,) = store.letters.by_keys(store.letters.all_keys())
        assert row.letter.to_us
        assert row.letter.recipients == ()


def test_a_letter_to_an_alias_is_to_us_by_its_delivery() -> None:
    with mailbox() as (store, inbox, _):
        alias = letter(1, to_us=False)
        deliver(store, inbox, [incoming(alias, delivered_to=("support@shop.example",))])
        deliver(store, inbox, [incoming(letter(2, to_us=False))])
        rows = store.letters.by_keys(store.letters.all_keys())
        assert sorted(row.letter.to_us for row in rows) == [False, True]


def test_flags_gone_and_new_numbers_keep_tickets() -> None:
    with mailbox() as (store, inbox, _):
        deliver(store, inbox, [incoming(letter(1)), incoming(letter(2))])
        before = tickets(store)
        assert all(r.unread for r in store.tickets.page(Queue.ALL, offset=0, limit=-1))
        with store.transaction() as transaction:
            apply_flags(store, transaction, inbox, {1: frozenset({"\\Seen"})})
        assert len(transaction.changes.tickets) == 1
        assert [r.unread for r in store.tickets.page(Queue.ALL, offset=0, limit=-1)] == [
            True,
            False,
        ]
        with store.transaction() as transaction:
            apply_gone(store, transaction, inbox, [2])
        assert store.placements.known_uids(inbox.id) == [1]
        gone = store.letters.gone(store.letters.all_keys())
        assert len(gone) == 1
        with store.transaction() as transaction:
            apply_new_validity(store, transaction, inbox, 99)
        assert store.placements.known_uids(inbox.id) == []
        deliver(store, inbox, [incoming(letter(1), ["\\Seen"]), incoming(letter(2))])
        assert tickets(store) == before
        assert len(store.letters.all_keys()) == 2


def test_a_batch_writes_its_index_words_at_once() -> None:
    """Else FTS5 writes a segment a letter, and a first sync takes a third longer."""
    with mailbox() as (store, inbox, _):
        deliver(store, inbox, [incoming(letter(key), words=f"w{key}") for key in range(1, 31)])
        deliver(store, inbox, [incoming(letter(key), words=f"w{key}") for key in range(25, 41)])
        segments = store._link.rows("SELECT count(DISTINCT segid) FROM letter_words_idx")
        assert segments == [(2,)]
        assert store.words.state() == (40, 40)


def test_copies_in_one_batch_are_one_letter() -> None:
    with mailbox() as (store, inbox, _):
        again = Incoming(9, b"raw", frozenset({"\\Seen"}), 5, facts(letter(1)))
        deliver(store, inbox, [incoming(letter(1)), again])
        [row] = store.letters.by_keys(store.letters.all_keys())
        assert (row.unread, row.letter.received) == (False, 5)
        assert store.placements.known_uids(inbox.id) == [1, 9]
        [ticket] = store.tickets.page(Queue.ALL, offset=0, limit=-1)
        assert (ticket.unread, ticket.updated) == (False, 5)


def test_changes_are_ordered_and_read_by_cursor() -> None:
    with mailbox() as (store, inbox, _):
        start, _ignored = store.changes_since(0)
        deliver(store, inbox, [incoming(letter(1))])
        deliver(store, inbox, [incoming(letter(2))])
        cursor, changes = store.changes_since(start)
        assert len(changes.messages) == 2
        assert len(changes.tickets) == 2
        assert store.changes_since(cursor) == (cursor, type(changes)())


def test_attachments_and_unreadable_letters_are_tickets_too() -> None:
    with mailbox() as (store, inbox, _):
        picture = Attachment(0, "a.png", "image/png", 5, "", inline=False)
        deliver(store, inbox, [incoming(letter(1), attachments=(picture,))])
        with store.transaction() as transaction:
            raw = b"\x00\xff not a letter"
            receive(store, transaction, inbox, [Incoming(7, raw, frozenset(), 1, None)])
        rows = store.tickets.page(Queue.ALL, offset=0, limit=-1)
        assert [r.has_attachments for r in rows] == [True, False]
        [broken] = store.letters.of_ticket(rows[1].id or 0)  # type: ignore[arg-type]
        assert not broken.readable
        assert store.letters.source(broken.key) == raw
        with open_reader(store.path) as reader:
            assert reader.letters.source(broken.key) == raw


# --- the index in batches, and the dictionary ---------------------------------------------------


def receive_later(store: Store, inbox: Folder, numbers: Iterable[int]) -> None:
    letters = [incoming(letter(n), words=f"w{n} all") for n in numbers]
    with store.transaction() as transaction:
        receive(store, transaction, inbox, letters, index_later=True)


def test_words_that_were_kept_are_found_once_they_are_taken_in() -> None:
    with mailbox() as (store, inbox, _):
        receive_later(store, inbox, range(1, 701))
        assert store.letters.search_count("all") == 0
        assert store.words.state() == (700, 700)
        with store.transaction():
            assert store.words.take_in()  # as many as go together, and there is more
        assert store.letters.search_count("all") == TOGETHER == 500
        with store.transaction():
            assert not store.words.take_in()
        assert store.letters.search_count("all") == 700
        assert [store.letters.search_count(f"w{n}") for n in (1, 500, 501, 700)] == [1] * 4
        assert store.words.state() == (700, 700)
        with store.transaction():
            assert not store.words.take_in()
        assert store.letters.search_count("all") == 700


def test_long_letters_are_taken_in_one_by_one() -> None:
    with mailbox() as (store, inbox, _):
        long = "long " * 500_000
        letters = [incoming(letter(n), words=f"{long}w{n}") for n in (1, 2)]
        with store.transaction() as transaction:
            receive(store, transaction, inbox, letters, index_later=True)
        with store.transaction():
            assert store.words.take_in()
        assert [store.letters.search_count(f"w{n}") for n in (1, 2)] == [1, 0]
        with store.transaction():
            assert not store.words.take_in()
        assert [store.letters.search_count(f"w{n}") for n in (1, 2)] == [1, 1]


def test_words_that_were_kept_survive_the_end_of_the_program() -> None:
    with mailbox() as (store, inbox, _):
        receive_later(store, inbox, range(1, 11))
        deliver(store, inbox, [incoming(letter(11), words="all at once")])
        assert store.letters.search_count("all") == 1
        store.close()
        with open_store(store.path) as again:
            assert again.letters.search_count("all") == 11
            assert again.words.state() == (11, 11)
            assert not again.words.any_waiting()
            assert again.check() == []


def sources(store: Store, inbox: Folder, numbers: range) -> dict[bytes, bytes]:
    """Deliver letters of some hundred words each; return what they are, by content hash."""
    letters = []
    for n in numbers:
        words = random.Random(n).choices("order invoice payment parcel refund".split(), k=90)
        raw = f"Subject: {n}\r\nReceived: by mail.shop.example\r\n\r\n{' '.join(words)}".encode()
        letters.append(Incoming(n, raw, frozenset(), n, facts(letter(n))))
    deliver(store, inbox, letters)
    return {facts(letter(x.uid)).content_hash: x.raw for x in letters}


def stored(store: Store) -> dict[bytes, bytes]:
    rows = store.letters.by_keys(store.letters.all_keys())
    return {row.letter.content_hash: store.letters.source(row.key) for row in rows}


def room(store: Store, first: int, last: int) -> int:
    sql = "SELECT sum(length(data)) FROM source WHERE message BETWEEN ? AND ?"
    return int(store._link.rows(sql, (first, last))[0][0])


def test_letters_share_a_dictionary_once_there_are_enough() -> None:
    with mailbox() as (store, inbox, _):
        expected = sources(store, inbox, range(1, 251))
        expected |= sources(store, inbox, range(251, 501))
        expected |= sources(store, inbox, range(501, 511))
        assert room(store, 251, 500) < 0.8 * room(store, 1, 250)
        assert len(store._link.rows("SELECT id FROM dictionary")) == 1
        assert stored(store) == expected
        with open_reader(store.path) as reader:
            assert stored(reader) == expected


def test_a_dictionary_of_a_transaction_that_failed_is_forgotten() -> None:
    with mailbox() as (store, inbox, _):
        expected = sources(store, inbox, range(1, 251))

        def fail_later() -> None:
            with store.transaction() as transaction:
                receive(store, transaction, inbox, [incoming(letter(n)) for n in range(251, 260)])
                assert store._link.rows("SELECT count(*) FROM dictionary") == [(1,)]
                nobody = replace(inbox, account=AccountId(99))
                receive(store, transaction, nobody, [incoming(letter(260))])

        with pytest.raises(RejectedError):
            fail_later()
        assert store._link.rows("SELECT id FROM dictionary") == []
        expected |= sources(store, inbox, range(300, 310))
        assert stored(store) == expected
        store.close()
        with open_store(store.path) as again:
            assert stored(again) == expected


def test_letters_that_were_packed_ahead_can_always_be_read() -> None:
    with mailbox() as (store, inbox, _):
        expected = sources(store, inbox, range(1, 251))
        packers = [Packer(0, b"")]

        def fail_later() -> None:
            with store.transaction():
                packers.append(store.letters.packer(inbox.account))
                raise RejectedError("Something else failed.")

        with pytest.raises(RejectedError):
            fail_later()
        assert store._link.rows("SELECT id FROM dictionary") == []
        for n, packer in enumerate(packers, 300):
            new = incoming(letter(n))
            deliver(store, inbox, [replace(new, packed=packer.pack(new.raw))])
            expected[facts(letter(n)).content_hash] = new.raw
        assert stored(store) == expected
        with open_reader(store.path) as reader:
            assert stored(reader) == expected


def test_letters_that_have_nothing_in_common_are_stored_without_a_dictionary() -> None:
    with mailbox() as (store, inbox, _):
        letters = [Incoming(n, b"", frozenset(), n, facts(letter(n))) for n in range(1, 301)]
        deliver(store, inbox, letters)
        deliver(store, inbox, [incoming(letter(n)) for n in range(301, 311)])
        assert store._link.rows("SELECT id FROM dictionary") == []
        assert sorted(stored(store).values())[:300] == [b""] * 300
        assert store.letters.source(MessageKey(310)) == incoming(letter(310)).raw


def test_a_dictionary_goes_with_its_account() -> None:
    with mailbox() as (store, inbox, _):
        sources(store, inbox, range(1, 251))
        sources(store, inbox, range(251, 253))
        assert store._link.rows("SELECT account FROM dictionary") == [(inbox.account,)]
        with store.transaction() as transaction:
            remove_account(store, transaction, inbox.account)
        assert store._link.rows("SELECT count(*) FROM dictionary") == [(0,)]
        assert b"invoice" not in store.path.read_bytes()
