"""Tells the name of a district from that of who heads it: "Camat Bontang Utara N"."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.doc import Doc
from kg.extract.names import Name
from kg.extract.tokens import Token
from kg.names import fold

#: Words of the name of a district, most.
_MOST_WORDS = 4


def behind_a_district(doc: Doc, first: int, last: int, end: int, known: Container[str]) -> int | None:
    """Where the longest name of a district ends that begins right behind an office.

    Args:
        doc: the text.
        first: the first token behind the office.
        last: the one up to which that name has been read already, as that of a region.
        end: where the sentence ends.
        known: names of districts, folded.

    Returns:
        The token behind the name; None where no district of that name is known.
    """
    for after in range(min(end, max(last, first) + _MOST_WORDS), max(last, first), -1):
        words = doc.tokens[first:after]
        if all(word.text[0].isalnum() for word in words) and fold(doc.text(first, after)) in known:
            return after
    return None


def behind_a_part(tokens: Sequence[Token], name: Name) -> int | None:
    """Where a name begins behind a word with which names of places end: "Bontang Kuala N"; else None."""
    ends = [i for i in range(name.bare_first, name.bare_last - 1) if "place_end" in tokens[i].senses]
    return ends[-1] + 1 if ends else None
