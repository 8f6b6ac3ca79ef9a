"""Names to ids, before a query runs.

A name is looked for in four ways, from strict to lenient, and the first way that finds anything
decides: as it stands; without case, accents, punctuation, titles and degrees; by a word for its kind
and the rest of the name; by the rest of the name alone; as some of the words of a longer name. Where a way
finds several, they are listed and none is guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from kg.errors import Ambiguous, NotFound
from kg.library.suggest import quoted
from kg.library.titles import Titles, compact
from kg.names import fold

#: How many near misses and candidates a message names.
_SHOWN = 5
#: Below this likeness a suggestion is noise (measured on misspellings in the bundled data).
_LIKE = 0.7
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
    """

    def __init__(self, read: Read, titles: Titles | None = None) -> None:
        self._read = read
        self._titles = titles or Titles()
        self._indexes: dict[str, _Index] = {}

    @classmethod
    def of(cls, nodes: Iterable[Named], titles: Titles | None = None) -> Lookup:
        """Make a look-up of given nodes, of whatever labels."""
        every = list(nodes)
        return cls(lambda label: [node for node in every if label in node.labels], titles)

    def find(self, name: str, labels: Collection[str]) -> str:
        """Find the one node that is meant.

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
        for way in (
            _Index.by_id,
            _Index.exactly,
            _Index.loosely,
            _Index.by_kind,
            _Index.without_kind,
            _Index.by_words,
        ):
            found = {node.id: node for index in indexes for node in way(index, name)}
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise _ambiguous(name, found.values())
        raise self._not_found(name, labels, indexes)

    def _index(self, label: str) -> _Index:
        if label not in self._indexes:
            nodes = [_named(node) for node in self._read(label)]
            self._indexes[label] = _Index(nodes, self._titles)
        return self._indexes[label]

    def _not_found(self, name: str, labels: Collection[str], indexes: Iterable[_Index]) -> NotFound:
        scored = [pair for index in indexes for pair in index.near(name)]
        suggestions = tuple(dict.fromkeys(text for _, text in nlargest(_SHOWN, scored)))
        what = " or ".join(labels)
        message = f"No {what} is called {quoted(name)}."
        if suggestions:
            message += f" Did you mean {' or '.join(map(quoted, suggestions))}?"
        return NotFound(message, suggestions)


def _named(node: Named | tuple[str, Collection[str], str, Collection[str]]) -> Named:
    if isinstance(node, Named):
        return node
    id_, labels, name, aliases = node
    return Named(id_, tuple(labels), name, tuple(aliases or ()))


def _ambiguous(name: str, nodes: Iterable[Named]) -> Ambiguous:
    candidates = tuple(sorted((node.id, node.name, node.described) for node in nodes))
    shown = [
        f"{quoted(each)}, {what}, id {id_}" for id_, each, what in sorted(candidates, key=_by_name)[:_SHOWN]
    ]
    more = f", and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
    several = f"{quoted(name)} can be any of {len(candidates)}: {'; '.join(shown)}{more}."
    return Ambiguous(f"{several} Give a fuller name or the id.", candidates)


def _by_name(candidate: tuple[str, str, str]) -> tuple[str, str]:
    return candidate[1], candidate[0]


@dataclass
class _Index:
    """Names of the nodes of one label. What lenient ways need is only made when they are tried."""

    nodes: list[Named]
    titles: Titles
    _ids: dict[str, int] = field(init=False)
    _exact: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._ids = {node.id: i for i, node in enumerate(self.nodes)}
        self._exact = {}
        for i, text in self._texts():
            self._exact.setdefault(_tidy(text), []).append(i)

    def _texts(self) -> Iterator[tuple[int, str]]:
        for i, node in enumerate(self.nodes):
            yield i, node.name
            for alias in node.aliases:
                yield i, alias

    def by_id(self, name: str) -> list[Named]:
        """The node of that id."""
        return [self.nodes[self._ids[name]]] if name in self._ids else []

    def exactly(self, name: str) -> list[Named]:
        """Nodes with just this name or alias."""
        return [self.nodes[i] for i in self._exact.get(_tidy(name), ())]

    def loosely(self, name: str) -> list[Named]:
        """Nodes with this name but for case, accents, punctuation, spacing, titles and degrees."""
        return [self.nodes[i] for i in self._loose.get("".join(self._words(name)), ())]

    def by_kind(self, name: str) -> list[Named]:
        """Nodes with this name but for words for kinds, when they are of the kinds that ``name`` says."""
        kinds = self.titles.kinds
        wanted = {kinds[word] for word in self._words(name) if word in kinds}
        return [node for node in self._without_kind(name) if {node.detail} == wanted]

    def without_kind(self, name: str) -> list[Named]:
        """Nodes with this name but for words for kinds, when ``name`` itself has none of them."""
        return [] if self.titles.kinds.keys() & set(self._words(name)) else self._without_kind(name)

    def _without_kind(self, name: str) -> list[Named]:
        bare = "".join(word for word in self._words(name) if word not in self.titles.kinds)
        return [self.nodes[i] for i in self._bare.get(bare, ())] if bare else []

    def by_words(self, name: str) -> list[Named]:
        """Nodes that have all these words in one of their names; initials alone are no words."""
        words = self._words(name)
        if not any(len(word) > 1 for word in words):
            return []
        sets = [self._by_word.get(word, set()) for word in words]
        both = set.intersection(*sets) if sets else set()
        return [self.nodes[i] for i in sorted(both) if self._has_all(self.nodes[i], set(words))]

    def _has_all(self, node: Named, words: set[str]) -> bool:
        return any(words <= set(self._words(text)) for text in (node.name, *node.aliases))

    def near(self, name: str) -> list[tuple[float, str]]:
        """Names that look like this one, with their likeness from 0 to 1."""
        key = " ".join(self._words(name))
        groups = {key[i : i + 3] for i in range(max(1, len(key) - 2))}
        first = nlargest(_COMPARED, ((sum(map(text.__contains__, groups)), text) for text in self._names))
        scored = ((_likeness(key, text), self._names[text]) for shared, text in first if shared)
        return nlargest(_SHOWN, (pair for pair in scored if pair[0] >= _LIKE))

    def _words(self, text: str) -> list[str]:
        return name_words(text, self.titles)

    @cached_property
    def _loose(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, text in self._texts():
            found.setdefault("".join(self._words(text)), []).append(i)
        found.pop("", None)
        return found

    @cached_property
    def _bare(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, text in self._texts():
            words = [word for word in self._words(text) if word not in self.titles.kinds]
            found.setdefault("".join(words), []).append(i)
        return found

    @cached_property
    def _by_word(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for i, text in self._texts():
            for word in self._words(text):
                found.setdefault(word, set()).add(i)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        return {" ".join(self._words(node.name)): node.name for node in self.nodes}


def _tidy(text: str) -> str:
    """Text as one would type it: composed, without signs that cannot be seen, single blanks."""
    seen = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    return " ".join(seen.split())


def name_words(text: str, titles: Titles) -> list[str]:
    """The words of a name that tell it from others.

    Case, accents, punctuation, titles and degrees are dropped and short forms written out. A name of
    nothing but titles keeps them.
    """
    chunks = [chunk for chunk in _tidy(text).replace(",", " ").split() if compact(chunk)]
    kept = list(_without_titles(chunks, titles)) or chunks
    words = [titles.short_forms.get(compact(chunk)) or fold(_joined(chunk)).split() for chunk in kept]
    return [word for some in words for word in some]


def _without_titles(chunks: list[str], titles: Titles) -> Iterator[str]:
    keys = [compact(chunk) for chunk in chunks]
    longest = max(map(len, titles.honorifics), default=0)
    i = 0
    while i < len(chunks):
        length = next(
            (n for n in range(longest, 0, -1) if tuple(keys[i : i + n]) in titles.honorifics), 0
        ) or (1 if keys[i] in titles.degrees else 0)
        if not length:
            yield chunks[i]
        i += length or 1


def _joined(chunk: str) -> str:
    """A chunk without apostrophes, which people write or leave out at will."""
    return "".join(char for char in chunk if char not in "'`´‘’ʼʻ")


def _likeness(key: str, text: str) -> float:
    """How alike two names are, from 0 to 1; one word that is alike counts for nearly as much."""
    whole = SequenceMatcher(None, key, text).ratio()
    part = max((SequenceMatcher(None, key, word).ratio() for word in text.split()), default=0.0)
    return max(whole, 0.95 * part)
