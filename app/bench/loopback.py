"""A place on loopback to which clients connect: what test servers and bad networks begin with."""

import contextlib
import socket
import threading
from collections.abc import Callable

from app.domain.accounts import Endpoint


class Loopback:
    """Accepts connections on a thread of its own, from `start` to `stop`."""

    def __init__(self, name: str, serve: Callable[[socket.socket], None]) -> None:
        """``serve`` gets each connection on the thread ``name`` and closes it some time."""
        self._serve = serve
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, name=name)
        self.endpoint = Endpoint("127.0.0.1", self._listener.getsockname()[1])
        """Where clients connect; before `start` they wait."""

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def refuse(self) -> None:
        """Take no more connections; one that is being served goes on."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def stop(self) -> None:
        """Take no more connections, and wait until ``serve`` has returned."""
        self.refuse()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # it was closed
                return
            self._serve(client)


def hang_up(*sockets: socket.socket) -> None:
    """End connections, so that whoever waits for a word of them wakes up; they stay open files."""
    for sock in sockets:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
