"""Matches parts of all profiles in processes of their own, on other cores."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from kg.matching.blocks import Filing, seen_from_afar
from kg.matching.profiles import Placed, Post, Profile
from kg.matching.shard import Outcome, Shard
from kg.matching.verdict import Matches, Pair, Verdict
from kg.names.compare import Comparer
from kg.processes import SPAWNED, end_with_parent


@contextmanager
def helpers() -> Iterator[list[Helper]]:
    """Room for some while the block lasts; what they are at when it ends is left."""
    found: list[Helper] = []
    try:
        yield found
    finally:
        for each in found:
            each.end()


def start(helping: list[Helper], number: int) -> None:
    """Start helpers until there are so many, or as many as can be had."""
    with suppress(OSError):
        while len(helping) < number:
            helping.append(Helper())


class Helper:
    """A process that matches a part of the profiles.

    To start takes a while, so it is started before there is something to do. When it ends before its time, as
    when memory runs out, this process does its work; so an error in it is told here, where whoever called can
    see.
    """

    def __init__(self) -> None:
        self._pipe, theirs = SPAWNED.Pipe()
        self._process = SPAWNED.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._telling = ThreadPoolExecutor(max_workers=1)  # one after the other, while this process goes on

    def read(self, names: Sequence[str], comparer: Comparer) -> None:
        """Let it read the names of its part, until it is told more. To be called first, and once."""
        self._comparer = comparer
        self._telling.submit(_tell, self._pipe, (comparer.rules, names))

    def begin(self, profiles: Placed, apart: Collection[frozenset[str]]) -> None:
        """Let it match its part. To be called second, and once; the rest is as :class:`Shard` has it."""
        self._profiles, self._apart = profiles, apart
        self._telling.submit(_tell, self._pipe, (_plain(profiles), apart))

    def filings(self) -> list[Filing]:
        """Where the people of the part are filed, seen from afar. To be asked first, and once."""
        with suppress(EOFError, OSError):
            return list(map(Filing._make, self._pipe.recv()))
        return Shard(self._comparer, self._apart).gather(self._profiles)

    def compare_far(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Let it compare pairs of its part besides. To be called when its filings are known, and once."""
        self._far = pairs
        self._telling.submit(_tell, self._pipe, pairs)

    def outcome(self) -> Outcome:
        """What came of the part. To be asked last, and once."""
        with suppress(EOFError, OSError):
            same, ask, compared, group_of = self._pipe.recv()
            return Outcome(Matches(_pairs(same), _pairs(ask), compared), group_of)
        shard = Shard(self._comparer, self._apart)
        shard.gather(self._profiles)
        shard.compare()
        shard.compare_far(self._far)
        return shard.outcome(self._profiles)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.terminate()
        self._process.join()
        self._telling.shutdown()
        self._pipe.close()


def _work(pipe: Connection) -> None:
    """What the other process does: it tells where people are filed, and in the end what came of them."""
    end_with_parent()
    gc.disable()  # as in the other process; this one lives no longer than what it makes
    with suppress(EOFError, OSError):  # nobody is left who gives an order
        _answer(pipe)


def _answer(pipe: Connection) -> None:
    rules, names = pipe.recv()
    comparer = Comparer(rules)
    for name in names:
        comparer.read(name)  # which remembers it
    rows, apart = pipe.recv()
    profiles = _profiles(rows)
    shard = Shard(comparer, apart)
    filings = [tuple(each) for each in seen_from_afar(shard.gather(profiles))]
    telling = Thread(target=_tell, args=(pipe, filings))
    telling.start()  # the other end reads it when it has done work of its own
    shard.compare()
    telling.join()
    shard.compare_far(pipe.recv())
    found, group_of = shard.outcome(profiles)
    _tell(pipe, (_rows(found.same), _rows(found.ask), found.compared, group_of))


def _tell(pipe: Connection, what: object) -> None:
    with suppress(OSError):  # nobody is left who wants to know
        pipe.send(what)


# Plain values, for objects take longer to send.


def _plain(profiles: Placed) -> list[tuple[Any, ...]]:
    return [
        (place, each.id, each.names, [tuple(post) for post in each.posts], *each[3:])
        for place, each in profiles.items()
    ]


def _profiles(rows: Iterable[tuple[Any, ...]]) -> Placed:
    return {
        place: Profile(id, names, tuple([Post._make(post) for post in posts]), *rest)
        for place, id, names, posts, *rest in rows
    }


def _rows(pairs: Iterable[Pair]) -> list[tuple[Any, ...]]:
    """Pairs, their reasons in words."""
    return [
        (left, right, verdict.decision, verdict.score, verdict.reasons, *verdict[3:])
        for left, right, verdict in pairs
    ]


def _pairs(rows: Iterable[tuple[Any, ...]]) -> list[Pair]:
    return [Pair(left, right, Verdict(*verdict)) for left, right, *verdict in rows]
