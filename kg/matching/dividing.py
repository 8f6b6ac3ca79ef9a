"""Profiles in parts, each of which can be matched by itself."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping

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
    of = _components(profiles)
    loads = [(len(profiles) * ahead, 0), *((0.0, part) for part in range(1, number))]
    heapq.heapify(loads)
    part_of: dict[str, int] = {}
    for component, size in Counter(of.values()).most_common():
        load, part_of[component] = loads[0]
        heapq.heapreplace(loads, (load + size, part_of[component]))
    parts: list[dict[str, Profile]] = [{} for _ in range(number)]
    for place, profile in profiles.items():
        parts[part_of[of[place]]][place] = profile
    return [*parts]


def _components(profiles: Placed) -> dict[str, str]:
    """Of each, what stands for all who hang together by institutions."""
    united: dict[str, str] = {}

    def find(body: str) -> str:
        while (above := united.get(body, body)) != body:
            united[body] = body = united.get(above, above)
        return body

    for profile in profiles.values():
        for post in profile.posts[1:]:
            one, other = find(profile.posts[0].body), find(post.body)
            if one != other:
                united[other] = one
    return {place: find(each.posts[0].body) if each.posts else place for place, each in profiles.items()}
