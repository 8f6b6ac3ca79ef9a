"""Where the nodes of one connected graph go: forces, worked out from coarse to fine, in pure Python.

Neighbours are put together in groups, again and again, until few are left; those are placed first. Then,
round by round, what was put together is taken apart where it stood, and relaxed (Walshaw 2003): neighbours
attract each other, close nodes repel each other (Fruchterman and Reingold 1991, with their grid for the
repulsion), far groups repel each other as groups. So most steps are done on small graphs, and the few on the
whole graph have only details to settle. Where a program that does it better or faster is installed
(:mod:`kg.views.engines`), a graph that is not small begins as that one places it instead.
`docs/adr/0013-positions-of-nodes.md` compares them.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.views import engines

#: Distance, in canvas units, that two joined nodes strive for.
SPACING = 70.0
#: Nodes closer than this are pushed apart in the end.
LEAST = SPACING * 0.62
#: Nodes further apart than this many spacings repel each other only as groups.
_REACH = 1.0
#: Share of the repulsion that far groups have. With all of it, chains stretch far outwards.
_FAR = 0.25
#: Pull towards the middle, per unit of distance.
_GRAVITY = 0.01
#: How much wider than high a picture is at least, unless it is small.
_WIDE = 1.35
#: Graphs of up to this many nodes are not made coarser.
_FEW = 60
#: Nodes that become one in a round of coarsening.
_TOGETHER = 4
#: Steps of relaxation: of the coarsest graph; of a finer one, so many nodes moved in all, between two bounds.
_FIRST_STEPS = 250
_MOVES, _LEAST_STEPS, _MOST_STEPS = 60_000, 8, 80

Point = tuple[float, float]
#: For each node, the nodes joined to it.
Neighbours = Sequence[Sequence[int]]
_Cells = dict[tuple[int, int], list[int]]


def place(neighbours: Neighbours, centre: int | None = None) -> list[Point]:
    """Place a connected graph on a plane.

    Args:
        neighbours: of each node, by number, in order; without loops.
        centre: the node to stand in the middle, where there is one.

    Returns:
        (x, y) of each node, around (0, 0), in units of which :data:`SPACING` is a good distance.
        No chance is involved: with the same programs installed, the same graph is placed in the same way.
    """
    if len(neighbours) == 1:
        return [(0.0, 0.0)]
    found = engines.place(neighbours) if len(neighbours) > _FEW else None
    xs, ys = _taken_over(found, neighbours, centre) if found else _from_coarse(neighbours, centre)
    _draw_in(xs, ys)
    _make_room(xs, ys)
    for _ in range(min(40, max(8, 100_000 // len(xs)))):
        _part(xs, ys, LEAST)
    _turn(xs, ys)
    _widen(xs, ys)
    return list(zip(xs, ys, strict=True))


def _taken_over(
    found: engines.Places, neighbours: Neighbours, centre: int | None
) -> tuple[list[float], list[float]]:
    """Positions that another program found, in our unit, and the centre drawn into the middle."""
    xs, ys = found
    lengths = [
        math.hypot(xs[a] - xs[b], ys[a] - ys[b]) for a, others in enumerate(neighbours) for b in others
    ]
    unit = SPACING * len(lengths) / (sum(lengths) or 1.0)
    xs, ys = [x * unit for x in xs], [y * unit for y in ys]
    if centre is not None:
        _settle(xs, ys, neighbours, centre, _LEAST_STEPS, 0.3)
    return xs, ys


def _from_coarse(neighbours: Neighbours, centre: int | None) -> tuple[list[float], list[float]]:
    """Positions that began as those of a coarser graph, where the graph is large."""
    group = _groups(neighbours) if len(neighbours) > _FEW else []
    count = max(group, default=0) + 1
    if not group or count > 0.9 * len(neighbours):
        root = max(range(len(neighbours)), key=lambda n: (n == centre, len(neighbours[n]), -n))
        start = _radial(neighbours, root)
        xs, ys = [start[n][0] for n in range(len(start))], [start[n][1] for n in range(len(start))]
        _settle(xs, ys, neighbours, centre, min(_FIRST_STEPS, max(_MOST_STEPS, _MOVES // len(xs))), 1.2)
        return xs, ys
    middle = None if centre is None else group[centre]
    coarse_xs, coarse_ys = _from_coarse(_coarser(neighbours, group, count), middle)
    larger = math.sqrt(len(neighbours) / count)
    jitter = random.Random(count)  # two nodes never start at one place
    xs = [coarse_xs[each] * larger + jitter.uniform(-0.3, 0.3) * SPACING for each in group]
    ys = [coarse_ys[each] * larger + jitter.uniform(-0.3, 0.3) * SPACING for each in group]
    steps = min(_MOST_STEPS, max(_LEAST_STEPS, _MOVES // len(xs)))
    _settle(xs, ys, neighbours, centre, steps, 0.5)
    return xs, ys


def _groups(neighbours: Neighbours) -> list[int]:
    """The number of the group that each node belongs to, of up to :data:`_TOGETHER` nodes each.

    A node joins the smallest group beside it; those that hang on one full node join each other.
    """
    group = [-1] * len(neighbours)
    sizes: list[int] = []
    waiting: dict[int, int] = {}
    for node in sorted(range(len(neighbours)), key=lambda n: (len(neighbours[n]), n)):
        if group[node] >= 0:
            continue
        beside = min(neighbours[node], key=lambda n: (sizes[group[n]] if group[n] >= 0 else 1, n))
        joined = group[beside]
        if joined >= 0 and sizes[joined] >= _TOGETHER:
            joined = waiting.get(beside, -1)
        if joined < 0 or sizes[joined] >= _TOGETHER:
            joined = len(sizes)
            sizes.append(0)
            if group[beside] < 0:
                group[beside] = joined
                sizes[joined] += 1
            else:
                waiting[beside] = joined
        group[node] = joined
        sizes[joined] += 1
    return group


def _coarser(neighbours: Neighbours, group: Sequence[int], count: int) -> Neighbours:
    """The graph of the groups."""
    joined: list[set[int]] = [set() for _ in range(count)]
    for node, others in enumerate(neighbours):
        joined[group[node]].update(group[other] for other in others)
    return [sorted(others - {number}) for number, others in enumerate(joined)]


def _settle(
    xs: list[float], ys: list[float], neighbours: Neighbours, centre: int | None, steps: int, heat: float
) -> None:
    """Let the forces work, less and less, beginning with moves of up to ``heat`` spacings."""
    edges = [
        (a, b, 1.0 / SPACING / math.sqrt(min(len(others), len(neighbours[b]))))
        for a, others in enumerate(neighbours)
        for b in others
        if a < b
    ]
    inertia = [1.0 / max(1.0, len(others) / 4) for others in neighbours]
    for step in range(steps):
        _relax(xs, ys, edges, inertia, SPACING * (heat * (1.0 - step / steps) ** 1.5 + 0.02))
        if centre is not None:
            xs[centre], ys[centre] = sum(xs) / len(xs), sum(ys) / len(ys)


def _radial(neighbours: Neighbours, root: int) -> dict[int, Point]:
    """A breadth-first tree on rings around the root, each branch with room for its leaves."""
    children: dict[int, list[int]] = {root: []}
    order = [root]
    for node in order:
        for other in neighbours[node]:
            if other not in children:
                children[other] = []
                children[node].append(other)
                order.append(other)
    leaves = dict.fromkeys(order, 1)
    for node in reversed(order):
        if children[node]:
            leaves[node] = sum(leaves[child] for child in children[node])
    wedge = {root: (0.0, 2 * math.pi, 0)}
    for node in order:
        low, high, depth = wedge[node]
        width = (high - low) / leaves[node]
        for child in children[node]:
            share = width * leaves[child]
            wedge[child] = (low, low + share, depth + 1)
            low += share
    jitter = random.Random(len(order))  # two nodes never start at one place
    deepest = max(depth for _, _, depth in wedge.values())
    gap = SPACING * max(1.0, 1.5 * math.sqrt(len(order))) / deepest
    return {
        node: (
            gap * depth * math.cos((low + high) / 2) + jitter.uniform(-1, 1),
            gap * depth * math.sin((low + high) / 2) + jitter.uniform(-1, 1),
        )
        for node, (low, high, depth) in wedge.items()
    }


def _relax(
    xs: list[float],
    ys: list[float],
    edges: list[tuple[int, int, float]],
    inertia: list[float],
    heat: float,
) -> None:
    """One step of all forces; no node moves further than ``heat``."""
    fx, fy = [0.0] * len(xs), [0.0] * len(xs)
    _repel_near(xs, ys, fx, fy)
    _repel_far(xs, ys, fx, fy)
    for a, b, weight in edges:
        dx, dy = xs[a] - xs[b], ys[a] - ys[b]
        pull = math.sqrt(dx * dx + dy * dy) * weight
        dx *= pull
        dy *= pull
        fx[a] -= dx
        fy[a] -= dy
        fx[b] += dx
        fy[b] += dy
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    for n in range(len(xs)):
        x, y = fx[n] - _GRAVITY * (xs[n] - middle_x), fy[n] - _GRAVITY * (ys[n] - middle_y)
        x *= inertia[n]
        y *= inertia[n]
        length = math.sqrt(x * x + y * y)
        if length > heat:
            x *= heat / length
            y *= heat / length
        xs[n] += x
        ys[n] += y


def _grid(xs: list[float], ys: list[float], side: float) -> _Cells:
    """Nodes by the square that they are in."""
    cells: _Cells = defaultdict(list)
    for n in range(len(xs)):
        cells[int(xs[n] // side), int(ys[n] // side)].append(n)
    return cells


def _repel_near(xs: list[float], ys: list[float], fx: list[float], fy: list[float]) -> None:
    """Add the repulsion (spacing squared over distance) of all pairs within reach."""
    reach = SPACING * _REACH
    limit, strength = reach * reach, SPACING * SPACING
    for a, others in _pairs(_grid(xs, ys, reach)):
        ax, ay, sx, sy = xs[a], ys[a], 0.0, 0.0
        for b in others:
            dx, dy = ax - xs[b], ay - ys[b]
            distance = dx * dx + dy * dy
            if distance < limit:
                push = strength / (distance + 1.0)
                dx *= push
                dy *= push
                sx += dx
                sy += dy
                fx[b] -= dx
                fy[b] -= dy
        fx[a] += sx
        fy[a] += sy


def _pairs(cells: _Cells) -> Iterable[tuple[int, list[int]]]:
    """Each node with those in its own square and the eight around it, each pair once."""
    for (cx, cy), members in cells.items():
        beside: list[int] = []
        for key in ((cx + 1, cy - 1), (cx + 1, cy), (cx + 1, cy + 1), (cx, cy + 1)):
            beside += cells.get(key, ())
        for place, node in enumerate(members):
            yield node, members[place + 1 :] + beside


def _repel_far(xs: list[float], ys: list[float], fx: list[float], fy: list[float]) -> None:
    """Add the repulsion between squares of a coarse grid that do not touch, as if each were one body."""
    extent = max(max(xs) - min(xs), max(ys) - min(ys))
    side = max(extent / 9, SPACING * _REACH)
    groups = []
    for key, members in _grid(xs, ys, side).items():
        count = len(members)
        groups.append(
            (key, members, sum(xs[n] for n in members) / count, sum(ys[n] for n in members) / count)
        )
    strength = SPACING * SPACING * _FAR
    for (cx, cy), members, ax, ay in groups:
        sx = sy = 0.0
        for (ox, oy), others, bx, by in groups:
            if abs(ox - cx) > 1 or abs(oy - cy) > 1:
                dx, dy = ax - bx, ay - by
                push = strength * len(others) / (dx * dx + dy * dy)
                sx += dx * push
                sy += dy * push
        for n in members:
            fx[n] += sx
            fy[n] += sy


def _draw_in(xs: list[float], ys: list[float]) -> None:
    """Bring long arms closer, so that they do not make the bulk of the picture small.

    Beyond the radius that holds nine tenths of the nodes, distances from the middle grow as a logarithm.
    """
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    reach = sorted(math.hypot(x - mx, y - my) for x, y in zip(xs, ys, strict=True))
    bulk = reach[len(reach) * 9 // 10]
    if len(xs) < 100 or bulk == 0:
        return
    for n in range(len(xs)):
        distance = math.hypot(xs[n] - mx, ys[n] - my)
        if distance > bulk:
            share = bulk / distance * (1 + math.log(distance / bulk))
            xs[n], ys[n] = mx + (xs[n] - mx) * share, my + (ys[n] - my) * share


def _make_room(xs: list[float], ys: list[float]) -> None:
    """Enlarge a crowded picture, until there is on average a square for each node where nodes are."""
    crowd = 1.25 * math.sqrt(len(xs) / len(_grid(xs, ys, LEAST)))
    for n in range(len(xs)):
        xs[n] *= crowd
        ys[n] *= crowd


def _part(xs: list[float], ys: list[float], least: float) -> None:
    """Push pairs that are closer than ``least`` apart, half the gap each."""
    for a, others in _pairs(_grid(xs, ys, least)):
        for b in others:
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            distance = math.sqrt(dx * dx + dy * dy)
            if distance < least:
                share = (least - distance) / 2 / (distance + 0.01)
                dx, dy = dx * share, dy * share
                xs[a] += dx
                ys[a] += dy
                xs[b] -= dx
                ys[b] -= dy


def _turn(xs: list[float], ys: list[float]) -> None:
    """Turn the picture so that it is widest from left to right, as screens are."""
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    xx = sum((x - mx) ** 2 for x in xs)
    yy = sum((y - my) ** 2 for y in ys)
    xy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    angle = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    for n in range(len(xs)):
        x, y = xs[n] - mx, ys[n] - my
        xs[n], ys[n] = x * cos + y * sin, y * cos - x * sin


def _widen(xs: list[float], ys: list[float]) -> None:
    """Draw out a picture as high as wide: a screen has room at its sides, and names lie flat."""
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if len(xs) > _FEW and width < _WIDE * height:
        more = _WIDE * height / width
        for n in range(len(xs)):
            xs[n] *= more
