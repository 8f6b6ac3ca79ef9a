"""Regions that a text lists behind the zone that all of them are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.doc import Mention
from kg.extract.tokens import Token

#: Tokens behind a zone in which "namely" may stand before those that are in it, and in which "has" may.
_NAMELY_REACH, _HOLDS_REACH = 8, 2
_NAMELY = frozenset({"as", "names"})


def listed_behind(
    tokens: Sequence[Token], subjects: Mapping[int, Mention], i: int, end: int
) -> list[Mention]:
    """The regions of a list that follows: "green, namely A, B and C", "in the green zone there are A and B".

    Args:
        tokens: of the text.
        subjects: regions and institutions that can be assessed, by their first token.
        i: the token behind the zone.
        end: where the sentence ends.
    """
    j = next((j for j in range(i, min(end, i + _NAMELY_REACH)) if _opens(tokens, i, j)), None)
    if j is None or any(at in subjects or "zone" in tokens[at].senses for at in range(i, j)):
        return []
    found: list[Mention] = []
    j += 1
    while j < end:
        mention = subjects.get(j)
        if mention:
            found.append(mention)
            j = mention.last
        elif _goes_on(tokens[j], listed=bool(found)):
            j += 1
        else:
            break
    return found


def _opens(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether a list can begin behind a token."""
    token = tokens[j]
    if token.text == ":" or not _NAMELY.isdisjoint(token.cues):
        return True
    holds = j < i + _HOLDS_REACH and "assessment_holds" in token.senses
    return holds and all(before.text[0].isalpha() for before in tokens[i:j])


def _goes_on(token: Token, *, listed: bool) -> bool:
    """Whether a list of regions can go on behind a token: a mark, a word of joining, a figure."""
    return token.text in ",()" or "with" in token.cues or (listed and token.text[0].isdigit())
