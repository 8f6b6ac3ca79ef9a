"""What was found of assessments: results, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.doc import Doc, Mention
from kg.extract.figures import key_of


@dataclass(slots=True)
class Result:
    """One result of one assessment.

    Attributes:
        subject: the region or institution that was assessed.
        year: that was assessed, or None where the text does not say.
        spans: field -> characters of the plain text from which it was read.
    """

    subject: Mention
    year: int | None = None
    score: float | None = None
    zone: str | None = None
    category: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def zone_leads(self) -> bool:
        """Whether the zone is named before the scores that it goes with."""
        told = self.spans
        return "zone" in told and "score" in told and told["zone"] < told["score"]


def in_longer_name(doc: Doc, mention: Mention) -> bool:
    """Whether a region's bare name ends that of something else, such as a river or a lake."""
    at = doc.sentence_of(mention.first).first
    before = doc.tokens[mention.first - 1]
    known = before.senses and "site" not in before.senses
    return not mention.clear and mention.first - 1 > at and before.cap and not known


def most_named(mentions: Iterable[Mention]) -> Mention | None:
    """The region that a text names most, the first of those named equally often."""
    counts: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.place:
            counts.setdefault(mention.place.code, []).append(mention)
    return max(counts.values(), key=len)[0] if counts else None


def merged(found: Sequence[Result]) -> list[Result]:
    """Results of one subject and year are one, unless they differ."""
    kept: list[Result] = []
    for result in found:
        for other in kept:
            if key_of(other.subject) == key_of(result.subject) and _fits(other, result):
                for what in ("year", "score", "zone", "category"):
                    if getattr(other, what) is None:
                        setattr(other, what, getattr(result, what))
                other.spans = result.spans | other.spans
                break
        else:
            kept.append(result)
    return kept


def _fits(one: Result, other: Result) -> bool:
    return all(
        getattr(one, what) is None
        or getattr(other, what) is None
        or getattr(one, what) == getattr(other, what)
        for what in ("year", "score", "zone")
    )
