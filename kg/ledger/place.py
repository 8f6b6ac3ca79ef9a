"""Where a ledger can be, and what a database has to do in its own way to hold one.

Each kind of database has one module, :mod:`kg.ledger.sqlite` and :mod:`kg.ledger.postgres`, with a class
that keeps :class:`Place` and functions that keep :class:`kg.ledger.bulk.Bulk`. All else is written once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from kg.errors import LedgerError


def missing(shown: str) -> LedgerError:
    """What to say where there is no ledger."""
    return LedgerError(f"{shown}: there is no ledger yet. Load something first: kg load --bundled")


class Place(Protocol):
    """Where a ledger is: how it is opened, how its transactions begin, and what its errors mean.

    Attributes:
        address: as it was given.
        shown: what messages call it; never a password.
        instead: a sentence that says what to do when something else is there.
    """

    instead: str

    @property
    def address(self) -> Path | str:
        """As it was given: a file, or an address with a scheme."""

    @property
    def shown(self) -> str:
        """What messages call it."""

    def find(self, *, create: bool) -> None:
        """Make sure that there is something to connect to.

        Raises:
            LedgerError: there is nothing, and it may not or cannot be made.
        """

    def engine(self) -> sa.Engine:
        """Makes connections. None is open yet."""

    def writable(self) -> bool:
        """Whether an attempt to write makes sense; the attempt may still fail."""

    def is_empty(self, connection: sa.Connection) -> bool:
        """Whether there is nothing at all yet, not even a table of somebody else."""

    def begin_reading(self, connection: sa.Connection) -> None:
        """Begin a transaction that sees one state."""

    def begin_writing(self, connection: sa.Connection) -> None:
        """Begin a transaction that adds a run, beside others where the database lets several write."""

    def begin_building(self, connection: sa.Connection) -> None:
        """Begin a transaction that sees one state and is the only one that says who is who."""

    def begin_making(self, connection: sa.Connection) -> None:
        """Begin a transaction that is the only one that makes or changes tables."""

    def explained(self, error: BaseException) -> LedgerError:
        """What to tell the user about an error of the database's driver."""
