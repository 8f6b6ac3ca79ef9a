"""The tables of the ledger, and how an older file becomes a current one.

`statements` is keyed by entity first: ids begin with dataset and record, so one index serves
look-ups by dataset, by record and by entity, and a full scan comes grouped by entity. What refers
to what never leaves a record (an edge joins mentions of the record that states it), so no further
index is needed.
"""

from __future__ import annotations

import sqlalchemy as sa

#: Raised by one whenever a table changes; :data:`MIGRATIONS` says how to get here.
VERSION = 2

#: First entry of `meta`, by which a ledger is told from any other SQLite file.
FORMAT = "kg-ledger"

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String, nullable=False, comment="load or judge"),
    sa.Column("started", sa.String, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("finished", sa.String, nullable=False),
)

datasets = sa.Table(
    "datasets",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String, nullable=False, unique=True),
    sa.Column("checksum", sa.String, nullable=False, comment="of the file and of what read it"),
    sa.Column("records", sa.Integer, nullable=False),
    sa.Column("run", sa.Integer, nullable=False, comment="that changed it last"),
)

statements = sa.Table(
    "statements",
    metadata,
    sa.Column("entity", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("concept", sa.String, nullable=False),
    sa.Column("property", sa.String, nullable=False),
    sa.Column("value", sa.String, nullable=False),
    sa.Column("original", sa.String),
    sa.Column("cites", sa.String, nullable=False, comment="source ids, separated by blanks"),
    sa.Column("quote", sa.String),
    sa.Column("span_start", sa.Integer),
    sa.Column("span_end", sa.Integer),
    sa.Column("method", sa.String, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("dataset", sa.Integer, nullable=False),
    sa.Column("first_run", sa.Integer, nullable=False),
    sa.Column("changed_run", sa.Integer, nullable=False, comment="that added, retired or revived it"),
    sa.Column("retired_run", sa.Integer, comment="null while its dataset says it"),
    sqlite_with_rowid=False,
)

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("dataset", sa.Integer, primary_key=True),
    *(
        sa.Column(name, sa.String)
        for name in ("url", "outlet", "title", "author", "editor", "published", "language", "accessed")
    ),
    sa.Column("changed_run", sa.Integer, nullable=False),
    sa.Column("retired_run", sa.Integer),
    sqlite_with_rowid=False,
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("verdict", sa.String, nullable=False, comment="same, different, unsure, confirmed, rejected"),
    sa.Column("left", sa.String, nullable=False, comment="an entity, or the statement judged"),
    sa.Column("right", sa.String, comment="the other entity; null for a statement"),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("why", sa.String),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("withdraws", sa.Integer, comment="the judgement that this one takes back"),
)

issues = sa.Table(
    "issues",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("dataset", sa.String, nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("line", sa.Integer),
    sa.Column("field", sa.String),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("remedy", sa.String, nullable=False),
    sa.Column("excerpt", sa.String, nullable=False, default=""),
    sa.Column("severity", sa.String, nullable=False, comment="error (set aside) or warning (loaded)"),
    sa.Index("issues_by_dataset", "dataset"),
)

# Who is who. Node ids are given once and kept; the rest can be worked out again from the statements.

identities = sa.Table(
    "identities",
    metadata,
    sa.Column("entity", sa.String, primary_key=True),
    sa.Column("element", sa.String, nullable=False, comment="the node or edge that it became"),
    sa.Column("born", sa.Integer, nullable=False, comment="run in which the element first appeared"),
    sa.Index("identities_by_element", "element", "entity"),
    sqlite_with_rowid=False,
)

keys = sa.Table(
    "keys",
    metadata,
    sa.Column("key", sa.String, primary_key=True, comment="what entities of one node have in common"),
    sa.Column("node", sa.String, nullable=False),
    sa.Index("keys_by_node", "node"),
    sqlite_with_rowid=False,
)

redirects = sa.Table(
    "redirects",
    metadata,
    sa.Column("id", sa.String, primary_key=True, comment="a node that is no more"),
    sa.Column("node", sa.String, nullable=False, comment="the one it was merged into"),
    sqlite_with_rowid=False,
)

builds = sa.Table(
    "builds",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mark", sa.String, nullable=False, unique=True, comment="by which stores name it"),
    sa.Column("run", sa.Integer, nullable=False, comment="last run it took in"),
    sa.Column(
        "complete", sa.Boolean, nullable=False, comment="worked out from nothing; `touched` has no rows"
    ),
    sa.Column("ontology", sa.String, nullable=False, comment="checksum of the concepts it was built with"),
    sa.Column("finished", sa.String, nullable=False, comment="UTC, ISO 8601"),
)

touched = sa.Table(
    "touched",
    metadata,
    sa.Column("build", sa.Integer, primary_key=True),
    sa.Column("element", sa.String, primary_key=True, comment="node or edge that may have changed"),
    sqlite_with_rowid=False,
)

#: Tables that version 2 added: who is who, kept beside the statements since incremental builds exist.
_SINCE_2 = (identities, keys, redirects, builds, touched)


def _to_2(connection: sa.Connection) -> None:
    metadata.create_all(connection, tables=list(_SINCE_2))


#: What makes a ledger of version N one of version N + 1, inside one transaction.
MIGRATIONS = {1: _to_2}
