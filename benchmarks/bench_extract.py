"""Finding facts in articles on one core: how many a second, beside others who look for names in texts.

The articles are the invented ones of ``tests/extract/open``, repeated. Beside them run ``detect_pii`` of
lokal-id, which finds personal data in Indonesian texts, and, where it is installed (``pip install spacy``), a
blank Indonesian pipeline of spaCy with an EntityRuler that knows the same regions. Both find names only: no
office, agreement, date or part that somebody took. Targets: at least 300 articles a second; ten times the
text takes at most 12 times as long; ten times the articles take at most 1.1 times the memory.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.harness import ROOT, Line, Options, at_most, medians, progress, run_job

#: Articles read for one measurement, and how often.
SIZE, REPEAT = 320, 5
LEAST_A_SECOND, MOST_TIME, MOST_MEMORY = 300, 12.0, 1.1
_TEXTS = ROOT / "tests" / "extract" / "open" / "text"


def run(options: Options, folder: Path) -> list[Line]:
    """Speed beside others, speed of long texts, memory of many."""
    size, repeat = options.size or SIZE, options.repeat or REPEAT
    names = ["kg", "detect_pii", *(["spacy"] if find_spec("spacy") else [])]
    if "spacy" not in names:
        progress("  without spaCy, which is not installed")
    found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for number in range(repeat):
        progress(f"  {size:,} articles, {number + 1} of {repeat}")
        for name, runs in found.items():
            runs.append(run_job(f"benchmarks.bench_extract:{name}", folder, size=size))
    middle = {name: medians(runs) for name, runs in found.items()}
    lines = [_beside(name, middle["kg"], middle[name]) for name in names[1:]]
    return [*lines, _long_texts(folder, repeat), _many(folder, size)]


def _beside(name: str, ours: dict[str, float], theirs: dict[str, float]) -> Line:
    speed, other = ours["articles a second"], theirs["articles a second"]
    figures = {
        "kg articles a second": speed,
        f"{name} articles a second": other,
        "kg making ready ms": ours["ready ms"],
        "characters an article": ours["characters"],
    }
    target = f"at least {LEAST_A_SECOND} articles a second"
    return Line(f"time of kg over {_NAMES[name]}", other / speed, target, speed >= LEAST_A_SECOND, figures)


_NAMES = {"detect_pii": "detect_pii of lokal-id", "spacy": "spaCy, blank pipeline with an EntityRuler"}


def _long_texts(folder: Path, repeat: int) -> Line:
    runs = {times: [_seconds_of_text(folder, times) for _ in range(repeat)] for times in (10, 100)}
    short, long = (statistics.median(each) for each in runs.values())
    figures = {"10 articles as one ms": short * 1000, "100 articles as one ms": long * 1000}
    return at_most("time of ten times the text", long / short, MOST_TIME, figures)


def _seconds_of_text(folder: Path, times: int) -> float:
    seconds: float = run_job("benchmarks.bench_extract:long_text", folder, times=times)["seconds"]
    return seconds


def _many(folder: Path, size: int) -> Line:
    few, many = (
        run_job("benchmarks.bench_extract:from_files", folder, size=number) for number in (size, 10 * size)
    )
    figures = {
        f"{size} articles peak MB": few["peak"],
        f"{10 * size} articles peak MB": many["peak"],
        "from files, articles a second": many["articles a second"],
    }
    return at_most("memory of ten times the articles", many["peak"] / few["peak"], MOST_MEMORY, figures)


# Jobs


def kg(folder: Path, *, size: int) -> dict[str, float]:
    """Job: all facts of articles."""
    from kg.extracting import make_reading
    from kg.project import Project

    start = perf_counter()
    extractor = make_reading(Project(folder)).extractor
    ready = perf_counter() - start
    return _measured(extractor.extract, size) | {"ready ms": ready * 1000}


def detect_pii(_folder: Path, *, size: int) -> dict[str, float]:
    """Job: personal data, as lokal-id finds it."""
    from lokal.samaran import detect_pii as detect

    return _measured(detect, size)


def spacy(folder: Path, *, size: int) -> dict[str, float]:
    """Job: names of regions, as spaCy finds them by rules."""
    import spacy as spacy_package

    from kg.extracting import read_gazetteer
    from kg.project import Project

    pipeline = spacy_package.blank("id")
    ruler: Any = pipeline.add_pipe("entity_ruler")
    regions = read_gazetteer(Project(folder)).regions.values()
    names = {name for region in regions for name in (region.name, *region.aliases)}
    ruler.add_patterns([{"label": "REGION", "pattern": name} for name in sorted(names)])
    return _measured(pipeline, size)


def long_text(folder: Path, *, times: int) -> dict[str, float]:
    """Job: one text that is as long as many articles."""
    from kg.extracting import make_reading
    from kg.project import Project

    extractor = make_reading(Project(folder)).extractor
    # One without the words that end an article, after which nothing is read.
    text = "\n\n".join([(_TEXTS / "kejari-lahat-2024.txt").read_text("utf-8")] * times)
    seconds = []
    for _ in range(4):  # the first is to get warm
        start = perf_counter()
        extractor.extract(text)
        seconds.append(perf_counter() - start)
    return {"seconds": min(seconds)}


def from_files(folder: Path, *, size: int) -> dict[str, float]:
    """Job: as `kg extract` does it, from files to lines of JSON."""
    from kg.cli.extracted import as_line
    from kg.extracting import read_many
    from kg.project import Project

    place = folder / str(size)
    place.mkdir()
    texts = _articles(min(size, 1_000))  # the benchmark's own memory does not grow either
    for number in range(size):
        text = texts[number % len(texts)]
        (place / f"{number:06}.txt").write_text(text, "utf-8")
    start = perf_counter()
    done = sum(1 for _ in read_many(Project(folder), [str(place)], as_line))
    return {"articles a second": done / (perf_counter() - start)}


def _articles(number: int) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(_TEXTS.glob("*.txt"))]
    return [texts[i % len(texts)] for i in range(number)]


def _measured(work: Callable[[str], object], size: int) -> dict[str, float]:
    texts = _articles(size)
    for text in texts[:32]:
        work(text)  # warm
    start = perf_counter()
    for text in texts:
        work(text)
    seconds = perf_counter() - start
    return {"articles a second": size / seconds, "characters": sum(map(len, texts)) / size}
