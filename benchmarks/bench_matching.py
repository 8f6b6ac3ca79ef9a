"""Working out who is who among mentions with known truth, beside splink on DuckDB.

The mentions are invented (:mod:`benchmarks.mentions`). Both are given the same columns and give clusters;
compared are pairs of mentions: those put together rightly, of all put together and of all that belong
together. splink (``pip install splink``; it is no dependency) is trained on the mentions themselves, and the
threshold that suits it best is chosen by the truth, which our path does not see. Targets: better F1 at every
size, and no slower at 100,000. A million is a benchmark of its own (:mod:`benchmarks.bench_million`), since
it takes long.
"""

from __future__ import annotations

import signal
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from math import comb
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.harness import BenchmarkFailed, Line, Options, medians, peak_of_helpers, progress, run_job
from benchmarks.mentions import Mention, mentions

#: Mentions, unless the command line names a number.
SIZES = (10_000, 100_000)
#: Runs of which the median is taken, unless the command line names a number.
REPEAT = 3
#: Memory that DuckDB may use before it spills, and seconds after which splink is stopped.
SPLINK_MEMORY, SPLINK_SECONDS = "8GB", 2_400
#: Thresholds of probability that are tried for splink.
THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)


def run(options: Options, folder: Path) -> list[Line]:
    """Quality and speed at each size."""
    sizes = (options.size,) if options.size else SIZES
    return [line for size in sizes for line in compared(size, options.repeat or REPEAT, folder)]


def compared(size: int, repeat: int, folder: Path) -> list[Line]:
    """Quality, speed and memory at one size: medians of several runs, in turns."""
    rivals = ["kg", "splink"] if find_spec("splink") else ["kg"]
    if "splink" not in rivals:
        progress("  without splink, which is not installed")
    runs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number in range(repeat):
        for name in rivals[:]:
            progress(f"  {size:,} mentions: {name}, {number + 1} of {repeat}")
            try:
                runs[name].append(run_job(f"benchmarks.bench_matching:{name}", folder, size=size))
            except BenchmarkFailed as error:
                if name == "kg":
                    raise
                progress(f"  {name} came to no end: {error}")
                rivals.remove(name)
    return _lines(size, {name: medians(runs[name]) for name in runs})


def _lines(size: int, found: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    ours = found["kg"]
    figures = {
        f"{name} {what}": each[what.removesuffix(" MB")]
        for name, each in found.items()
        for what in ("F1", "precision", "recall", "s", "peak MB")
    }
    work = {"pairs compared a mention": ours["compared"] / size, "kg CPU s": ours["cpu"]}
    if ours["peak of a helper"]:
        figures["kg peak of a helper MB"] = ours["peak of a helper"]
    if "splink" not in found:
        reason = "splink came to no end" if find_spec("splink") else "without splink"
        return [Line(f"kg alone, {size:,} mentions: {reason}", None, "", None, {**figures, **work})]
    theirs = found["splink"]
    return [
        Line(
            f"F1 of kg over splink, {size:,} mentions",
            ours["F1"] / theirs["F1"],
            "more than 1",
            ours["F1"] > theirs["F1"],
            figures,
        ),
        Line(
            f"time of kg over splink, {size:,} mentions",
            ours["s"] / theirs["s"],
            "at most 1",
            ours["s"] <= theirs["s"],
            {"kg s": ours["s"], "splink s": theirs["s"], **work, "splink CPU s": theirs["cpu"]},
        ),
    ]


# Jobs


def kg(_folder: Path, *, size: int) -> dict[str, float]:
    """Job: our own path, from mentions to clusters."""
    from kg.matching import Post, Profile, match
    from kg.names import fold
    from kg.resolve.clusters import Joined

    every = list(mentions(size))
    start = perf_counter()
    # As the graph does it before anything is compared: the same name in the same place is one.
    together: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for each in every:
        together[fold(each.name), each.body].append(each)
    joined = Joined()
    found = match(_profile(group, Post, Profile) for group in together.values())
    for pair in found.same:
        joined.join(pair.left, pair.right)
    of_mention = {m.id: joined.find(group[0].id) for group in together.values() for m in group}
    seconds = perf_counter() - start
    figures = {"s": seconds, "compared": found.compared, "peak of a helper": peak_of_helpers()}
    return {**_quality(every, of_mention), **figures}


def _profile(group: list[Mention], post: Any, profile: Any) -> Any:
    first = group[0]
    if len(group) == 1:
        only = post(first.role, first.body, first.role, first.province, False, first.seen, first.seen)
        return profile(first.id, (first.name,), (only,))
    days: dict[str, list[str]] = defaultdict(list)
    for each in group:
        days[each.role].append(each.seen)
    posts = [
        post(role, first.body, role, first.province, False, min(filter(None, seen), default=""), max(seen))
        for role, seen in days.items()
    ]
    return profile(first.id, tuple(dict.fromkeys([each.name for each in group])), tuple(posts))


def splink(folder: Path, *, size: int) -> dict[str, float]:
    """Job: splink, trained on the mentions, at the threshold that suits it best."""
    import duckdb
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    signal.alarm(SPLINK_SECONDS)  # ends this process
    limits = {"memory_limit": SPLINK_MEMORY, "temp_directory": str(folder / "spilled")}
    every = list(mentions(size))
    start = perf_counter()
    frame = pd.DataFrame(every).drop(columns="person").rename(columns={"id": "unique_id"})
    frame["plain"] = (
        frame["name"]
        .str.replace(r"(?i)\b(dr|h|hj|ir|drs|prof|bapak|ibu)\b\.?|,.*$", "", regex=True)
        .str.lower()
    )
    frame["plain"] = frame["plain"].str.replace(r"[^a-z ]", " ", regex=True).str.split().str.join(" ")
    frame["first_word"] = frame["plain"].str.split().str[0]
    frame["last_word"] = frame["plain"].str.split().str[-1]
    frame["seen"] = frame["seen"].replace("", None)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("plain", [0.97, 0.92, 0.85]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("last_word", [0.92]),
            cl.ExactMatch("body"),
            cl.ExactMatch("role"),
            cl.ExactMatch("province"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("body", "last_word"),
            block_on("body", "first_word"),
            block_on("first_word", "last_word"),
        ],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(DuckDBAPI(duckdb.connect(config=limits)).register(frame), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("plain", "body")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("body", "role"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("plain"))
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    trained = perf_counter() - start
    best: dict[str, float] = {}
    for threshold in THRESHOLDS:
        start = perf_counter()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        rows = clusters.as_pandas_dataframe()
        seconds = perf_counter() - start
        quality = _quality(every, dict(zip(rows["unique_id"], rows["cluster_id"], strict=True)))
        if quality["F1"] > best.get("F1", -1.0):
            best = {**quality, "s": trained + seconds, "threshold": threshold}
    return best


def _quality(every: Iterable[Mention], cluster: Mapping[str, str]) -> dict[str, float]:
    """Precision and recall of pairs of mentions that are put together."""
    people: Counter[int] = Counter()
    groups: Counter[str] = Counter()
    both: Counter[tuple[int, str]] = Counter()
    for each in every:
        people[each.person] += 1
        groups[cluster[each.id]] += 1
        both[each.person, cluster[each.id]] += 1
    right, put, there = (sum(comb(n, 2) for n in counts.values()) for counts in (both, groups, people))
    precision, recall = right / put if put else 1.0, right / there if there else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"F1": f1, "precision": precision, "recall": recall}
