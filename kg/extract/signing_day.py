"""On which day an agreement was signed."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kg.extract.date_completion import complete
from kg.extract.date_mention import Dated, DateMention
from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.signing import SAID_OF_COMPANY, SIGNING, is_planned, speaks_of_signing
from kg.extract.tokens import Token

_YEAR = re.compile(r"20\d\d")
#: Tokens before a date in which words say that something ends then, or how long it runs.
_END_REACH = 6
#: Tokens before a year in which words say that it is part of a number: "Law No. 25 of 2009".
_LAW_REACH = 4
#: Cues of what is to come.
_AIMED = frozenset({"planned", "aimed_at"})
#: Tokens before a year in which words say that it is to come.
_TO_COME_REACH = 3
#: Tokens from "which" to "was signed", and from there to the day on which it was, most.
_WHICH_REACH, _DAY_REACH = 2, 4
#: Tokens with which a sentence opens, and may say that it tells of a later day.
_OPENS = 3
#: What a day scores that only a speech names; where it is the only day, that of the signing is inferred.
_OF_A_SPEECH = -50
#: What a dateline scores less than other days beside words of signing: "Buru, 4 March - Signed on Monday".
_OF_A_DATELINE = 60
#: A day that is more days before the latest one of a text is that of an earlier agreement.
EARLIER = 60

#: Tokens before a day in which a word may say that something is due on it.
_DUE_REACH = 2
#: Tokens before a day in which words may say that it is still to come.
_AHEAD_REACH = 8
#: What a sentence says that can tell of the event, without words for an agreement.
_SAID_OF_EVENTS = frozenset({"speech", "cue:event", "cue:held_at", *SAID_OF_COMPANY})
#: Cues of what took place on the day that stands behind them.
_TELLING = SIGNING | {"event", "held_at"}

Seen = Sequence[tuple[date | None, date | None]]


class _Candidate(NamedTuple):
    score: int
    told: bool
    dated: Dated
    span: tuple[int, int]


def read_day(
    doc: Doc, telling: Sequence[Sentence], published: date | None, seen: Seen
) -> tuple[Dated | None, tuple[int, int] | None]:
    """The day, and the characters that name it.

    It stands nearest to what tells of signing. Of several days there, one long before the latest is that of
    an earlier agreement.

    Args:
        telling: sentences about agreements.
        published: when the text came out, if known.
        seen: when the people of the text are known to have held office.
    """
    found = list(_candidates(doc, telling, published, seen))
    only = len({one.dated.value for one in found}) == 1
    days = [date.fromisoformat(one.dated.value) for one in found if one.told and one.dated.value]
    latest = max(days, default=None)
    for one in sorted(found, key=lambda candidate: candidate.score, reverse=True):
        day = date.fromisoformat(one.dated.value or "")
        earlier = latest is not None and one.told and (latest - day).days > EARLIER
        if one.score > _OF_A_SPEECH and not earlier:
            return one.dated, one.span
        if only and not (earlier or (published is None and _is_told_from_publication(doc, telling))):
            return one.dated._replace(inferred=True), one.span
    return _in_part(doc, telling, published) or (None, None)


def read_day_apart(
    doc: Doc,
    telling: Sequence[Sentence],
    when: tuple[int, int],
    published: date | None,
    seen: Seen,
) -> tuple[Dated, tuple[int, int]] | None:
    """The day of one of several agreements, where it is another one than that of the others.

    Args:
        telling: sentences that tell of this agreement.
        when: characters that name the day of the others.
        published, seen: as for :func:`read_day`.
    """
    own = [s for s in telling if speaks_of_signing(doc, s) and not (s.headline or is_planned(doc, s))]
    spans = [doc.span(s.first, s.last) for s in own]
    if any(first <= when[0] < last for first, last in spans) or not any(doc.dates_in(*s) for s in spans):
        return None
    inside = (one for one in _candidates(doc, own, published, seen) if one.told)
    found = [one for one in inside if any(first <= one.span[0] < last for first, last in spans)]
    return (found[0].dated, found[0].span) if len({one.dated.value for one in found}) == 1 else None


def is_on_a_later_day(doc: Doc, telling: Sequence[Sentence], when: tuple[int, int]) -> bool:
    """Whether one of several agreements was made some time after the others: "the day after, N signed".

    Args:
        telling: sentences that tell of this agreement.
        when: characters that name the day of the others.
    """
    own = [s for s in telling if speaks_of_signing(doc, s) and not s.headline]
    spans = [doc.span(s.first, s.last) for s in own]
    opened = [doc.tokens[s.first : s.first + _OPENS] for s in own]
    later = all(any("later_day" in token.cues for token in opening) for opening in opened)
    return bool(own) and later and not any(first <= when[0] < last for first, last in spans)


def whole_day(mention: DateMention) -> date | None:
    """The day that a text names in full."""
    if mention.year and mention.month and mention.day:
        return date(mention.year, mention.month, mention.day)
    return None


def last_of_month(mention: DateMention) -> date | None:
    """The last day of a month that a text names with its year, and without a day."""
    if mention.year and mention.month and not mention.day:
        return date(mention.year, mention.month, monthrange(mention.year, mention.month)[1])
    return None


def last_signed(doc: Doc) -> date | None:
    """The last day that a text, of several, names in full as one of signing."""
    if len(doc.dates) < 2:
        return None  # No other is earlier.
    signing = (s for s in doc.sentences if speaks_of_signing(doc, s) and not is_planned(doc, s))
    told = ((s, mention) for s in signing for mention in doc.dates_in(*doc.span(s.first, s.last)))
    days = (whole_day(mention) for s, mention in told if not _is_of_a_speech(doc, s, mention))
    return max(filter(None, days), default=None)


def is_long_past(doc: Doc, when: Dated, published: date | None) -> bool:
    """Whether a text tells of something that took place long after the day of a signing."""
    if when.value is None or len(when.value) < len("2000-01-01"):
        return False
    signed = date.fromisoformat(when.value)
    later = [published] if published else []
    for mention in doc.dates if len(doc.dates) > 1 else ():
        day = whole_day(mention)
        if day and mention.weekday is not None and not _ends_something(doc, mention):
            later += [day] if not is_planned(doc, _sentence_at(doc, mention)) else []
    return any((day - signed).days > EARLIER for day in later)


def _sentence_at(doc: Doc, mention: DateMention) -> Sentence:
    return doc.sentence_of(bisect_left(doc.tokens, mention.start, key=_start_of))


def _start_of_sentence(doc: Doc, mention: DateMention) -> int:
    return doc.tokens[_sentence_at(doc, mention).first].start


def _start_of(token: Token) -> int:
    return token.start


def _in_part(
    doc: Doc, telling: Sequence[Sentence], published: date | None
) -> tuple[Dated, tuple[int, int]] | None:
    """What the first sentence about a signing says of the day: a month with its year, or a day without."""
    for sentence in telling:
        if is_planned(doc, sentence) or not speaks_of_signing(doc, sentence):
            continue
        for mention in doc.dates_in(*doc.span(sentence.first, sentence.last)):
            if mention.shift or _ends_something(doc, mention):
                continue
            span = (mention.start, mention.end)
            if mention.year and mention.month and not mention.day:
                dated = complete(mention, published)
                if dated.value and (published is None or dated.value <= published.isoformat()):
                    return dated, span
            elif mention.year is None and mention.month and mention.day:
                return Dated(None, alternatives=complete(mention, published).alternatives), span
    return None


def _candidates(
    doc: Doc, telling: Sequence[Sentence], published: date | None, seen: Seen
) -> Iterator[_Candidate]:
    """The days that a text names, as far as they are those of something that took place."""
    years, past = _years_named(doc, ahead=True), _years_named(doc, ahead=False)
    told = {sentence.first: sentence for sentence in telling}
    for number, sentence in enumerate(doc.sentences):
        mentions = doc.dates_in(*doc.span(sentence.first, sentence.last))
        if not mentions:
            continue
        plans = is_planned(doc, sentence)
        own = _day_of_what_was_signed(doc, sentence, mentions) if len(mentions) > 1 else None
        for mention in mentions:
            spoken = _is_of_a_speech(doc, sentence, mention) or (own is not None and mention is not own)
            cut = told.get(sentence.first)
            inside = cut is not None and mention.start < doc.tokens[cut.last - 1].end
            score = _score(doc, sentence, inside, spoken) * 100 - number
            score -= _OF_A_DATELINE if mention is doc.dateline else 0
            if mention.day is None and mention.weekday is None and not mention.shift:
                continue
            nearest = years if mention.weekday is not None else past  # A weekday tells which year it is not.
            dated = complete(_on_its_last_day(doc, mention, number), published, seen, nearest)
            whole = dated.value is not None and len(dated.value) == len("2000-01-01")
            if dated.value is None or not whole or _ends_something(doc, mention) or _is_due(doc, mention):
                continue
            if _is_of_something_else(doc, number, mention, told=inside):
                continue
            if published is None or date.fromisoformat(dated.value) <= published:
                yield _Candidate(score, inside and not (plans or spoken), dated, (mention.start, mention.end))


def _on_its_last_day(doc: Doc, mention: DateMention, number: int) -> DateMention:
    """The last of several days, where a text says that something took place then."""
    if mention.last is None:
        return mention
    year, month, day = mention.last
    near = doc.sentences[number : number + 2]
    closing = any("cue:closing" in doc.said(sentence) for sentence in near)
    return mention._replace(year=year, month=month, day=day, weekday=None, last=None) if closing else mention


def _years_named(doc: Doc, *, ahead: bool) -> list[Dated]:
    """Years that stand anywhere in a text, alone or in a date, its last lines included, the latest first.

    That of a law says no more than that it is older than the text.

    Args:
        ahead: with those in which something ends, or is to be reached.
    """
    alone = [token for token in doc.numbers if _YEAR.fullmatch(token.text) and not _is_of_a_law(doc, token)]
    named = [(token.start, token.text) for token in alone]
    named += [(mention.start, str(mention.year)) for mention in doc.dates]
    found = {
        year for start, year in named if _YEAR.fullmatch(year) and (ahead or not _is_to_come(doc, start))
    }
    return [Dated(year) for year in sorted(found, reverse=True)]


def _is_of_a_law(doc: Doc, year: Token) -> bool:
    return any("number" in before.cues for before in doc.tokens_before(year.start, _LAW_REACH))


def _is_to_come(doc: Doc, start: int) -> bool:
    """Whether words before a year say that something ends or is aimed at then: no "2021 until 2024"."""
    before = doc.tokens_before(start, _TO_COME_REACH)
    for i, token in enumerate(before):
        if "until" in token.cues and not (i and _YEAR.fullmatch(before[i - 1].text)):
            return True
        if not _AIMED.isdisjoint(token.cues):
            return True
    return False


def _ends_something(doc: Doc, mention: DateMention) -> bool:
    """Whether a date is said to be the end of something, by words before it in its sentence."""
    start = _start_of_sentence(doc, mention)
    before = [token for token in doc.tokens_before(mention.start, _END_REACH) if token.start >= start]
    apart = bool(before) and before[-1].text == "," and mention.weekday is not None  # "has run out, Monday"
    return not apart and any({"until", "runs"} & {*token.cues} for token in before)


def _is_due(doc: Doc, mention: DateMention) -> bool:
    """Whether something was or is due on a day: "at first scheduled for 20 April"."""
    before = doc.tokens_before(mention.start, _DUE_REACH)
    return any(
        "scheduled" in token.cues for token in before if token.start >= _start_of_sentence(doc, mention)
    )


def _is_of_something_else(doc: Doc, number: int, mention: DateMention, *, told: bool) -> bool:
    """Whether a day that a sentence names without a word for signing is not that of the event of the text.

    It is not where a word before it says that it is still to come. Outside of what tells of agreements it can
    be that of anything, unless it is one of the week, stands in a dateline or caption or right before a
    sentence that tells of signing, or is told of the event or of what somebody said.

    Args:
        number: of the sentence.
        told: whether it tells of agreements.
    """
    sentence, following = doc.sentences[number], doc.sentences[number + 1 : number + 2]
    if speaks_of_signing(doc, sentence):
        return False
    before = doc.tokens_before(mention.start, _AHEAD_REACH)
    if any("planned" in token.cues for token in before if token.start >= doc.tokens[sentence.first].start):
        return True
    named = mention.weekday is not None or mention.shift is not None or mention is doc.dateline
    if told or named or sentence.caption or sentence.headline:
        return False
    leads = any(speaks_of_signing(doc, after) for after in following)
    return not leads and doc.said(sentence).isdisjoint(_SAID_OF_EVENTS)


def _is_told_from_publication(doc: Doc, telling: Sequence[Sentence]) -> bool:
    """Whether the day is told by how long before publication it was: "yesterday"."""
    signing = (s for s in telling if speaks_of_signing(doc, s) and not is_planned(doc, s))
    return any(m.shift and not m.day for s in signing for m in doc.dates_in(*doc.span(s.first, s.last)))


def _is_of_a_speech(doc: Doc, sentence: Sentence, mention: DateMention) -> bool:
    """Whether a date is when something was said: words for that, and none for signing, stand closer to it."""
    for i in range(sentence.last - 1, sentence.first - 1, -1):
        token = doc.tokens[i]
        if token.start < mention.start:
            if "speech" in token.senses:
                return True
            if not _TELLING.isdisjoint(token.cues):
                return False
    return False


def _day_of_what_was_signed(
    doc: Doc, sentence: Sentence, mentions: Sequence[DateMention]
) -> DateMention | None:
    """The day right behind "which was signed", of several: "the memorandum which was signed on ..."."""
    for i in range(sentence.first + 1, sentence.last - 1):
        which = any("which" in token.cues for token in doc.tokens[max(sentence.first, i - _WHICH_REACH) : i])
        if which and "signed_by" in doc.tokens[i].cues:
            near = doc.span(i, min(sentence.last, i + _DAY_REACH))
            return next((m for m in mentions if near[0] < m.start < near[1] and whole_day(m)), None)
    return None


def _score(doc: Doc, sentence: Sentence, told: bool, spoken: bool) -> int:
    signing = told and speaks_of_signing(doc, sentence) and not spoken
    speech = "speech" in doc.said(sentence) and "cue:event" not in doc.said(sentence)
    aside = signing and _is_told_aside(doc, sentence)
    return 3 * signing - aside + told - 2 * (speech and not signing)


def _is_told_aside(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence tells of nothing but what "has been signed" before: "N hands over what has been"."""
    if not {"cue:which", "cue:signed_by"} <= doc.said(sentence):
        return False
    acts = [i for i in range(sentence.first, sentence.last) if not SIGNING.isdisjoint(doc.tokens[i].cues)]
    if len(acts) != 1 or "signed_by" not in doc.tokens[acts[0]].cues:
        return False
    before = doc.tokens[max(sentence.first, acts[0] - _WHICH_REACH) : acts[0]]
    return len(before) == _WHICH_REACH and "which" in before[0].cues
