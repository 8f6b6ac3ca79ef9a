"""Who could not be there, and was stood in for by somebody of the same institution who signed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.doc import Doc, Held, Person
from kg.extract.participants import Participants, StoodIn, same_office


def read_absences(doc: Doc, found: Participants) -> None:
    """Add to those who stood in the ones who signed in the place of somebody who is said to be absent.

    That takes exactly one person of the institution who signed, and whose office is not the higher one.
    """
    known = {id(stood.principal) for stood in found.stood_in} | {id(stood.by) for stood in found.stood_in}
    for person, span in _absent(doc):
        if id(person) in found.signed or id(person) in known:
            continue
        signers = [by for by, _ in found.signed.values() if same_office(person, by)]
        if len(signers) == 1 and id(signers[0]) not in known and _can_sign_for(signers[0], person):
            found.stood_in.append(StoodIn(person, None, signers[0], span))
            known |= {id(person), id(signers[0])}


def _absent(doc: Doc) -> Iterator[tuple[Person, tuple[int, int]]]:
    """People who are said to be absent, and the words that say so: the last one named before them."""
    for before, sentence in pairwise([None, *doc.sentences]):
        if sentence is None or "cue:absent" not in doc.said(sentence):
            continue
        for i in range(sentence.first, sentence.last):
            if "absent" not in doc.tokens[i].cues:
                continue
            named = doc.sightings_in(sentence.first, i)
            if not named and before and _is_of_a_pronoun(doc, sentence.first, i):
                named = doc.sightings_in(before.first, before.last)[:1]
            if named:
                yield named[-1].person, doc.span(i, i + 1)


def _is_of_a_pronoun(doc: Doc, first: int, i: int) -> bool:
    return any("pronoun" in token.senses for token in doc.tokens[first:i])


def _can_sign_for(by: Person, absent: Person) -> bool:
    """Whether an office can be one below that of the absent: no head of a region stands in for a deputy."""
    one, other = by.office, absent.office
    if one is None or other is None or one.role in other.role:
        return False
    return not _heads_a_region(one) or _heads_a_region(other)


def _heads_a_region(held: Held) -> bool:
    return held.place is not None and held.of == held.place.level
