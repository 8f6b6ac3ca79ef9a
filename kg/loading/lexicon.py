"""The lexicon file: how a subject writes names of regions and governments, and what a name implies.

Only the shape is known here; every word comes from the file. It is checked as a whole when it is
read, so that the gazetteer need not doubt it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from kg.names import fold
from kg.word_lists import read_checked

_FIELD = re.compile(r"\{([^{}]*)\}")


def _pattern(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("must be text that holds a regular expression.")
    try:
        return re.compile(value, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error}).") from error


def _template(value: Any) -> Any:
    if isinstance(value, str) and (unknown := set(_FIELD.findall(value)) - {"name", "short"}):
        raise ValueError(f"has an unknown field {{{min(unknown)}}}; write {{name}} or {{short}}.")
    return value


Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]
Template = Annotated[str, BeforeValidator(_template)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Part):
    """Words that stand before or after a region's name and say that it is of this level."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Government(_Part):
    """The government of a region of one level: its kind, the words that open its name, its templates."""

    kind: str
    words: tuple[str, ...] = ()
    name: Template
    aliases: tuple[Template, ...] = ()


class GovernmentException(_Part):
    """What differs for one region: its government's name, and further aliases."""

    name: str | None = None
    aliases: tuple[str, ...] = ()


class Governments(_Part):
    """``any_level``: words for a government that leave the level open; ``exceptions`` by region code."""

    any_level: tuple[str, ...] = ()
    levels: dict[str, Government]
    exceptions: dict[str, GovernmentException] = {}


class OfficialName(_Part):
    """Template of the name of what there is one of: at all, or in each region of some levels.

    ``exceptions`` by region code.
    """

    name: Template
    levels: tuple[str, ...] = ()
    exceptions: dict[str, Template] = {}


class Seat(_Part):
    """Words in an institution's name after which a region of one of these levels follows."""

    levels: tuple[str, ...]
    words: tuple[str, ...]


class KindRule(_Part):
    """A name that fits ``match`` (and mentions a region, if asked) is an institution of this kind."""

    kind: str
    match: Pattern
    with_region: bool = False


class JurisdictionRule(_Part):
    """Within what one name means one person in all offices that fit: the institution, or its region.

    Attributes:
        kinds: of institution; all when empty.
        office: what the office fits, folded; any when None.
        within: whose these offices are.
        known_as: what all of them are called.
    """

    kinds: frozenset[str] = frozenset()
    office: Pattern | None = None
    within: Literal["institution", "region"]
    known_as: str = ""


class ShortRule(_Part):
    """What ``match`` finds is written as ``write`` in display forms."""

    match: Pattern
    write: str


class Lexicon(_Part):
    """A lexicon, complete and checked. What the keys mean is said in the file itself.

    Attributes:
        same_words: words as also written, and the usual form; both folded.
        levels: by the names that the list of regions gives its levels.
        kinds, jurisdictions, short: rules in order; of ``short`` all count, of the others the first.
        identified_by: for a kind of institution, what tells one from another across records.
        names_of_many: what names fit, short and folded, that tell nobody which institution is meant.
        part_of: for a kind of institution, the name of the one that all of them belong to.
        official_names: by kind of institution; those of governments are among ``governments``.
        unknown: what people write where they know nothing, folded.
    """

    same_words: dict[str, str] = {}
    joining_words: tuple[str, ...] = ()
    levels: dict[str, Level]
    governments: Governments
    seats: tuple[Seat, ...] = ()
    kinds: tuple[KindRule, ...] = ()
    kinds_of_one_region: frozenset[str] = frozenset()
    shared_jurisdiction: frozenset[str] = frozenset()
    jurisdictions: tuple[JurisdictionRule, ...] = ()
    identified_by: dict[str, tuple[Literal["kind", "name", "region"], ...]] = {}
    names_of_many: tuple[Pattern, ...] = ()
    part_of: dict[str, str] = {}
    official_names: dict[str, OfficialName] = {}
    elsewhere: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()
    short: tuple[ShortRule, ...] = ()

    @model_validator(mode="after")
    def _levels_are_known(self) -> Lexicon:
        used = [*self.governments.levels, *(level for seat in self.seats for level in seat.levels)]
        used += [level for rule in self.official_names.values() for level in rule.levels]
        if unknown := [level for level in used if level not in self.levels]:
            raise ValueError(f"unknown level {unknown[0]!r}; `levels` has {', '.join(self.levels)}.")
        return self

    @classmethod
    def from_file(cls, path: Path) -> Lexicon:
        """Read a lexicon.

        Raises:
            ContentError: it cannot be read, is not YAML, or has a wrong key or value; with the line.
        """
        return read_checked(path, cls)

    def jurisdiction_rule(self, kind: str | None, office: str) -> JurisdictionRule | None:
        """The first rule for an office, folded, at an institution of a kind; None where none fits.

        Those of regions are for kinds with a shared jurisdiction only.
        """
        for rule in self.jurisdictions:
            of_kind = kind in rule.kinds or not rule.kinds
            shared = rule.within == "institution" or kind in self.shared_jurisdiction
            if of_kind and shared and (rule.office is None or rule.office.search(office)):
                return rule
        return None

    def says_nothing(self, text: str) -> bool:
        """Whether a text only fills its place: it has neither letter nor digit, or stands for the unknown."""
        folded = fold(text)
        return not folded or folded in self.unknown

    def names_several(self, name: str) -> bool:
        """Whether the name of a person is that of two: "A; B", "A & B", "A dan B", or on two lines."""
        joining = "|".join(map(re.escape, ("&", *self.joining_words)))
        parts = re.split(rf"[;\n]|\s(?:{joining})\s", name.lower() if name.isupper() else name)
        parts = [part for part in parts if part.strip()]
        return len(parts) > 1 and all(map(fold, parts))

    def words(self, text: str) -> tuple[str, ...]:
        """Cut text into words as they are compared: folded, each in its usual form."""
        same = self.same_words
        return tuple(same.get(word, word) for word in fold(text).split())


class Phrase(NamedTuple):
    """A phrase found in a name: where it ends, and which levels the region beside it can have."""

    end: int
    levels: frozenset[str]


class Phrases:
    """Phrases of one or more words, found by their first word."""

    def __init__(self, lexicon: Lexicon, entries: Iterable[tuple[Iterable[str], Iterable[str]]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for phrases, levels in entries:
            for phrase in phrases:
                if words := lexicon.words(phrase):
                    self._by_first.setdefault(words[0], []).append((words, frozenset(levels)))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], start: int) -> list[Phrase]:
        """The phrases that begin at a word, the longest first."""
        if start >= len(words) or words[start] not in self._by_first:
            return []
        return [
            Phrase(start + len(phrase), levels)
            for phrase, levels in self._by_first[words[start]]
            if tuple(words[start : start + len(phrase)]) == phrase
        ]
