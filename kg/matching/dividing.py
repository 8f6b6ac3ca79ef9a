"""Profiles in parts, each of which can be matched by itself."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.matching.profiles import Profile

#: Profiles by what stands for each among others.
Placed = Mapping[str, Profile]


def divided(profiles: Placed, number: int, ahead: float) -> list[Placed]:
    """Divide profiles so that those who were seen at one institution stay together, by way of others too.

    So nobody is the same as somebody of another part; see :mod:`kg.matching.blocks`.

    Args:
        profiles: what is to be divided.
        number: of parts; some may be empty.
        ahead: the share of all profiles by which the first part is to be smaller than the others.

    Returns:
        Parts of about one size but for that, each in the order of what is given.
    """
    if number == 1:
        return [profiles]
    first = {place: each.posts[0].body if each.posts else place for place, each in profiles.items()}
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
    parts: list[dict[str, Profile]] = [{} for _ in range(number)]
    for place, profile in profiles.items():
        parts[part_of[first[place]]][place] = profile
    return [*parts]


def _components(profiles: Placed, first: Iterable[str]) -> dict[str, str]:
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

    for profile in profiles.values():
        if len(profile.posts) > 1:
            for post in profile.posts[1:]:
                one, other = find(profile.posts[0].body), find(post.body)
                if one != other:
                    united[other] = one
    return {body: find(body) for body in set(first)}
