"""Made-up agreements, written as people would write them, well or badly."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: The people, and the source, do not exist.
AGREEMENT: dict[str, Any] = {
    "id": "invented-1",
    "kind": "mou",
    "status": "signed",
    "signed_on": "2024-09-03",
    "parties": [
        {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
        {"name": "Pemerintah Kabupaten Paser", "kind": "regency_government", "region": "64.01"},
    ],
    "signatories": [{"name": "Rahmat Contoh", "role": "Bupati", "institution": "Pemerintah Kabupaten Paser"}],
    "sources": [{"url": "https://example.org/news/1", "outlet": "Example Daily"}],
}


def agreement(**changes: Any) -> dict[str, Any]:
    """A good record, with some fields changed."""
    return {**AGREEMENT, **changes}


def write_lines(
    path: Path, records: Iterable[dict[str, Any]], *, end: str = "\n", encoding: str = "utf-8"
) -> Path:
    """Write records as JSON Lines."""
    text = "".join(json.dumps(record, ensure_ascii=False) + end for record in records)
    path.write_bytes(text.encode(encoding))
    return path
