"""Sockets to mail servers: connecting, and waking those who wait for one."""

import contextlib
import selectors
import socket
import sys
import threading
import weakref


class OpenSockets:
    """Sockets of connections and attempts, so that another thread can make all of them fail."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._closed = False

    def connect(self, host: str, port: int, timeout: float | None) -> socket.socket:
        """Connect to the first address of a host that answers. Raises `OSError`."""
        failure: OSError | None = None
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            sock = socket.socket(family, kind, protocol)
            try:
                self.add(sock)
                sock.settimeout(timeout)
                sock.connect(address)
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise failure or OSError(f"{host} has no address")

    def add(self, sock: socket.socket) -> None:
        """Take note of a socket; raises `ConnectionAbortedError` after `close`."""
        with self._lock:
            if self._closed:
                raise ConnectionAbortedError("Postroom is closing")
            self._sockets.add(sock)

    def close(self) -> None:
        """Wake everybody who waits for one of these sockets; any thread."""
        with self._lock:
            self._closed = True
            for sock in self._sockets:
                wake(sock)


class Bell:
    """Wakes the one thread that waits for a socket, without harm to its connection."""

    def __init__(self) -> None:
        self._ear, self._hand = socket.socketpair()
        self._ear.setblocking(False)  # noqa: FBT003 - the socket's own signature
        self._hand.setblocking(False)  # noqa: FBT003

    def ring(self) -> None:
        """End the wait that runs, or the next one; any thread, never raises."""
        with contextlib.suppress(OSError):  # full: it rings already; closed: nobody waits
            self._hand.send(b"!")

    def wait(self, sock: socket.socket, seconds: float) -> bool:
        """Wait for bytes of a socket, or for a ring; whether any came in time."""
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_READ)
            selector.register(self._ear, selectors.EVENT_READ)
            came = [key.fileobj for key, _ in selector.select(max(0.0, seconds))]
        if self._ear in came:
            with contextlib.suppress(BlockingIOError):
                while self._ear.recv(64):
                    pass
        return bool(came)

    def close(self) -> None:
        """Give the sockets back."""
        self._ear.close()
        self._hand.close()


def wake(sock: socket.socket) -> None:
    """Make whoever waits for a socket fail; any thread, never raises."""
    with contextlib.suppress(OSError):
        # not SSLSocket's own: that would take TLS away under its reader's feet
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def prepare(sock: socket.socket) -> None:
    """Tell the system how a connection is used; what it does not know it ignores.

    Commands leave at once: held back for company, the second half of a log-in waits 40 ms for the
    server's delayed acknowledgement of the first. A silent peer is asked after a minute, and given
    up after another one.
    """
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if sys.platform == "linux":
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 15)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 4)
