"""The language pack: YAML files with all words that rules look for. Checked as a whole when it is read.

A pack is made of several files: those of a language, those of a subject, and what a project adds. Lists
and mappings of later files are added to those of earlier ones, single values replace them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kg.documents import nearest_line, read_document
from kg.errors import ContentError
from kg.ontology.hints import did_you_mean
from kg.word_lists import read_united

#: What cue words tell; what each means is said in the files of the pack.
Cue = Literal[
    "signs", "signed_by", "signing", "does_signing", "agrees", "stood_in_by", "through", "stands_in_for",
    "witness", "witnesses", "attend", "accompany", "by", "between", "with", "planned", "renewed", "earlier",
    "about", "list_of_topics", "member", "number", "term", "years", "at", "held_at", "as", "located",
    "until", "document", "follows", "induced", "continues", "storey", "because", "absent", "inside",
    "done_by", "attended_by", "names", "respectively", "self", "denied", "denies", "both", "signer",
    "closing", "runs", "heads", "held_by", "accompanied_by", "assigns", "on_side", "turn", "event",
    "owned_by", "ordinal", "contrast", "intends", "speaker", "besides",
    "scheduled", "put_off", "at_first", "hosts", "facilitates", "which",
    "rumour", "news", "untrue", "mistaken", "criticises", "urges",
    "not", "other_paper", "other_act", "acts_otherwise", "after", "later_day",
    "parties", "both_parties", "in_the_making", "plan_of", "involves",
    "existing", "only", "and", "before", "aimed_at", "organised_by",
]  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Part):
    """An office: its name in full, the ways to write it, and what it is held in."""

    role: str
    words: tuple[str, ...]
    of: str
    unit: bool = False
    speaks: bool = False
    several: bool = False
    body: str | None = None
    behind: dict[str, str] = {}


class Institution(_Part):
    """An institution known by its whole name."""

    name: str
    kind: str
    words: tuple[str, ...] = ()


class Body(_Part):
    """Words that open the name of an institution of some kind; see ``institutions.yaml``."""

    kind: str
    words: tuple[str, ...]
    of: tuple[str, ...] = ()
    name: str | None = None
    part: bool = False
    whole: bool = False


class Branch(_Part):
    """Regional offices of an institution, and the office of who heads one."""

    of: str
    kind: str
    words: tuple[str, ...]
    levels: tuple[str, ...]
    name: str
    head: str


class Noise(_Part):
    """What is not part of an article."""

    line_starts: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    bylines: dict[Literal["author", "editor"], tuple[str, ...]] = {}
    published: tuple[str, ...] = ()


class AssessmentWords(_Part):
    """Words around results of assessments."""

    of: tuple[str, ...] = ()
    score: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    aim: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    so: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()
    of_hundred: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    average: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    year_before: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    those: tuple[str, ...] = ()
    ones: tuple[str, ...] = ()
    year: tuple[str, ...] = ()


class Pack(_Part):
    """A language pack, complete and checked. What the keys mean is said in the files themselves."""

    focus: str | None = None
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    name_openers: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    spellings: dict[str, str] = {}
    numbers: dict[int, tuple[str, ...]] = {}
    joining: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    acting: dict[str, tuple[str, ...]] = {}
    standing: dict[str, tuple[str, ...]] = {}
    offices: tuple[Office, ...] = ()
    units: tuple[str, ...] = ()
    levels: dict[str, tuple[str, ...]] = {}
    governments: dict[str, tuple[str, ...]] = {}
    branch_words: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    place_ends: tuple[str, ...] = ()
    place_openers: tuple[str, ...] = ()
    village_words: tuple[str, ...] = ()
    agencies: dict[str, tuple[str, ...]] = {}
    joint: dict[int, tuple[str, ...]] = {}
    within_bodies: tuple[str, ...] = ()
    collective: tuple[str, ...] = ()
    institutions: tuple[Institution, ...] = ()
    bodies: tuple[Body, ...] = ()
    branches: tuple[Branch, ...] = ()
    agreements: dict[Literal["mou", "pks", "workplan", "addendum", "other"], tuple[str, ...]] = {}
    cues: dict[Cue, tuple[str, ...]] = {}
    venues: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    noise: Noise = Noise()
    bullets: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    assessment: AssessmentWords = AssessmentWords()
    all_of: dict[int, tuple[str, ...]] = {}
    all_the: dict[int, tuple[str, ...]] = {}
    zones: dict[str, tuple[str, ...]] = {}
    zone_words: tuple[str, ...] = ()
    categories: dict[str, tuple[str, ...]] = {}
    confidence: dict[str, dict[str, float]] = {}


#: Parts of regencies and cities: their names and those of who heads them can be taken for each other.
PARTS = frozenset({"district", "village"})
#: What an office can be held in besides levels of region and kinds of institution; see ``offices.yaml``.
_HELD_IN = frozenset({"any", "region", *PARTS})


def read_pack(paths: Iterable[Path]) -> Pack:
    """Read the files of a pack, in order.

    Raises:
        ContentError: a file is not YAML, has what a pack has no place for, or an office held in nothing that
            is known; with file and line.
    """
    paths = list(paths)
    pack = read_united(paths, Pack)
    kinds = {each.kind for part in (pack.institutions, pack.bodies, pack.branches) for each in part}
    governments = {f"{level}_government" for level in pack.levels}
    known = {*_HELD_IN, *pack.levels, *kinds, *governments}
    if any(office.of not in known for office in pack.offices):
        raise next(_held_in_nothing(paths, known))
    return pack


def _held_in_nothing(paths: Iterable[Path], known: Collection[str]) -> Iterator[ContentError]:
    for path in paths:
        document = read_document(path)
        for number, office in enumerate(document.values.get("offices", ())):
            if office["of"] not in known:
                line = nearest_line(document.lines, ("offices", number, "of"))
                hint = did_you_mean(office["of"], known) or f" Known are {', '.join(sorted(known))}."
                message = (
                    f"offices > {number} > of: {office['of']!r} is no level of region or kind of institution."
                )
                yield ContentError(message + hint, path, line)
