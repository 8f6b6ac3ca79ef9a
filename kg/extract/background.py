"""Which sentences, or parts of them, tell of earlier agreements, of others', or of what was not so."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.rows import rows
from kg.extract.signing import SIGNING, ahead, is_planned, speaks_of_agreement, speaks_of_signing
from kg.extract.signing_day import EARLIER, last_of_month, last_signed, whole_day
from kg.extract.tokens import Token
from kg.extract.untrue import untrue

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
#: What a sentence says that tells who makes an agreement, or goes on with it.
_SAID_OF_TAKING_PART = frozenset({*(f"cue:{cue}" for cue in SIGNING), "cue:agrees", "cue:term"})


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


def _background_starts(doc: Doc, sentence: Sentence, latest: int) -> int:
    """Where a sentence begins to tell of an earlier agreement; its end when it does not.

    Args:
        latest: year of the latest day that the text names.
    """
    tokens, said = doc.tokens, doc.said(sentence)
    if "cue:renewed" in said:
        return sentence.last
    if _asks(doc, sentence) or _was_before_others(doc, sentence):
        return sentence.first
    if "agreement" in said and _is_of_a_past_year(doc, sentence, latest):
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


def _was_before_others(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence tells of what was before that of others: "Before A, ours signed one with B"."""
    if "cue:before" not in doc.said(sentence) or "before" not in doc.tokens[sentence.first].cues:
        return False
    named = doc.mentions_in(sentence.first + 1, sentence.first + 2)
    return bool(named) and doc.tokens[min(named[0].last, sentence.last - 1)].text == ","


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
