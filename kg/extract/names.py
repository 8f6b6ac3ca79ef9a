"""Names of people: where one begins and ends, and which names are one person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.doc import Person
from kg.extract.tokens import Token
from kg.names import fold

#: Words between an office and a title, when none of them is known.
MOST_BETWEEN = 9
#: Words in a name, most.
_MOST_WORDS = 6
#: A name that is one word has at least this many letters.
_LEAST_LETTERS = 3
#: People of a text who share a word of their names, most; of more, that word tells nobody.
_MOST_BEARERS = 100
#: Letters of a degree in capitals that no list has, most.
_LONGEST_DEGREE = 7
#: A title of so few letters can be an initial within a name: "H."
_SHORT_TITLE = 2
#: A degree that no list has: short parts with dots between them.
_DEGREE = re.compile(r"(?:[A-Z][a-z]{0,5}\.){1,5}[A-Z][A-Za-z]{0,6}\.?$|(?:S|M|Sp|Ph|Lc)\.[A-Z]")
#: What a word can be that is no part of a name.
_BLOCKING = frozenset(
    {
        "office", "institution", "body", "government", "level", "agreement", "cue", "venue", "common",
        "acting", "branch", "speech", "standing", "zone", "category", "zone_word", "collective", "pronoun",
        "town",
    }
)  # fmt: skip
#: What a word can be that is part of a name all the same, where only a name can follow.
_WORDS = frozenset({"cue", "unit", "common", "speech"})
#: A word that is one of these is part of a name where another word of it comes first.
_WITHIN = frozenset({"common", "venue", "body", "speech", "town"})


class Name(NamedTuple):
    """A name found: tokens from the first title to the last degree, and those of the bare name."""

    first: int
    last: int
    bare_first: int
    bare_last: int
    titled: bool


def read_name(tokens: Sequence[Token], i: int, end: int) -> Name | None:
    """The name that begins at a token, titles and degrees included; None when none does."""
    first = i
    i = _behind_titles(tokens, i, end)
    if i > first and i + 2 < end and tokens[i].text == "(" and _is_of_a_title(tokens[i + 1]):
        i = _behind_titles(tokens, i + 3, end)
    bare = i
    while i < end and i - bare < _MOST_WORDS and _is_part(tokens, i, end, bare):
        i += 1
    while i > bare and tokens[i - 1].norm == "-":
        i -= 1
    if i == bare:
        return None
    # A degree that follows what is no name, such as that of a hospital called after somebody.
    if i - bare == 1 and "." in tokens[bare].text[:-1] and _DEGREE.match(tokens[bare].text):
        return None
    letters = [len(token.text.rstrip(".")) for token in tokens[bare:i]]
    if max(letters) == 1 or sum(letters) < _LEAST_LETTERS:
        return None
    last = _after_nickname(tokens, i, end)
    after = _after_degrees(tokens, last, end)
    return Name(first, after, bare, i, bare > first or after > last)


def name_like_a_word(tokens: Sequence[Token], i: int, end: int) -> Name | None:
    """A name that begins with what is a word elsewhere, behind an office of which all else is said."""
    token, following = tokens[i], tokens[i + 1 : min(end, i + 2)]
    senses = {sense for sense in token.senses if not sense.startswith("assessment_")}
    wordy = token.cap and len(token.text) > 2 and senses <= _WORDS
    plain = any(after.cap and not after.senses for after in following)
    name = read_name(tokens, i + 1, end) if wordy and plain else None
    return name._replace(first=i, bare_first=i) if name and name.first == name.bare_first else None


def read_names(tokens: Sequence[Token], i: int, end: int, most: int) -> list[Name]:
    """Names that follow one another from a token on, joined by commas or "and"; at most so many."""
    names: list[Name] = []
    while len(names) < most and (name := read_name(tokens, i, end)):
        names.append(name)
        i = name.last
        while i < end and (tokens[i].text == "," or "with" in tokens[i].cues):
            i += 1
    return names


def title_ahead(tokens: Sequence[Token], i: int, end: int) -> int | None:
    """Where a title begins that only words with capitals part from a token."""
    for j in range(i, min(end, i + MOST_BETWEEN)):
        token = tokens[j]
        if "office" in token.senses or "acting" in token.senses:
            return None  # that of somebody else
        if "honorific" in token.senses and len(token.text) > 1 and j > i:
            return j
        if not token.cap and (j == i or "with" not in token.cues):
            return None
    return None


def _behind_titles(tokens: Sequence[Token], i: int, end: int) -> int:
    while i < end and "honorific" in tokens[i].senses and (tokens[i].cap or tokens[i].text.endswith(".")):
        if len(tokens[i].text) == 1 and not (i + 1 < end and tokens[i + 1].cap):
            break
        i += 1
    return i


def _is_of_a_title(token: Token) -> bool:
    """Whether a word in brackets behind a title says how it is held: "Dr. (H.C.)"."""
    return "degree" in token.senses or len(token.norm.replace(".", "")) <= _SHORT_TITLE


def _is_part(tokens: Sequence[Token], i: int, end: int, bare: int) -> bool:
    token = tokens[i]
    senses = token.senses
    if not token.text[0].isalpha():
        return False
    joined = i == bare or token.start <= tokens[i - 1].end + 1
    if not senses:
        return token.cap and joined
    if "opener" in senses and token.cap:
        follows = i + 1 < end and tokens[i + 1].cap and not _BLOCKING & tokens[i + 1].senses.keys()
        return i > bare or follows
    if not token.cap:
        return "particle" in senses and i > bare and i + 1 < end and tokens[i + 1].cap
    if "degree" in senses and (i > bare or token.text.isupper()) and len(token.text) > 1:
        return False
    if not joined:
        return False
    if i > bare and "honorific" in senses and len(token.text) > _SHORT_TITLE:
        return False
    blocked = _BLOCKING & senses.keys()
    if "with" in token.cues:
        return False
    within = _WITHIN | {"cue"} if "common" in senses else _WITHIN
    closing = i > bare and not (i + 1 < end and tokens[i + 1].cap)
    if "unit" in senses and closing and blocked <= {*within, "cue"}:
        return True  # "Budi Utama": what names a unit elsewhere, and no unit goes on.
    if blocked and not (i > bare and blocked <= within and "unit" not in senses):
        return False
    return not ("unit" in senses and i == bare)


def _after_nickname(tokens: Sequence[Token], i: int, end: int) -> int:
    """Behind a second name in brackets or quotation marks, if one follows."""
    if i + 2 < end and tokens[i].text in '("':
        for j in range(i + 2, min(end, i + 5)):
            if tokens[j].text in ')"':
                inner = tokens[i + 1 : j]
                plain = all(t.cap and not (_BLOCKING - {"common"}) & t.senses.keys() for t in inner)
                return j + 1 if plain and not all(t.text.isupper() for t in inner) else i
    return i


def _after_degrees(tokens: Sequence[Token], i: int, end: int) -> int:
    while i < end:
        j = i + 1 if tokens[i].text == "," else i
        known = j < end and ("degree" in tokens[j].senses or _DEGREE.match(tokens[j].text))
        if j < end and tokens[j].cap and (known or (j > i and _is_in_capitals(tokens, j))):
            i = j + 1
        elif i < end - 2 and tokens[i].text == "(" and tokens[i + 1].norm == "purn":
            i += 3
        else:
            break
    return i


def _is_in_capitals(tokens: Sequence[Token], j: int) -> bool:
    """Whether letters in capitals stand alone behind a comma and a name that is not in such: a degree."""
    text, name = tokens[j].text, tokens[j - 2].text
    alone = j + 1 >= len(tokens) or not tokens[j + 1].cap
    letters = text.replace("-", "")
    short = text.isupper() and letters.isalpha() and 1 < len(letters) <= _LONGEST_DEGREE
    return short and alone and not tokens[j].senses and not name.isupper()


def words_of(name: str) -> tuple[str, ...]:
    """A name as its parts are compared."""
    return tuple(fold(name).split())


class Registry:
    """The people of a text."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}

    def add(self, name: str, as_written: str) -> Person:
        """The person of a name: a known one, if the name can be theirs and nobody else's."""
        words = words_of(name)
        person = self._find(words)
        if person is None:
            person = Person(name, as_written)
            self.people.append(person)
        elif (len(words), len(name)) > (len(words_of(person.name)), len(person.name)):
            person.name = name  # It tells more: its words, then its letters, since an initial is a word, too.
        if len(as_written) > len(person.as_written):
            person.as_written = as_written
        for word in words:
            known = self._by_word.setdefault(word, [])
            if len(known) < _MOST_BEARERS and person not in known:
                known.append(person)
        return person

    def find(self, name: str) -> Person | None:
        """The one person who bears a name or part of it, or whose name is part of it."""
        return self._find(words_of(name))

    def _find(self, words: tuple[str, ...]) -> Person | None:
        candidates = {id(p): p for word in words if len(word) > 1 for p in self._by_word.get(word, ())}
        found = [(p, own) for p in candidates.values() if _alike(words, own := words_of(p.name))]
        exact = [p for p, own in found if own == words]
        return exact[0] if exact else found[0][0] if len(found) == 1 else None


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of one name are among those of the other, initials standing for words."""
    short, long = sorted((one, other), key=len)
    rest = list(long)
    for word in short:
        hit = next((w for w in rest if w == word or (1 in (len(w), len(word)) and w[0] == word[0])), None)
        if hit is None:
            return False
        rest.remove(hit)
    return True
