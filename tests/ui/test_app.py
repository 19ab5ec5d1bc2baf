"""Starting and ending the window."""

import signal

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import signals_close_the_window


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_event_loop_in_good_order(
    qapp: QApplication, number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    QTimer.singleShot(0, lambda: signal.raise_signal(number))
    with signals_close_the_window():
        assert qapp.exec() == 0
    assert signal.getsignal(number) is before
