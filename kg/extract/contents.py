"""What an agreement says: what it is about, and for how many years."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.doc import Doc, Person
from kg.extract.layout import Sentence
from kg.extract.pack import Pack

#: Tokens of a topic, most; longer ones are sentences.
_MOST_WORDS = 12
#: Tokens before "on" in which the agreement is named, where its number stands between, most.
_NUMBER_REACH = 24
#: Tokens between words for a term and for its years.
_TERM_REACH = 7
#: Cues with which something else begins than what an agreement is about.
_OTHER = frozenset(
    {
        "at",
        "held_at",
        "by",
        "between",
        "signs",
        "signed_by",
        "witness",
        "attend",
        "accompany",
        "planned",
        "stood_in_by",
    }
)
_LONGEST_TERM = 30


class Topic(NamedTuple):
    """A topic in the words of the text, its characters, and the sort of agreement named with it, if any."""

    text: str
    span: tuple[int, int]
    kind: str | None


@dataclass(slots=True)
class Contents:
    """Topics; the years that an agreement runs, if said, and the sort of agreement named with them."""

    topics: list[Topic] = field(default_factory=list)
    term_years: int | None = None
    term_span: tuple[int, int] | None = None
    term_kind: str | None = None

    def of(self, kind: str, kinds: Collection[str]) -> Contents:
        """What is said of agreements of one sort, or of all, where a text has those of some sorts."""
        others = {other for other in kinds if other != kind}
        topics = [topic for topic in self.topics if topic.kind not in others]
        if self.term_kind in others:
            return Contents(topics)
        return Contents(topics, self.term_years, self.term_span, self.term_kind)


class ContentReader:
    """Reads what agreements say, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._joining = frozenset(pack.joining)
        self._numbers = {word: number for number, words in pack.numbers.items() for word in words}

    def read(self, doc: Doc, telling: Sequence[Sentence]) -> Contents:
        """Topics and term from the sentences about agreements."""
        found = Contents()
        topics: dict[str, Topic] = {}
        for sentence in doc.sentences:
            if doc.said(sentence).isdisjoint({"cue:list_of_topics", "cue:term"}):
                continue
            for i in range(sentence.first, sentence.last):
                if "list_of_topics" in doc.tokens[i].cues and self._is_about_agreement(doc, sentence):
                    topics |= self._listed(doc, i + 1, sentence)
                elif "term" in doc.tokens[i].cues and found.term_years is None:
                    self._term(doc, i, sentence, found)
        if not topics:
            for sentence in telling:
                topics |= self._named(doc, sentence)
        found.topics = list(topics.values())
        return found

    @staticmethod
    def _is_about_agreement(doc: Doc, sentence: Sentence) -> bool:
        return not doc.said(sentence).isdisjoint({"agreement", "cue:document", "cue:agrees"})

    def _named(self, doc: Doc, sentence: Sentence) -> dict[str, Topic]:
        """What follows "agreement on"."""
        tokens = doc.tokens
        for i in range(sentence.first + 1, sentence.last - 1):
            if "about" not in tokens[i].cues:
                continue
            before = tokens[max(sentence.first, i - _NUMBER_REACH) : i]
            numbered = any("number" in token.cues for token in before)
            if any("agreement" in token.senses for token in (before if numbered else before[-2:])):
                first = i + 1 + (tokens[i + 1].text == '"')
                last = self._end(doc, first, sentence.last)
                if last > first + 1:
                    topic = Topic(doc.text(first, last), doc.span(first, last), _only_kind(doc, sentence))
                    return {topic.text: topic}
        return {}

    def _listed(self, doc: Doc, i: int, sentence: Sentence) -> dict[str, Topic]:
        """The parts of a list, parted by commas and words of joining."""
        topics: dict[str, Topic] = {}
        first, end, kind = i, sentence.last, _only_kind(doc, sentence)
        for j in range(i, end + 1):
            token = doc.tokens[j] if j < end else None
            if token is None or token.text in ",.;:" or token.norm in self._joining:
                if 1 < j - first <= _MOST_WORDS and not any(t.text[0].isdigit() for t in doc.tokens[first:j]):
                    topic = Topic(doc.text(first, j), doc.span(first, j), kind)
                    topics[topic.text] = topic
                first = j + 1
            if token is not None and token.text in ".;":
                break
        return topics if len(topics) > 1 else {}

    def _end(self, doc: Doc, i: int, end: int) -> int:
        """Where the words for one topic end."""
        for j in range(i, min(end, i + _MOST_WORDS)):
            token = doc.tokens[j]
            named = "government" in token.senses or "institution" in token.senses
            if (
                token.text in ',.;:("'
                or token.start in doc.date_starts
                or named
                or not _OTHER.isdisjoint(token.cues)
            ):
                return j
        return min(end, i + _MOST_WORDS)

    def _term(self, doc: Doc, i: int, sentence: Sentence, found: Contents) -> None:
        end = sentence.last
        for j in range(i + 1, min(end, i + _TERM_REACH)):
            token = doc.tokens[j]
            years = self._numbers.get(token.norm, token.number)
            if years is None or not 0 < years <= _LONGEST_TERM:
                continue
            behind = doc.tokens[j + 1 : min(end, j + 5)]
            unit = next((t for t in behind if t.text not in "()" and t.norm not in self._numbers), None)
            if unit is not None and "years" in unit.cues:
                found.term_years, found.term_span = years, doc.span(i, j + 1 + behind.index(unit) + 1)
                found.term_kind = _only_kind(doc, sentence)
            return


def _only_kind(doc: Doc, sentence: Sentence) -> str | None:
    """The sort of agreement that a sentence names, if it is one."""
    tokens = doc.tokens[sentence.first : sentence.last]
    kinds = {token.senses["agreement"] for token in tokens if "agreement" in token.senses}
    return kinds.pop() if len(kinds) == 1 else None


def read_membership(doc: Doc) -> None:
    """Give people the party of which the text says that they are a member."""
    for sentence in doc.sentences:
        if "cue:member" not in doc.said(sentence):
            continue
        for i in range(sentence.first, sentence.last - 1):
            if "member" not in doc.tokens[i].cues:
                continue
            parties = [m.body for m in doc.mentions_in(i + 1, i + 4) if m.body and m.body.kind == "party"]
            person = _nearest(doc, sentence, i)
            if parties and person:
                person.party = parties[0]
                person.party_span = doc.span(i, min(sentence.last, i + 3))


def _nearest(doc: Doc, sentence: Sentence, i: int) -> Person | None:
    """The person named last before a token, in its sentence or the one before; else the first behind it."""
    before = doc.sightings_in(max(0, sentence.first - 60), i)
    behind = doc.sightings_in(i, sentence.last)
    return before[-1].person if before else behind[0].person if behind else None
