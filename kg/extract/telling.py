"""Which sentences tell of the agreements that a text is about, and lists of their parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.extract.doc import Doc, Mention
from kg.extract.figures import DECIMAL
from kg.extract.layout import Sentence, is_row
from kg.extract.rows import rows
from kg.extract.signing import (
    COMPANY,
    SAID_OF_COMPANY,
    speaks_of_agreement,
    speaks_of_making,
)
from kg.extract.tokens import Token
from kg.extract.vocabulary import Named

#: Sentences behind one about an agreement in which a list of governments is one of its parties.
_NEAR = 4
#: Parties in a row, least, that are a list wherever it stands near a sentence about an agreement.
_LONG_ROW = 3
#: Tokens at the start of a sentence in which a word says that a list follows.
_LISTING_REACH = 12
#: Tokens before a list that says which ones are meant, most.
_LIST_OPENS = 4
#: Tokens before the name that a line of a list begins with: a mark, or a number and its dot.
_BULLET = 2
#: Sentences, most, from one that says who agrees with whom to the one that names the agreement.
_LEAD = 2
#: What a sentence says that tells of what is not agreed now.
_SAID_OF_OTHER_TIMES = frozenset({"cue:planned", "cue:intends", "cue:earlier", "cue:denied", "speech"})
#: What a list is not one of parties beside.
_SAID_OF_OTHER_THINGS = frozenset({"cue:earlier", "cue:acts_otherwise"})
_ACTING = frozenset({"stood_in_by", "by", "signed_by"})
#: Cues with which a list begins.
_LISTING = frozenset({"as", "between", "names"})

IsParty = Callable[[Named], bool]


def read_telling(doc: Doc, ends: Mapping[int, int], is_counterpart: IsParty) -> list[Sentence]:
    """Sentences that tell of agreements, without what they say of other ones, and lists of parties.

    None do where nothing is signed but contracts, records and other papers that are no agreements.

    Args:
        ends: as :func:`kg.extract.background.background_starts` gives them.
        is_counterpart: whether an institution can be a party beside the one that the subject is about.
    """
    telling: list[Sentence] = []
    near, list_line, marked = 0, -1, False
    for number, sentence in enumerate(doc.sentences):
        end = ends[sentence.first]
        if end <= sentence.first + 1:
            near -= 1
            continue
        cut = sentence._replace(last=end) if end < sentence.last else sentence
        if sentence.line == list_line and first_of_a_line(doc, sentence) and (sentence.listed or not marked):
            telling.append(cut._replace(listed=True))
            list_line, marked = list_line + 1, marked or sentence.listed
            continue
        of_results = number > 0 and _tells_results_alone(doc, doc.sentences[number - 1])
        adds = not of_results and _adds_parties(doc, cut, is_counterpart, near=near)
        if adds or speaks_of_making(doc, cut):
            telling.append(cut)
            near = _NEAR
        else:
            near -= 1
        if near > 0 and (doc.tokens[sentence.last - 1].text == ":" or heads_a_table(doc, sentence)):
            list_line = sentence.line + 1 if doc.said(sentence).isdisjoint(SAID_OF_COMPANY) else -1
            marked = False
    named = any(not doc.said(s).isdisjoint({"agreement", "cue:agrees", "cue:document"}) for s in telling)
    return _with_leads(doc, ends, telling, is_counterpart) if named else []


def _with_leads(
    doc: Doc, ends: Mapping[int, int], telling: Sequence[Sentence], is_counterpart: IsParty
) -> list[Sentence]:
    """The sentences, and those right before one of them that say in other words who agrees with whom."""
    told = {sentence.first for sentence in telling}
    body = {sentence.first for sentence in telling if not sentence.headline}
    leads = [
        sentence
        for number, sentence in enumerate(doc.sentences)
        if sentence.first not in told
        and ends[sentence.first] == sentence.last
        and _agrees_in_words(doc, sentence, is_counterpart)
        and any(after.first in body for after in doc.sentences[number + 1 : number + 1 + _LEAD])
    ]
    return sorted([*leads, *telling]) if leads else list(telling)


def _agrees_in_words(doc: Doc, sentence: Sentence, is_counterpart: IsParty) -> bool:
    """Whether a sentence tells that bodies work together, without a word for an agreement or for signing."""
    said = doc.said(sentence)
    if sentence.headline or "cue:agrees" not in said or not _SAID_OF_OTHER_TIMES.isdisjoint(said):
        return False
    clear = [m for m in doc.mentions_in(sentence.first, sentence.last) if m.clear]
    sides = {is_counterpart(m.body) for m in clear if m.body}
    regions = [m for m in clear if m.place and m.place.level != "province" and not doc.sighting_over(m.first)]
    sides |= {True for row in rows(doc, regions) if len(row) > 1}
    return len(sides) > 1 and said.isdisjoint(SAID_OF_COMPANY)


def read_plans(doc: Doc, ends: Mapping[int, int], telling: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that tell of working together some day, without a word for an agreement.

    So do those that name who met, right before one that says what they prepare.
    """
    prepared = {s.first for s in telling if "cue:planned" in doc.said(s) and speaks_of_agreement(doc, s)}
    return [
        sentence
        for sentence in doc.sentences
        if ends[sentence.first] == sentence.last
        and ({"cue:planned", "cue:agrees"} <= doc.said(sentence) or sentence.last in prepared)
    ]


def heads_a_table(doc: Doc, sentence: Sentence) -> bool:
    """Whether a row names nobody, and one of its cells says that a column is that of those who signed."""
    if "cue:signer" not in doc.said(sentence) or not is_row(doc.tokens, sentence.first, sentence.last):
        return False
    return not (
        doc.mentions_in(sentence.first, sentence.last) or doc.sightings_in(sentence.first, sentence.last)
    )


def sent_behind(doc: Doc, signing: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences that follow ones about signing without a break, and say who acts for the next party."""
    firsts, near = {sentence.first for sentence in signing}, False
    for sentence in doc.sentences:
        said = doc.said(sentence)
        sends = "cue:stood_in_by" in said and said.isdisjoint(SAID_OF_COMPANY)
        if near and sends and sentence.first not in firsts:
            yield sentence
        near = sentence.first in firsts or (near and sends)


def first_of_a_line(doc: Doc, sentence: Sentence) -> Mention | None:
    """The government or institution that a line of a list begins with."""
    found = doc.mentions_in(sentence.first, min(sentence.last, sentence.first + _BULLET + 1))
    return found[0] if found and not doc.sighting_over(found[0].first) else None


def _opens_with_a_plan(doc: Doc, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence opens with regions and what they are going to do: "A and B are due in July"."""
    row = next(rows(doc, mentions), [])
    if not row or row[0].first > sentence.first + 1 or row[-1].last >= sentence.last:
        return False
    return "planned" in doc.tokens[row[-1].last].cues


def _adds_parties(doc: Doc, sentence: Sentence, is_counterpart: IsParty, *, near: int) -> bool:
    """Whether a sentence after one about an agreement lists governments, or says who signs later."""
    said = doc.said(sentence)
    later = "cue:planned" in said and "cue:follows" in said
    if near <= 0 and not later:
        return False
    mentions = doc.mentions_in(sentence.first, sentence.last)
    if later:
        return any(m.body or m.clear for m in mentions)
    if "cue:planned" in said and _opens_with_a_plan(doc, sentence, mentions):
        return True
    able = [m for m in mentions if (is_counterpart(m.body) if m.body else m.clear or _is_local(m))]
    if not able or _gives_results(doc, sentence) or not said.isdisjoint(_SAID_OF_OTHER_THINGS):
        return False
    tokens = doc.tokens[sentence.first : min(sentence.last, sentence.first + _LISTING_REACH)]
    listing = any(not _LISTING.isdisjoint(t.cues) or t.text == ":" for t in tokens)
    longest = max(rows(doc, able), key=len, default=[])
    acting = [m for m in able if m.clear and m.last < sentence.last and _acts(doc.tokens[m.last])]
    if len(longest) >= _LONG_ROW and _is_a_list(sentence, longest) and said.isdisjoint(SAID_OF_COMPANY):
        return True
    if len(acting) > 1 and not _is_there(doc, sentence.first, acting[0].first):
        return True
    if listing and said.isdisjoint(SAID_OF_COMPANY):
        least = 2 if all(m.clear for m in longest) else _LONG_ROW
        return len(longest) >= least
    return len(longest) >= _LONG_ROW and all(m.body and m.clear for m in longest)


def _gives_results(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says how regions were assessed, whoever of them makes an agreement."""
    said = doc.said(sentence)
    tokens = doc.tokens[sentence.first : sentence.last] if "assessment_score" in said else ()
    return "zone" in said or any(DECIMAL.fullmatch(token.text) for token in tokens)


def _tells_results_alone(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says how regions were assessed, and nothing of agreements: those it lists next."""
    told = speaks_of_agreement(doc, sentence) or speaks_of_making(doc, sentence)
    return "zone" in doc.said(sentence) and not told


def _is_a_list(sentence: Sentence, row: Sequence[Mention]) -> bool:
    """Whether a sentence says nothing but which ones are meant: "these five regions: A, B, C"."""
    return row[0].first - sentence.first <= _LIST_OPENS and sentence.last - row[-1].last <= 1


def _is_there(doc: Doc, first: int, last: int) -> bool:
    """Whether some tokens say that those are named who are only there."""
    return any(not COMPANY.isdisjoint(token.cues) for token in doc.tokens[first:last])


def _acts(token: Token) -> bool:
    """Whether a word says who acts for what stands before it."""
    return not _ACTING.isdisjoint(token.cues)


def _is_local(mention: Mention) -> bool:
    return mention.place is not None and mention.place.level != "province"
