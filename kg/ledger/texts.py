"""The original texts of sources, kept so that evidence can be shown: what stood where, and around it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from kg.ledger import bulk, tables
from kg.statements import SourceText, text_id

#: Characters of texts handed to the database at once.
_BATCH = 10_000_000


@dataclass(frozen=True)
class KeptText:
    """A text that a dataset has, or had, for a source.

    Attributes:
        id: of the text; equal texts have equal ids.
        source, dataset: whose text it is, and what it came with.
        text: in whose characters the spans of the dataset's statements about the source count.
        name, media, checksum: of the file or page; see :class:`kg.statements.SourceText`.
        retired: whether the dataset no longer has it.
    """

    id: str
    source: str
    dataset: str
    text: str
    name: str
    media: str
    checksum: str
    retired: bool


def read_texts(
    connection: sa.Connection, source: str, dataset: str | None = None, *, retired: bool = False
) -> list[KeptText]:
    """The texts of a source, within a transaction; see :meth:`kg.ledger.Ledger.texts`."""
    link, text, of = tables.source_texts.c, tables.texts.c, tables.datasets.c
    gone = link.retired_run.is_not(None)
    query = (
        sa.select(
            link.text,
            link.source,
            of.name,
            text.text,
            link.name.label("file"),
            link.media,
            link.checksum,
            gone,
        )
        .join(tables.texts, sa.and_(text.id == link.text, text.dataset == link.dataset))
        .join(tables.datasets, of.id == link.dataset)
        .where(link.source == source)
        .order_by(gone, of.name, link.text)
    )
    if dataset is not None:
        query = query.where(of.name == dataset)
    if not retired:
        query = query.where(~gone)
    return [KeptText(*row) for row in connection.execute(query)]


class TextWriter:
    """Writes the texts of a dataset while its records stream through; at the end it retires the others.

    Args:
        connection: the run's transaction, in which the dataset is this run's alone.
        dataset: its number.
        run: the run's.
    """

    def __init__(self, connection: sa.Connection, dataset: int, run: int) -> None:
        self._connection = connection
        self._dataset = dataset
        self._run = run
        #: (source, text) -> (name, media, checksum); the smallest, where one was read twice.
        self._links: dict[tuple[str, str], tuple[str, str, str]] = {}
        self._pending: dict[str, str] = {}
        self._characters = 0

    def add(self, given: SourceText) -> None:
        """Keep a text."""
        id = text_id(given.text)
        link = (given.name, given.media, given.checksum)
        key = (given.source, id)
        known = self._links.get(key)
        self._links[key] = link if known is None else min(known, link)
        if known is None and id not in self._pending:
            self._pending[id] = given.text
            self._characters += len(given.text)
            if self._characters >= _BATCH:
                self._flush()

    def finish(self) -> int:
        """Make the texts given the dataset's; how many of its links from source to text changed."""
        self._flush()
        t = tables.source_texts
        of_dataset = sa.select(t).where(t.c.dataset == self._dataset)
        before = {(row.source, row.text): row for row in self._connection.execute(of_dataset)}
        fresh = [
            (source, self._dataset, text, *link, self._run, None)
            for (source, text), link in sorted(self._links.items())
            if (old := before.get((source, text))) is None
            or old.retired_run is not None
            or (old.name, old.media, old.checksum) != link
        ]
        gone = [
            (*row[:-2], self._run, self._run)
            for key, row in before.items()
            if row.retired_run is None and key not in self._links
        ]
        bulk.merge(self._connection, t, fresh + gone)
        return len(fresh) + len(gone)

    def _flush(self) -> None:
        rows = [(id, self._dataset, text) for id, text in sorted(self._pending.items())]
        bulk.merge(self._connection, tables.texts, rows, bulk.leave)
        self._pending, self._characters = {}, 0
