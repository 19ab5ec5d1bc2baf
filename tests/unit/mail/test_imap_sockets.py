"""What the system is told about connections, and how those who wait for one are woken."""

import socket
import threading

import pytest

from mail.imap_sockets import OpenSockets, prepare, wake


def test_commands_leave_at_once_and_the_dead_are_noticed() -> None:
    with socket.socket() as sock:
        prepare(sock)
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


def test_what_is_no_network_socket_is_left_as_it_is() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        prepare(ours)
        ours.sendall(b"x")
        assert theirs.recv(1) == b"x"


def test_who_waits_is_woken_and_nothing_is_opened_afterwards() -> None:
    sockets = OpenSockets()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sock = sockets.connect("127.0.0.1", listener.getsockname()[1], 10)
        waiting = threading.Timer(0.01, sockets.close)
        waiting.start()
        assert sock.recv(1) == b""
        waiting.join()
        with pytest.raises(ConnectionAbortedError):
            sockets.connect("127.0.0.1", listener.getsockname()[1], 10)
        sock.close()
    wake(sock)  # no error where it is closed already


def test_a_port_where_nobody_listens_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        OpenSockets().connect("127.0.0.1", port, 10)
