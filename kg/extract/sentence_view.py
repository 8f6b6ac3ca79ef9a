"""What one sentence holds of those who take part: looked up, without a judgement of what they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from kg.extract.doc import Doc, Held, Mention, Sighting
from kg.extract.layout import Sentence
from kg.extract.rows import without_brackets
from kg.extract.signing import INTENT_REACH, PLAN_REACH, PRESENCE, SIGNING, speaks_of_making
from kg.extract.tokens import Token

#: Tokens between two people of a list in which each is named with whom they act for.
_LIST_GAP = 10
#: Tokens between an office and the word that says who stands in, in which its holder is said to be absent.
_ABSENCE_REACH = 8
#: Tokens between words for those who signed and a colon, most: "signed by, for X:".
_COLON_REACH = 4
#: Tokens before the word that says who stands in, in which the body that is stood in for may begin.
_PARTY_REACH = 12
#: Tokens before the word that says who was given something in which it is named.
_HANDED_REACH = 3
#: Tokens around somebody who is given a task in which words of signing say what it is.
_TASK_REACH = 5
#: Tokens at the start of a sentence in which it says what was done, or behind what.
_ACT_OPENS = 3
#: Cues between two who did the same.
_JOINING = frozenset({"with", "by", "names", "as", "between", "continues"})


class SentenceView:
    """One sentence: its people, its offices that are named alone, and those it named so far.

    Args:
        doc: the text; its people are known.
        sentence: of it.
        named: where it names people.
        last: the sentence before.
    """

    def __init__(
        self, doc: Doc, sentence: Sentence, named: Sequence[Sighting], last: Sentence | None
    ) -> None:
        self.doc, self.sentence, self.last = doc, sentence, last
        self.tokens = doc.tokens
        self.said = doc.said(sentence)
        self.sightings = {sighting.first: sighting for sighting in named}
        self.vacant = doc.vacant_in(sentence.first, sentence.last)
        self.about = speaks_of_making(doc, sentence)
        self.recent: list[Sighting] = []
        self.led: list[Sighting] = []
        self.since: int | None = None

    def is_set_against(self, i: int) -> bool:
        """Whether a word for others stands between who was named last and a token: "N, while from X came"."""
        after = self.tokens[self.recent[-1].last : i] if self.recent else ()
        return any("contrast" in token.cues for token in after)

    def both(self, i: int) -> list[Sighting]:
        """Those named in the sentence before, where this one says that both or "they" do something."""
        opening = self.tokens[self.sentence.first : i]
        if self.last is None or not any("both" in token.cues for token in opening):
            return []
        many = any({"both", "heads"} <= {*token.cues} for token in opening)
        people = _named_in(self.doc, self.last.first, self.last)
        if len(people) == 1 and self.last.first:  # "N came. Beside him sat O. Both signed"
            earlier = self.doc.sentence_of(self.last.first - 1)
            two = _named_in(self.doc, earlier.first, self.last) if earlier.line == self.last.line else []
            people = two if len(two) == 2 else people
        return people if len(people) == 2 or (many and all(one.held for one in people)) else []

    def named_before(self, i: int) -> Sighting | None:
        """Who was named last before a token; behind "N, accompanied by M," that is N."""
        named = self.led if self.led and self.tokens[i - 1].text == "," else self.recent
        return named[-1] if named else None

    def is_of_the_speaker(self, i: int) -> bool:
        """Whether a word of speech stands behind what the one who speaks did: '"I sign," said N'."""
        before = self.tokens[self.sentence.first : i]
        return "cue:signed_by" not in self.said and any("speaker" in token.cues for token in before)

    def is_of_those_spoken_of(self, i: int) -> bool:
        """Whether words for those who signed are spoken by the one named last: "N said of all who signed"."""
        said = self.tokens[self.recent[-1].last : i] if self.recent else ()
        return "signer" in self.tokens[i].cues and any("speech" in token.senses for token in said)

    def is_in_a_row(self, sighting: Sighting) -> bool:
        """Whether somebody is named in a row with those behind the last word for what they did.

        They are the first, or no other words stand between: "signed by A and N", not "signed by A, met by N".
        """
        since = -1 if self.since is None else self.since
        people = (one.last for one in self.recent if one.first > since)
        bodies = (m.last for m in self.doc.mentions_in(since, sighting.first) if self.since is not None)
        gap = without_brackets(self.tokens[max((*people, *bodies), default=sighting.first) : sighting.first])
        joined = not gap or gap[-1].text in ",:;" or not _JOINING.isdisjoint(gap[-1].cues)
        plain = any(
            "assigns" in token.cues or (not token.senses and token.text[0].islower()) for token in gap
        )
        return joined or not plain or "speech" in gap[-1].senses

    def lies_ahead(self, i: int) -> bool:
        """Whether a word before a token says that what it tells is to come, or was at first to be.

        A name counts as one token.
        """
        if "cue:intends" in self.said:
            before = list(islice(self._backwards(i), INTENT_REACH))
            if any("intends" in self.tokens[at].cues for at in before):
                return True
        if self.said.isdisjoint({"cue:planned", "cue:at_first"}):
            return False
        for at in islice(self._backwards(i), PLAN_REACH):
            if not {"planned", "at_first"}.isdisjoint(self.tokens[at].cues):
                return True
            if not SIGNING.isdisjoint(self.tokens[at].cues):
                return False  # What lies ahead is that signing.
        return False

    def is_denied(self, i: int) -> bool:
        """Whether words right before a token say no to it: "not there", "could not be there"."""
        before = self.tokens[max(self.sentence.first, i - 2) : i]
        could = len(before) == 2 and "planned" in before[1].cues
        return any("not" in token.cues for token in (before if could else before[-1:]))

    def tells_of_another_act(self) -> bool:
        """Whether the sentence tells of something else than the signing, which came behind it."""
        if "cue:other_act" in self.said and not self.about and "cue:document" not in self.said:
            return self._opens_with("other_act")
        return "cue:acts_otherwise" in self.said and self._opens_with("after")

    def _opens_with(self, cue: str) -> bool:
        opening = self.tokens[self.sentence.first : self.sentence.first + _ACT_OPENS]
        return any(cue in token.cues for token in opening)

    def is_to_sign(self, i: int, by: Sighting) -> bool:
        """Whether what somebody is given to do is to sign, or nothing is said of it."""
        after = self.tokens[by.last] if by.last < self.sentence.last else None
        if after is None or _ends_a_part(after):
            return True
        if not PRESENCE.isdisjoint(after.cues):
            return False
        around = self.tokens[max(self.sentence.first, i - _TASK_REACH) : by.last + _TASK_REACH]
        return any(not SIGNING.isdisjoint(token.cues) for token in around)

    def _backwards(self, i: int) -> Iterator[int]:
        """Positions of the tokens before one in the sentence, the nearest first; a person is one of them."""
        while (i := i - 1) >= self.sentence.first:
            yield i
            over = self.doc.sighting_over(i)
            i = over.first if over else i

    def tells_of_a_stand_in(self, cue: str, i: int) -> bool:
        """Whether a word says that somebody stands in, and not to whom what was signed is handed."""
        if cue not in {"stood_in_by", "stands_in_for"} or "assigns" not in self.tokens[i].cues:
            return cue in {"stood_in_by", "stands_in_for"}
        before = self.tokens[max(self.sentence.first, i - _HANDED_REACH) : i]
        handed = any(
            "agreement" in token.senses or {"document", "continues"} & {*token.cues} for token in before
        )
        return not handed or any(not SIGNING.isdisjoint(token.cues) for token in before)

    def is_behind(self, i: int, cue: str, reach: int) -> bool:
        """Whether a cue stands so many tokens before one, at most, and tells of nothing that lies ahead."""
        before = self.tokens[max(self.sentence.first, i - reach) : i]
        if any("planned" in token.cues for token in before[-1:]):
            return False  # "The signing was to be done by N."
        return any(cue in token.cues for token in before) and not self.lies_ahead(i - len(before))

    def party_right_before(self, i: int) -> Mention | None:
        """The institution or region, and no person, that somebody stands in for."""
        near = self.doc.mentions_in(max(self.sentence.first, i - _PARTY_REACH), i)
        able = (m for m in near if i - (2 if m.body or m.clear else 1) < m.last <= i)
        return next((m for m in able if not (self._is_of_an_office(m) or self._is_where(m))), None)

    def _is_where(self, mention: Mention) -> bool:
        """Whether a region only says where somebody is: "who is in X, sends N"."""
        before = self.tokens[mention.first - 1].cues if mention.first > self.sentence.first else ()
        return mention.body is None and "at" in before

    def _is_of_an_office(self, mention: Mention) -> bool:
        alone = any(first <= mention.first < last for first, last, _ in self.vacant)
        return alone or self.doc.sighting_over(mention.first) is not None

    def is_of_unnamed_parties(self, i: int) -> bool:
        """Whether parties that are not named stand right before a token: "the other two regions are"."""
        if i == self.sentence.first or "assigns" in self.tokens[i].cues:
            return False
        return "parties" in self.tokens[i - 1].cues

    def turns_to_others(self, first: int, last: int) -> bool:
        """Whether regions or institutions are set against what stands before them: "whereas X and Y were"."""
        return any(
            "contrast" in self.tokens[mention.first - 1].cues and not self._is_of_an_office(mention)
            for mention in self.doc.mentions_in(first + 1, last)
        )

    def office_alone(self, i: int, sighting: Sighting, *, after: bool) -> Held | None:
        """An office without a name that is stood in for: before the cue, or between it and the stand-in.

        Before the cue, words may part them that say that its holder is absent.
        """
        for first, last, held in self.vacant:
            if after:
                joined = any("with" in token.cues for token in self.tokens[last : sighting.first])
                if i < first <= i + 2 and last >= sighting.first - 2 and not joined:
                    return held
            elif i - 2 <= last <= i or (i - _ABSENCE_REACH <= last < i and self._is_absent(last, i)):
                return held
        return None

    def _is_absent(self, first: int, last: int) -> bool:
        return any("absent" in token.cues for token in self.tokens[first:last])

    def is_an_office_between(self, i: int, sighting: Sighting) -> bool:
        """Whether an office alone is what a token speaks of, and who is named next stands beside it.

        "represented by the secretary and the head N": nobody says who the secretary is.
        """
        return any(
            i < first <= i + 2 and any("with" in token.cues for token in self.tokens[last : sighting.first])
            for first, last, _ in self.vacant
            if last <= sighting.first
        )

    def office_behind(self, i: int) -> Held | None:
        """An office without a name right behind the words that say it is stood in for."""
        return next((held for first, _, held in self.vacant if i < first <= i + 2), None)

    def is_of_all_heads(self, i: int) -> bool:
        """Whether the heads of several stand behind the words that say that somebody stands in for them."""
        return any("heads" in token.cues for token in self.tokens[i + 1 : min(i + 3, self.sentence.last)])

    def ends_behind(self, i: int) -> bool:
        """Whether a part of the sentence ends with who is stood in for, an office alone or a person."""
        ends = [last for first, last, _ in self.vacant if i < first <= i + 2]
        ends += [self.sightings[first].last for first in (i + 1, i + 2) if first in self.sightings]
        after = self.tokens[ends[0]] if ends and ends[0] < self.sentence.last else None
        return bool(ends) and (after is None or _ends_a_part(after))

    def is_named(self, i: int) -> bool:
        """Whether somebody, or an office, is named before a token of the sentence."""
        return bool(self.recent) or any(first < i for first, _, _ in self.vacant)

    def names_signers(self, i: int) -> bool:
        """Whether words for those who signed stand right before a colon."""
        if self.lies_ahead(i):
            return False
        before = self.tokens[max(self.sentence.first, i - _COLON_REACH) : i]
        return any("signer" in token.cues for token in before)

    def is_of_a_signature(self, i: int) -> bool:
        """Whether the one named just before is whose signature was set: "the signature of N was set"."""
        if not self.recent or self.recent[-1].last < i - 2 or self.lies_ahead(i):
            return False
        first = self.recent[-1].first
        return first > self.sentence.first and "signing" in self.tokens[first - 1].cues

    def listed(self, before: Sighting, after: Sighting) -> bool:
        """Whether two people are named as ones who do the same thing."""
        gap = without_brackets(self.tokens[before.last : after.first])
        if any("contrast" in token.cues for token in gap):
            return False
        joined = any(t.text == "," or "with" in t.cues for t in gap)
        if len(gap) <= 3:
            return joined
        sent = any(not {"through", "stood_in_by"}.isdisjoint(token.cues) for token in gap)
        return len(gap) <= _LIST_GAP and sent and joined


def _ends_a_part(token: Token) -> bool:
    """Whether what stands before a token says nothing more."""
    return token.text in ",.;)" or "with" in token.cues


def _named_in(doc: Doc, first: int, last: Sentence) -> list[Sighting]:
    """Whom some sentences name, each once."""
    return list({id(one.person): one for one in doc.sightings_in(first, last.last)}.values())
