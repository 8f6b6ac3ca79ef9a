"""Names of colours in texts about assessments that are no zones of anybody."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.layout import Sentence
from kg.extract.tokens import Token

#: Tokens before the name of a colour in which a word says what has it: "cards that are small and yellow".
_REACH = 3
#: Tokens behind a zone, with a colon, in which words say that nobody is in it.
_EMPTY_REACH = 2
#: Tokens before a zone in which a share is named that is in it.
_SHARE_REACH = 4
#: Tokens before a zone in which words say that something has risen from it.
_RISEN_REACH = 2


def is_a_colour(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether something has the colour that a token names, such as cards, uniforms or a park.

    Args:
        tokens: of the text.
        first: where the sentence begins.
        i: the token.
    """
    before = tokens[max(first, i - _REACH) : i]
    if any("zone_word" in token.senses for token in before):
        return False
    return any("assessment_coloured" in token.senses for token in before)


def is_of_a_share(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether a zone is that of so many of a hundred: "70 percent are in the green zone".

    Between the two stand only words for being there: "up 5 percent, green zone" is of one region.
    """
    for j in range(i - 1, max(first, i - _SHARE_REACH), -1):
        token = tokens[j]
        if "assessment_of_hundred" in token.senses:
            return tokens[j - 1].text[0].isdigit()
        if not ("at" in token.cues or "assessment_reach" in token.senses):
            return False
    return False


def is_empty(tokens: Sequence[Token], i: int) -> bool:
    """Whether words behind a zone say that nobody is in it: "Red zone: none"."""
    behind = tokens[i + 1 : i + 1 + _EMPTY_REACH]
    return any("assessment_none" in token.senses for token in behind)


def is_risen_from(tokens: Sequence[Token], sentence: Sentence, i: int) -> bool:
    """Whether a clause says of a zone, without a year, that it was left: "Up from yellow, A got 86".

    "From" alone may begin a list of those who are in a zone; "up from" and the like do not.
    """
    before = tokens[max(sentence.first, i - _RISEN_REACH) : i]
    risen = any("assessment_was" in token.senses and " " in token.norm for token in before)
    return risen and i + 1 < sentence.last and tokens[i + 1].text == ","
