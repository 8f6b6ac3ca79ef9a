"""What holds for every node and edge of the graph of the bundled data."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kg.workspace import Workspace
from tests.graph.worlds import Graph

ON_EVERYTHING = {"id", "sources", "statements", "conflicts"}


@pytest.fixture(scope="module")
def graph(bundled: Workspace) -> Graph:
    return Graph.of(bundled.store.snapshot())


@pytest.fixture(scope="module")
def methods(bundled: Workspace) -> dict[str, str]:
    """Statement -> how it came about."""
    with bundled.ledger.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, method FROM statements WHERE retired_run IS NULL")
        return {row.id: row.method for row in rows}


def test_everything_has_an_id_of_its_concept(graph):
    for id, element in (graph.nodes | graph.edges).items():
        assert id == element.id == element.properties["id"]
        assert id.startswith(element.concept.lower() + "-")


def test_every_node_has_a_name(graph):
    assert [id for id, node in graph.nodes.items() if not node.properties["name"].strip()] == []


def test_everything_has_its_evidence(graph):
    for element in (*graph.nodes.values(), *graph.edges.values()):
        assert element.properties.keys() >= ON_EVERYTHING
        assert element.properties["sources"], element.id
        assert element.properties["statements"] or element.concept == "Source", element.id


def test_every_source_that_is_cited_is_a_node(graph):
    cited = {s for e in (*graph.nodes.values(), *graph.edges.values()) for s in e.properties["sources"]}
    assert {graph.nodes[id].concept for id in cited} == {"Source"}


def test_every_source_is_cited_by_something_else(graph):
    others = [e for e in (*graph.nodes.values(), *graph.edges.values()) if e.concept != "Source"]
    cited = {source for element in others for source in element.properties["sources"]}
    assert {node.id for node in graph.of_concept("Source")} == cited


def test_every_statement_is_an_active_one_of_the_ledger(graph, methods):
    for element in (*graph.nodes.values(), *graph.edges.values()):
        assert methods.keys() >= set(element.properties["statements"])


def test_every_active_statement_is_in_the_graph(graph, methods):
    """Nothing in the bundled data is mentioned so often that mentions are left out, but the most common."""
    shown = {s for e in (*graph.nodes.values(), *graph.edges.values()) for s in e.properties["statements"]}
    missing = methods.keys() - shown
    assert len(missing) < 0.2 * len(methods)


def test_every_end_of_an_edge_is_a_node_that_the_ontology_lets_it_join(graph, bundled):
    for edge in graph.edges.values():
        assert (graph.nodes[edge.tail].concept, graph.nodes[edge.head].concept) == (
            edge.tail_concept,
            edge.head_concept,
        )
        assert bundled.ontology.edges[edge.concept].joins_pair(edge.tail_concept, edge.head_concept), edge.id


def test_properties_are_those_of_the_ontology_and_have_its_types(graph, bundled):
    types = {"integer": int, "number": float, "boolean": bool}
    for element in (*graph.nodes.values(), *graph.edges.values()):
        known = (bundled.ontology.nodes | bundled.ontology.edges)[element.concept].properties
        for name, value in element.properties.items():
            if name in ON_EVERYTHING or (name in ("name", "method") and name not in known):
                continue
            prop = known[name]
            if prop.multiple:
                assert isinstance(value, list)
                assert all(isinstance(item, str) for item in value)
            elif prop.type == "date" and not prop.partial:
                assert type(value) is date, (element.id, name)
            else:
                assert type(value) is types.get(prop.type, str), (element.id, name)


def test_nodes_that_edges_refer_to_are_there(graph, bundled):
    for edge in graph.edges.values():
        for name, prop in bundled.ontology.edges[edge.concept].properties.items():
            if prop.type == "entity" and name in edge.properties:
                assert graph.nodes[edge.properties[name]].concept == prop.to


def test_an_edge_that_no_record_states_says_by_which_rule_it_was_made(graph, bundled, methods):
    """And one that a record states as well does not."""
    told = {}
    for edge in graph.edges.values():
        made = {methods[statement] for statement in edge.properties["statements"]}
        rules = {method for method in made if method.startswith("rule:")}
        if bundled.ontology.edges[edge.concept].derived:
            assert rules == made, (edge.id, made)
        if rules == made:
            assert set(edge.properties["method"].split()) == made
        told.setdefault(edge.concept, set()).add(edge.properties.get("method"))
    assert told["GOVERNS"] == {"rule:region-of-institution"}
    assert told["SIGNED"] == {None}
    assert told["HOLDS"] >= {None, "rule:office-when-seen"}


def test_conflicts_say_property_value_and_a_source_that_is_there(graph, bundled):
    conflicts = [
        (element, text)
        for element in (*graph.nodes.values(), *graph.edges.values())
        for text in element.properties["conflicts"]
    ]
    assert conflicts
    for element, text in conflicts:
        name, *value, source = text.split(" | ")
        known = (bundled.ontology.nodes | bundled.ontology.edges)[element.concept].properties
        assert name in known
        assert "".join(value)
        assert graph.nodes[source].concept == "Source"
        assert source in element.properties["sources"]


def test_officials_and_members_are_people_who_hold_such_an_office(graph):
    held = Counter(edge.tail for edge in graph.of_concept("HOLDS"))
    labelled = [node for node in graph.nodes.values() if len(node.labels) > 1]
    assert {node.concept for node in labelled} == {"Person"}
    assert all(held[node.id] for node in labelled)
    members = {node.properties["name"] for node in labelled if "OmbudsmanMember" in node.labels}
    assert {"Mokhammad Najih", "Bobby Hamzar Rafinus"} <= members
    assert len(members) < 30


def test_a_members_seat_is_at_the_national_ombudsman(graph):
    (ombudsman,) = [n.id for n in graph.of_concept("Institution") if n.properties.get("kind") == "ombudsman"]
    seats = {
        edge.tail
        for edge in graph.of_concept("HOLDS")
        if edge.head == ombudsman and edge.properties["role"] in ("Ketua", "Wakil Ketua", "Anggota")
    }
    assert seats == {node.id for node in graph.nodes.values() if "OmbudsmanMember" in node.labels}


def test_weekdays_are_those_of_the_calendar(graph):
    days = [node.properties for node in graph.of_concept("Date") if node.properties["precision"] == "day"]
    assert len(days) > 30
    for day in days:
        when = date(day["year"], day["month"], day["day"])
        assert day["weekday"] == when.strftime("%A")
        assert day["name"] == when.isoformat()


def test_no_two_nodes_of_what_is_told_by_a_code_have_one_code(graph):
    for concept in ("Region", "Institution", "Agreement", "Assessment"):
        codes = Counter(
            n.properties["code"] for n in graph.of_concept(concept) if n.properties.get("code") is not None
        )
        assert [code for code, number in codes.items() if number > 1] == []


def test_what_is_told_by_its_region_has_its_official_name(graph, bundled):
    official_name = bundled.reference.gazetteer.official_name
    names = {
        name: official_name(n.properties.get("kind"), n.properties.get("region"), name)
        for n in graph.of_concept("Institution")
        for name in [n.properties["name"]]
    }
    governments_and_offices = [name for name in names.values() if name is not None]
    assert len(governments_and_offices) > 552
    assert [name for name, official in names.items() if official not in (None, name)] == []


def test_every_record_of_the_bundled_data_is_in_the_graph(graph):
    counts = Counter(node.concept for node in graph.nodes.values())
    assert counts["Agreement"] == 165
    assert counts["Assessment"] == 629
    assert counts["Region"] == 552
    governments = list(graph.of_concept("GOVERNS"))
    assert len(governments) == 552


def test_regions_lie_in_their_provinces(graph):
    inside = {e.tail: e.head for e in graph.of_concept("PART_OF") if e.tail_concept == "Region"}
    for region in graph.of_concept("Region"):
        if region.properties["level"] == "province":
            assert region.id not in inside
        else:
            province = graph.nodes[inside[region.id]].properties
            assert province["level"] == "province"
            assert region.properties["code"].startswith(province["code"] + ".")
