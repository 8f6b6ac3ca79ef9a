"""What was found of assessments: results, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.doc import Doc, Mention
from kg.extract.figures import key_of
from kg.extract.tokens import Token
from kg.extract.vocabulary import Named

#: Tokens of a region's name and what stands before the next one, most; and from a list's comma to its next.
_NAME_REACH, _LIST_REACH = 8, 3
#: What stands behind the town from which a text is sent.
_BEHIND_TOWNS = frozenset({"-", "/", "("})


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


def tells_of_another(doc: Doc, mention: Mention) -> bool:
    """Whether a region is named for something else: a river, or a region that is in it."""
    before = doc.tokens[mention.first - 1] if mention.first > doc.sentence_of(mention.first).first else None
    if before is None or mention.body:
        return before is None and _sends_the_text(doc, mention)
    known = before.senses and {"site", "street"}.isdisjoint(before.senses)
    in_longer_name = not mention.clear and before.cap and not known
    return in_longer_name or "assessment_capital" in before.senses or _says_where(doc, mention)


def _sends_the_text(doc: Doc, mention: Mention) -> bool:
    """Whether a region is the town from which a text is sent: "X - The head ...", and no row "X - 81.5"."""
    if mention.body or mention.clear or opens_with(doc, mention):
        return False
    behind = doc.tokens[mention.last : mention.last + 2]
    return len(behind) > 1 and not behind[1].text[0].isdigit()


def _says_where(doc: Doc, mention: Mention) -> bool:
    """Whether a province only says where the region before it is: "A, Maluku, has 81.5"; not so in a list."""
    tokens, near = doc.tokens, doc.mentions_in(mention.first - _NAME_REACH, mention.first)
    one = near[-1] if near else None
    place = one and (one.place or (one.body and one.body.place))
    if not (one and place and mention.place and place.province == mention.place.code):
        return False
    apart = any(token.text != "," for token in tokens[one.last : mention.first])
    if apart or "government" in tokens[mention.first].senses:
        return False
    behind = tokens[mention.last] if mention.last < len(tokens) else None
    joins = behind is not None and (behind.text == "," or "with" in behind.cues)
    goes_on = joins and doc.mentions_in(mention.last, mention.last + _LIST_REACH)
    in_list = len(near) > 1 and near[-2].last == one.first - 1 and tokens[one.first - 1].text == ","
    return not goes_on and not in_list


def agencies_by_letters(doc: Doc) -> list[Mention]:
    """Agencies named by their letters, alone or with their region, and by no office held in them."""
    inside = {i for one in doc.sightings for i in range(one.first, one.last)}
    inside |= {i for first, last, _ in doc.vacant for i in range(first, last)}
    inside |= {i for mention in doc.mentions if mention.body for i in range(mention.first, mention.last)}
    found = []
    for i, token in enumerate(doc.tokens):
        body = token.senses.get("agency_alone") if token.senses and i not in inside else None
        if body:
            place = next((m for m in doc.mentions_in(i + 1, i + 2) if m.place and not m.body), None)
            named = (
                Named(f"{body.name} {place.place.name}", body.kind, place.place)
                if place and place.place
                else body
            )
            found.append(Mention(i, place.last if place else i + 1, body=named))
    return found


def parts_from_where(token: Token) -> bool:
    """Whether a token parts what follows from words for being there: "in the green zone, namely A"."""
    return token.cap or not token.text[0].isalpha() or "zone" in token.senses or "as" in token.cues


def most_named(doc: Doc, mentions: Iterable[Mention]) -> Mention | None:
    """The region that a text names most, the first of those named equally often.

    One that is named only for where something is or was does not count: in an address, or behind "in".
    """
    counts: dict[str, list[Mention]] = {}
    told: set[str] = set()
    for mention in mentions:
        if mention.place and not _is_gone_to(doc, mention):
            counts.setdefault(mention.place.code, []).append(mention)
            if _is_spoken_of(doc, mention):
                told.add(mention.place.code)
    spoken_of = [named for code, named in counts.items() if code in told]
    return max(spoken_of, key=len)[0] if spoken_of else None


def _is_gone_to(doc: Doc, mention: Mention) -> bool:
    """Whether a region is named behind a word such as "in" or "to"."""
    before = doc.tokens[mention.first - 1] if mention.first and not mention.body else None
    return before is not None and ("at" in before.cues or "assessment_becomes" in before.senses)


def _is_spoken_of(doc: Doc, mention: Mention) -> bool:
    """Whether a region is more than the town of a dateline, or the last part of an address."""
    sentence = doc.sentence_of(mention.first)
    if mention.body or mention.clear or sentence.headline:
        return True
    if mention.first == sentence.first:
        return opens_with(doc, mention)
    return doc.tokens[mention.first - 1].text != ","


def opens_with(doc: Doc, mention: Mention) -> bool:
    """Whether a sentence opens with a region that is not the town from which a text is sent: "X, Monday"."""
    behind = doc.tokens[mention.last : mention.last + 2]
    if mention.first != doc.sentence_of(mention.first).first or not behind:
        return False
    dated = behind[0].text == "," and behind[-1].start in doc.date_starts
    return behind[0].text not in _BEHIND_TOWNS and not dated


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
    return [result for result in kept if not any(_rounds(result, other) for other in kept)]


def _rounds(result: Result, other: Result) -> bool:
    """Whether one only says in speech what another is: "we got 95", where it is 95.02."""
    if result.score is None or other.score is None or result.zone or result.category:
        return False
    same = key_of(result.subject) == key_of(other.subject)
    same = same and (result.year == other.year or None in {result.year, other.year})
    return same and result.score == int(result.score) and 0 < abs(other.score - result.score) < 1


def _fits(one: Result, other: Result) -> bool:
    return all(
        getattr(one, what) is None
        or getattr(other, what) is None
        or getattr(one, what) == getattr(other, what)
        for what in ("year", "score", "zone")
    )
