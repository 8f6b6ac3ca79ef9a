"""Sentences that tell of two acts of signing, one after the other, are read as two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.layout import Sentence
from kg.extract.signing import SIGNING
from kg.extract.tokens import Token

#: Tokens behind a comma, or a word for what came next, in which another agreement and its signing are named.
_REACH = 5
#: Cues of an earlier agreement from which one follows, and of signing: what a sentence names first counts.
_OPENING = SIGNING | {"induced"}


def by_agreement(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, those that turn to the signing of an agreement of another sort in parts.

    "After the signing of the memorandum, an agreement was signed by ..."
    """
    for sentence in sentences:
        parts = [] if sentence.headline else [*_parts(tokens, sentence)]
        for first, last in pairwise([sentence.first, *parts, sentence.last]):
            yield sentence._replace(first=first, last=last) if parts else sentence


def _parts(tokens: Sequence[Token], sentence: Sentence) -> Iterator[int]:
    """Where the second part of a sentence begins, and those after it."""
    known = [token.senses for token in tokens[sentence.first : sentence.last] if token.senses]
    kinds = {senses["agreement"] for senses in known if "agreement" in senses}
    first = _behind_induced(tokens, sentence) if kinds else None
    if first:
        yield first
    if len(kinds) > 1:
        yield from _turns(tokens, sentence._replace(first=first or sentence.first))


def _behind_induced(tokens: Sequence[Token], sentence: Sentence) -> int | None:
    """Behind the comma after an earlier agreement that a sentence opens with, if it then tells of signing."""
    inside = range(sentence.first, sentence.last)
    named = (i for i in inside if not _OPENING.isdisjoint(tokens[i].cues) or "agreement" in tokens[i].senses)
    first = next(named, None)
    if first is None or "induced" not in tokens[first].cues:
        return None
    comma = next((i for i in inside if i > first and tokens[i].text == ","), sentence.last)
    signs = any(not SIGNING.isdisjoint(token.cues) for token in tokens[comma : sentence.last])
    return comma + 1 if signs else None


def _turns(tokens: Sequence[Token], sentence: Sentence) -> Iterator[int]:
    """Where a sentence turns to the signing of another sort of agreement than it named before."""
    kinds: set[str] = set()
    signing = False
    for i in range(sentence.first, sentence.last):
        token = tokens[i]
        if "agreement" in token.senses:
            kinds.add(token.senses["agreement"])
        signing = signing or not SIGNING.isdisjoint(token.cues)
        turning = token.text == "," or "continues" in tokens[i + 1].cues if i + 1 < sentence.last else False
        if turning and signing and kinds and _signs_another(tokens[i + 1 : sentence.last][:_REACH], kinds):
            yield i + 1
            signing = False


def _signs_another(ahead: Sequence[Token], kinds: set[str]) -> bool:
    """Whether the next words name the signing of another sort of agreement than these."""
    named = next((t.senses["agreement"] for t in ahead if "agreement" in t.senses), None)
    return named not in {None, *kinds} and any(not SIGNING.isdisjoint(token.cues) for token in ahead)
