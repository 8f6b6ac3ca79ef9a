"""Works out which sources speak with one voice: pages that print one press release are one witness.

Two texts are one voice when half of the shorter one's runs of words stand in the other as well: the
containment of Broder, "On the resemblance and containment of documents" (1997), with his sampling of runs
by their hashes. Among 161 articles on different events no two share more than 25 in 100, and that only
where a website puts the same lines under all of its articles; else no two share more than 5.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

import sqlalchemy as sa

from kg.ledger import tables
from kg.ledger.ledger import batches
from kg.statements import DATASET_WIDTH, dataset_prefix

#: Of the shorter text's runs of words this share stands in the other: then they are one.
_SHARED = 0.5
#: Words of a run: two people who report the same event rarely choose the same five in a row.
_RUN = 5
#: One in so many runs is compared, chosen by its hash, so that the same are chosen in every text.
_SAMPLE = 4
#: A text of which fewer runs are compared says too little: it may share a sentence by chance.
_LEAST = 12
#: How many texts are remembered at a time.
_REMEMBERED = 10_000

_WORD = re.compile(r"\w+")

#: (first characters of the ids of a dataset, source).
_Key = tuple[str, str]


class Voices:
    """The texts of sources, and which of them are one.

    Only the texts count from which something was read: those of a source in the datasets that state it. What
    makes a node or an edge therefore says all about the voices behind it, and nothing else changes them.

    Args:
        connection: a transaction of the ledger.
        all_sources: whether to read at once which sources have texts, since most will be asked for.
    """

    def __init__(self, connection: sa.Connection, *, all_sources: bool = False) -> None:
        self._connection = connection
        self._texts: dict[_Key, set[str]] = defaultdict(set)
        self._asked: set[str] | None = set()
        self._runs: dict[str, frozenset[int]] = {}
        if all_sources:
            self._look_up(None)
            self._asked = None

    def among(self, entities: Iterable[str], sources: Collection[str]) -> Mapping[str, str]:
        """Which sources speak with the voice of another.

        Args:
            entities: that cite the sources.
            sources: ids of some of those that they cite.

        Returns:
            Source -> the one whose voice it is; sources with a voice of their own are left out.
        """
        if len(sources) < 2:
            return {}
        if self._asked is not None and (new := set(sources) - self._asked):
            self._look_up(sorted(new))
            self._asked |= new
        if not self._texts:
            return {}
        datasets = {entity[:DATASET_WIDTH] for entity in entities}
        texts = {
            source: found
            for source in sorted(sources)
            if (found := [text for each in datasets for text in sorted(self._texts.get((each, source), ()))])
        }
        return self._grouped(texts)

    def _grouped(self, texts: Mapping[str, Collection[str]]) -> dict[str, str]:
        voice = {source: source for source in texts}
        for one, other in combinations(texts, 2):  # in order: the lowest id names the voice
            if voice[one] != voice[other] and self._is_one(texts[one], texts[other]):
                gone, kept = sorted((voice[one], voice[other]), reverse=True)
                voice = {source: kept if named == gone else named for source, named in voice.items()}
        return {source: named for source, named in voice.items() if named != source}

    def _is_one(self, ones: Collection[str], others: Collection[str]) -> bool:
        return any(one == other or self._is_alike(one, other) for one in ones for other in others)

    def _is_alike(self, one: str, other: str) -> bool:
        left, right = self._runs_of(one), self._runs_of(other)
        shorter = min(len(left), len(right))
        return shorter >= _LEAST and len(left & right) >= _SHARED * shorter

    def _runs_of(self, text: str) -> frozenset[int]:
        if text not in self._runs:
            if len(self._runs) >= _REMEMBERED:
                self._runs.clear()
            t = tables.texts.c
            words = self._connection.scalar(sa.select(t.text).where(t.id == text).limit(1)) or ""
            self._runs[text] = sampled_runs(words)
        return self._runs[text]

    def _look_up(self, sources: Sequence[str] | None) -> None:
        link, of = tables.source_texts, tables.datasets
        query = sa.select(of.c.name, link.c.source, link.c.text).join(of, of.c.id == link.c.dataset)
        query = query.where(link.c.retired_run.is_(None))
        for batch in [None] if sources is None else batches(sources):
            some = query if batch is None else query.where(link.c.source.in_(batch))
            for name, source, text in self._connection.execute(some):
                self._texts[dataset_prefix(name), source].add(text)


def sampled_runs(text: str) -> frozenset[int]:
    """Hashes of a sample of a text's runs of five words, without regard to case and punctuation."""
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    hashes = (zlib.crc32(b" ".join(words[start : start + _RUN])) for start in range(len(words) - _RUN + 1))
    return frozenset(each for each in hashes if each % _SAMPLE == 0)
