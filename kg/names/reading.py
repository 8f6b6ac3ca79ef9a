"""What stands around the words of a name: titles before, degrees behind, a comma, a word for nicknames."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.names.spelling import letters

if TYPE_CHECKING:
    from kg.names.parts import Parser

#: Words this short say no more than common ones: many are syllables of longer ones.
SHORT = 3
LATIN = re.compile(r"[a-z]")
#: Letters of what may be a degree that no list has, most.
_DEGREE_LETTERS = 5


class Reading:
    """The words of a name without its titles, and what these say."""

    def __init__(self, parser: Parser, text: str) -> None:
        self._parser = parser
        self.sex = self.generation = ""
        self.nickname = False
        small = LATIN.search(text) or any(c.islower() for c in text)
        self.mixed = bool(small) or len(text.replace(".", "").strip()) <= SHORT
        parts = [part.split() for part in text.replace(";", ",").split(",")]
        first, *behind = [self._without_marks(part) for part in parts]
        kept = [first, *(self._name_words(part) for part in behind)] if first else behind
        kept = [part for part in kept if part]
        self.turned = len(kept) == 2 and bool(first)
        if self.turned:
            kept.reverse()
        self.chunks = [chunk for part in kept for chunk in part]
        self.untitled = bool(self.chunks)
        self.chunks = self.chunks or text.replace(",", " ").split()
        self.sex = self.sex or "".join(map(parser.sex_of, self.chunks[:1]))
        if len(self.chunks) == 2 and parser.is_nick(self.chunks[0]):
            self.nickname, self.chunks = True, self.chunks[1:]

    def _without_marks(self, chunks: list[str]) -> list[str]:
        """Words without titles before and degrees behind them."""
        is_bare = self._parser.is_bare
        if chunks and is_bare(chunks[0]) and is_bare(chunks[-1]) and is_bare(chunks[-2:][0]):
            return chunks
        return self._without_degrees(self._without_titles(chunks))

    def _without_titles(self, chunks: list[str]) -> list[str]:
        i = 0
        while i < len(chunks):
            if length := self._parser.title_at(chunks, i):
                for chunk in chunks[i : i + length]:
                    self.sex = self.sex or self._parser.sex_of(chunk)
                i += length
                self.nickname = i == len(chunks) - 1 and self._parser.is_nick(chunks[i - 1])
                continue
            title, dot, rest = chunks[i].partition(".")
            if dot and rest.strip(".") and self._parser.title_at([title], 0):
                self.sex = self.sex or self._parser.sex_of(title)
                chunks[i] = rest
                continue
            if chunks[i][:1] == "H" and len(chunks[i]) in (2, 3) and chunks[i].isupper() and self.mixed:
                chunks[i] = ".".join(chunks[i][1:]) + "."  # "HM Judas": Haji and an initial
                self.sex = self.sex or self._parser.sex_of("H")
            break
        return chunks[i:]

    def _without_degrees(self, chunks: list[str]) -> list[str]:
        end = len(chunks)
        while end > 1:
            if generation := self._parser.generation_of(chunks[end - 1]):
                self.generation = self.generation or generation
            elif not self._parser.is_degree(chunks, end - 1):
                break
            end -= 1
        return chunks[:end]

    def _name_words(self, chunks: list[str]) -> list[str]:
        """What stands behind a comma, unless it can only be degrees."""
        generation = "".join(map(self._parser.generation_of, chunks[:1]))
        self.generation = self.generation or generation
        if generation or all(_may_be_degree(chunk) or self._parser.is_title(chunk) for chunk in chunks):
            return []
        return chunks


def _may_be_degree(chunk: str) -> bool:
    few = len(letters(chunk)) <= _DEGREE_LETTERS
    return few and looks_cut(chunk)


@lru_cache(maxsize=2**16)
def looks_cut(chunk: str) -> bool:
    """Whether a word is an abbreviation by its looks: a dot, or a capital behind its first letter."""
    return "." in chunk or any(c.isupper() for c in chunk[1:])
