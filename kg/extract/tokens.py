"""Words of a text and the terms of a pack that they make up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

#: What a term can be, and what the pack or the regions say about it.
Senses = dict[str, Any]

#: Plain words, which are most; numbers with what stands inside them; words with dots inside ("S.H."); other
#: words; line ends; anything else. The blank before one is read along: alone, it would be tried as each.
_TOKEN = re.compile(
    r" ?(?:(?P<plain>[A-Za-z]++(?![.'\-]?[^\W\d_]))"
    r"|(?P<number>\d+(?:[.,/:\-]\d+)*)"
    r"|(?P<dotted>(?:[^\W\d_]{1,6}+\.){2,7}(?:[^\W\d_]{1,6}\b)?|[^\W\d_]{1,6}+\.[^\W\d_]{1,6}\b)"
    r"|(?P<word>[^\W\d_]+(?:['\-][^\W\d_]+)*)|(?P<end>\n+)|(?P<cell>\t+)|(?P<mark>[^\w\s]|\w))"
)
_PLAIN, _DOTTED, _WORD, _END, _CELL = (
    _TOKEN.groupindex[name] for name in ("plain", "dotted", "word", "end", "cell")
)
#: What parts the cells of a row reads as a comma, and is told from one by this.
CELL = "\t"
_WORDS = (_PLAIN, _WORD)
_NONE: Senses = {}
#: Senses of which a term can have several at once.
_SEVERAL = frozenset({"cue", "region"})
#: Senses of words for institutions, or before the names of regions for their governments.
_NAMING = frozenset({"institution", "branch", "government"})
#: Letters that are initials when dots stand between them: "A.A."
_MOST_INITIALS = 3
#: Digits of a number that counts something, most.
_MOST_DIGITS = 9


class Token:
    """A word, number, mark or line end; or the words that make up a term.

    Attributes:
        start, end: characters in the plain text.
        text, norm: as written; and without regard to case and to dots within.
        cap: whether it begins with a capital letter.
        senses: what it can be.
        cues: what it tells as a cue word.
    """

    __slots__ = ("cap", "cues", "end", "norm", "senses", "start", "text")

    def __init__(self, start: int, end: int, text: str, norm: str, senses: Senses = _NONE) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.norm = norm
        self.senses = senses
        self.cap = text[0].isupper()
        self.cues: tuple[str, ...] = senses.get("cue", ()) if senses else ()

    @property
    def number(self) -> int | None:
        """The whole number that the token is; of more than nine digits it is none."""
        return int(self.text) if len(self.text) <= _MOST_DIGITS and self.text.isdecimal() else None

    def become(self, senses: Senses) -> None:
        """Take on what the token can be."""
        self.senses = senses
        self.cues = senses.get("cue", ())

    def __repr__(self) -> str:
        return f"<{self.text}{' ' + '/'.join(self.senses) if self.senses else ''}>"


class Terms:
    """All terms of a pack, and where they stand in a text.

    A term that is written in capitals alone (``PAN``) is found only where the text does so, too.

    Args:
        entries: term as written, what it can be, and what is known about it.
    """

    def __init__(self, entries: Iterable[tuple[str, str, Any]]) -> None:
        self._short: set[str] = set()
        self._bodies: frozenset[str] = frozenset()
        entries = list(entries)
        for written, _, _ in entries:
            self._short.update(
                word.lower().replace(".", "") for word in written.split() if word.endswith(".")
            )
        self._senses: dict[str, Senses] = {}
        capitals: dict[tuple[str, str], bool] = {}
        lengths: dict[str, dict[str, set[int]]] = {}
        for written, sense, value in entries:
            norms = [token.norm for token in self._split(written)]
            if not norms:
                continue
            key = " ".join(norms)
            if len(norms) > 1:
                lengths.setdefault(norms[0], {}).setdefault(norms[1], set()).add(len(norms))
            senses = self._senses.setdefault(key, {})
            if sense in _SEVERAL:
                # Terms such as "an." and "a.n." are one.
                senses[sense] = tuple(dict.fromkeys((*senses.get(sense, ()), value)))
            else:
                senses.setdefault(sense, value)
            letters = written.replace(".", "")
            only = letters.isupper() and letters.isalpha() and len(letters) > 1
            capitals[key, sense] = only and capitals.get((key, sense), True)
        #: First word -> second word -> how many words terms have that begin with both, the longest first.
        self._longer = {
            first: {second: sorted(known, reverse=True) for second, known in seconds.items()}
            for first, seconds in lengths.items()
        }
        self._capitals = {entry for entry, only in capitals.items() if only}
        self._restricted = {key for key, _ in self._capitals}
        self._bodies = frozenset(key for key, known in self._senses.items() if not _NAMING.isdisjoint(known))

    def tokens(self, text: str) -> list[Token]:
        """Words and terms of a text, in order; each word is in one of them, and a longer term goes first."""
        words = self._split(text)
        norms = [word.norm for word in words]
        longer, senses, restricted = self._longer, self._senses, self._restricted
        found: list[Token] = []
        i, end = 0, len(words)
        while i < end:
            word, norm = words[i], norms[i]
            if norm in longer and (length := self._length_at(words, norms, i)):
                word = self._joined(text, words[i : i + length])
                i += length - 1
            elif norm in senses:
                word.become(self._as_written(norm, word.text) if norm in restricted else senses[norm])
            found.append(word)
            i += 1
        return found

    def _length_at(self, words: Sequence[Token], norms: Sequence[str], i: int) -> int:
        """How many words the longest term of several has that begins with a word; 0 when none does."""
        for length in self._lengths_at(norms, i):
            term = norms[i : i + length]
            known = len(term) == length and " ".join(term) in self._senses
            if known and not self._holds_a_longer_one(words, norms, i, i + length - 1):
                return length
        return 0

    def _holds_a_longer_one(
        self, words: Sequence[Token], norms: Sequence[str], first: int, last: int
    ) -> bool:
        """Whether a name or office begins with the last word of a term and ends behind it.

        "Head" "Agency of X"; and "as" "Deputy Regent", which is not "as deputy of" the "Regent".
        """
        lengths = self._lengths_at(norms, last)
        if not lengths or (rest := " ".join(norms[first:last])) not in self._senses:
            return False
        office = words[last].cap and "office" not in self._senses[rest]
        longer = {"institution", "body", "office"} if office else {"institution", "body"}
        terms = (norms[last : last + length] for length in lengths)
        return any(not longer.isdisjoint(self._senses.get(" ".join(term), ())) for term in terms)

    def _lengths_at(self, norms: Sequence[str], i: int) -> Sequence[int]:
        """How many words the terms of several have that begin with two words."""
        seconds = self._longer.get(norms[i])
        return seconds.get(norms[i + 1], ()) if seconds and i + 1 < len(norms) else ()

    def _joined(self, text: str, words: Sequence[Token]) -> Token:
        """The words of a term as one token."""
        start, end = words[0].start, words[-1].end
        written, norm = text[start:end], " ".join([word.norm for word in words])
        return Token(start, end, written, norm, self._as_written(norm, written))

    def _as_written(self, key: str, written: str) -> Senses:
        """What a term can be where it is written in one way."""
        senses = self._senses[key]
        if key in self._restricted and not written.isupper():
            return {sense: value for sense, value in senses.items() if (key, sense) not in self._capitals}
        return senses

    def _split(self, text: str) -> list[Token]:
        found: list[Token] = []
        for match in _TOKEN.finditer(text):
            sort = match.lastindex or 0
            word, end = match[sort], match.end()
            start = end - len(word)
            if sort == _WORD and "-" in word and self._joins_bodies(word):
                found += self._apart(word, start)
            elif sort in _WORDS:
                found.append(Token(start, end, word, word.lower()))
            elif sort == _DOTTED:
                self._dotted(text, word, start, found)
            elif sort == _CELL:
                found.append(Token(start, end, ",", CELL))
            elif word == "." and found and found[-1].end == start and self._is_short(text, found[-1], end):
                last = found[-1]
                found[-1] = Token(last.start, end, last.text + ".", last.norm)
            else:
                found.append(Token(start, end, word, "\n" if sort == _END else word.lower()))
        return found

    def _dotted(self, text: str, word: str, start: int, found: list[Token]) -> None:
        """Letters with dots between them: an abbreviation, or sentences that a missing blank has joined."""
        norm, end = word.replace(".", "").lower(), start + len(word)
        if norm not in self._short and any(len(part) > 3 for part in word.split(".")):
            found += self._apart(word, start)
        elif word.endswith(".") and text[end : end + 1] != ")" and not self._goes_on(text, end, norm):
            found.append(Token(start, end - 1, word[:-1], norm))
            found.append(Token(end - 1, end, ".", "."))
        else:
            found.append(Token(start, end, word, norm))

    def _is_short(self, text: str, token: Token, end: int) -> bool:
        """Whether a dot after a word belongs to it: after an abbreviation, and after an initial."""
        if token.norm in self._short:
            return True
        return len(token.text) == 1 and token.cap and _goes_on_with_a_name(text, end)

    def _goes_on(self, text: str, end: int, norm: str) -> bool:
        """Whether a dot after an abbreviation is part of it."""
        if norm in self._short:
            return True
        return len(norm) <= _MOST_INITIALS and norm.isalpha() and _goes_on_with_a_name(text, end)

    def _joins_bodies(self, word: str) -> bool:
        """Whether a hyphen stands for "and" between two names, one of an institution: "X-Ombudsman"."""
        parts = word.split("-")
        return all(part[0].isupper() for part in parts) and any(
            part.lower() in self._bodies for part in parts
        )

    @staticmethod
    def _apart(word: str, start: int) -> list[Token]:
        """What a hyphen, or a missing blank after a full stop, has put together."""
        parts = re.finditer(r"[^.\-]+|[.\-]", word)
        return [Token(start + part.start(), start + part.end(), part[0], part[0].lower()) for part in parts]


def behind_short_form(tokens: Sequence[Token], i: int, end: int) -> int:
    """Behind one word in brackets, such as a short form of the words before it; else where it was."""
    bracketed = i + 2 < end and tokens[i].text == "(" and tokens[i + 2].text == ")"
    return i + 3 if bracketed and tokens[i + 1].cap else i


def behind_branch(tokens: Sequence[Token], i: int, end: int) -> int:
    """Behind the word for a branch and the region that it is of; else where it was."""
    branch = i + 1 < end and "branch_word" in tokens[i].senses and "region" in tokens[i + 1].senses
    return i + 2 if branch else i


def _goes_on_with_a_name(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
