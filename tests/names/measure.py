"""How well names are compared, on the labelled pairs: ``python -m tests.names.measure tuning|held_out``.

Prints totals only, so that it may be run on the half that nobody who writes rules looks at. Measures that
give a score alone get two thresholds, both found on ``tuning.csv``: the one with the best F1, and the lowest
at which few enough of those called same are wrong there. What nomenklatura has is measured where it is there.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler

from kg.names.compare import compare

HALVES = ("tuning", "held_out")
#: A score for two names, from 0 to 1.
Measure = Callable[[str, str], float]
#: Of the pairs that are called same, the share that may be wrong.
WRONG_AT_MOST = 0.01
#: The 97.5 % quantile of the normal distribution, for intervals of 95 %.
_Z = 1.959964


class Pair(NamedTuple):
    left: str
    right: str
    same: bool
    kind: str


@dataclass
class Tally:
    """Pairs by what they are and what they were called."""

    counts: Counter[tuple[bool, str]]

    @property
    def wrong(self) -> tuple[int, int]:
        """Of the pairs that were called same, how many are of two people."""
        return self.counts[False, "same"], self.counts[False, "same"] + self.counts[True, "same"]

    @property
    def found(self) -> tuple[int, int]:
        """Of the true pairs, how many were called same."""
        return self.counts[True, "same"], self._true

    @property
    def missed(self) -> tuple[int, int]:
        """Of the true pairs, how many were called different."""
        return self.counts[True, "different"], self._true

    @property
    def asked(self) -> tuple[int, int]:
        """Of all pairs, how many are left to people."""
        return self.counts[True, "ask"] + self.counts[False, "ask"], self.counts.total()

    @property
    def _true(self) -> int:
        return sum(number for (same, _), number in self.counts.items() if same)


def read_pairs(half: str) -> list[Pair]:
    """The labelled pairs of a half."""
    path = Path(__file__).with_name(f"{half}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [Pair(r["left"], r["right"], r["label"] == "same", r["kind"]) for r in csv.DictReader(file)]


def measured(pairs: Iterable[Pair]) -> Tally:
    """What kg calls these pairs."""
    return Tally(Counter((pair.same, compare(pair.left, pair.right).decision) for pair in pairs))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The interval of 95 % for a share (E. B. Wilson, 1927)."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z / whole
    middle = share + square / 2
    spread = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole))
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))


def measures() -> Iterator[tuple[str, Measure]]:
    """What others measure names with."""
    for name, function in (("WRatio", fuzz.WRatio), ("token_set_ratio", fuzz.token_set_ratio)):
        yield f"rapidfuzz {name}", lambda a, b, by=function: by(a, b, processor=utils.default_process) / 100
    yield "Jaro-Winkler", lambda a, b: JaroWinkler.similarity(a, b, processor=utils.default_process)
    yield from _of_nomenklatura()


def _of_nomenklatura() -> Iterator[tuple[str, Measure]]:
    try:
        from followthemoney import model
        from nomenklatura.matching import ALGORITHMS
    except ImportError:
        return

    def person(name: str) -> object:
        entity = model.make_entity("Person")
        entity.id = name
        entity.add("name", name)
        return entity

    for algorithm in ALGORITHMS:
        if algorithm.NAME in {"logic-v1", "logic-v2", "name-based"}:
            config = algorithm.default_config()
            yield (
                f"nomenklatura {algorithm.NAME}",
                lambda a, b, by=algorithm, how=config: by.compare(person(a), person(b), how).score,
            )


def thresholds(measure: Measure, pairs: Sequence[Pair]) -> tuple[float, float]:
    """The threshold with the best F1, and the lowest at which few enough of those called same are wrong."""
    scored = sorted(((measure(pair.left, pair.right), pair.same) for pair in pairs), reverse=True)
    true = sum(pair.same for pair in pairs)
    best, best_f1, strict, good = 1.01, 0.0, 1.01, 0
    for number, (score, same) in enumerate(scored, 1):
        good += same
        if number < len(scored) and scored[number][0] == score:
            continue
        f1 = 2 * good / (number + true)
        if f1 > best_f1:
            best, best_f1 = score, f1
        if number - good <= WRONG_AT_MOST * number:
            strict = score
    return best, strict


def rows(half: str) -> Iterator[tuple[str, Tally]]:
    """A tally for kg and for each other measure."""
    pairs = read_pairs(half)
    yield "kg", measured(pairs)
    for name, measure in measures():
        for threshold in thresholds(measure, read_pairs("tuning")):
            if threshold > 1:
                continue  # none is strict enough
            scored = ((pair.same, measure(pair.left, pair.right)) for pair in pairs)
            called = Counter((same, "same" if score >= threshold else "different") for same, score in scored)
            yield f"{name} ≥ {threshold:.3f}", Tally(called)


def _share(part_and_whole: tuple[int, int]) -> str:
    part, whole = part_and_whole
    low, high = wilson(part, whole)
    return f"{part}/{whole} = {100 * part / max(whole, 1):.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def tables(half: str) -> Iterator[str]:
    """Lines of Markdown: the tallies of a half, then those of kg by kind of pair."""
    yield "| measure | called same and wrong | true, called same | true, called different | asked |"
    yield "| --- | --- | --- | --- | --- |"
    for name, tally in rows(half):
        cells = map(_share, (tally.wrong, tally.found, tally.missed, tally.asked))
        yield f"| {name} | {' | '.join(cells)} |"
    yield "\n| kind | same: same, ask, different | different: same, ask, different |\n| --- | --- | --- |"
    by_kind: dict[str, list[Pair]] = {}
    for pair in read_pairs(half):
        by_kind.setdefault(pair.kind, []).append(pair)
    for kind, pairs in by_kind.items():
        counts = measured(pairs).counts
        of_same, of_different = (
            ", ".join(str(counts[same, called]) for called in ("same", "ask", "different"))
            for same in (True, False)
        )
        yield f"| {kind} | {of_same} | {of_different} |"


if __name__ == "__main__":
    if sys.argv[1:] not in [[half] for half in HALVES]:
        sys.exit(f"usage: python -m tests.names.measure {'|'.join(HALVES)}")
    sys.stdout.writelines(f"{line}\n" for line in tables(sys.argv[1]))
