"""Records that refer to one another by id, each given those that it refers to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from kg.readers.base import BadRow, Row

#: Longest text that may be an id.
_LONGEST = 300


def with_linked(first: Iterable[Row | BadRow], again: Iterable[Row | BadRow]) -> Iterator[Row | BadRow]:
    """The rows of a file with a field ``linked``: the records that their ``properties`` name, by id.

    Those that these name are there too. The records are kept in a temporary file meanwhile, so that memory
    does not limit how many they are.

    Args:
        first, again: the rows, twice: they may refer to what comes later.
    """
    with closing(sqlite3.connect("")) as kept:
        kept.execute("CREATE TABLE records (id TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID")
        kept.executemany("INSERT OR IGNORE INTO records VALUES (?, ?)", _by_id(first))
        for row in again:
            yield _linked(kept, row) if isinstance(row, Row) else row


def _linked(kept: sqlite3.Connection, row: Row) -> Row:
    linked = _found(kept, row.data)
    for record in list(linked.values()):
        linked |= _found(kept, record)
    return row._replace(data={**row.data, "linked": linked})


def _by_id(rows: Iterable[Row | BadRow]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if isinstance(row, Row) and _is_whole(row.data):
            yield row.data["id"], json.dumps(row.data)


def _is_whole(record: dict[str, Any]) -> bool:
    """Whether a record can be referred to: others are set aside when they are read themselves."""
    properties = record.get("properties")
    return (
        isinstance(record.get("id"), str)
        and isinstance(record.get("schema"), str)
        and isinstance(properties, dict)
        and all(
            isinstance(values, list) and all(isinstance(value, str) for value in values)
            for values in properties.values()
        )
    )


def _found(kept: sqlite3.Connection, record: dict[str, Any]) -> dict[str, Any]:
    properties = record.get("properties")
    lists = properties.values() if isinstance(properties, dict) else ()
    texts = (text for each in lists if isinstance(each, list) for text in each if isinstance(text, str))
    ids = list(dict.fromkeys(text for text in texts if len(text) <= _LONGEST))
    query = "SELECT id, data FROM records WHERE id IN (SELECT value FROM json_each(?))"
    return {id: json.loads(data) for id, data in kept.execute(query, [json.dumps(ids)])}
