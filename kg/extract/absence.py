"""Who stood in for whom, as far as only the whole text tells it: for parties, for those who were absent."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from kg.extract.doc import Doc, Held, Person
from kg.extract.participants import Participants, StoodIn, is_one_body, of_one_body
from kg.extract.vocabulary import Named

#: Tokens between an office that is named alone and the word that says that its holder is absent.
_CLOSE = 3
#: Of more people who signed, no text tells who stood in for whom; all are compared with all.
_MOST_SIGNERS = 500


def read_sent(found: Participants, parties: Collection[Named], counterparts: Collection[str]) -> None:
    """Add to those who signed the ones who were sent by a party for which nobody else signed.

    Args:
        parties: of the text.
        counterparts: names of those that are not the institution that the subject is about.
    """
    for sent in found.sent if len(found.signed) <= _MOST_SIGNERS else ():
        signed = sent.principal is not None and id(sent.principal) in found.signed
        if signed or found.takes_part(sent.by):
            continue
        only = [party for party in parties if party.name in counterparts] if len(counterparts) == 1 else []
        body = sent.body or next(iter(only), None)
        bodies = [person.office.body if person.office else None for person, _ in found.signed.values()]
        others = any(is_one_body(other, body) if other and body else sent.body is None for other in bodies)
        if body and not others and any(is_one_body(body, party) for party in parties):
            found.signed[id(sent.by)] = (sent.by, sent.span)


def read_absences(doc: Doc, found: Participants) -> None:
    """Add to those who stood in the ones who signed in the place of somebody who is said to be absent.

    That takes exactly one person of the institution who signed, and whose office is not the higher one; or
    one of whose office nothing tells what it is held in.
    """
    if len(found.signed) > _MOST_SIGNERS:
        return
    known = {id(one) for stood in found.stood_in for one in (stood.principal, stood.by) if one}
    for person, held, span in _absent(doc):
        if id(person) in known or (person and found.takes_part(person)):
            continue
        signers = [by for by, _ in found.signed.values() if by is not person and of_one_body(held, by.office)]
        if not signers and held and held.body and held.speaks:
            signers = [by for by, _ in found.signed.values() if _is_of_any_body(by)]
        if len(signers) == 1 and id(signers[0]) not in known and _can_sign_for(signers[0], held):
            found.stood_in.append(StoodIn(person, None if person else held, signers[0], span))
            _take_in(signers[0].office, held)
            known |= {id(one) for one in (person, signers[0]) if one}


def _absent(doc: Doc) -> Iterator[tuple[Person | None, Held | None, tuple[int, int]]]:
    """Who is said to be absent, a person or an office, and the words that say so: the last before them."""
    for before, sentence in pairwise([None, *doc.sentences]):
        if sentence is None or "cue:absent" not in doc.said(sentence):
            continue
        for i in range(sentence.first, sentence.last):
            if "absent" not in doc.tokens[i].cues:
                continue
            named = doc.sightings_in(sentence.first, i)
            if not named and before and _is_of_a_pronoun(doc, sentence.first, i):
                named = doc.sightings_in(before.first, before.last)[:1]
            alone = [v for v in doc.vacant_in(sentence.first, i) if v[1] >= i - _CLOSE]
            if alone and not (named and named[-1].first > alone[-1][0]):
                yield None, alone[-1][2], doc.span(i, i + 1)
            elif named:
                yield named[-1].person, named[-1].person.office, doc.span(i, i + 1)


def _is_of_a_pronoun(doc: Doc, first: int, i: int) -> bool:
    return any("pronoun" in token.senses for token in doc.tokens[first:i])


def _is_of_any_body(by: Person) -> bool:
    """Whether nothing tells what somebody's office is held in."""
    return by.office is not None and by.office.body is None and by.office.place is None


def _take_in(held: Held | None, other: Held | None) -> None:
    """Take an office as one of the institution for which its holder signed, where no other is said."""
    if held and other and held.body is None and held.place is None:
        held.body, held.place = other.body, other.place


def _can_sign_for(by: Person, other: Held | None) -> bool:
    """Whether an office can be one below that of the absent: no head of a region stands in for a deputy."""
    one = by.office
    if one is None or other is None or one.role in other.role:
        return False
    return not _heads_a_region(one) or _heads_a_region(other)


def _heads_a_region(held: Held) -> bool:
    return held.place is not None and held.of == held.place.level
