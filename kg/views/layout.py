"""Positions for the nodes of a network page: deterministic, without numpy, and kept from page to page.

Each connected component is placed by :mod:`kg.views.forces`; the one with the focus, or else the largest,
stands in the middle and the others around it. The same nodes and edges give the same picture, whatever
order they come in. Where a picture of nearly the same nodes is kept, its nodes stay where they were and new
ones find a free place beside those that they are joined to.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from kg.views import kept
from kg.views.forces import LEAST, SPACING, Neighbours, Point, place

__all__ = ["SPACING", "Point", "positions"]

#: How much wider than high the whole should be, as screens are.
_ASPECT = 1.5

_Square = tuple[int, int]


def positions(
    nodes: Iterable[str],
    edges: Iterable[tuple[str, str]],
    *,
    focus: str | None = None,
    keep: Path | None = None,
) -> dict[str, Point]:
    """Place the nodes of a graph on a plane.

    Args:
        nodes: ids; their order does not matter.
        edges: pairs of ids. Parallel edges count once, loops and edges to unknown nodes not at all.
        focus: the node that the picture is about, where there is one.
        keep: folder with the pictures made before, which gets this one too. Without it nothing is read
            or written.

    Returns:
        id -> (x, y) in canvas units, y downwards, the whole centred on (0, 0) when it is new, rounded to
        tenths.
    """
    ids = sorted(set(nodes))
    neighbours = _neighbours(ids, edges)
    if keep is None:
        return _new(ids, neighbours, focus)
    before = kept.closest(keep, focus, ids)
    found = _grown(ids, neighbours, before) if before else _new(ids, neighbours, focus)
    kept.put(keep, focus, found)
    return found


def _neighbours(ids: Sequence[str], edges: Iterable[tuple[str, str]]) -> Neighbours:
    """The numbers of the nodes joined to each node, in order."""
    index = {name: number for number, name in enumerate(ids)}
    joined: list[set[int]] = [set() for _ in ids]
    for a, b in edges:
        if a != b and a in index and b in index:
            joined[index[a]].add(index[b])
            joined[index[b]].add(index[a])
    return [sorted(each) for each in joined]


def _new(ids: Sequence[str], neighbours: Neighbours, focus: str | None) -> dict[str, Point]:
    """Positions of a graph that nothing is known of."""
    blocks = []
    for members in _components(neighbours):
        local = {node: number for number, node in enumerate(members)}
        centre = next((local[node] for node in members if ids[node] == focus), None)
        points = place([[local[other] for other in neighbours[node]] for node in members], centre)
        blocks.append((centre is None, -len(members), [ids[node] for node in members], points))
    blocks.sort(key=lambda block: block[:3])
    return _pack([(names, points) for _, _, names, points in blocks])


def _components(neighbours: Neighbours) -> list[list[int]]:
    """Connected components, each sorted."""
    seen: set[int] = set()
    found = []
    for start in range(len(neighbours)):
        if start not in seen:
            members = list(_outwards([start], neighbours))
            seen.update(members)
            found.append(sorted(members))
    return found


def _outwards(starts: Iterable[int], neighbours: Neighbours) -> Iterator[int]:
    """All nodes that can be reached, nearest first."""
    queue = deque(starts)
    seen = set(queue)
    while queue:
        node = queue.popleft()
        yield node
        for other in neighbours[node]:
            if other not in seen:
                seen.add(other)
                queue.append(other)


def _grown(ids: Sequence[str], neighbours: Neighbours, before: Mapping[str, Point]) -> dict[str, Point]:
    """Positions where all nodes placed before stay, and the others stand beside what they are joined to."""
    known = [number for number, name in enumerate(ids) if name in before]
    reached = [*_outwards(known, neighbours)]
    alone = sorted(set(range(len(ids))).difference(reached))
    below = max((y for _, y in before.values()), default=0.0) + 2 * SPACING
    places = {number: before[ids[number]] for number in known}
    taken = {_square(point) for point in places.values()}
    for node in [*reached[len(known) :], *_outwards(alone, neighbours)]:
        beside = [places[other] for other in neighbours[node] if other in places] or [(0.0, below)]
        wanted = _square((sum(x for x, _ in beside) / len(beside), sum(y for _, y in beside) / len(beside)))
        free = next(
            square for dx, dy in _spiral() if (square := (wanted[0] + dx, wanted[1] + dy)) not in taken
        )
        taken.add(free)
        places[node] = (round(free[0] * LEAST, 1), round(free[1] * LEAST, 1))
    return {name: places[number] for number, name in enumerate(ids)}


def _square(point: Point) -> _Square:
    """The square of a grid, as wide as nodes are kept apart, whose middle is nearest."""
    return round(point[0] / LEAST), round(point[1] / LEAST)


def _spiral(aspect: float = 1.0) -> Iterator[_Square]:
    """Squares around the middle, ring by ring, in each ring the nearest first."""
    yield 0, 0
    for ring in count(1):
        wide = round(ring * aspect)
        inside = round((ring - 1) * aspect)
        squares = [
            (x, y)
            for y in range(-ring, ring + 1)
            for x in (
                range(-wide, wide + 1)
                if abs(y) == ring
                else [*range(-wide, -inside), *range(inside + 1, wide + 1)]
            )
        ]
        yield from sorted(squares, key=lambda square: (math.hypot(*square), square))


def _pack(blocks: Sequence[tuple[Sequence[str], Sequence[Point]]]) -> dict[str, Point]:
    """Set components around the first without overlap, the whole centred on the origin."""
    placed: dict[str, Point] = {}
    taken: set[_Square] = set()
    searches: dict[_Square, Iterator[_Square]] = {}
    side = 2 * SPACING
    for names, points in blocks:
        left, top = min(x for x, _ in points), min(y for _, y in points)
        width = max(x for x, _ in points) - left
        height = max(y for _, y in points) - top
        size = math.ceil((width + SPACING) / side), math.ceil((height + SPACING) / side)
        # What was taken stays so: a second box of the same size need not look again where there was no room.
        search = searches.setdefault(size, _spiral(_ASPECT))
        column, row = next(
            corner
            for x, y in search
            if taken.isdisjoint(_box(corner := (x - size[0] // 2, y - size[1] // 2), size))
        )
        taken.update(_box((column, row), size))
        shift_x = (column + size[0] / 2) * side - width / 2 - left
        shift_y = (row + size[1] / 2) * side - height / 2 - top
        placed.update((name, (x + shift_x, y + shift_y)) for name, (x, y) in zip(names, points, strict=True))
    return _centred(placed)


def _box(corner: _Square, size: _Square) -> list[_Square]:
    """The squares of a box."""
    return [(corner[0] + x, corner[1] + y) for x in range(size[0]) for y in range(size[1])]


def _centred(placed: Mapping[str, Point]) -> dict[str, Point]:
    if not placed:
        return {}
    xs, ys = [x for x, _ in placed.values()], [y for _, y in placed.values()]
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return {name: (round(x - middle_x, 1), round(y - middle_y, 1)) for name, (x, y) in placed.items()}
