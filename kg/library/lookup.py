"""Names to ids, before a query runs.

A name is looked for in four ways, from strict to lenient, and the first way that finds anything
decides: as it stands; without case, accents, punctuation, titles and degrees; by a word for its kind
and the rest of the name; by the rest of the name alone; as some of the words of a longer name. What none of
them finds is looked for once more, written out. Where a way finds several, they are listed and none is
guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import NamedTuple

from kg.errors import Ambiguous, NotFound
from kg.library.titles import Titles
from kg.names import fold

#: How many near misses and candidates a message names.
_SHOWN = 5
#: Below this likeness a suggestion is noise (measured on misspellings in the bundled data).
_LIKE = 0.7
#: People write these or leave them out at will.
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʼʻ"))
#: Characters of a name in a record, most: what is longer is like none, and to compare it would take minutes.
_LONGEST = 300
#: How many names that share most groups of three letters are compared in full.
_COMPARED = 300


class Named(NamedTuple):
    """A node as the look-up sees it.

    Attributes:
        id, labels, name, aliases: as in the graph.
        detail: what tells it from others of the same name, for instance its kind or level.
    """

    id: str
    labels: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    detail: str = ""

    @property
    def described(self) -> str:
        """What it is, for a list of candidates."""
        what = ", ".join(self.labels)
        return f"{what} ({self.detail})" if self.detail else what


#: Gives all nodes that carry a label, as :class:`Named` or as plain tuples of the same fields.
Read = Callable[[str], Iterable[Named | tuple[str, Collection[str], str, Collection[str]]]]


class Lookup:
    """Finds nodes by name. Nodes of a label are read when it is first asked for, and kept.

    Args:
        read: gives all nodes with a label; called once a label.
        titles: words that do not tell names apart.
        led_on: gives the id of the node into which another was merged, and any other text as it is.
        written_out: gives the full name that a short form stands for, and any other text as it is.
    """

    def __init__(
        self,
        read: Read,
        titles: Titles | None = None,
        led_on: Callable[[str], str] = lambda text: text,
        written_out: Callable[[str], str] = lambda text: text,
    ) -> None:
        self._read = read
        self._led_on = led_on
        self._written_out = written_out
        self._words = NameWords(titles or Titles())
        self._indexes: dict[str, _Index] = {}

    @classmethod
    def of(cls, nodes: Iterable[Named], titles: Titles | None = None) -> Lookup:
        """Make a look-up of given nodes, of whatever labels."""
        every = list(nodes)
        return cls(lambda label: [node for node in every if label in node.labels], titles)

    def find(self, name: str, labels: Collection[str]) -> str:
        """Find the one node that is meant; the id of one that was merged leads to where it went.

        Args:
            name: a name, an alias or an id.
            labels: it carries one of these.

        Returns:
            Its id.

        Raises:
            NotFound: none fits; ``suggestions`` are the names most like it.
            Ambiguous: several fit; ``candidates`` are (id, name, what it is) of each.
        """
        indexes = [self._index(label) for label in labels]
        meant = self._led_on(name)
        found = self._by_first_way(meant, indexes)
        if not found and (full := self._written_out(meant)) != meant:
            found = self._by_first_way(full, indexes)
        if not found:
            raise self._not_found(name, labels, indexes)
        if len(found) > 1:
            raise _ambiguous(name, found.values())
        return next(iter(found))

    def _by_first_way(self, text: str, indexes: Collection[_Index]) -> dict[str, Named]:
        """What the strictest way finds that finds anything, by id."""
        for way in (
            _Index.by_id,
            _Index.exactly,
            _Index.loosely,
            _Index.by_kind,
            _Index.without_kind,
            _Index.by_words,
        ):
            if found := {node.id: node for index in indexes for node in way(index, text)}:
                return found
        return {}

    def _index(self, label: str) -> _Index:
        if label not in self._indexes:
            nodes = [_named(node) for node in self._read(label)]
            self._indexes[label] = _Index(nodes, self._words)
        return self._indexes[label]

    def _not_found(self, name: str, labels: Collection[str], indexes: Iterable[_Index]) -> NotFound:
        scored = [pair for index in indexes for pair in index.near(name)] if len(name) <= _LONGEST else []
        suggestions = tuple(dict.fromkeys(text for _, text in nlargest(_SHOWN, scored)))
        what = " or ".join(labels)
        message = f"No {what} is called {name[:_LONGEST]!r}."
        if suggestions:
            message += f" Did you mean {' or '.join(map(repr, suggestions))}?"
        return NotFound(message, suggestions)


def _named(node: Named | tuple[str, Collection[str], str, Collection[str]]) -> Named:
    if isinstance(node, Named):
        return node
    id_, labels, name, aliases = node
    return Named(id_, tuple(labels), name, tuple(aliases or ()))


def _ambiguous(name: str, nodes: Iterable[Named]) -> Ambiguous:
    candidates = tuple(sorted((node.id, node.name, node.described) for node in nodes))
    shown = [f"{each!r}, {what}, id {id_}" for id_, each, what in sorted(candidates, key=_by_name)[:_SHOWN]]
    more = f", and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
    several = f"{name[:_LONGEST]!r} can be any of {len(candidates)}: {'; '.join(shown)}{more}."
    return Ambiguous(f"{several} Give a fuller name or the id.", candidates)


def _by_name(candidate: tuple[str, str, str]) -> tuple[str, str]:
    return candidate[1], candidate[0]


class _Index:
    """Names of the nodes of one label. What lenient ways need is only made when they are tried."""

    def __init__(self, nodes: list[Named], words: NameWords) -> None:
        self.nodes, self._words = nodes, words
        self._ids = {node.id: i for i, node in enumerate(nodes)}
        self._exact: dict[str, list[int]] = {}
        for i, text in self._texts():
            self._exact.setdefault(tidy(text), []).append(i)

    def _texts(self) -> Iterator[tuple[int, str]]:
        for i, node in enumerate(self.nodes):
            yield i, node.name
            for alias in node.aliases:
                yield i, alias

    def _of(self, key: str, *indexes: dict[str, list[int]]) -> list[Named]:
        found = {i for index in indexes for i in index.get(key, ())} if key else set[int]()
        return [self.nodes[i] for i in sorted(found)]

    def by_id(self, name: str) -> list[Named]:
        """The node of that id."""
        return [self.nodes[self._ids[name]]] if name in self._ids else []

    def exactly(self, name: str) -> list[Named]:
        """Nodes with just this name or alias."""
        return self._of(tidy(name), self._exact)

    def loosely(self, name: str) -> list[Named]:
        """Nodes with this name but for case, accents, punctuation, spacing, titles and degrees."""
        return self._of("".join(self._words(name)), self._keys[0])

    def by_kind(self, name: str) -> list[Named]:
        """Nodes with this name but for words for kinds, when they are of the kinds that ``name`` says."""
        kinds, words = self._words.kinds, self._words(name)
        wanted = {kinds[word] for word in words if word in kinds}
        bare = "".join(word for word in words if word not in kinds)
        return [node for node in self._of(bare, *self._keys) if {node.detail} == wanted]

    def without_kind(self, name: str) -> list[Named]:
        """Nodes with this name but for words for kinds, when ``name`` itself has none of them."""
        words = self._words(name)
        if self._words.kinds.keys() & set(words):
            return []
        return self._of("".join(words), *self._keys)

    def by_words(self, name: str) -> list[Named]:
        """Nodes that have all these words in one of their names; initials alone are no words."""
        words = set(self._words(name))
        if not any(len(word) > 1 for word in words):
            return []
        # A search in all keys is cheaper than an index of all words, and hits are few.
        near = {i for key, some in self._keys[0].items() if all(word in key for word in words) for i in some}
        return [self.nodes[i] for i in sorted(near) if self._has_all(self.nodes[i], words)]

    def _has_all(self, node: Named, words: set[str]) -> bool:
        return any(words <= set(self._words(text)) for text in (node.name, *node.aliases))

    def near(self, name: str) -> list[tuple[float, str]]:
        """Names that look like this one, with their likeness from 0 to 1."""
        words = self._words(name)
        key = "".join(words)
        groups = {key[i : i + 3] for i in range(max(1, len(key) - 2))}
        scored = ((sum(map(each.__contains__, groups)), each) for each in self._keys[0])
        first = {
            self.nodes[self._keys[0][each][0]].name for shared, each in nlargest(_COMPARED, scored) if shared
        }
        likely = ((_likeness(" ".join(words), " ".join(self._words(text))), text) for text in first)
        return nlargest(_SHOWN, (pair for pair in likely if pair[0] >= _LIKE))

    @cached_property
    def _keys(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Nodes by the words of their names run together; and those with words for kinds, by the others."""
        whole: dict[str, list[int]] = {}
        bare: dict[str, list[int]] = {}
        kinds = self._words.kinds
        for i, text in self._texts():
            words = self._words(text)
            whole.setdefault("".join(words), []).append(i)
            if any(word in kinds for word in words):
                bare.setdefault("".join(word for word in words if word not in kinds), []).append(i)
        return whole, bare


def tidy(text: str) -> str:
    """Text as one would type it: composed, without signs that cannot be seen, single blanks."""
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)
        text = "".join(char for char in composed if unicodedata.category(char) != "Cf")
    return " ".join(text.split())


class NameWords:
    """Cuts names into the words that tell them apart.

    Case, accents, punctuation, titles and degrees are dropped and short forms written out. A name of
    nothing but titles keeps them.

    Attributes:
        kinds: see :class:`kg.library.titles.Titles`.
    """

    def __init__(self, titles: Titles) -> None:
        self.kinds = titles.kinds
        self._titles = titles
        self._longest = max(map(len, titles.honorifics), default=0)
        self._first = {words[0] for words in titles.honorifics} | titles.degrees
        # A million names have far fewer different parts.
        self._part = lru_cache(maxsize=2**17)(self._cut)

    def __call__(self, text: str) -> list[str]:
        """The words of a name, in order."""
        parts = [part for part in map(self._part, tidy(text).replace(",", " ").split()) if part[0]]
        kept = (
            parts if self._first.isdisjoint(key for key, _ in parts) else self._without_titles(parts) or parts
        )
        return [word for _, words in kept for word in words]

    def _cut(self, chunk: str) -> tuple[str, tuple[str, ...]]:
        """A chunk without dots, to know a title by; and its words, apostrophes left out."""
        folded = fold(chunk)
        key = folded.replace(" ", "")
        whole = fold(chunk.translate(_APOSTROPHES)) if " " in folded else folded
        return key, self._titles.short_forms.get(key) or tuple(whole.split())

    def _without_titles(self, parts: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
        keys = [key for key, _ in parts]
        kept, i = [], 0
        while i < len(parts):
            length = self._title_at(keys, i)
            if not length:
                kept.append(parts[i])
            i += length or 1
        return kept

    def _title_at(self, keys: list[str], i: int) -> int:
        """How many parts from a position on make a title; 0 for none."""
        if keys[i] not in self._first:
            return 0
        for length in range(self._longest, 0, -1):
            if tuple(keys[i : i + length]) in self._titles.honorifics:
                return length
        return int(keys[i] in self._titles.degrees)


def _likeness(key: str, text: str) -> float:
    """How alike two names are, from 0 to 1; one word that is alike counts for nearly as much."""
    whole = SequenceMatcher(None, key, text).ratio()
    part = max((SequenceMatcher(None, key, word).ratio() for word in text.split()), default=0.0)
    return max(whole, 0.95 * part)
