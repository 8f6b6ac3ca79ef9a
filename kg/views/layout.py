"""Positions for the nodes of a network page: pure Python, deterministic, no numpy.

Each connected component starts as a radial tree around its root (the focus, or else its best
connected node) and is then relaxed: neighbours attract each other, close nodes repel each other
(Fruchterman and Reingold 1991, with their grid variant for the repulsion), far groups repel each
other as groups. Components are packed in rows, the one with the focus first, then by size.
The same nodes and edges give the same picture, whatever order they come in.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

#: Distance, in canvas units, that two joined nodes strive for.
SPACING = 70.0
#: Nodes further apart than this many spacings repel each other only as groups.
_REACH = 2.0
#: Steps of relaxation: for components up to this many nodes (first), else (second).
_STEPS = ((300, 250), (800, 150), (100_000, 80))
#: Share of the repulsion that far groups have. With all of it, chains stretch far outwards.
_FAR = 0.25
#: Pull towards the middle of the component, per unit of distance.
_GRAVITY = 0.01

Point = tuple[float, float]
_Cells = dict[tuple[int, int], list[int]]


def positions(
    nodes: Iterable[str], edges: Iterable[tuple[str, str]], *, focus: str | None = None
) -> dict[str, Point]:
    """Place the nodes of a graph on a plane.

    Args:
        nodes: ids; their order does not matter.
        edges: pairs of ids. Parallel edges count once, loops and edges to unknown nodes not at all.
        focus: the node that the picture is about, where there is one.

    Returns:
        id -> (x, y) in canvas units, y downwards, the whole centred on (0, 0), rounded to tenths.
    """
    ids = sorted(set(nodes))
    index = {name: number for number, name in enumerate(ids)}
    joined: list[set[int]] = [set() for _ in ids]
    for a, b in edges:
        if a != b and a in index and b in index:
            joined[index[a]].add(index[b])
            joined[index[b]].add(index[a])
    neighbours = [sorted(each) for each in joined]
    centre = index.get(focus) if focus is not None else None
    blocks = []
    for members in _components(neighbours):
        root = centre if centre in members else max(members, key=lambda n: (len(neighbours[n]), -n))
        blocks.append((root == centre, members, _place(members, neighbours, root)))
    blocks.sort(key=lambda block: (not block[0], -len(block[1]), block[1][0]))
    return {ids[node]: point for node, point in _pack([block[2] for block in blocks]).items()}


def _components(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Connected components, each sorted."""
    seen = [False] * len(neighbours)
    found = []
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        members, queue = [start], deque([start])
        while queue:
            for other in neighbours[queue.popleft()]:
                if not seen[other]:
                    seen[other] = True
                    members.append(other)
                    queue.append(other)
        found.append(sorted(members))
    return found


def _place(members: list[int], neighbours: Sequence[Sequence[int]], root: int) -> dict[int, Point]:
    """Positions of one component, in its own coordinates."""
    if len(members) == 1:
        return {root: (0.0, 0.0)}
    start = _radial(neighbours, root)
    local = {node: number for number, node in enumerate(members)}
    edges = [(local[a], local[b]) for a in members for b in neighbours[a] if a < b]
    weights = [
        1.0 / math.sqrt(min(len(neighbours[members[a]]), len(neighbours[members[b]]))) for a, b in edges
    ]
    xs = [start[node][0] for node in members]
    ys = [start[node][1] for node in members]
    inertia = [1.0 / max(1.0, len(neighbours[node]) / 4) for node in members]
    steps = next(count for size, count in _STEPS if len(members) <= size)
    for step in range(steps):
        heat = SPACING * (1.2 * (1.0 - step / steps) ** 1.5 + 0.02)
        _relax(xs, ys, edges, weights, inertia, heat)
    _draw_in(xs, ys)
    for _ in range(8):
        _part(xs, ys, SPACING * 0.62)
    _turn(xs, ys)
    return {node: (xs[number], ys[number]) for node, number in local.items()}


def _radial(neighbours: Sequence[Sequence[int]], root: int) -> dict[int, Point]:
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
    edges: list[tuple[int, int]],
    weights: list[float],
    inertia: list[float],
    heat: float,
) -> None:
    """One step of all forces; no node moves further than ``heat``."""
    fx, fy = [0.0] * len(xs), [0.0] * len(xs)
    _repel_near(xs, ys, fx, fy)
    _repel_far(xs, ys, fx, fy)
    for (a, b), weight in zip(edges, weights, strict=True):
        dx, dy = xs[a] - xs[b], ys[a] - ys[b]
        pull = math.sqrt(dx * dx + dy * dy) / SPACING * weight
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


def _pack(blocks: Sequence[dict[int, Point]]) -> dict[int, Point]:
    """Set components beside each other in rows, a little wider than high, centred on the origin."""
    boxes = []
    for block in blocks:
        left, top = min(x for x, _ in block.values()), min(y for _, y in block.values())
        width = max(x for x, _ in block.values()) - left + SPACING
        height = max(y for _, y in block.values()) - top + SPACING
        boxes.append((block, left, top, width, height))
    room = max(
        [math.sqrt(1.5 * sum(box[3] * box[4] for box in boxes)), *(box[3] for box in boxes)], default=0.0
    )
    placed: dict[int, Point] = {}
    x = y = tallest = 0.0
    for block, left, top, width, height in boxes:
        if x > 0 and x + width > room:
            x, y, tallest = 0.0, y + tallest, 0.0
        for node, (nx, ny) in block.items():
            placed[node] = (nx - left + x, ny - top + y)
        x += width
        tallest = max(tallest, height)
    if not placed:
        return placed
    middle_x = (max(x for x, _ in placed.values()) + min(x for x, _ in placed.values())) / 2
    middle_y = (max(y for _, y in placed.values()) + min(y for _, y in placed.values())) / 2
    return {node: (round(x - middle_x, 1), round(y - middle_y, 1)) for node, (x, y) in placed.items()}
