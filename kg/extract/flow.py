"""How what one sentence tells of those who took part goes on in the next ones."""

from __future__ import annotations

from kg.extract.doc import Doc, Sighting
from kg.extract.layout import Sentence
from kg.extract.participants import Part
from kg.extract.signing import SAID_OF_PRESENCE, is_planned, speaks_of_signing
from kg.extract.telling import first_of_a_line, heads_a_table

#: Tokens in which a sentence says that it names those who signed.
_OPENING = 8
#: Tokens behind the last name of a sentence that does nothing but name those who did the same; and what else
#: says that it does.
_MOST_BEHIND = 1
_SAID_OF_MORE = frozenset({"cue:follows", "cue:turn", "cue:stands_in_for", "cue:stood_in_by"})
#: Tokens of the head of a column, most; and lines between the words that open a list and its first one, most,
#: since a table has heads of columns there.
_CELL, _LIST_BEHIND = 2, 7
#: Sentences behind one that tells of signing in which those who stood in for somebody did so for that.
_NEAR = 4
#: The same, for those that name a party's side alone.
_CLOSE = 3
#: Tokens at the start of a sentence with which it turns to guests; and what does so wherever it stands.
_GUESTS_OPEN = 3
_SAID_OF_GUESTS = SAID_OF_PRESENCE - {"cue:attend"}
#: Tokens in which a sentence opens that says who those are that the one before speaks of.
_THEY_OPEN = 3
#: Tokens at the start of a line of a list, its mark among them, in which its day stands.
_DAY_OPENS = 3
#: Tokens at the start of a sentence in which words for a side stand, and behind these those of who is meant.
_SIDE_OPENS, _SIDE_REACH = 3, 8


class Flow:
    """What the sentences read so far tell of those whom the next one names.

    Attributes:
        state: what those named next did.
        before: whom the last sentence is about.
        last: the last sentence.
        guests: whether it ends with those who are only there.
        near: how close a sentence that tells of signing is; 0 or less when none is.
        right_behind: whether it is the last one, on the same line.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.state: Part | None = None
        self.before: Sighting | None = None
        self.last: Sentence | None = None
        self.guests = self.right_behind = False
        self.near = 0
        self._line, self._signing, self._listing, self._goes_on = -1, False, False, False
        self._ended: Part | None = None

    def passes_over(self, sentence: Sentence, *, told_of_others: bool) -> bool:
        """Whether a sentence is not read: a headline, a head of a column, what tells of other agreements."""
        if told_of_others or sentence.headline:
            self.state = None
            self._signing = sentence.headline and speaks_of_signing(self._doc, sentence)
            return True
        if _heads_a_column(self._doc, sentence) or heads_a_table(self._doc, sentence):
            self._line = sentence.line
            self.state = "signed" if "cue:signer" in self._doc.said(sentence) else self.state
            return True
        return False

    def enter(self, sentence: Sentence) -> None:
        """Go on to a sentence, before it is read."""
        doc, line = self._doc, sentence.line
        goes_on = self.state is not None and (
            (sentence.listed and line <= self._line + _LIST_BEHIND and not _is_an_event(doc, sentence))
            or (self._listing and line == self._line + 1 and _is_an_item(doc, sentence))
            or (self.state == "signed" and _continues(doc, sentence))
        )
        goes_on = goes_on or (self._signing and _names_signers(doc, sentence))
        goes_on = goes_on or (self.near >= _CLOSE and _names_a_side(doc, sentence))
        them = (
            self._ended
            if self._ended in {"attend", "witness"} and _says_who_they_are(doc, sentence)
            else None
        )
        self.state = them or ((self.state or "signed") if goes_on else None)
        self.right_behind = self._signing and line == self._line
        self.guests = self.guests and line == self._line
        self._goes_on = goes_on

    def leave(self, sentence: Sentence, state: Part | None, about: Sighting | None, *, more: bool) -> None:
        """Take over what a sentence tells.

        Args:
            sentence: that was read.
            state: what those named at its end did.
            about: whom it is about.
            more: whether it names people who signed.
        """
        doc = self._doc
        self.before, self.last = about or self.before, sentence
        self.guests, self._ended = state == "attend", state
        opens_list = doc.tokens[sentence.last - 1].text == ":"
        self._listing = opens_list or (self._listing and self._goes_on)
        # A line of a list may end with why somebody else could not come; the next one goes on with the list.
        state = state or (self.state if sentence.listed and self._goes_on else None)
        self.state = state if opens_list or self._goes_on or state == "signed" else None
        if opens_list and "cue:signer" in doc.said(sentence) and state != "witness":
            self.state = "signed"
        tells = speaks_of_signing(doc, sentence) and not is_planned(doc, sentence)
        self._line, self._signing = sentence.line, tells or (self._signing and more)
        if tells or (self.near > 0 and more):
            self.near = _NEAR
        else:
            self.near = 0 if _turns_to_guests(doc, sentence) else self.near - 1


def _heads_a_column(doc: Doc, sentence: Sentence) -> bool:
    """Whether a word or two stand alone on a line, and name nobody."""
    last = doc.tokens[sentence.last - 1]
    plain = sentence.last - sentence.first <= _CELL and not sentence.listed and last.text[-1].isalpha()
    return plain and doc.sighting_over(sentence.first) is None


def _says_who_they_are(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence opens with words for those spoken of and says who they are: "They are N and O"."""
    opening = doc.tokens[sentence.first : min(sentence.last, sentence.first + _THEY_OPEN)]
    return bool(opening) and "both" in opening[0].cues and any("names" in token.cues for token in opening[1:])


def _is_an_item(doc: Doc, sentence: Sentence) -> bool:
    """Whether a line without a mark is one of a list: a party or a person, and no sentence."""
    over = doc.sighting_over(sentence.first)
    named = over is not None or first_of_a_line(doc, sentence) is not None
    return named and doc.tokens[sentence.last - 1].text != "."


def _is_an_event(doc: Doc, sentence: Sentence) -> bool:
    """Whether a line of a list opens with the day of what it tells."""
    opening = doc.span(sentence.first, min(sentence.last, sentence.first + _DAY_OPENS))
    return any(mention.day for mention in doc.dates_in(*opening))


def _turns_to_guests(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence opens with words for those who are only there, or says who watched."""
    said = doc.said(sentence)
    if said.isdisjoint(SAID_OF_PRESENCE):
        return False
    opening = doc.tokens[sentence.first : sentence.first + _GUESTS_OPEN]
    return not said.isdisjoint(_SAID_OF_GUESTS) or any("attend" in token.cues for token in opening)


def _names_a_side(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says no more than who did the same for a party: "From the side of X, the head N"."""
    opening = range(sentence.first, min(sentence.last, sentence.first + _SIDE_OPENS))
    at = next((i for i in opening if "on_side" in doc.tokens[i].cues), None)
    people = doc.sightings_in(sentence.first, sentence.last)
    if at is not None and people and doc.said(sentence).isdisjoint(SAID_OF_PRESENCE):
        colon = people[0].first - 1
        if colon - at <= _SIDE_OPENS and doc.tokens[colon].text == ":":
            return True
    if at is None or len(people) != 1 or not doc.mentions_in(at, at + _SIDE_OPENS):
        return False
    gap = people[0].first - at
    return gap <= _SIDE_REACH and sentence.last - people[0].last <= 1


def _continues(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence goes on with those who did the same, and no more: "followed by ..."."""
    start = doc.tokens[sentence.first : min(sentence.last, sentence.first + 3)]
    if not any("continues" in token.cues for token in start):
        return False
    people = doc.sightings_in(sentence.first, sentence.last)
    ends = bool(people) and sentence.last - people[-1].last <= _MOST_BEHIND
    return ends or not doc.said(sentence).isdisjoint(_SAID_OF_MORE)


def _names_signers(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says who those are that signed: "the five heads are ..."."""
    opening = doc.tokens[sentence.first : min(sentence.last, sentence.first + _OPENING)]
    who = next((n for n, token in enumerate(opening) if "heads" in token.cues), None)
    return who is not None and any("names" in token.cues for token in opening[who:])
