"""What extraction knows beside words: regions, and who was seen in which office when. Handed in as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A region and its government.

    Attributes:
        code: by which records name it.
        name: in full, with the word for its level.
        bare: without that word.
        level: as in the language pack's ``levels``.
        province: code of the province it is part of, or None for a province.
        government, government_kind: name and kind of the body that governs it.
        further: other ways to write the bare name.
    """

    code: str
    name: str
    bare: str
    level: str
    province: str | None
    government: str
    government_kind: str
    further: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What its institutions are named after: of a province the whole name, be it a special region's."""
        return self.name if self.level == "province" else self.bare

    def full(self, levels: Mapping[str, tuple[str, ...]]) -> str:
        """Its name with the word for its level, which the list of regions leaves out for some.

        Args:
            levels: the language pack's words for each level, the usual one first.
        """
        words = levels[self.level]
        return self.name if self.name.startswith(words) else f"{words[0]} {self.name}"


@dataclass(frozen=True)
class Knowledge:
    """All of it.

    Attributes:
        places: regions.
        kind_of: the kind of institution that a name implies, or None.
        districts: names of the districts of regencies and cities, folded.
        seen: for a person's name, folded, the first and last day (ISO) on which it was seen in an office.
    """

    places: Iterable[Place] = ()
    kind_of: Callable[[str], str | None] = lambda _: None
    districts: frozenset[str] = frozenset()
    seen: dict[str, tuple[str, str]] = field(default_factory=dict)
