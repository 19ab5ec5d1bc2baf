"""A real HTTP server on loopback that counts who comes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_PIXEL = bytes.fromhex(
    "47494638396101000100800000ff00ffffffff21f90400000000002c00000000010001000002024401003b"
)


@dataclass
class Visits:
    """What came to the server."""

    port: int
    connections: list[str] = field(default_factory=list)
    """Peers, one an accepted connection, whether or not they asked for anything."""
    paths: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Address of the server without a path."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def counting_server() -> Iterator[Visits]:
    """Serve until the block ends; every path answers with a picture."""
    visits = Visits(port=0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.paths.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif")
            self.send_header("Content-Length", str(len(_PIXEL)))
            self.end_headers()
            self.wfile.write(_PIXEL)

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[socket.socket, str]:
            request, address = super().get_request()
            visits.connections.append(str(address))
            return request, address

    with Server(("127.0.0.1", 0), Handler) as server:
        visits.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, name="counting-server")
        thread.start()
        try:
            yield visits
        finally:
            server.shutdown()
            thread.join()
