"""What sources disagree on. The people are made up, the regency is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.conflicts import Disagreement, disagreements, words
from kg.judging import judge
from kg.workspace import Workspace
from tests.cli.articles import TEXT
from tests.cli.records import AGREEMENT, agreement

PASER, BERAU = "Pemerintah Kabupaten Paser", "Pemerintah Kabupaten Berau"
PAGES = [{"url": f"https://example.org/{number}"} for number in range(6)]

Load = Callable[..., Workspace]


def sides(one: Disagreement) -> list[tuple[str, bool, int]]:
    return [(side.value, side.stands, side.weight) for side in one.sides]


def otherwise(field: str, value: object, page: dict[str, str]) -> dict[str, Any]:
    return {"field": field, "value": value, "source": page["url"]}


def signed_as(role: str, *pages: dict[str, str], **more: Any) -> dict[str, Any]:
    person = {**AGREEMENT["signatories"][0], "role": role}
    return agreement(signatories=[person], sources=list(pages), **more)


def in_two_offices() -> dict[str, Any]:
    """A record that shows the signatory in another office too, by which both are taken for one person."""
    person = AGREEMENT["signatories"][0]
    witnesses, attendees = [person], [{**person, "institution": BERAU}]
    return agreement(status="planned", signed_on=None, witnesses=witnesses, attendees=attendees)


def test_the_weight_of_a_side_is_the_number_of_its_sources(load: Load) -> None:
    workspace = load(
        agreement(number="1/X", sources=PAGES[:1]),
        agreement(number="2/X", sources=PAGES[1:2]),
        agreement(number="2/X", sources=PAGES[2:3]),
    )
    (one,) = disagreements(workspace)
    assert sides(one) == [("2/X", True, 2), ("1/X", False, 1)]
    assert one.doubt == pytest.approx(1 / 3)


def test_a_source_that_is_known_to_say_otherwise_is_set_apart(load: Load) -> None:
    """The graph counts it for the value that its record prefers, and `kg show` does not."""
    workspace = load(
        agreement(number="1/X", sources=PAGES[:3], conflicts=[otherwise("number", "2/X", PAGES[1])])
    )
    (one,) = disagreements(workspace)
    assert sides(one) == [("1/X", True, 3), ("2/X", False, 1)]
    standing, other = one.sides
    assert len(standing.sources) == 2
    assert standing.otherwise == other.sources
    assert one.doubt == pytest.approx(1 / 3)
    assert standing.sources == workspace.entity(one.element.id).support("number", "1/X")


def test_a_source_that_says_two_things_supports_both(load: Load) -> None:
    workspace = load(agreement(number="1/X", sources=PAGES[:1]), agreement(number="2/X", sources=PAGES[:1]))
    (one,) = disagreements(workspace)
    standing, other = one.sides
    assert len(standing.sources) == len(other.sources) == 1
    assert workspace.entity(one.element.id).support("number", standing.value) == standing.sources


def test_an_edge_is_told_by_its_ends_and_an_entity_by_its_name(load: Load) -> None:
    person = AGREEMENT["signatories"][0]
    workspace = load(
        agreement(sources=PAGES[:2]),
        in_two_offices(),
        agreement(signatories=[{**person, "institution": BERAU}], sources=PAGES[2:3]),
    )
    (one,) = disagreements(workspace)
    assert one.about == "Rahmat Contoh, signed, MoU Ombudsman RI - Pemkab Paser, 2024-09-03"
    assert one.prop.name == "institution"
    assert sides(one) == [(PASER, True, 2), (BERAU, False, 1)]
    assert one.edges == 1


def test_what_more_questions_rest_on_comes_first(load: Load) -> None:
    """When it was signed before the office of who signed, and that before the number."""
    workspace = load(
        signed_as("Bupati", PAGES[0], number="1/X"),
        signed_as("Wakil Bupati", PAGES[1], number="2/X"),
        agreement(
            signed_on="2020-01", sources=PAGES[2:4], conflicts=[otherwise("signed_on", "2020-02", PAGES[3])]
        ),
    )
    found = disagreements(workspace)
    assert [one.prop.name for one in found] == ["signed_on", "role", "number"]
    assert [one.questions for one in found] == sorted((one.questions for one in found), reverse=True)
    assert {one.doubt for one in found} == {0.5}


def test_of_one_property_the_more_doubtful_value_comes_first(load: Load) -> None:
    def disputed(day: str, by: int) -> dict[str, Any]:
        dissent = [otherwise("number", "9/X", page) for page in PAGES[:by]]
        return agreement(signed_on=day, number="1/X", sources=PAGES[:4], conflicts=dissent)

    workspace = load(disputed("2020-01-01", 1), disputed("2021-01-01", 3), disputed("2022-01-01", 2))
    found = disagreements(workspace)
    assert [(one.about[-10:], one.doubt) for one in found] == [
        ("2021-01-01", 0.75),
        ("2022-01-01", 0.5),
        ("2020-01-01", 0.25),
    ]


def test_a_source_that_says_two_things_counts_for_both(load: Load) -> None:
    dissent = [otherwise("number", "2/X", PAGES[0])]
    (one,) = disagreements(load(agreement(number="1/X", sources=PAGES[:1], conflicts=dissent)))
    assert sides(one) == [("1/X", True, 1), ("2/X", False, 1)]
    assert one.doubt == 0.5


def test_a_source_that_gives_the_month_of_a_day_does_not_say_otherwise(load: Load) -> None:
    dissent = [otherwise("signed_on", "2021-05", PAGES[2]), otherwise("signed_on", "2021-06", PAGES[3])]
    (one,) = disagreements(load(agreement(signed_on="2021-05-04", sources=PAGES[:4], conflicts=dissent)))
    assert [(side.value, side.stands) for side in one.sides] == [
        ("2021-05-04", True),
        ("2021-05", False),
        ("2021-06", False),
    ]
    assert one.doubt == 0.25
    dissent = [otherwise("signed_on", "2021-05-04", PAGES[2])]
    (one,) = disagreements(load(agreement(signed_on="2021-05", sources=PAGES[:3], conflicts=dissent)))
    assert one.doubt == pytest.approx(1 / 3), "the day is more than the graph says"


def test_a_source_that_writes_the_same_in_capitals_does_not_say_otherwise(tmp_path: Path) -> None:
    body = {"subject": PASER, "subject_kind": "regency_government", "region": "64.01", "year": 2024}
    with kg.open(tmp_path) as workspace:
        for place, category in enumerate(("Kualitas Tinggi", "Kualitas Tinggi", "KUALITAS TINGGI", "Lain")):
            record = {**body, "scale": "quality", "category": category, "sources": [PAGES[place]]}
            file = tmp_path / f"{place}.jsonl"
            file.write_text(json.dumps({**record, "id": str(place)}), "utf-8")
            workspace.load([file], "assessments", strict=True)
        workspace.build()
        rows = workspace.cypher("MATCH (a:Assessment) RETURN a.id AS id").rows
        judge(workspace, "same", [row["id"] for row in rows], who="A. Contoh")
        (one,) = disagreements(workspace)
        assert sides(one) == [("Kualitas Tinggi", True, 3), ("Lain", False, 1)]
        assert one.doubt == 0.25
        assert one.sides[0].sources == workspace.entity(one.element.id).support("category", "Kualitas Tinggi")
        assert listed(workspace) == in_cypher(workspace)


def test_what_people_have_judged_counts(load: Load) -> None:
    workspace = load(
        agreement(number="1/X", sources=PAGES[:2]),
        agreement(number="2/X", sources=PAGES[2:3]),
        agreement(number="3/X", sources=PAGES[3:4]),
    )
    (one,) = disagreements(workspace)
    said = {side.value: side.statements[0].id for side in one.sides}
    workspace.ledger.judge("confirmed", said["2/X"], None, who="A. Contoh")
    workspace.ledger.judge("rejected", said["3/X"], None, who="A. Contoh", why="a misprint")
    workspace.build()
    (one,) = disagreements(workspace)
    assert [(*each, side.confirmed) for each, side in zip(sides(one), one.sides, strict=True)] == [
        ("2/X", True, 1, True),
        ("1/X", False, 2, False),
    ]
    assert listed(workspace) == in_cypher(workspace)


def test_of_equals_what_more_hangs_on_comes_first(load: Load) -> None:
    dissent = [otherwise("number", "2/X", PAGES[1])]
    workspace = load(
        agreement(signed_on="2020-01-01", number="1/X", sources=PAGES[:2], conflicts=dissent),
        agreement(
            signed_on="2021-01-01", number="1/X", sources=PAGES[:2], conflicts=dissent, topics=["data"]
        ),
    )
    found = disagreements(workspace)
    assert [one.about[-10:] for one in found] == ["2021-01-01", "2020-01-01"]
    assert found[0].edges == found[1].edges + 1


def test_a_name_gives_what_is_about_it_and_its_connections(load: Load) -> None:
    other = {"name": BERAU, "kind": "regency_government", "region": "64.03"}
    workspace = load(
        signed_as("Bupati", PAGES[0], number="1/X"),
        signed_as("Wakil Bupati", PAGES[1], number="2/X"),
        agreement(
            parties=[AGREEMENT["parties"][0], other],
            signatories=[],
            number="3/X",
            sources=PAGES[:2],
            conflicts=[otherwise("number", "4/X", PAGES[1])],
        ),
    )

    def about(name: str) -> list[str]:
        return [one.prop.name for one in disagreements(workspace, name)]

    assert len(disagreements(workspace)) == 3
    assert about("Rahmat Contoh") == ["role"]
    assert about("MoU Ombudsman RI - Pemkab Paser, 2024-09-03") == ["role", "number"]
    assert about("MoU Ombudsman RI - Pemkab Berau, 2024-09-03") == ["number"]
    assert about(PASER) == []


def test_each_side_comes_with_the_words_in_which_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    other = TEXT.replace("Penjabat (Pj)", "Pelaksana Tugas (Plt)").replace("83,5", "85,5")
    (tmp_path / "two.txt").write_text(other, "utf-8")
    with kg.open(tmp_path) as workspace:
        workspace.load([tmp_path / "one.txt", tmp_path / "two.txt"])
        workspace.build()
        found = {
            one.prop.name: [(side.value, read[0].quote) for side, read in zip(one.sides, said, strict=True)]
            for one in disagreements(workspace)
            for said in [words(workspace, one)]
        }
    assert found["score"] == [("83.5", "83,5"), ("85.5", "85,5")]
    # Nothing marks how an office is held: the words are those that tell who signed.
    (pj, its_words), (plt, other_words) = found["acting"]
    assert (pj, plt) == ("Pj", "Plt")
    assert "Penjabat (Pj) Bupati Paser" in its_words
    assert "Pelaksana Tugas (Plt) Bupati Paser" in other_words


def listed(workspace: Workspace) -> set[tuple[str, ...]]:
    """What `kg conflicts` lists: about what, which property, what is said otherwise, by whom."""
    return {
        (one.about.replace(", signed,", ","), one.prop.name, side.value, source)
        for one in disagreements(workspace)
        for side in one.sides
        if not side.stands
        for source in side.sources
    }


def in_cypher(workspace: Workspace) -> set[tuple[str, ...]]:
    rows = workspace.query("disagreements", limit=1000).rows
    return {(row["about"], row["property"], row["also_said"], *row["said_by"]) for row in rows}


def test_cypher_sees_every_conflict_of_the_bundled_data(bundled: Workspace) -> None:
    assert len(listed(bundled)) == 12
    assert listed(bundled) == in_cypher(bundled)


def test_cypher_sees_conflicts_of_edges_and_of_any_property(load: Load) -> None:
    person = AGREEMENT["signatories"][0]
    workspace = load(
        agreement(kind="mou", sources=PAGES[:2], conflicts=[otherwise("status", "planned", PAGES[1])]),
        in_two_offices(),
        agreement(signatories=[{**person, "role": "Wakil Bupati", "institution": BERAU}], sources=PAGES[2:3]),
        agreement(number="1 | X", sources=PAGES[3:4]),
        agreement(number="2 | X", sources=PAGES[4:]),
    )
    found = listed(workspace)
    assert {row[1:3] for row in found} == {
        ("status", "planned"),
        ("number", "1 | X"),
        ("role", "Wakil Bupati"),
        ("institution", BERAU),
    }
    assert found == in_cypher(workspace)


def test_cypher_looks_at_every_concept_of_which_sources_can_differ(bundled: Workspace) -> None:
    cypher = bundled.library.get("disagreements").cypher
    concepts = [*bundled.ontology.nodes.values(), *bundled.ontology.edges.values()]
    disputable = {
        concept.name
        for concept in concepts
        for prop in concept.properties.values()
        if not (prop.multiple or prop.internal or prop.identifying or prop.alternatives or prop.aggregate)
    }
    assert "Agreement" in disputable
    assert {name for name in disputable if name not in cypher} == set()
