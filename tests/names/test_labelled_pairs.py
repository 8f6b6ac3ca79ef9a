"""The labelled pairs keep what their README promises, so that a figure measured on them means something."""

import csv
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
HALVES = ("held_out", "tuning")


def pairs(half: str) -> list[dict[str, str]]:
    with (HERE / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spellings(half: str) -> set[str]:
    return {row[side] for row in pairs(half) for side in ("left", "right")}


def test_no_spelling_stands_in_both_halves() -> None:
    assert spellings("held_out").isdisjoint(spellings("tuning"))


@pytest.mark.parametrize("half", HALVES)
def test_no_pair_comes_twice_in_either_order(half: str) -> None:
    seen = Counter(frozenset((row["left"], row["right"])) for row in pairs(half))

    assert all(len(pair) == 2 for pair in seen), "a name is paired with itself"
    assert not [set(pair) for pair, times in seen.items() if times > 1]


@pytest.mark.parametrize("half", HALVES)
def test_a_half_is_large_and_has_both_labels_in_balance(half: str) -> None:
    labels = Counter(row["label"] for row in pairs(half))

    assert set(labels) == {"same", "different"}
    assert labels.total() >= 600
    assert 0.40 <= labels["same"] / labels.total() <= 0.50


def test_the_readme_counts_the_pairs_of_each_kind() -> None:
    counts = [Counter((row["kind"], row["label"]) for row in pairs(half)) for half in HALVES]
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    stated = {cells[0]: cells[2:] for cells in table if len(cells) == 6 and cells[2].isdigit()}
    del stated["all"]

    assert stated == {
        kind: [str(half[kind, label]) for half in counts for label in ("same", "different")]
        for kind in {kind for half in counts for kind, _ in half}
    }
