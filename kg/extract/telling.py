"""Which sentences tell of the agreements that a text is about, and not of earlier ones or of others'."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from kg.extract.doc import Doc, Mention
from kg.extract.figures import DECIMAL
from kg.extract.layout import Sentence, is_row
from kg.extract.signing import (
    COMPANY,
    SAID_OF_COMPANY,
    SIGNING,
    ahead,
    is_planned,
    speaks_of_agreement,
    speaks_of_making,
    speaks_of_signing,
)
from kg.extract.signing_day import EARLIER, last_of_month, last_signed, whole_day
from kg.extract.tokens import Token
from kg.extract.untrue import untrue
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
#: Tokens behind a word for an earlier time in which an agreement makes it the time of another one.
_BACKGROUND_REACH = 10
#: In place of the year of a text that leaves it out of its days: one that is named for a signing is another.
_OWN_YEAR = 9999
#: Tokens at the start of a sentence in which a year says when all that it tells took place.
_YEAR_OPENS = 3
#: Tokens behind an agreement in which a year says when it was made.
_YEAR_REACH = 8
#: Tokens at the start of a sentence in which a number of years ago, and the comma behind it, stand.
_YEARS_OPEN = 4
#: Cues of words for an earlier time, and of words such as "denies", "if only", behind which it is told at
#: length what.
_FAR = frozenset({"earlier", "denies"})
#: Tokens behind another word of denial in which an agreement is what is denied.
_DENIAL_REACH = 4
#: Sentences, most, from one that says who agrees with whom to the one that names the agreement.
_LEAD = 2
#: What a sentence says that tells of what is not agreed now.
_SAID_OF_OTHER_TIMES = frozenset({"cue:planned", "cue:intends", "cue:earlier", "cue:denied", "speech"})
#: What a list is not one of parties beside.
_SAID_OF_OTHER_THINGS = frozenset({"cue:earlier", "cue:acts_otherwise"})
#: What a sentence says that tells who makes an agreement, or goes on with it.
_SAID_OF_TAKING_PART = frozenset({*(f"cue:{cue}" for cue in SIGNING), "cue:agrees", "cue:term"})
_ACTING = frozenset({"stood_in_by", "by", "signed_by"})
#: Cues with which a list begins.
_LISTING = frozenset({"as", "between", "names"})

IsParty = Callable[[Named], bool]


def background_starts(doc: Doc) -> dict[int, int]:
    """For each sentence, by its first token: where it begins to tell of other agreements; else its end."""
    latest = max((m.year for m in doc.dates if m.year and m.month and m.day), default=0)
    if not latest and any(m.day and m.month for m in doc.dates):
        latest = _OWN_YEAR
    signed, not_so = last_signed(doc), untrue(doc)
    return {
        s.first: s.first
        if s.first in not_so or _is_of_an_earlier_day(doc, s, signed)
        else _background_starts(doc, s, latest)
        for s in doc.sentences
    }


def read_telling(doc: Doc, ends: Mapping[int, int], is_counterpart: IsParty) -> list[Sentence]:
    """Sentences that tell of agreements, without what they say of other ones, and lists of parties.

    None do where nothing is signed but contracts, records and other papers that are no agreements.

    Args:
        ends: as :func:`background_starts` gives them.
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


def rows(doc: Doc, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions that are parted from each other by no more than a word or mark of joining."""
    row: list[Mention] = []
    for mention in mentions:
        gap = without_brackets(doc.tokens[row[-1].last : mention.first]) if row else []
        if row and not (0 < len(gap) <= 2 and all(t.text == "," or "with" in t.cues for t in gap)):
            yield row
            row = []
        row = [*row, mention]
    if row:
        yield row


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Tokens but those between brackets, such as "(left)" in a caption."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        if token.text == "(":
            inside = True
        elif token.text == ")":
            inside = False
        elif not inside:
            kept.append(token)
    return kept


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


def _background_starts(doc: Doc, sentence: Sentence, latest: int) -> int:
    """Where a sentence begins to tell of an earlier agreement; its end when it does not.

    Args:
        latest: year of the latest day that the text names.
    """
    tokens, said = doc.tokens, doc.said(sentence)
    if "cue:renewed" in said:
        return sentence.last
    if _asks(doc, sentence) or ("agreement" in said and _is_of_a_past_year(doc, sentence, latest)):
        return sentence.first
    if "agreement" in said and (_is_of_years_ago(doc, sentence) or _ends(doc, sentence)):
        return sentence.first
    if "agreement" in said and (
        _is_of_an_existing_one(doc, sentence) or _counts_those_who_have(doc, sentence)
    ):
        return sentence.first
    if said.isdisjoint({"cue:earlier", "cue:induced", "cue:denied"}):
        return sentence.last
    for i in range(sentence.first, sentence.last):
        found = tokens[i].cues
        reach = _BACKGROUND_REACH if not _FAR.isdisjoint(found) else _DENIAL_REACH if "denied" in found else 0
        near = [tokens[i], *ahead(doc, i, sentence.last, reach - 1)] if reach else []
        if "induced" in found or any(_is_of_agreements(token) for token in near):
            told = speaks_of_signing(doc, sentence._replace(last=i)) if i > sentence.first else False
            return i if told or "induced" in found else sentence.first
    return sentence.last


def _is_of_an_existing_one(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence speaks of "the memorandum that there is" with somebody."""
    if "cue:existing" not in doc.said(sentence):
        return False
    pairs = pairwise(doc.tokens[sentence.first : sentence.last])
    return any("agreement" in word.senses and "existing" in after.cues for word, after in pairs)


def _counts_those_who_have(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says which of all have done something: "of eleven, only A, B and C, which have"."""
    if not {"cue:only", "cue:which"} <= doc.said(sentence):
        return False
    for row in rows(doc, doc.mentions_in(sentence.first + 1, sentence.last)):
        before, after = doc.tokens[row[0].first - 1], doc.tokens[min(row[-1].last, sentence.last - 1)]
        if len(row) > 1 and "only" in before.cues and "which" in after.cues:
            return True
    return False


def _is_of_an_earlier_day(doc: Doc, sentence: Sentence, signed: date | None) -> bool:
    """Whether a sentence tells of an agreement by days that are all long before the last signing."""
    if signed is None or not (speaks_of_agreement(doc, sentence) and speaks_of_signing(doc, sentence)):
        return False
    start, end = doc.span(sentence.first, sentence.last)
    if "cue:induced" in doc.said(sentence):  # what follows is of the agreement that led to this one
        end = next(t.start for t in doc.tokens[sentence.first : sentence.last] if "induced" in t.cues)
    days = [whole_day(mention) or last_of_month(mention) for mention in doc.dates_in(start, end)]
    return bool(days) and all(day and (signed - day).days > EARLIER for day in days)


def _is_of_agreements(token: Token) -> bool:
    """Whether a word names an agreement, what is signed, or the act of signing."""
    return "agreement" in token.senses or "document" in token.cues or not SIGNING.isdisjoint(token.cues)


def _asks(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence is a question, one in quotation marks included."""
    return doc.tokens[sentence.last - 1].text == "?" or doc.tokens[sentence.last - 2].text == "?"


def _is_of_years_ago(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says by nothing but a number of years ago when something was signed."""
    if not speaks_of_signing(doc, sentence):
        return False
    days = doc.dates_in(*doc.span(sentence.first, sentence.last))
    starts = {m.start for m in days if m.shift and m.shift.unit == "year" and m.shift.by < 0}
    if not starts or len(starts) < len(days):
        return False
    acts = [i for i in range(sentence.first, sentence.last) if not SIGNING.isdisjoint(doc.tokens[i].cues)]
    behind = doc.tokens[acts[-1] : min(sentence.last, acts[-1] + _YEAR_REACH)]
    if any(token.start in starts for token in behind):
        return True
    clause = doc.tokens[sentence.first + _YEARS_OPEN : acts[0]]
    opens = any(token.start in starts for token in doc.tokens[sentence.first :][:_YEARS_OPEN])
    return opens and all(token.text != "," for token in clause)


def _ends(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says no more of an agreement than that it ends."""
    if "cue:until" not in doc.said(sentence) or not doc.said(sentence).isdisjoint(_SAID_OF_TAKING_PART):
        return False
    named = False
    for token in doc.tokens[sentence.first : sentence.last]:
        named = named or "agreement" in token.senses
        if named and {"until", "earlier"} <= {*token.cues}:
            return True
    return False


def _is_of_a_past_year(doc: Doc, sentence: Sentence, latest: int) -> bool:
    """Whether a sentence tells of an agreement by a year alone, and other dates of the text are later."""
    found = doc.dates_in(*doc.span(sentence.first, sentence.last))
    if not found or any(m.month or m.day or m.weekday is not None or m.shift for m in found):
        return False
    signing = speaks_of_signing(doc, sentence) and not is_planned(doc, sentence)
    if latest == _OWN_YEAR and (not signing or "cue:until" in doc.said(sentence)):
        return False
    starts = {m.start for m in found if m.year and m.year < latest}
    if signing and any(t.start in starts for t in doc.tokens[sentence.first : sentence.first + _YEAR_OPENS]):
        return True
    for i in range(sentence.first, sentence.last):
        token = doc.tokens[i]
        agreed = "agreement" in token.senses and token.senses["agreement"] != "workplan"
        if agreed or (signing and not SIGNING.isdisjoint(token.cues)):
            behind = doc.tokens[i + 1 : min(sentence.last, i + _YEAR_REACH)]
            if any(t.start in starts and "agreement" not in t.senses for t in behind):
                return True
    return False
