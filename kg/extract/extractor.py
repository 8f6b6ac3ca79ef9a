"""The whole way from a text to its facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from kg.extract.agreements import Agreements, Signing
from kg.extract.assessments import Assessments
from kg.extract.clauses import by_agreement
from kg.extract.contents import read_membership
from kg.extract.date_words import DateWords
from kg.extract.dates import DateFinder
from kg.extract.doc import Doc, Mention
from kg.extract.facts import Extraction, Fact, ManyInOneError
from kg.extract.knowledge import Knowledge
from kg.extract.layout import Layout
from kg.extract.lines import Line, lines_of
from kg.extract.mentions import Mentions
from kg.extract.names import words_of
from kg.extract.pack import Pack
from kg.extract.people import People
from kg.extract.plain import Plain
from kg.extract.settle import Settler
from kg.extract.signing_day import whole_day
from kg.extract.tokens import Terms, Token
from kg.extract.vocabulary import entries
from kg.extract.writing import Writer
from kg.names import fold
from kg.names.language import titles_file

#: Characters of a byline, most: names of people, not sentences.
_LONGEST_BYLINE = 120
#: People who took part times agreements, most: 100 agreements before 500 people, all of whom saw each signed.
_MOST_PARTS = 50_000


class Extractor:
    """Reads articles. Made once, used for many.

    Args:
        pack: words of the language and the subject.
        date_words: words of dates.
        knowledge: regions, and who was seen in office when.
    """

    def __init__(self, pack: Pack, date_words: DateWords, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._terms = Terms(entries(pack, knowledge))
        self._dates = DateFinder(date_words)
        self._layout = Layout(pack.noise, pack.bullets)
        self._mentions = Mentions(pack, knowledge.districts)
        self._people = People(pack, knowledge.districts)
        self._settler = Settler(pack)
        self._agreements = Agreements(pack)
        self._assessments = Assessments(pack)
        self._focus, self._shares = pack.focus, pack.confidence

    def extract(
        self, text: str, published: date | None = None, captions: Sequence[tuple[int, int]] = ()
    ) -> Extraction:
        """The facts of a text.

        Args:
            text: of one article.
            published: when it came out, if known; else what the text says about that is used.
            captions: characters, from and to, in order, that explain a picture; others are known by words.

        Raises:
            ManyInOneError: it tells of so many agreements and people that it cannot be one article. Who
                took part in which could not be told, and all would be said of all.
        """
        plain = Plain(text)
        tokens = self._terms.tokens(plain.text)
        lines = lines_of(tokens)
        explaining = {first for first, _ in lines if captions and _starts_in(plain, tokens[first], captions)}
        sentences = self._layout.sentences(tokens, lines, explaining)
        sentences = list(by_agreement(tokens, sentences))
        doc = Doc(plain, tokens, sentences, self._dates.find(plain.text))
        doc.dateline = self._layout.dateline(tokens, lines, doc.dates)
        published = published or self._published(doc, lines)
        doc.mentions = self._mentions.find(doc)
        self._people.find(doc)
        self._settler.settle(doc)
        self._settler.name_holders(doc)
        read_membership(doc)
        doc.mentions = _outside_names(doc)
        signing = self._agreements.find(doc, published, self._seen(doc))
        deals, people = len(signing.deals), signing.participants.count()
        if deals * people > _MOST_PARTS:
            what = f"{deals:,} agreements and {people:,} people who took part"
            raise ManyInOneError(f"tells of {what}, more than one article can")
        results = self._assessments.find(doc, published or _told(doc, signing))
        source: Fact = {"published": published.isoformat()} if published else {}
        bylines = self._layout.bylines(tokens, lines)
        source |= {role: doc.text(*span)[:_LONGEST_BYLINE] for role, span in bylines.items()}
        return Writer(doc, signing, self._focus, self._shares).write(results, source)

    def _published(self, doc: Doc, lines: Sequence[Line]) -> date | None:
        span = self._layout.published(doc.tokens, lines)
        told = [
            m for m in doc.dates if span and span[0] <= m.start < span[1] and m.year and m.month and m.day
        ]
        mention = told[0] if told else doc.dateline
        return whole_day(mention) if mention else None

    def _seen(self, doc: Doc) -> list[tuple[date | None, date | None]]:
        known = (self._knowledge.seen.get(fold(person.name)) for person in doc.people)
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in filter(None, known)]


def _starts_in(plain: Plain, token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a token starts within some characters of the original text; they are in order, and apart."""
    at, _ = plain.span(token.start, token.end)
    i = bisect_right(spans, at, key=itemgetter(0)) - 1
    return i >= 0 and at < spans[i][1]


def _told(doc: Doc, signing: Signing) -> date | None:
    """A day close to that of publication: of the signing, else the first that the text names in full."""
    if signing.when and signing.when.value and len(signing.when.value) == len("2000-01-01"):
        return date.fromisoformat(signing.when.value)
    return next((day for mention in doc.dates if (day := whole_day(mention))), None)


def _outside_names(doc: Doc) -> list[Mention]:
    """Mentions but those of regions whose names are words in names of people."""
    if all(mention.body or mention.clear for mention in doc.mentions):
        return doc.mentions
    starts = {position for person in doc.people for span in person.spans for position in range(*span)}
    pairs = {pair for person in doc.people for pair in pairwise(words_of(person.name))}
    return [
        m
        for m in doc.mentions
        if m.body or m.clear or not (doc.tokens[m.first].start in starts or _two_words(doc, m) in pairs)
    ]


def _two_words(doc: Doc, mention: Mention) -> tuple[str, str]:
    """The word before a mention, and its own."""
    before = doc.tokens[mention.first - 1].text if mention.first else ""
    return fold(before), fold(doc.tokens[mention.first].text)


def language_files(folder: Path) -> list[Path]:
    """The files of a language's pack, without its dates, which have a file of their own shape."""
    return [titles_file(folder.name), *sorted(p for p in folder.glob("*.yaml") if p.name != "dates.yaml")]
