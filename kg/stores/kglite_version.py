"""The small file beside a KGLite graph that says which build of which ledger the graph holds."""

from __future__ import annotations

import json
from pathlib import Path

from kg.stores.contract import Version


class VersionFile:
    """Reads and writes the version of one graph; what was read is kept for as long as the file is the same.

    Each question asks for the version several times, which took half of the time that a short one takes.

    Args:
        graph: the file of the graph.
    """

    def __init__(self, graph: Path) -> None:
        self._graph, self._path = graph, graph.with_suffix(".json")
        self._read: tuple[tuple[int, int, int], Version] | None = None

    def read(self) -> Version | None:
        """The version; None where it or the graph is missing, or nobody can tell."""
        try:
            self._graph.stat()
            there = self._path.stat()
            written = there.st_ino, there.st_mtime_ns, there.st_size  # a new file takes the place of the old
            read = self._read
            if read is None or read[0] != written:
                held = json.loads(self._path.read_text("utf-8"))
                self._read = read = written, Version(str(held["ledger"]), str(held["build"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return read[1]

    def write(self, version: Version) -> None:
        """Write the version down, whole or not at all."""
        fresh = self._path.with_suffix(".json.new")
        fresh.write_text(json.dumps(version._asdict()), "utf-8")
        fresh.replace(self._path)

    def remove(self) -> None:
        """From here on, nobody knows what the graph holds."""
        self._path.unlink(missing_ok=True)
