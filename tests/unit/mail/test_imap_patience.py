"""Patience runs out on silence and on trickles, not on slow lines with letters on them."""

import contextlib
import socket
from collections.abc import Iterator

import pytest

from mail.imap_patience import PatientReader


class SlowSocket:
    """Deals out bytes; each deal takes the seconds that the script says."""

    def __init__(self, deals: Iterator[tuple[float, bytes]]) -> None:
        self._deals = deals
        self._timeout = 0.0
        self.now = 0.0

    def settimeout(self, seconds: float) -> None:
        self._timeout = seconds

    def recv_into(self, buffer: bytearray) -> int:
        seconds, data = next(self._deals)
        if seconds > self._timeout:
            self.now += self._timeout
            raise TimeoutError
        self.now += seconds
        buffer[: len(data)] = data
        return len(data)


def seconds_until_given_up(
    monkeypatch: pytest.MonkeyPatch, deals: Iterator[tuple[float, bytes]]
) -> float:
    slow = SlowSocket(deals)
    monkeypatch.setattr("mail.imap_patience.time.monotonic", lambda: slow.now)
    reader = PatientReader(slow, 60)  # type: ignore[arg-type]
    with contextlib.suppress(TimeoutError):
        while reader.readinto(bytearray(65536)):
            assert slow.now < 100_000, "it would wait for ever"
    return slow.now


def endless(seconds: float, data: bytes) -> Iterator[tuple[float, bytes]]:
    while True:
        yield seconds, data


def test_silence_ends_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds_until_given_up(monkeypatch, endless(1e9, b"")) == 60


def test_a_byte_a_second_ends_about_as_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 59 < seconds_until_given_up(monkeypatch, endless(1, b"x")) < 62


def test_bursts_earn_no_endless_credit(monkeypatch: pytest.MonkeyPatch) -> None:
    def deals() -> Iterator[tuple[float, bytes]]:
        for _ in range(1000):
            yield 0.001, b"x" * 65536
        yield from endless(1, b"x")

    assert seconds_until_given_up(monkeypatch, deals()) < 65


def test_a_slow_line_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def deals() -> Iterator[tuple[float, bytes]]:
        for _ in range(2000):
            yield 5, b"x" * 1500  # 300 bytes a second for nearly three hours
        yield from endless(1e9, b"")

    assert seconds_until_given_up(monkeypatch, deals()) > 10_000


def test_nothing_there_is_none_where_waiting_is_forbidden() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        reader = PatientReader(ours, 60)
        reader.may_wait = False
        buffer = bytearray(10)
        assert reader.readinto(buffer) is None
        theirs.sendall(b"early")
        assert reader.readinto(buffer) == 5
