"""Runs `kg` as the command line does, and tells through a pipe how far it is. It is meant to be killed.

python -m tests.ledger.child PIPE DIE_AT ARGUMENTS_OF_KG...

PIPE is the number of an open file; into it go the letters of :data:`MARKS` as things happen. DIE_AT is one
of these letters, at which the process kills itself, or ``-``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kg.cli.main import main
from kg.ledger import postgres, sqlite

#: (what runs, whether it has run) -> letter: a writing transaction of the ledger has begun, the graph is
#: about to be called up to date, the transaction is about to be kept, it has been kept.
MARKS = {
    ("BEGIN IMMEDIATE", True): "b",
    (f"SET LOCAL lock_timeout = '{postgres._LOCK_PATIENCE_S}s'", True): "b",
    ("graph.json.new", False): "v",
    ("COMMIT", False): "c",
    ("COMMIT", True): "d",
}


#: KiB of memory for pages. With so few, they are written long before the run is kept, as they are when
#: millions of statements are loaded.
CACHE = 256


def run(pipe: int, die_at: str, arguments: list[str]) -> int:
    """Run `kg`; its exit code."""
    sqlite._CACHE_KIB = -CACHE

    def tell(statement: str, done: bool) -> None:
        mark = MARKS.get((statement, done))
        if mark:
            os.write(pipe, mark.encode())
            if mark == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    @sa.event.listens_for(sa.Engine, "before_cursor_execute")
    def _before(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        tell(statement, False)

    @sa.event.listens_for(sa.Engine, "after_cursor_execute")
    def _after(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        tell(statement, True)

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(given[0], str):
            tell(Path(given[0]).name, False)

    sys.addaudithook(watch)
    return main(arguments)


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), sys.argv[2], sys.argv[3:]))
