"""People whom a text goes on to call by a part of their names."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.doc import Doc, Sighting
from kg.extract.layout import Sentence
from kg.extract.names import words_of


def named_again(doc: Doc, sightings: Sequence[Sighting], inside: Container[int]) -> list[Sighting]:
    """Words that are part of the name of one person of the text, wherever else they stand.

    Args:
        doc: the text; its people are known.
        sightings: of them by whole names.
        inside: tokens within names of institutions.
    """
    owners: dict[str, list[int]] = {}
    for number, person in enumerate(doc.people):
        for word in set(words_of(person.name)):
            owners.setdefault(word, []).append(number)
    seen = {i for one in sightings for i in range(one.first, one.last)}
    found: list[Sighting] = []
    for sentence in doc.sentences:
        for i in range(sentence.first, sentence.last):
            token = doc.tokens[i]
            if not token.cap or token.senses or i in seen or i in inside:
                continue
            known = owners.get(token.norm, ())
            if len(known) == 1 and not _is_within_a_name(doc, i, sentence, seen):
                found.append(Sighting(i, i + 1, doc.people[known[0]], None))
    return found


def _is_within_a_name(doc: Doc, i: int, sentence: Sentence, seen: Container[int]) -> bool:
    """Whether a word stands beside another with a capital letter: it is part of a name nobody has yet."""
    beside = [j for j in (i - 1, i + 1) if sentence.first < j < sentence.last and j not in seen]
    return any(doc.tokens[j].cap and not doc.tokens[j].senses for j in beside)
