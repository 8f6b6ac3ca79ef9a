"""A way to a server on which answers can be held up, as those of a server that hangs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Way:
    """Passes on what is said in both directions.

    Attributes:
        address: to use in place of the server's.
        frozen: while it is set, whatever the server says is swallowed, on all that is open, for good.
    """

    def __init__(self, listening: socket.socket, server: str) -> None:
        parts = urlsplit(server)
        self._to = (parts.hostname or "", parts.port or 7687)
        self._listening = listening
        self.address = f"bolt://127.0.0.1:{listening.getsockname()[1]}"
        self.frozen = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                asking, _ = self._listening.accept()
            except OSError:  # it was closed
                return
            try:
                answering = socket.create_connection(self._to)
            except OSError:  # as to whoever finds no server
                asking.close()
                continue
            for source, target, answers in ((asking, answering, False), (answering, asking, True)):
                threading.Thread(target=self._pass_on, args=(source, target, answers), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        silent = False
        with source, target:
            try:
                while said := source.recv(1 << 16):
                    silent = silent or (answers and self.frozen.is_set())
                    if not silent:
                        target.sendall(said)
            except OSError:
                pass
            if silent:  # a server that hangs does not hang up either
                threading.Event().wait()


@contextmanager
def way_to(server: str) -> Iterator[Way]:
    """Open one to the server at an address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield Way(listening, server)
