"""Sentences that tell of no agreement: what is only rumoured or taken back, and what else was signed."""

from __future__ import annotations

from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.signing import SIGNING, speaks_of_making
from kg.extract.tokens import Token

#: Tokens behind words for a piece of news in which it is said to be untrue.
_UNTRUE_REACH = 8
#: Tokens around the act of signing in which it is said what is signed.
_PAPER_REACH = 6


def untrue(doc: Doc) -> set[int]:
    """First tokens of sentences that tell of rumours or mistakes, are called untrue, or of other papers."""
    found: set[int] = set()
    before: Sentence | None = None
    for sentence in doc.sentences:
        said = doc.said(sentence)
        if "cue:mistaken" in said or ("cue:rumour" in said and _is_rumoured(doc, sentence)):
            found.add(sentence.first)
        if "cue:other_paper" in said and "agreement" not in said and _signs_something_else(doc, sentence):
            found.add(sentence.first)
        if "cue:untrue" in said and "cue:news" in said and _is_called_untrue(doc, sentence):
            found.add(sentence.first)
            found |= {before.first} if before and speaks_of_making(doc, before) else set()
        before = sentence
    return found


def _is_rumoured(doc: Doc, sentence: Sentence) -> bool:
    """Whether agreeing or signing is told behind words for a rumour, and not before them."""
    tokens = doc.tokens[sentence.first : sentence.last]
    at = next(n for n, token in enumerate(tokens) if "rumour" in token.cues)
    return any(map(_tells, tokens[at:])) and not any(map(_tells, tokens[:at]))


def _tells(token: Token) -> bool:
    return "agreement" in token.senses or not SIGNING.isdisjoint(token.cues)


def _signs_something_else(doc: Doc, sentence: Sentence) -> bool:
    """Whether what is signed is a contract, a record, a petition, and no agreement."""
    for i in range(sentence.first, sentence.last):
        if not SIGNING.isdisjoint(doc.tokens[i].cues):
            near = doc.tokens[max(sentence.first, i - _PAPER_REACH) : min(sentence.last, i + _PAPER_REACH)]
            if any("other_paper" in token.cues for token in near):
                return True
    return False


def _is_called_untrue(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says of the news just told that it is not so: "that news is a hoax"."""
    for i in range(sentence.first, sentence.last):
        if "news" in doc.tokens[i].cues:
            behind = doc.tokens[i : min(sentence.last, i + _UNTRUE_REACH)]
            return any("untrue" in token.cues for token in behind)
    return False
