"""A TCP relay on loopback that behaves like a bad network: it cuts, stalls and heals."""

import contextlib
import select
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from app.bench.loopback import Loopback, hang_up
from app.domain.accounts import Endpoint

_BLOCK = 64 * 1024
_ESTABLISHED = 1
"""A state of TCP, in Linux's numbers."""


class Proxy:
    """Relays connections to a server; use as a context manager.

    ``cut`` ends all connections and refuses new ones until ``heal``; ``stall`` keeps them open and
    moves nothing, as after sleep or behind a router that forgot them.
    """

    def __init__(
        self, server: Endpoint, watch: Callable[[bytes, bool], bool] | None = None
    ) -> None:
        """Relay to ``server`` once entered.

        ``watch`` is shown each block before it is passed on, and whether it goes to the server, on
        the threads that relay. Where it says False, the block is dropped and its connection ends.
        """
        self._server = (server.host, server.port)
        self._watch = watch
        self._lock = threading.Condition()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._threads: list[threading.Thread] = []
        self._stalled = self._cut = self._closing = False
        self._door = Loopback("proxy", self._accept)
        self.accepted = 0
        """Connections that were relayed, all together."""
        self.most_open = 0
        """Connections that a client held at the same time, not counting those it had closed."""

    @property
    def endpoint(self) -> Endpoint:
        """Where clients connect."""
        return self._door.endpoint

    @property
    def open(self) -> int:
        """Connections that are relayed now."""
        with self._lock:
            return len(self._pairs)

    def cut(self) -> None:
        """End all connections and refuse new ones."""
        with self._lock:
            self._cut = True
            pairs = list(self._pairs)
        for pair in pairs:
            hang_up(*pair)

    def stall(self) -> None:
        """Move nothing any more."""
        with self._lock:
            self._stalled = True

    def heal(self) -> None:
        """Relay again."""
        with self._lock:
            self._cut = self._stalled = False
            self._lock.notify_all()

    def _accept(self, client: socket.socket) -> None:
        with self._lock:
            if self._refuses():
                client.close()
                return
        server = socket.create_connection(self._server)
        with self._lock:
            if self._refuses():  # meanwhile
                client.close()
                server.close()
                return
            self._pairs.append((client, server))
            self.accepted += 1
            self.most_open = max(self.most_open, sum(_is_open(c) for c, _ in self._pairs))
        relay = threading.Thread(target=self._relay, args=(client, server), name="proxy-relay")
        self._threads.append(relay)
        relay.start()

    def _refuses(self) -> bool:
        return self._closing or self._cut

    def _relay(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        try:
            with contextlib.suppress(OSError):
                while True:
                    ready, _, _ = select.select([client, server], [], [])
                    with self._lock:
                        self._lock.wait_for(lambda: not self._stalled or self._closing)
                    for sock in ready:
                        data = sock.recv(_BLOCK)
                        if not data:
                            return
                        if self._watch is not None and not self._watch(data, sock is client):
                            return
                        other[sock].sendall(data)
        finally:
            with self._lock:
                self._pairs.remove((client, server))
            client.close()
            server.close()

    def __enter__(self) -> Self:
        self._door.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closing = True
            self._lock.notify_all()
            pairs = list(self._pairs)
        self._door.refuse()
        for pair in pairs:
            hang_up(*pair)
        self._door.stop()
        for thread in self._threads:
            thread.join()


def _is_open(client: socket.socket) -> bool:
    """Whether the client has not closed it, which the thread that relays may not have seen yet."""
    if not hasattr(socket, "TCP_INFO"):
        return True
    return client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == _ESTABLISHED
