"""The tables of the ledger, and how an older one becomes a current one.

`statements` is keyed by entity first: ids begin with dataset and record, so one index serves
look-ups by dataset, by record and by entity, and a full scan comes grouped by entity. What a statement
refers to lies within its record (an edge joins mentions of the record that states it), so no further
index is needed; only the edges of one dataset, :data:`kg.statements.RENEWALS`, join other records, and
all of them are looked through.
"""

from __future__ import annotations

import sqlalchemy as sa

#: Raised by one whenever a table changes; :data:`MIGRATIONS` says how to get here.
VERSION = 6

#: First entry of `meta`, by which a ledger is told from any other database.
FORMAT = "kg-ledger"

#: Text that sorts by its characters' numbers, as SQLite does it, whatever language a server is set to: ids
#: are looked up by their first characters.
_Text = sa.String().with_variant(sa.String(collation="C"), "postgresql")

#: Characters are counted in 64 bits, which is what an integer has in SQLite.
_Count = sa.Integer().with_variant(sa.BigInteger(), "postgresql")

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", _Text, primary_key=True),
    sa.Column("value", _Text, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, comment="by which rows name it; some may be left out"),
    sa.Column("kind", _Text, nullable=False, comment="load, judge or match"),
    sa.Column("started", _Text, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("finished", _Text, nullable=False),
    sa.Column(
        "place", sa.Integer, nullable=False, unique=True, comment="1, 2, ... in the order of being kept"
    ),
)

datasets = sa.Table(
    "datasets",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", _Text, nullable=False, unique=True),
    sa.Column("checksum", _Text, nullable=False, comment="of the file and of what read it"),
    sa.Column("records", sa.Integer, nullable=False),
    sa.Column("run", sa.Integer, nullable=False, comment="that changed it last"),
)

statements = sa.Table(
    "statements",
    metadata,
    sa.Column("entity", _Text, primary_key=True),
    sa.Column("id", _Text, primary_key=True),
    sa.Column("concept", _Text, nullable=False),
    sa.Column("property", _Text, nullable=False),
    sa.Column("value", _Text, nullable=False),
    sa.Column("original", _Text),
    sa.Column("cites", _Text, nullable=False, comment="source ids, separated by blanks"),
    sa.Column("quote", _Text),
    sa.Column("span_start", _Count),
    sa.Column("span_end", _Count),
    sa.Column("method", _Text, nullable=False),
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
    sa.Column("id", _Text, primary_key=True),
    sa.Column("dataset", sa.Integer, primary_key=True),
    *(
        sa.Column(name, _Text)
        for name in ("url", "outlet", "title", "author", "editor", "published", "language", "accessed")
    ),
    sa.Column("changed_run", sa.Integer, nullable=False),
    sa.Column("retired_run", sa.Integer),
    # Without it, one record more would look through the sources of all others.
    sa.Index("sources_by_dataset", "dataset", "changed_run"),
    sqlite_with_rowid=False,
)

texts = sa.Table(
    "texts",
    metadata,
    sa.Column("id", _Text, primary_key=True, comment="hash of the text"),
    # With it two who load the same text in different datasets need not wait for each other.
    sa.Column("dataset", sa.Integer, primary_key=True),
    sa.Column("text", _Text, nullable=False, comment="in whose characters spans of statements count"),
)

source_texts = sa.Table(
    "source_texts",
    metadata,
    sa.Column("source", _Text, primary_key=True),
    sa.Column("dataset", sa.Integer, primary_key=True),
    sa.Column("text", _Text, primary_key=True, comment="id of the text that was read there"),
    sa.Column("name", _Text, nullable=False, comment="of the file or page"),
    sa.Column("media", _Text, nullable=False, comment="html, pdf, docx, text or eml"),
    sa.Column("checksum", _Text, nullable=False, comment="SHA-256 of the original bytes"),
    sa.Column("changed_run", sa.Integer, nullable=False),
    sa.Column("retired_run", sa.Integer, comment="null while its dataset has this text for this source"),
    sa.Index("source_texts_by_dataset", "dataset", "changed_run"),
    sqlite_with_rowid=False,
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("verdict", _Text, nullable=False, comment="same, different, unsure, confirmed, rejected"),
    sa.Column("left", _Text, nullable=False, comment="an entity, or the statement judged"),
    sa.Column("right", _Text, comment="the other entity; null for a statement"),
    sa.Column("who", _Text, nullable=False),
    sa.Column("at", _Text, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("why", _Text),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("withdraws", sa.Integer, comment="the judgement that this one takes back"),
)

judged_facts = sa.Table(
    "judged_facts",
    metadata,
    sa.Column(
        "judgement", sa.Integer, primary_key=True, autoincrement=False, comment="confirmed or rejected"
    ),
    sa.Column("entity", _Text, nullable=False, comment="this and what follows: what the statement says"),
    sa.Column("concept", _Text, nullable=False),
    sa.Column("property", _Text, nullable=False),
    sa.Column("value", _Text, nullable=False),
)

issues = sa.Table(
    "issues",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("dataset", _Text, nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("file", _Text, nullable=False),
    sa.Column("line", sa.Integer),
    sa.Column("field", _Text),
    sa.Column("reason", _Text, nullable=False),
    sa.Column("remedy", _Text, nullable=False),
    sa.Column("excerpt", _Text, nullable=False, default=""),
    sa.Column("severity", _Text, nullable=False, comment="error (set aside) or warning (loaded)"),
    sa.Index("issues_by_dataset", "dataset"),
)

# Who is who. Node ids are given once and kept; the rest can be worked out again from the statements.

identities = sa.Table(
    "identities",
    metadata,
    sa.Column("entity", _Text, primary_key=True),
    sa.Column("element", _Text, nullable=False, comment="the node or edge that it became"),
    sa.Column(
        "born", sa.Integer, nullable=False, comment="place of the run in which the element first appeared"
    ),
    sa.Index("identities_by_element", "element", "entity"),
    sqlite_with_rowid=False,
)

keys = sa.Table(
    "keys",
    metadata,
    sa.Column("key", _Text, primary_key=True, comment="what entities of one node have in common"),
    sa.Column("node", _Text, nullable=False),
    sa.Index("keys_by_node", "node"),
    sqlite_with_rowid=False,
)

redirects = sa.Table(
    "redirects",
    metadata,
    sa.Column("id", _Text, primary_key=True, comment="a node that is no more"),
    sa.Column("node", _Text, nullable=False, comment="the one it was merged into"),
    sqlite_with_rowid=False,
)

# What judgements change of it. Ids of parts of nodes are given once as well.

weighed = sa.Table(
    "weighed",
    metadata,
    sa.Column("entity", _Text, primary_key=True),
    sa.Column("id", _Text, primary_key=True, comment="a statement in force"),
    sa.Column("verdict", _Text, nullable=False, comment="rejected: no graph has it; confirmed: preferred"),
    sqlite_with_rowid=False,
)

homes = sa.Table(
    "homes",
    metadata,
    sa.Column("entity", _Text, primary_key=True, comment="of which judgements made another node"),
    sa.Column("node", _Text, nullable=False, comment="the one that it is without judgements"),
    sa.Column("born", sa.Integer, nullable=False, comment="as in `identities`, of that node"),
    sa.Index("homes_by_node", "node", "entity"),
    sqlite_with_rowid=False,
)

anchors = sa.Table(
    "anchors",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, ..."),
    sa.Column("node", _Text, nullable=False, comment="one that judgements have split"),
    sa.Column("entity", _Text, nullable=False, comment="the id goes to the part that has it"),
    sa.Column(
        "born", sa.Integer, comment="of an id that was made for a part; null when the whole node had it"
    ),
)

builds = sa.Table(
    "builds",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mark", _Text, nullable=False, unique=True, comment="by which stores name it"),
    sa.Column("run", sa.Integer, nullable=False, comment="place of the last run it took in"),
    sa.Column(
        "complete", sa.Boolean, nullable=False, comment="worked out from nothing; `touched` has no rows"
    ),
    sa.Column("ontology", _Text, nullable=False, comment="checksum of the concepts it was built with"),
    sa.Column("finished", _Text, nullable=False, comment="UTC, ISO 8601"),
)

touched = sa.Table(
    "touched",
    metadata,
    sa.Column("build", sa.Integer, primary_key=True),
    sa.Column("element", _Text, primary_key=True, comment="node or edge that may have changed"),
    sqlite_with_rowid=False,
)

#: What the dataset being loaded says this time; there for one transaction.
seen = sa.Table(
    "seen",
    sa.MetaData(),
    sa.Column("id", _Text, primary_key=True, comment="a statement"),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
    postgresql_on_commit="DROP",
)


#: Follows every character of an id (they are ASCII, and have no control characters).
_LAST = "\x7f"


def begins_with(ids: sa.ColumnElement[str], prefix: str) -> sa.ColumnElement[bool]:
    """Whether an id begins with some characters, said so that an index finds it."""
    return sa.and_(ids >= prefix, ids < prefix + _LAST)


def runs_after(place: int) -> sa.Select[int]:
    """The ids of the runs that were kept after the one in some place."""
    return sa.select(runs.c.id).where(runs.c.place > place)


def changed_sources(place: int) -> sa.Select[str]:
    """The ids of the sources that changed after the run in some place."""
    t, runs_since = sources.c, runs_after(place)
    of_changed = sa.select(datasets.c.id).where(datasets.c.run.in_(runs_since))
    return sa.select(t.id).where(t.dataset.in_(of_changed), t.changed_run.in_(runs_since))


def is_judged(verdict: str) -> sa.ColumnElement[bool]:
    """Whether a statement is one that people rejected, or confirmed: few, whose ids are read once."""
    return statements.c.id.in_(sa.select(weighed.c.id).where(weighed.c.verdict == verdict))


#: Tables that version 2 added: who is who, kept beside the statements since incremental builds exist.
_SINCE_2 = (identities, keys, redirects, builds, touched)


def _to_2(connection: sa.Connection) -> None:
    metadata.create_all(connection, tables=list(_SINCE_2))


def _to_3(connection: sa.Connection) -> None:
    """Runs have a place: until now there was one writer, and they were kept in the order of their ids."""
    if "mark" not in {column["name"] for column in sa.inspect(connection).get_columns(builds.name)}:
        # So it was in the first ledgers of version 2. A mark that is made up here no store would know.
        builds.drop(connection)
        builds.create(connection)
        connection.execute(sa.delete(touched))
    connection.exec_driver_sql("ALTER TABLE runs RENAME TO runs_of_2")
    runs.create(connection)
    old = sa.table("runs_of_2", *map(sa.column, ("id", "kind", "started", "finished")))
    connection.execute(sa.insert(runs).from_select(runs.c.keys(), sa.select(old, old.c.id)))
    connection.exec_driver_sql("DROP TABLE runs_of_2")


def _to_4(connection: sa.Connection) -> None:
    """Texts are kept: what was loaded before was loaded without."""
    metadata.create_all(connection, tables=[texts, source_texts])


def _to_5(connection: sa.Connection) -> None:
    """Builds take in judgements; those on statements know what the statement says."""
    metadata.create_all(connection, tables=[judged_facts, weighed, homes, anchors])
    t, of = statements.c, judgements.c
    if connection.scalar(sa.select(of.id).where(of.right.is_(None)).limit(1)) is not None:
        said = sa.select(of.id, t.entity, t.concept, t.property, t.value)
        said = said.select_from(judgements.join(statements, t.id == of.left)).where(of.right.is_(None))
        connection.execute(sa.insert(judged_facts).from_select(judged_facts.c.keys(), said))


def _to_6(connection: sa.Connection) -> None:
    """Sources and their texts are found by dataset."""
    for index in (*sources.indexes, *source_texts.indexes):
        index.create(connection, checkfirst=True)


#: What makes a ledger of version N one of version N + 1, inside one transaction.
MIGRATIONS = {1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5, 5: _to_6}
