"""Small graphs of invented people and agreements, loaded and built."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import kg
from kg.workspace import Workspace

_OMBUDSMAN = {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"}


def agreement(
    id: str,
    signed: Sequence[str] = (),
    *,
    present: Sequence[str] = (),
    ceremony: str | None = None,
    status: str = "signed",
    day: str = "2024-03-05",
) -> dict[str, Any]:
    """An agreement with a party of its own; all people have the same office, so that a name is one person."""
    office = {"role": "Dekan", "institution": "Universitas Contoh"}
    return {
        "id": id,
        "kind": "mou",
        "status": status,
        "signed_on": day,
        "ceremony": ceremony,
        "parties": [_OMBUDSMAN, {"name": f"Universitas {id.title()}", "kind": "university"}],
        "signatories": [{"name": name, **office} for name in signed],
        "attendees": [{"name": name, **office} for name in present],
        "sources": [{"outlet": f"Outlet of {id}", "url": f"https://contoh.example/{id}"}],
    }


def world(folder: Path, records: Iterable[dict[str, Any]]) -> Workspace:
    """A project with these records, built; the caller closes it."""
    path = folder / "agreements.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    workspace = kg.open(folder)
    workspace.load([path], strict=True)
    workspace.build()
    return workspace
