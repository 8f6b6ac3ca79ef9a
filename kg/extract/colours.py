"""Names of colours in texts about assessments that are no zones of anybody."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tokens import Token

#: Tokens before the name of a colour in which a word says what has it: "cards that are small and yellow".
_REACH = 3
#: Tokens before a zone in which a share is named that is in it.
_SHARE_REACH = 4


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
    """Whether a zone is that of so many of a hundred: "70 % are in the green zone"."""
    before = tokens[max(first, i - _SHARE_REACH) : i]
    return any("assessment_of_hundred" in token.senses for token in before)
