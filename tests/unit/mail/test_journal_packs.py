"""A small folder, and nothing lost by keeping it so."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.events import BatchDigest
from mail.journal_packs import LOOSE, PACK_BYTES, PACK_LINES, Stored, missing, packs, removable


def digest(number: int) -> BatchDigest:
    return BatchDigest(f"{number:022d}")


def message(uid: int, *numbers: int, size: int = 300) -> Stored:
    return Stored(uid, tuple((digest(number), size) for number in numbers))


def test_a_small_folder_is_left_alone() -> None:
    assert packs([message(n, n) for n in range(1, LOOSE)]) == []
    assert packs([Stored(n, ()) for n in range(1, 2 * LOOSE)]) == []


def test_loose_messages_become_packs_in_order_and_full_packs_stay() -> None:
    full = message(1, *range(1000, 1010), size=PACK_BYTES // 10)
    loose = [message(n + 1, n, size=10_000) for n in range(1, LOOSE + 1)]
    found = packs([full, *reversed(loose)])
    assert [d for pack in found for d in pack] == [digest(n) for n in range(1, LOOSE + 1)]
    assert all(len(pack) * 10_000 <= PACK_BYTES for pack in found)
    assert len(found) == -(-LOOSE * 10_000 // PACK_BYTES)


def test_a_folder_that_is_cleaned_stays_small_and_whole() -> None:
    """25,000 batches of 1.6 KB are the bytes of 100,000 batches of one event."""
    folder: dict[int, Stored] = {}
    uid = most = 0
    for start in range(0, 25_000, 500):
        for number in range(start, start + 500):
            uid += 1
            folder[uid] = message(uid, number, size=1_600)
        most = max(most, len(folder))
        for pack in packs(folder.values()):
            uid += 1
            folder[uid] = Stored(uid, tuple((name, 1_600) for name in pack))
        for gone in removable(folder.values()):
            del folder[gone]
    held = {name for kept in folder.values() for name, _ in kept.batches}
    assert held == {digest(n) for n in range(25_000)}
    assert most <= 1_000
    assert len(folder) < 60


def test_a_huge_batch_is_a_pack_of_its_own_and_many_small_ones_are_counted() -> None:
    loose = [message(n, n) for n in range(1, LOOSE + 1)]
    half = PACK_BYTES // 2 - 1
    found = packs([message(0, 901, size=half), *loose, message(999, 902, size=half)])
    assert [pack[-1] for pack in found] == [digest(LOOSE), digest(902)]
    many = [Stored(n, tuple((digest(n * 100 + k), 1) for k in range(100))) for n in range(1, 400)]
    assert [len(pack) for pack in packs(many)] == [PACK_LINES, 39_900 - PACK_LINES]


def test_spare_copies_and_packed_messages_can_go() -> None:
    folder = [message(1, 1), message(2, 2), message(3, 1, 2, 3), message(4, 3, 2, 1), message(5, 4)]
    assert removable(folder) == [1, 2, 4]
    assert removable([Stored(1, ()), Stored(2, ())]) == []
    assert missing([digest(4), digest(9)], folder) == [digest(9)]


FOLDERS = st.lists(
    st.lists(st.integers(0, 8), min_size=1, max_size=5, unique=True), min_size=1, max_size=12
)


@given(FOLDERS, st.randoms(use_true_random=False))
def test_cleaners_who_see_different_parts_never_lose_the_last_copy(
    drawn: list[list[int]], rng: random.Random
) -> None:
    folder = {uid: message(uid, *numbers) for uid, numbers in enumerate(drawn, 1)}
    everything = {name for kept in folder.values() for name, _ in kept.batches}
    plans = []
    for _ in range(4):
        seen = [kept for kept in folder.values() if rng.random() < 0.7]
        plans.append(removable(seen))
    for plan in plans:
        for uid in plan:
            folder.pop(uid, None)
    assert {name for kept in folder.values() for name, _ in kept.batches} == everything
