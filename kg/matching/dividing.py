"""Profiles in parts, each of which can be matched by itself."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.matching.profiles import Profile


def divided(profiles: Sequence[Profile], number: int, ahead: float) -> dict[str, int]:
    """Divide profiles so that those who were seen at one institution stay together, by way of others too.

    So nobody is the same as somebody of another part; see :mod:`kg.matching.blocks`.

    Args:
        profiles: what is to be divided.
        number: of parts; some may be empty.
        ahead: the share of all profiles by which the first part is to be smaller than the others.

    Returns:
        The part of each profile by its id: from 0, of about one size but for that.
    """
    if number == 1:
        return dict.fromkeys([each.id for each in profiles], 0)
    first = {each.id: each.posts[0].body if each.posts else each.id for each in profiles}
    component_of = _components(profiles, first.values())
    sizes: Counter[str] = Counter()
    for body, size in Counter(first.values()).items():
        sizes[component_of[body]] += size
    loads = [(len(profiles) * ahead, 0), *((0.0, part) for part in range(1, number))]
    heapq.heapify(loads)
    part_of: dict[str, int] = {}
    for component, size in sizes.most_common():
        load, part_of[component] = loads[0]
        heapq.heapreplace(loads, (load + size, part_of[component]))
    part_of = {body: part_of[component] for body, component in component_of.items()}
    return {id: part_of[body] for id, body in first.items()}


def _components(profiles: Iterable[Profile], first: Iterable[str]) -> dict[str, str]:
    """Of each institution, what stands for all that hang together with it by people who were at several.

    Args:
        profiles: whose institutions they are.
        first: the institution that is named first of each, or what stands for one.
    """
    united: dict[str, str] = {}

    def find(body: str) -> str:
        while (above := united.get(body, body)) != body:
            united[body] = body = united.get(above, above)
        return body

    for profile in profiles:
        if len(profile.posts) > 1:
            for post in profile.posts[1:]:
                one, other = find(profile.posts[0].body), find(post.body)
                if one != other:
                    united[other] = one
    return {body: find(body) for body in set(first)}
