"""Pictures made before, kept in a project's state folder: where each node stood.

A file a picture, named by its focus and by what is in it. They may be deleted at any time: the next picture
is then made anew. So trouble with reading or writing them is no error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from math import isfinite
from pathlib import Path
from tempfile import NamedTemporaryFile

#: Nodes shared with a picture, of all nodes that stand in it or in the new one, for it to be gone on from.
_ENOUGH = 0.75
#: Pictures that are kept in all, and of one focus; the oldest go.
MOST, MOST_OF_ONE = 200, 4

Point = tuple[float, float]


def closest(folder: Path, focus: str | None, ids: Sequence[str]) -> dict[str, Point]:
    """Where the nodes stood on the picture that is most alike.

    Args:
        folder: where pictures are kept; it may not exist.
        focus: the node that the picture is about; only pictures about the same are looked at.
        ids: nodes of the new picture.

    Returns:
        id -> (x, y) of those nodes that were in it; empty when none is alike enough. A small picture does
        not go on from a large one that holds all of its nodes: it would be full of gaps.
    """
    wanted = set(ids)
    pictures = (_read(path) for path in sorted(folder.glob(f"{_name(focus)}-*.json")))

    def likeness(picture: Mapping[str, Point]) -> float:
        return len(wanted & picture.keys()) / max(1, len(wanted | picture.keys()))

    best = max(pictures, key=likeness, default={})
    if likeness(best) < _ENOUGH:
        return {}
    return {name: point for name, point in best.items() if name in wanted}


def put(folder: Path, focus: str | None, places: Mapping[str, Point]) -> None:
    """Keep a picture, and let the oldest go. A folder that cannot be written keeps nothing."""
    text = json.dumps(dict(sorted(places.items())))
    path = folder / f"{_name(focus)}-{sha256(text.encode()).hexdigest()[:16]}.json"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder, suffix=".new", delete=False, encoding="utf-8") as file:
            file.write(text)
        Path(file.name).replace(path)
        _forget(folder, f"{_name(focus)}-*.json", MOST_OF_ONE)
        _forget(folder, "*.json", MOST)


def _name(focus: str | None) -> str:
    """The beginning of the names of all pictures about a node: an id may hold what no file name may."""
    return "all" if focus is None else sha256(focus.encode("utf-8", "replace")).hexdigest()[:16]


def _read(path: Path) -> dict[str, Point]:
    """A picture; empty when the file does not hold one."""
    try:
        found = json.loads(path.read_text("utf-8"))
        picture = {str(name): (float(x), float(y)) for name, (x, y) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return picture if all(isfinite(x) and isfinite(y) for x, y in picture.values()) else {}


def _forget(folder: Path, pattern: str, most: int) -> None:
    """Delete the oldest files beyond a number."""
    files = sorted(folder.glob(pattern), key=lambda path: (path.stat().st_mtime, path.name))
    for path in files[: max(0, len(files) - most)]:
        path.unlink(missing_ok=True)
