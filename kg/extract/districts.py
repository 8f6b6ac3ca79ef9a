"""Tells the name of a district from that of who heads it: "Camat Bontang Utara N"."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.doc import Doc, Mention
from kg.extract.names import Name
from kg.extract.tokens import Token
from kg.names import fold

#: Tokens before a region in which a unit may be named that is for villages: "the office for villages of X".
_UNIT_REACH = 3
#: Words that open and end the name of a village.
_OPENED = 2
#: Words of the name of a district, most.
_MOST_WORDS = 5


def behind_a_district(doc: Doc, first: int, last: int, end: int, known: Container[str]) -> int | None:
    """Where the longest name of a district ends that begins at a token.

    Args:
        doc: the text.
        first: the token: right behind an office, or where a name like a region's begins.
        last: the one up to which that name has been read already, as that of a region.
        end: where the sentence ends.
        known: names of districts, folded.

    Returns:
        The token behind the name; None where no district of that name is known.
    """
    for after in range(min(end, first + _MOST_WORDS), max(last, first), -1):
        words = doc.tokens[first:after]
        if all(word.text[0].isalnum() for word in words) and fold(doc.text(first, after)) in known:
            return after
    return None


def behind_a_part(tokens: Sequence[Token], name: Name, openers: Container[str]) -> int | None:
    """Where a name begins behind that of a place, by words that begin or end such: "Bontang Kuala N"."""
    ends = [i for i in range(name.bare_first, name.bare_last - 1) if "place_end" in tokens[i].senses]
    if tokens[name.bare_first].norm in openers and name.bare_last - name.bare_first > _OPENED:
        ends.append(name.bare_first + 1)
    return max(ends) + 1 if ends else None


def opens_a_district(doc: Doc, mention: Mention, known: Container[str]) -> bool:
    """Whether what is called like a region begins the name of a part of one: "the people of Batu Aji".

    Of who heads one, it tells the region all the same: "Camat Bontang Utara".
    """
    tokens, last = doc.tokens, mention.last
    before = tokens[mention.first - 1].senses if mention.first else {}
    goes_on = last < len(tokens) and tokens[last].cap and tokens[last].start == tokens[last - 1].end + 1
    if not goes_on or "office" in before or "acting" in before:
        return False
    if "village_word" in before and not tokens[last].senses:
        near = tokens[max(0, mention.first - _UNIT_REACH) : mention.first - 1]
        return not any("unit" in token.senses for token in near)
    end = doc.sentence_of(mention.first).last
    return behind_a_district(doc, mention.first, last, end, known) is not None
