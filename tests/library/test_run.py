"""The library as a whole: folders that overlay each other, parameters bound, the reference page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import Ambiguous, ContentError, NotFound, UsageError
from kg.library import Library, Lookup, Named, bind, example_call, reference

QUERY = """\
// title: Agreements of {title}
// description: Every one | with a bar.
// why: It is asked for.
// topic: {topic}
// parameters:
//   region: {{type: "entity:Region", help: Which, example: Contoh}}
//   since: {{type: date, default: null, help: From when on}}
//   today: {{type: date, default: today, help: The day}}
//   limit: {{type: integer, default: 50, help: At most, example: 5}}
// columns:
//   agreement: {{type: text, help: Name}}
MATCH (a:Agreement) WHERE a.id > $region RETURN a.name AS agreement ORDER BY a.id LIMIT $limit
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "one.cypher").write_text(QUERY.format(title="one", topic="z"), "utf-8")
    (folder / "two.cypher").write_text(
        QUERY.format(title="two", topic="a").replace(", help: At most,", ", help: Most,"), "utf-8"
    )
    return Library([folder])


@pytest.fixture
def lookup() -> Lookup:
    return Lookup.of(
        [
            Named("region-1", ("Region",), "Contoh"),
            Named("region-2", ("Region",), "Dua"),
            Named("region-3", ("Region",), "Dua"),
        ]
    )


def test_queries_come_by_topic_and_name(library: Library) -> None:
    assert list(library.queries) == ["two", "one"]


def test_a_parameter_that_the_header_does_not_declare_is_told_with_file_and_line(
    tmp_path: Path, lookup: Lookup
) -> None:
    path = tmp_path / "wrong.cypher"
    path.write_text(
        QUERY.format(title="wrong", topic="a").replace("\nMATCH", "\n\nMATCH") + "// $no\n", "utf-8"
    )
    bind(Library([tmp_path]).get("wrong"), {"region": "Contoh"}, lambda: lookup)
    path.write_text(path.read_text("utf-8").replace("> $region", "> $regoin"), "utf-8")
    with pytest.raises(ContentError, match=r"wrong\.cypher:13: .*\$regoin.*'parameters'.*'region'") as caught:
        bind(Library([tmp_path]).get("wrong"), {"region": "Contoh"}, lambda: lookup)
    assert caught.value.line == 13


def test_a_misspelt_name_gets_a_suggestion(library: Library) -> None:
    with pytest.raises(UsageError, match="Did you mean 'one'"):
        library.get("onee")
    with pytest.raises(UsageError, match="kg query list"):
        library.get("\u202e")


def test_a_broken_query_does_not_hinder_the_others(library: Library, tmp_path: Path) -> None:
    (tmp_path / "queries" / "three.cypher").write_text("RETURN 1", "utf-8")
    library = Library([tmp_path / "queries"])
    assert library.get("one").title == "Agreements of one"
    with pytest.raises(ContentError, match=r"three\.cypher:1: "):
        library.get("three")
    assert [finding.construct for finding in library.lint()[tmp_path / "queries" / "three.cypher"]] == [
        "header"
    ]


def test_a_project_replaces_a_built_in_query(library: Library, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "one.cypher").write_text(QUERY.format(title="mine", topic="z"), "utf-8")
    assert Library([tmp_path / "queries", mine]).get("one").title == "Agreements of mine"


def test_bound_parameters_are_typed_complete_and_looked_up(library: Library, lookup: Lookup) -> None:
    given = {"region": "contoh", "since": "2024-01-01", "limit": "3"}
    bound = bind(library.get("one"), given, lambda: lookup, lambda: date(2026, 11, 22))
    assert bound == {
        "region": "region-1",
        "since": date(2024, 1, 1),
        "today": date(2026, 11, 22),
        "limit": 3,
    }
    assert bind(library.get("one"), {"region": "region-2"}, lambda: lookup)["since"] is None


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({}, UsageError, "'one' needs 'region' (entity:Region): Which. `kg query show one`"),
        ({"region": "Contoh", "limt": 3}, UsageError, "Did you mean 'limit'?"),
        ({"region": "Contoh", "limit": "many"}, UsageError, "'limit' cannot be 'many'"),
        ({"region": "Conto"}, NotFound, "Did you mean 'Contoh'?"),
        ({"region": "Dua"}, Ambiguous, "region-2"),
        ({"region": None}, UsageError, "'region' needs a value"),
    ],
)
def test_what_cannot_be_bound_is_told(
    library: Library, lookup: Lookup, given: dict[str, object], error: type[UsageError], says: str
) -> None:
    with pytest.raises(error) as caught:
        bind(library.get("one"), given, lambda: lookup)
    assert says in str(caught.value)


def test_names_never_reach_the_text_of_a_query(library: Library) -> None:
    evil = "x'}) MATCH (n) DETACH DELETE n //"
    query = library.get("one")
    bound = bind(query, {"region": evil}, lambda: Lookup.of([Named("region-9", ("Region",), evil)]))
    assert bound["region"] == "region-9"
    assert evil not in query.cypher


def test_the_reference_is_the_same_each_time_and_shows_everything(library: Library) -> None:
    page = reference(library.queries.values())
    assert page == reference(reversed(library.queries.values()))
    assert page.index("### two") < page.index("### one")
    for part in (
        "Every one \\| with a bar.",
        "| `region` | entity:Region | required | Which |",
        "`today`",
        "It is asked for.",
    ):
        assert part in page
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def test_an_example_can_be_pasted_into_a_shell(library: Library, tmp_path: Path) -> None:
    assert example_call(library.get("one")) == "kg query run one Contoh limit=5"
    (tmp_path / "queries" / "four.cypher").write_text(
        QUERY.format(title="x", topic="x").replace("example: Contoh", 'example: "O\'Brien & Co"'), "utf-8"
    )
    assert Library([tmp_path / "queries"]).get("four").name == "four"
    assert "'O'\"'\"'Brien & Co'" in example_call(Library([tmp_path / "queries"]).get("four"))


def test_every_query_of_the_library_has_an_example_for_what_it_requires() -> None:
    library = Library([Path(__file__).parents[2] / "queries"])
    assert len(library.queries) >= 24
    for query in library.queries.values():
        assert all(each.example is not None for each in query.parameters.values() if each.required), (
            query.name
        )
