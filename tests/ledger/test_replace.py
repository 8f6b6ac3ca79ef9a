from __future__ import annotations

from collections.abc import Iterator
from itertools import count, permutations
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kg
from kg.ledger import Counts, Ledger
from kg.ledger.tables import datasets, statements
from kg.statements import Issue, Said, Source, dataset_prefix, source_id
from tests.ledger.conftest import NewAddress
from tests.ledger.samples import PAGE, dump, fill, load, said, statement, values

Loads = list[tuple[str, frozenset[str]]]


def empty(address: Path | str) -> Ledger:
    return Ledger.open(address, create=True)


def test_loading_the_same_again_changes_nothing(address: Path | str) -> None:
    ledger = fill(address)
    before = dump(ledger.address)
    load(ledger, {"a.jsonl": ["one", "two"]})
    assert dump(ledger.address) == before
    with ledger.run() as run:  # nor in another order
        assert run.replace("a.jsonl", "one two", said("two", "one")) == Counts(2, 0, 0)
    assert dump(ledger.address) == before


def test_loading_the_bundled_data_twice_changes_nothing(project: Path) -> None:
    with kg.open(project) as workspace:
        workspace.load_bundled()
        before = dump(workspace.ledger.address)
        workspace.load_bundled()
        assert dump(workspace.ledger.address) == before
        reports = workspace.load_bundled(strict=True)  # which reads every file again
        assert {(report.unchanged, report.added, report.retired) for report in reports} == {(False, 0, 0)}
        assert dump(workspace.ledger.address) == before
        assert workspace.ledger.last_run() == 1


def test_datasets_whose_entities_begin_alike_are_replaced_and_withdrawn_apart(address: Path | str) -> None:
    """With a few hundred files in a ledger, two of them are likely to: four digits name a dataset."""
    names: dict[str, str] = {}
    name = next(name for i in count() if names.setdefault(dataset_prefix(name := f"{i}.jsonl"), name) != name)
    other = names[dataset_prefix(name)]
    ledger = empty(address)
    load(ledger, {name: ["one"], other: ["two"]})
    load(ledger, {name: ["three"]})
    assert values(ledger) == {(name, "three"), (other, "two")}
    with ledger.run() as run:
        assert run.withdraw(other) == 1
    assert values(ledger) == {(name, "three")}


def test_a_run_that_changes_nothing_leaves_no_trace(address: Path | str) -> None:
    ledger = fill(address)
    before = dump(ledger.address)
    with ledger.run():
        pass
    assert dump(ledger.address) == before
    assert ledger.last_run() == 1


def test_what_stops_a_run_takes_all_of_it_back(address: Path | str) -> None:
    ledger = fill(address)
    before = dump(ledger.address)
    with pytest.raises(ZeroDivisionError), ledger.run() as run:  # noqa: PT012 - the second one fails
        run.replace("b.jsonl", "", said("three", dataset="b.jsonl"))
        run.replace("a.jsonl", "", broken())
    assert dump(ledger.address) == before
    load(ledger, {"a.jsonl": ["two"]})  # and the next one works
    assert values(ledger) == {("a.jsonl", "two")}


def broken() -> Iterator[Said]:
    """Records that cannot be read to the end."""
    yield from said("four")
    raise ZeroDivisionError


def test_replacing_a_dataset_leaves_the_others_alone(address: Path | str) -> None:
    ledger = empty(address)
    load(ledger, {"a.jsonl": ["one", "two"], "b.jsonl": ["one", "three"]})
    others = said_by(ledger, "b.jsonl")
    load(ledger, {"a.jsonl": ["four"]})
    assert said_by(ledger, "b.jsonl") == others
    assert values(ledger) == {("a.jsonl", "four"), ("b.jsonl", "one"), ("b.jsonl", "three")}


def said_by(ledger: Ledger, dataset: str) -> list[tuple[object, ...]]:
    with ledger.reading() as connection:
        of_dataset = sa.select(datasets.c.id).where(datasets.c.name == dataset).scalar_subquery()
        found = connection.execute(sa.select(statements).where(statements.c.dataset == of_dataset))
        return sorted(map(tuple, found), key=repr)


def history(ledger: Ledger) -> dict[str, tuple[int, int, int | None]]:
    with ledger.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT value, first_run, changed_run, retired_run FROM statements"
        )
        return {value: (first, changed, retired) for value, first, changed, retired in found}


def test_what_a_dataset_no_longer_says_is_retired_and_what_comes_back_is_revived(address: Path | str) -> None:
    ledger = fill(address)
    load(ledger, {"a.jsonl": ["two"]})
    assert history(ledger) == {"one": (1, 2, 2), "two": (1, 1, None)}
    load(ledger, {"a.jsonl": []})
    assert history(ledger) == {"one": (1, 2, 2), "two": (1, 3, 3)}
    load(ledger, {"a.jsonl": ["one", "three"]})
    assert history(ledger) == {"one": (1, 4, None), "two": (1, 3, 3), "three": (4, 4, None)}


def test_a_withdrawn_dataset_says_nothing_and_another_load_brings_it_back(address: Path | str) -> None:
    ledger = fill(address)
    load(ledger, {"b.jsonl": ["two"]})
    before = values(ledger)
    issue = Issue("a.jsonl", "a.jsonl", 1, "name", "it is wrong", "correct it")
    with ledger.run() as run:
        run.set_issues("a.jsonl", [issue])
    with ledger.run("withdraw") as run:
        assert run.withdraw("a.jsonl") == 2
    assert values(ledger) == {each for each in before if each[0] == "b.jsonl"}
    assert [each.name for each in ledger.datasets()] == ["b.jsonl"]
    assert ledger.issues() == []
    done = dump(ledger.address)
    with ledger.run("withdraw") as run:
        assert run.withdraw("a.jsonl") == 0
    assert dump(ledger.address) == done
    load(ledger, {"a.jsonl": ["one", "two"]})
    assert values(ledger) == before
    assert [each.name for each in ledger.datasets()] == ["a.jsonl", "b.jsonl"]


def test_a_source_is_retired_and_revived_with_what_cites_it(address: Path | str) -> None:
    ledger = empty(address)
    pages = [
        Source(PAGE, outlet="Example Post"),
        Source(source_id("https://example.org/2", None, None, None)),
    ]

    def load_with(sources: list[Source]) -> None:
        with ledger.run() as run:
            run.replace("a.jsonl", str(sources), said("one", sources=sources))

    load_with(pages)
    load_with(pages[:1])
    assert list(ledger.sources()) == [pages[0].id]
    assert ledger.sources([page.id for page in pages]) == {PAGE: pages[0]}
    load_with(pages)
    assert ledger.sources() == {page.id: page for page in pages}


def test_a_new_description_of_a_source_is_a_change(address: Path | str) -> None:
    ledger = empty(address)
    for outlet in ("Example Post", "Example Times"):
        with ledger.run() as run:
            run.replace("a.jsonl", outlet, said("one", sources=[Source(PAGE, outlet=outlet)]))
    assert ledger.last_run() == 2
    assert ledger.sources()[PAGE].outlet == "Example Times"


DESCRIPTIONS = [
    Source(PAGE, "https://example.org/1", outlet="Example Post", title="B", published="2024-09"),
    Source(PAGE, "https://example.org/1", outlet="Example Post Daily", author="Siti Contoh"),
    Source(PAGE, "https://example.org/1", title="A", published="2024-09-03"),
]


def test_a_source_that_is_described_in_several_ways_is_one_whatever_came_first(
    new_address: NewAddress,
) -> None:
    expected = Source(PAGE, "https://example.org/1", "Example Post", "A", "Siti Contoh", published="2024-09")
    for order in permutations(range(3)):
        apart, together = empty(new_address()), empty(new_address())
        for index in order:
            with apart.run() as run:
                name = f"{index}.jsonl"
                run.replace(name, "", said("one", dataset=name, sources=[DESCRIPTIONS[index]]))
        with together.run() as run:
            run.replace("a.jsonl", "", [Said([statement("one")], [DESCRIPTIONS[index]]) for index in order])
        assert apart.sources() == together.sources() == {PAGE: expected}
        assert dump(together.address)["sources"] == [(PAGE, 1, *expected[1:], 1, None)]


contents = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)
loads = st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), contents), min_size=1, max_size=8)


@settings(max_examples=40)
@given(loads)
@example([("x", frozenset("ab")), ("x", frozenset()), ("x", frozenset("b"))])
def test_the_ledger_does_what_a_dictionary_would(new_address: NewAddress, steps: Loads) -> None:
    """The oracle: dataset -> what it says now, and all that it ever said."""
    now: dict[str, frozenset[str]] = {}
    ever: dict[str, frozenset[str]] = {}
    ledger = empty(new_address())
    run_number = 0
    for name, content in steps:
        before = now.get(name)
        with ledger.run() as run:
            counts = run.replace(name, "", said(*sorted(content), dataset=name))
        run_number += before != content
        now[name], ever[name] = content, ever.get(name, frozenset()) | content
        before = before or frozenset()
        assert counts == Counts(len(content), len(content - before), len(before - content))
        assert ledger.last_run() == run_number
        assert values(ledger) == {(name, value) for name, content in now.items() for value in content}
        assert len(dump(ledger.address)["statements"]) == sum(map(len, ever.values()))
        assert {one.name: one.records for one in ledger.datasets()} == {n: len(now[n]) for n in now}


@settings(max_examples=30)
@given(loads, st.data())
def test_the_order_of_loading_never_matters(
    new_address: NewAddress, steps: Loads, data: st.DataObject
) -> None:
    """Nor what a dataset said before it was loaded for the last time."""
    final = data.draw(st.permutations(list(dict(steps).items())))
    assert state_after(new_address(), steps) == state_after(new_address(), final)


def state_after(address: Path | str, steps: Loads) -> tuple[object, ...]:
    ledger = empty(address)
    for name, content in steps:
        titles = {source_id(value, None, None, None): f"{value} as {name} has it" for value in content}
        pages = [Source(page, title=title) for page, title in sorted(titles.items())]
        with ledger.run() as run:
            run.replace(name, "", said(*sorted(content), dataset=name, sources=pages))
    with ledger.reading() as connection:
        query = "SELECT id, entity, value, cites FROM statements WHERE retired_run IS NULL ORDER BY id"
        active = [tuple(row) for row in connection.exec_driver_sql(query)]
    return active, ledger.sources()
