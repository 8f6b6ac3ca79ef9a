"""Statements and sources: the smallest facts that the ledger keeps, and where they were read.

A statement says one thing about one entity. An edge is an entity too, of an edge concept: its
``from`` and ``to`` statements hold the ids of the entities it joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, Self

#: Separates the parts of what is hashed. It cannot occur in them: readers
#: refuse control characters (ASCII unit separator, U+001F).
SEPARATOR = "\x1f"


def digest(*parts: str) -> str:
    """Hash text parts into 20 hexadecimal digits (80 bits).

    The order and the borders of the parts matter. Ten million digests collide with a probability
    of about 4e-11.
    """
    return blake2b(SEPARATOR.join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


#: How many characters of an entity id name its dataset, and its dataset and record.
DATASET_WIDTH, RECORD_WIDTH = 4, 19


@lru_cache(maxsize=64)
def dataset_prefix(dataset: str) -> str:
    """The characters that every entity id of a dataset begins with (other datasets may share them)."""
    return digest(dataset)[:DATASET_WIDTH]


def record_prefix(dataset: str, record: str) -> str:
    """The characters that every entity id of a record begins with.

    60 bits name the record within its dataset: ten million records collide with a probability of
    about 4e-5, and then only two mentions that are alike by chance (2e-15) would be confused.
    """
    return dataset_prefix(dataset) + digest(dataset, record)[: RECORD_WIDTH - DATASET_WIDTH]


def mention_id(prefix: str, mention: str = "") -> str:
    """Name an entity within its record. ``mention`` is raw text such as ``person/Timur Pradopo``."""
    return f"{prefix}.{digest(mention)[:12]}"


def entity_id(dataset: str, record: str, mention: str = "") -> str:
    """Name an entity after where it was mentioned, never after cleaned text.

    The id begins with its dataset and its record, so that all that a dataset or a record says
    stands side by side in the ledger's index.

    Args:
        dataset: the file or article that the record came with.
        record: the record's raw key.
        mention: what within the record; empty for the record's own entity.

    Returns:
        32 characters: ``<4 of dataset><15 of record>.<12 of mention>``.
    """
    return mention_id(record_prefix(dataset, record), mention)


#: How the method of a statement begins that a rule worked out; the name of the rule follows.
RULE = "rule:"

#: The dataset of edges that a rule finds between entities of several records; what a statement of any other
#: dataset refers to lies within its record.
RENEWALS = "kg match: renewals"

#: Ids of entities, as :func:`entity_id` makes them, and of statements.
ENTITY = re.compile(r"[0-9a-f]{19}\.[0-9a-f]{12}")
STATEMENT = re.compile(r"[0-9a-f]{20}")

#: How the id of a record's own entity (the agreement, the assessment) ends.
ROOT_SUFFIX = mention_id("")


class Source(NamedTuple):
    """A page or file that statements cite. Fields are as in ``data/README.md``; unknown is None."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    editor: str | None = None
    published: str | None = None
    language: str | None = None
    accessed: str | None = None


def source_id(url: str | None, outlet: str | None, title: str | None, published: str | None) -> str:
    """Identify a source by its address, or by what is known of it when it has none.

    Returns:
        ``source-`` and 20 digits. It is also the id of the Source node.
    """
    parts = (url,) if url else ("", outlet or "", title or "", published or "")
    return "source-" + digest(*parts)


class Statement(NamedTuple):
    """One fact about one entity, with the place it was read from.

    Attributes:
        id: hash of all the other fields.
        entity: see :func:`entity_id`.
        concept: a node or edge concept of the ontology.
        property: one of its properties, or ``exists`` when the entity has none, or ``is`` for a
            further label that a rule gives (``Official``).
        value: normalised text; typed by the ontology when the graph is built.
        original: as written in the source, when that differs.
        cites: ids of sources, sorted. Several mean "one or more of".
        quote, span_start, span_end: the characters it was read from, when read from text.
        method: loader or extractor with version (``agreements/1``), or ``rule:<name>``.
        confidence: 0 to 1.
        dataset: the file or article that it came with.
    """

    id: str
    entity: str
    concept: str
    property: str
    value: str
    original: str | None
    cites: tuple[str, ...]
    quote: str | None
    span_start: int | None
    span_end: int | None
    method: str
    confidence: float
    dataset: str


def make_statement(
    entity: str,
    concept: str,
    property: str,
    value: str,
    *,
    cites: Iterable[str],
    method: str,
    dataset: str,
    original: str | None = None,
    quote: str | None = None,
    span: tuple[int, int] | None = None,
    confidence: float = 1.0,
) -> Statement:
    """Build a statement and its id. ``span`` is (start, end) in characters of the source's text."""
    cited = tuple(sorted(set(cites)))
    original = None if original == value else original or None
    quote, confidence = quote or None, float(confidence)
    start, end = span or (None, None)
    rest = (
        entity, concept, property, value, original or "", " ".join(cited), quote or "",
        f"{start}:{end}" if span else "", method, repr(confidence), dataset,
    )  # fmt: skip
    return Statement(
        digest(*rest),
        entity,
        concept,
        property,
        value,
        original,
        cited,
        quote,
        start,
        end,
        method,
        confidence,
        dataset,
    )


def text_id(text: str) -> str:
    """Identify a text by its characters: ``text-`` and 20 digits."""
    return "text-" + digest(text)


class SourceText(NamedTuple):
    """The text of a source, as it was read from a file or page: what spans of statements count in.

    Attributes:
        source: id of the source.
        text: without control characters and halves of surrogate pairs, as readers give it.
        name: of what was read: a path, ``archive.zip!/inner.html`` or an address.
        media: what it was before it was text: ``html``, ``pdf``, ``docx``, ``text`` or ``eml``.
        checksum: SHA-256 of the original bytes, as hexadecimal digits.
    """

    source: str
    text: str
    name: str
    media: str
    checksum: str


class Dissent(NamedTuple):
    """What a source says otherwise than the node or edge whose ``conflicts`` it stands among, as a text.

    Attributes:
        property, value: as the source has it.
        source: id.
    """

    property: str
    value: str
    source: str

    @classmethod
    def read(cls, text: str) -> Self:
        """The dissent that ``property | value | source`` tells; a value may hold bars itself."""
        name, _, rest = text.partition(" | ")
        value, _, source = rest.rpartition(" | ")
        return cls(name, value, source)

    def __str__(self) -> str:
        return " | ".join(self)


class Said(NamedTuple):
    """What one record says: its statements, the sources they cite, and the texts it was read from.

    An article of which no fact is known may be kept by its source and text alone.
    """

    statements: list[Statement]
    sources: list[Source]
    texts: tuple[SourceText, ...] = ()


class Issue(NamedTuple):
    """A record that was set aside (``severity`` error) or loaded with a doubt (warning).

    ``line`` counts from 1; ``excerpt`` is the beginning of what stood there.
    """

    dataset: str
    file: str
    line: int | None
    field: str | None
    reason: str
    remedy: str
    excerpt: str = ""
    severity: str = "error"
