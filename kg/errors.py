"""The tree of errors that `kg` raises on purpose.

Every message says what happened, where, and what to do next. Errors of third parties are wrapped
with the query or file that caused them. The command line turns a :class:`KgError` into one line on
standard error and the exit code that its class names.
"""

from __future__ import annotations

import errno
from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "Free some space and run the same command again.",
    errno.EACCES: "Check who may read and write there.",
    errno.EROFS: "Work in a folder that can be written to.",
}


def told(error: OSError, where: str = "") -> str:
    """What the system says went wrong, as a sentence, with a remedy where there is one.

    Args:
        error: of the system.
        where: what to say behind it, such as ``: file``.
    """
    remedy = _REMEDIES.get(error.errno or 0, "")
    if isinstance(error, FileNotFoundError) and _is_nowhere():
        remedy = "The current folder was deleted or moved: go to another one, with cd."
    return f"{error.strerror or error}{where}. {remedy}".rstrip()


def _is_nowhere() -> bool:
    """Whether the folder in which this process runs is gone, so that nothing can be found from there."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


class KgError(Exception):
    """Something went wrong that the user can mend.

    ``exit_code`` is what the command line ends with: 1 for failures, 2 for wrong usage.
    """

    exit_code = 1


class UsageError(KgError):
    """What was asked for does not fit together: an unknown name, a missing or malformed parameter."""

    exit_code = 2


class ContentError(KgError):
    """A file of the project (concept, loader, query, ``kg.toml``) is wrong.

    Args:
        message: what is wrong and what to write instead.
        path: the file.
        line: 1-based line in the file, where known.
    """

    def __init__(self, message: str, path: Path | str | None = None, line: int | None = None) -> None:
        self.path, self.line = path, line
        where = "" if path is None else f"{path}:{line}: " if line else f"{path}: "
        super().__init__(where + message)


class InputError(KgError):
    """A file that was to be loaded cannot be read at all (wrong encoding, not the format it claims)."""


class RecordsRefused(KgError):
    """A load was refused as a whole, because of ``--strict`` or because too few records were good."""


class LedgerError(KgError):
    """The ledger file cannot be used: not a ledger, newer than this program, read-only, disk full."""


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class StoreError(KgError):
    """The graph store failed."""


class QueryError(StoreError):
    """A Cypher query is wrong, or what it asks for is not allowed. Carries the query."""

    def __init__(self, message: str, query: str | None = None) -> None:
        self.query = query
        super().__init__(message)


class QueryTimeout(QueryError):
    """A query ran past its time limit."""


class NotFound(UsageError):
    """A name matches nothing in the graph; ``suggestions`` holds near misses."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        self.suggestions = suggestions
        super().__init__(message)


class Ambiguous(UsageError):
    """A name matches several entities; ``candidates`` holds (id, name, description) of each."""

    def __init__(self, message: str, candidates: tuple[tuple[str, str, str], ...] = ()) -> None:
        self.candidates = candidates
        super().__init__(message)
