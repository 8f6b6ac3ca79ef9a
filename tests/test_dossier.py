"""What is told of one entity, and which sources stand behind it. The people are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.dossier import Dossier
from kg.workspace import Workspace
from tests.cli.records import AGREEMENT, agreement

PASER = "Pemerintah Kabupaten Paser"
PAGES = [{"url": f"https://example.org/{number}"} for number in range(5)]
NAME = AGREEMENT["signatories"][0]["name"]

Load = Callable[..., Workspace]


def deal(workspace: Workspace) -> Dossier:
    """The only agreement."""
    (row,) = workspace.cypher("MATCH (a:Agreement) RETURN a.id AS id").rows
    return workspace.entity(row["id"])


def urls(found: Dossier, sources: tuple[str, ...]) -> list[str]:
    return sorted(str(found.sources[id].url)[-1] for id in sources)


def test_facts_leave_out_what_only_tells_entities_apart_and_what_is_said_already(load: Load) -> None:
    found = deal(load(agreement()))
    told = {fact.property.name: fact.value for fact in found.facts}
    assert not [fact.property.name for fact in found.facts if fact.property.internal]
    assert "code" in found.node.properties
    assert told["signed_on"] == "2024-09-03"
    assert "signed_from" not in told, "it is the day that is told already"
    by_month = deal(load(agreement(signed_on="2024-09")))
    days = {fact.property.name: str(fact.value) for fact in by_month.facts}
    assert (days["signed_from"], days["signed_to"]) == ("2024-09-01", "2024-09-30")
    assert by_month.support("signed_to", by_month.node.properties["signed_to"]) == tuple(by_month.sources)


def test_a_source_stands_behind_the_other_name_that_it_gives(load: Load) -> None:
    title, other = "Nota Kesepahaman Contoh", "Kesepakatan Contoh"
    found = deal(
        load(
            agreement(title=title, sources=PAGES[:1]),
            agreement(title=title, sources=PAGES[1:2]),
            agreement(title=other, sources=PAGES[2:3]),
        )
    )
    assert found.node.properties["name"] == title
    assert urls(found, found.support("name", title)) == ["0", "1"]
    (alias,) = (fact for fact in found.facts if fact.property.name == "aliases")
    assert (alias.value, urls(found, alias.sources)) == (other, ["2"])


def test_a_source_whose_statement_was_rejected_stands_behind_nothing(load: Load) -> None:
    workspace = load(agreement(number="1/X", sources=PAGES[:1]), agreement(number="1/X", sources=PAGES[1:2]))
    stated = [each for each in deal(workspace).statements if each.property == "number"]
    workspace.ledger.judge("rejected", stated[0].id, None, who="A. Contoh")
    workspace.build()
    found = deal(workspace)
    assert found.support("number", "1/X") == stated[1].cites
    assert stated[0] in found.statements, "it is still told of"


@pytest.mark.parametrize("who", [0, 1])
def test_who_contradicts_one_property_still_stands_behind_the_others(load: Load, who: int) -> None:
    dissent = [{"field": "number", "value": "2/X", "source": PAGES[who]["url"]}]
    found = deal(load(agreement(number="1/X", sources=PAGES[:2], conflicts=dissent)))
    assert urls(found, found.support("number", "1/X")) == [str(1 - who)]
    assert urls(found, found.support("number", "2/X")) == [str(who)]
    assert urls(found, found.support("signed_on", "2024-09-03")) == ["0", "1"]


def test_a_record_that_is_outvoted_still_stands_behind_what_it_says(load: Load) -> None:
    voters = [agreement(number="1/X", sources=[page]) for page in PAGES[:3]]
    found = deal(load(*voters, agreement(number="2/X", sources=PAGES[3:])))
    assert urls(found, found.support("number", "1/X")) == ["0", "1", "2"]
    assert list(found.support("number", "1/X")) == sorted(found.support("number", "1/X"))
    assert urls(found, found.support("number", "2/X")) == ["3", "4"]


def test_edges_come_by_concept_and_name_each_read_from_the_entity(load: Load) -> None:
    witnesses = [{**AGREEMENT["signatories"][0], "name": name} for name in ("Zaki Contoh", "Adi Contoh")]
    workspace = load(agreement(witnesses=witnesses, topics=["data"]))
    ties = deal(workspace).ties
    told = [(tie.edge.concept, tie.forward, tie.other.properties["name"]) for tie in ties]
    assert told == sorted(told, key=lambda each: (each[0], not each[1], each[2]))
    seen = {(tie.verb, tie.other.properties["name"]) for tie in ties}
    assert {
        ("was witnessed by", "Adi Contoh"),
        ("was witnessed by", "Zaki Contoh"),
        ("was signed by", NAME),
    } <= seen
    assert workspace.entity(PASER).between == [], "who signed for it is told where it was signed"
    (signed,) = (tie for tie in workspace.entity(NAME).ties if tie.edge.concept == "SIGNED")
    assert (signed.verb, signed.when, signed.forward) == ("signed", "2024-09-03", True)


def test_an_edge_without_a_day_has_that_of_what_it_leads_to_and_an_office_both_of_its_own(load: Load) -> None:
    workspace = load(agreement(sources=PAGES[:1]), agreement(signed_on="2025-01-02", sources=PAGES[1:2]))
    ties = workspace.entity(NAME).ties
    (office,) = (tie for tie in ties if tie.edge.concept == "HOLDS")
    assert office.when == "2024-09-03 to 2025-01-02"
    assert sorted(tie.when for tie in ties if tie.edge.concept == "SIGNED") == ["2024-09-03", "2025-01-02"]
    (office,) = (tie for tie in load(agreement()).entity(NAME).ties if tie.edge.concept == "HOLDS")
    assert office.when == "2024-09-03"


def test_only_what_was_not_yet_made_is_told_as_announced(load: Load) -> None:
    workspace = load(agreement(status="planned", signed_on=None))
    assert [tie.details for tie in workspace.entity(PASER).ties if tie.edge.concept == "PARTY_TO"] != [()]
    assert [tie.details for tie in deal(workspace).ties if tie.edge.concept == "PARTY_TO"] == [(), ()]


def test_what_people_said_is_told_also_of_what_is_gone_and_not_what_they_took_back(load: Load) -> None:
    workspace = load(agreement())
    entity = deal(workspace)
    (tie,) = (tie for tie in entity.ties if tie.edge.concept == "SIGNED")
    stated = workspace.ledger.statements_by_id(tie.edge.properties["statements"]).values()
    end = next(each for each in stated if each.property == "to")
    number = workspace.ledger.judge("rejected", end.id, None, who="A. Contoh")
    workspace.build()
    found = deal(workspace)
    assert "SIGNED" not in [each.edge.concept for each in found.ties]
    assert [entry.id for entry in found.judgements] == [number]
    workspace.ledger.withdraw(number, who="A. Contoh")
    workspace.build()
    assert [entry.verdict for entry in deal(workspace).judgements] == []


def test_what_is_said_of_two_is_told_of_either(load: Load) -> None:
    workspace = load(agreement(), agreement(signed_on="2025-01-02"))
    ids = [row["id"] for row in workspace.cypher("MATCH (a:Agreement) RETURN a.id AS id").rows]
    one, other = (workspace.entity(id).statements[0].entity for id in ids)
    workspace.ledger.judge("different", one, other, who="A. Contoh")
    workspace.build()
    assert [[entry.verdict for entry in workspace.entity(id).judgements] for id in ids] == [["different"]] * 2


def test_the_sources_of_edges_of_others_that_name_it_are_told(bundled: Workspace) -> None:
    rows = bundled.cypher("MATCH ()-[r:REPRESENTED]->() RETURN DISTINCT r.agreement AS id").rows
    assert rows
    for row in rows[:5]:
        found = bundled.entity(row["id"])
        assert found.between
        cited = {id for each in found.between for id in each.edge.properties["sources"]}
        cited |= {id for each in found.ties for id in each.edge.properties["sources"]}
        assert cited <= found.sources.keys()
