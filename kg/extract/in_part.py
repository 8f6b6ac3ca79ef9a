"""Institutions by a part of their names, as those are told of who hold offices: "the rector of X"."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.doc import Mention
from kg.extract.vocabulary import Named

#: Institutions that share a word, most; of more, that word tells nothing.
_MOST_OF_A_WORD = 50
#: An office that can be of any institution.
_ANY = "any"


class InPart:
    """The institutions of a text, by the words of their names."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_word: dict[str, list[Named]] = {}
        for body in {m.body.name: m.body for m in mentions if m.body}.values():
            for word in set(body.name.split()):
                self._by_word.setdefault(word, []).append(body)

    def called(self, words: str, of: str) -> Named | None:
        """The one institution with some words in its name, of the kind that an office is of.

        A single word tells only an institution of one kind, not any.
        """
        first, several, _ = words.partition(" ")
        known = self._by_word.get(first, ())
        if len(known) > _MOST_OF_A_WORD or (of == _ANY and not several):
            return None
        kinds = [body for body in known if of in {_ANY, body.kind}]
        fitting = [body for body in kinds if f" {words} " in f" {body.name} "]
        return fitting[0] if len(fitting) == 1 else None
