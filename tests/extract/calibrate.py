"""How far each rule can be trusted, from the articles kept apart, and how well that holds.

python -m tests.extract.calibrate           the shares, as `kg/extract/id/confidence.yaml` holds them
python -m tests.extract.calibrate --check   of facts with some confidence, how many are right

An article has no say in the confidence that its own facts are checked by: for `--check`, the shares are
worked out from all other articles. Totals only: nobody is to learn what the articles say.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import yaml

from kg.extract import Extractor
from kg.extracting import make_reading
from kg.project import Project
from tests.extract.making import pack
from tests.extract.measure import articles, found_in, judge, truth_of

#: A kind of fact as `confidence.yaml` calls it, and the rule by which it was read.
Rule = tuple[str, str]
#: Borders between the rows of the table.
BORDERS = (0.7, 0.85, 0.9, 0.95)


class Checked(NamedTuple):
    """A fact: the rule by which it was read, and whether it is right."""

    rule: Rule
    right: bool


class Row(NamedTuple):
    """Facts whose confidence lies between two borders: how many, what was claimed, what is so."""

    least: float
    most: float
    facts: int
    claimed: float
    right: float


def checked_articles() -> list[list[Checked]]:
    """The facts of each article kept apart, without those that are neither right nor wrong."""
    rules = [(kind, rule) for kind, known in pack().confidence.items() for rule in known]
    with tempfile.TemporaryDirectory() as folder:
        reader = _telling_rules(Path(folder), rules)
        return [list(_checked(reader, text, gold, rules)) for _, text, gold in articles("held_out")]


def _telling_rules(folder: Path, rules: list[Rule]) -> Extractor:
    """What reads articles as always, but gives facts the number of their rule for their confidence."""
    numbers: dict[str, dict[str, int]] = {}
    for number, (kind, rule) in enumerate(rules):
        numbers.setdefault(kind, {})[rule] = number
    place = folder / "extract" / "numbers.yaml"
    place.parent.mkdir()
    place.write_text(yaml.safe_dump({"confidence": numbers}), "utf-8")
    return make_reading(Project(folder)).extractor


def _checked(reader: Extractor, text: str, gold: dict[str, object], rules: list[Rule]) -> Iterator[Checked]:
    facts = reader.extract(text).as_dict()
    judged = judge(truth_of(gold), facts)
    numbers = {(kind, key): number for kind, key, number in reversed(list(found_in(facts)))}
    for (kind, key), number in numbers.items():
        if key in judged[kind].right or key in judged[kind].wrong:
            yield Checked(rules[int(number)], key in judged[kind].right)


def shares(checked: Iterable[Checked]) -> dict[Rule, float]:
    """The share of right facts by rule, with one right and one wrong fact added to each."""
    right: dict[Rule, int] = {}
    facts: dict[Rule, int] = {}
    for rule, hit in checked:
        right[rule] = right.get(rule, 0) + hit
        facts[rule] = facts.get(rule, 0) + 1
    return {rule: (right[rule] + 1) / (facts[rule] + 2) for rule in sorted(facts)}


def reliability() -> list[Row]:
    """Facts by the confidence that they get when their own article has no say in it."""
    every = checked_articles()
    pairs: list[tuple[float, bool]] = []
    for number, own in enumerate(every):
        known = shares(fact for other, facts in enumerate(every) if other != number for fact in facts)
        pairs += [(known.get(rule, 0.5), right) for rule, right in own]
    rows = []
    for least, most in zip((0.0, *BORDERS), (*BORDERS, 1.0), strict=True):
        here = [(claimed, right) for claimed, right in pairs if least <= claimed < most]
        if here:
            claimed, right = (sum(values) / len(here) for values in zip(*here, strict=True))
            rows.append(Row(least, most, len(here), claimed, right))
    return rows


@click.command()
@click.option("--check", is_flag=True, help="Compare what confidence claims with what is so.")
def main(check: bool) -> None:
    """Print the confidence of each rule, or how well it holds."""
    for line in _table() if check else _shares():
        click.echo(line)


def _table() -> Iterator[str]:
    yield "confidence      facts   claimed   right"
    for row in reliability():
        yield f"{row.least:.2f} to {row.most:.2f} {row.facts:8}{row.claimed:10.2f}{row.right:8.2f}"


def _shares() -> Iterator[str]:
    by_kind: dict[str, list[str]] = {}
    for (kind, rule), share in shares(fact for facts in checked_articles() for fact in facts).items():
        by_kind.setdefault(kind, []).append(f"{rule}: {share:.2f}")
    yield "confidence:"
    for kind, rules in by_kind.items():
        yield f"  {kind}: {{{', '.join(rules)}}}"


if __name__ == "__main__":
    main()
