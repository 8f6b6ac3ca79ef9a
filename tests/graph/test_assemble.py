"""What becomes of claims: best-supported values, alternatives, conflicts, computed properties, labels."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.assemble import Assembler
from kg.graph.mentions import Mention
from kg.statements import SEPARATOR
from tests.graph.worlds import ontology

EVIDENCE = {"sources", "statements", "conflicts", "id"}


@pytest.fixture(scope="module")
def assembler() -> Assembler:
    return Assembler(ontology(), lambda entity: f"institution-{entity}")


#: (value, ids of sources separated by blanks, id of the statement, confidence)
Claim = tuple[str, str, str, float]


def claim(value: str, *cites: str, sure: float = 1.0) -> Claim:
    return (
        value,
        " ".join(cites or ("s1",)),
        f"of {value} by {' '.join(cites)} {sure}".replace("=", ":"),
        sure,
    )


def mention(concept: str, **claims: list[Claim]) -> Mention:
    """An entity of which all that is claimed."""
    flat = [(name, *each) for name, stated in claims.items() for each in stated]
    names, values, cites, ids, confidences = zip(*flat, strict=True)
    doubts = [f"{id}={sure}" for id, sure in zip(ids, confidences, strict=True) if sure != 1.0]
    return Mention(
        "e1", concept, *(SEPARATOR.join(names), list(values), SEPARATOR.join(cites), SEPARATOR.join(ids)),
        SEPARATOR.join(doubts) or None,
    )  # fmt: skip


def agreement(assembler: Assembler, **claims: list[Claim]) -> dict:
    return assembler.node("agreement-1", [mention("Agreement", **claims)]).properties


def test_the_value_that_more_sources_support_is_chosen(assembler):
    properties = agreement(assembler, number=[claim("1/X", "s1"), claim("2/X", "s2", "s3")])
    assert properties["number"] == "2/X"
    assert properties["conflicts"] == ["number | 1/X | s1"]


def test_support_is_counted_by_source_not_by_statement(assembler):
    claims = [claim("1/X", "s1"), claim("1/X", "s1"), claim("2/X", "s2", "s3")]
    assert agreement(assembler, number=claims)["number"] == "2/X"


def test_among_equals_what_the_record_itself_prefers_is_chosen(assembler):
    claims = [claim("1/X", "s1", sure=0.5), claim("2/X", "s2")]
    properties = agreement(assembler, number=claims)
    assert properties["number"] == "2/X"
    assert properties["conflicts"] == ["number | 1/X | s1"]


@pytest.mark.parametrize("other", ["KUALITAS TERTINGGI", "kualitas tertinggi", "Kualitas-Tertinggi."])
def test_words_that_only_capitals_and_punctuation_tell_apart_are_no_disagreement(assembler, other):
    claims = [claim("Kualitas Tertinggi", "s1", "s2"), claim(other, "s3"), claim("Kualitas Tinggi", "s4")]
    properties = assembler.node("assessment-1", [mention("Assessment", category=claims)]).properties
    assert properties["category"] == "Kualitas Tertinggi"
    assert properties["conflicts"] == ["category | Kualitas Tinggi | s4"]


def test_keys_that_capitals_tell_apart_disagree(assembler):
    assert agreement(assembler, number=[claim("1/X", "s1", "s2"), claim("1/x", "s3")])["conflicts"] == [
        "number | 1/x | s3"
    ]


def test_among_equals_in_all_the_smaller_value_is_chosen_whatever_came_first(assembler):
    claims = [claim("2/X", "s2"), claim("1/X", "s1")]
    assert agreement(assembler, number=claims) == {
        **agreement(assembler, number=claims[::-1]),
        "number": "1/X",
        "conflicts": ["number | 2/X | s2"],
    }


@pytest.mark.parametrize("ids", [("e1", "e2"), ("e2", "e1")])
def test_among_equals_what_one_mention_says_is_chosen_together(assembler, ids):
    one = mention("Assessment", score=[claim("60.0", "s1")], zone=[claim("merah", "s1")])
    other = mention("Assessment", score=[claim("94.66", "s2")], zone=[claim("hijau", "s2")])
    mentions = [each._replace(entity=id) for each, id in zip((one, other), ids, strict=True)]
    properties = assembler.node("assessment-1", sorted(mentions)).properties
    assert (properties["score"], properties["zone"]) == (60.0, "merah")
    assert properties["conflicts"] == ["score | 94.66 | s2", "zone | hijau | s2"]


def test_a_coordinate_is_taken_from_where_the_other_is_from_however_many_say_otherwise(assembler):
    said = [("1", "10"), ("1", "20"), ("2", "30"), ("3", "30"), ("4", "30")]
    mentions = [
        mention("Region", lat=[claim(lat, f"s{i}")], lon=[claim(lon, f"s{i}")])._replace(entity=f"e{i}")
        for i, (lat, lon) in enumerate(said)
    ]
    for order in (mentions, mentions[::-1]):
        properties = assembler.node("region-1", order).properties
        assert (properties["lat"], properties["lon"]) == (1.0, 10.0)
        assert "lon | 20 | s1" in properties["conflicts"]
        assert "lon | 30 | s4" in properties["conflicts"]


def test_each_source_of_a_value_that_was_not_chosen_is_named(assembler):
    claims = [claim("1/X", "s3", "s1"), claim("2/X", "s1", "s2", "s4")]
    conflicts = agreement(assembler, number=claims)["conflicts"]
    assert conflicts == ["number | 1/X | s1", "number | 1/X | s3"]


def test_other_names_are_aliases_and_no_conflict(assembler):
    claims = {
        "name": [claim("Rahmat Contoh", "s1", "s2"), claim("RAHMAT CONTOH", "s1")],
        "aliases": [claim("Drs. Rahmat Contoh", "s1"), claim("RAHMAT CONTOH", "s3")],
    }
    for order in (claims, dict(reversed(claims.items()))):
        properties = assembler.node("person-1", [mention("Person", **order)]).properties
        assert properties["name"] == "Rahmat Contoh"
        assert properties["aliases"] == ["Drs. Rahmat Contoh", "RAHMAT CONTOH"]
        assert properties["conflicts"] == []


def test_a_property_with_several_values_has_each_of_them_once(assembler):
    claims = [claim("region=64", "s1"), claim("region=64", "s2"), claim("kind=ombudsman", "s1")]
    properties = assembler.node("person-1", [mention("Person", jurisdiction=claims)]).properties
    assert sorted(properties["jurisdiction"]) == ["kind=ombudsman", "region=64"]
    assert properties["conflicts"] == []


def test_values_have_the_types_of_the_ontology(assembler):
    claims = {"score": [claim("83")], "year": [claim("2023")], "zone": [claim("hijau")]}
    properties = assembler.node("assessment-1", [mention("Assessment", **claims)]).properties
    assert {name: properties[name] for name in claims} == {"score": 83.0, "year": 2023, "zone": "hijau"}
    assert isinstance(properties["score"], float)
    assert isinstance(properties["year"], int)


def test_among_equals_a_name_is_rather_one_that_is_not_all_capitals(assembler):
    claims = {
        "name": [claim("RAHMAT CONTOH", "s1"), claim("Rahmat Contoh", "s2"), claim("rahmat contoh", "s3")]
    }
    assert assembler.node("person-1", [mention("Person", **claims)]).properties["name"] == "Rahmat Contoh"


def test_every_statement_and_source_is_named_once_and_in_order(assembler):
    properties = agreement(assembler, kind=[claim("mou", "s2", "s1")], number=[claim("1/X", "s3")])
    assert properties["sources"] == ["s1", "s2", "s3"]
    assert properties["statements"] == sorted({"of mou by s2 s1 1.0", "of 1/X by s3 1.0"})


def test_what_is_unknown_is_absent(assembler):
    properties = agreement(assembler, kind=[claim("mou")])
    assert properties.keys() == {*EVIDENCE, "name", "kind"}
    assert None not in properties.values()


def test_a_property_that_the_ontology_no_longer_has_is_left_out_but_still_evidence(assembler):
    properties = agreement(assembler, kind=[claim("mou")], colour=[claim("red", "s9")])
    assert "colour" not in properties
    assert "s9" in properties["sources"]


def test_the_days_that_a_partial_date_allows_are_computed_from_the_chosen_one(assembler):
    claims = [claim("2024-09", "s1", "s2"), claim("2023", "s3")]
    properties = agreement(assembler, signed_on=claims)
    assert properties["signed_on"] == "2024-09"
    assert (properties["signed_from"], properties["signed_to"]) == (date(2024, 9, 1), date(2024, 9, 30))
    assert properties["conflicts"] == ["signed_on | 2023 | s3"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("2024-09-03", {"year": 2024, "month": 9, "day": 3, "weekday": "Tuesday", "precision": "day"}),
        ("2024-02-29", {"year": 2024, "month": 2, "day": 29, "weekday": "Thursday", "precision": "day"}),
        ("2024-09", {"year": 2024, "month": 9, "precision": "month"}),
        ("2024", {"year": 2024, "precision": "year"}),
    ],
)
def test_a_date_has_the_parts_that_are_known_and_no_others(assembler, name, parts):
    properties = assembler.node("date-1", [mention("Date", name=[claim(name)])]).properties
    assert {key: value for key, value in properties.items() if key not in EVIDENCE} == {"name": name, **parts}


def test_first_and_last_sighting_are_computed_from_all_days(assembler):
    days = [claim("2024-09", "s1"), claim("2021-03-04", "s2"), claim("2024-09", "s3")]
    edge = assembler.edge("holds-1", "person-1", "institution-1", [mention("HOLDS", seen_on=days)])
    assert edge.properties["first_seen"] == "2021-03-04"
    assert edge.properties["last_seen"] == "2024-09"
    assert sorted(edge.properties["seen_on"]) == ["2021-03-04", "2024-09"]


@pytest.mark.parametrize(
    ("role", "known"), [("WALI KOTA", True), ("Wakil Ketua", None), ("Ketua Komisi C", None)]
)
def test_an_office_is_known_by_its_name_to_have_one_seat(assembler, role, known):
    held = [mention("HOLDS", role=[claim(role)])]
    for mentions in (held, held * 2):
        edge = assembler.edge("holds-1", "person-1", "institution-1", mentions)
        assert edge.properties.get("one_seat") is known


def test_further_labels_come_after_the_concept_in_alphabetical_order(assembler):
    claims = {"name": [claim("A")], "is": [claim("OmbudsmanMember"), claim("Official"), claim("Official")]}
    node = assembler.node("person-1", [mention("Person", **claims)])
    assert node.labels == ("Person", "Official", "OmbudsmanMember")
    assert "is" not in node.properties


def test_without_a_name_the_pattern_of_the_concept_makes_one(assembler):
    properties = agreement(assembler, kind=[claim("mou")], signed_on=[claim("2024")])
    assert properties["name"] == "MoU 2024"
    assert agreement(assembler, exists=[claim("true")])["name"]


def test_an_entity_stands_for_the_node_that_it_became():
    """Two mentions of one institution agree, though their entities differ."""
    nodes = {"e1": "institution-a", "e2": "institution-a", "e3": "institution-b"}
    assembler = Assembler(ontology(), nodes.__getitem__)
    claims = {"institution": [claim("e3", "s1"), claim("e1", "s2"), claim("e2", "s3")]}
    edge = assembler.edge("signed-1", "person-1", "agreement-1", [mention("SIGNED", **claims)])
    assert edge.properties["institution"] == "institution-a"
    assert edge.properties["conflicts"] == ["institution | institution-b | s1"]


def test_ties_between_entities_are_decided_by_what_was_stated():
    """Ids of nodes depend on the order of loading; entities do not."""
    claims = {"institution": [claim("e1", "s1"), claim("e2", "s2")]}
    for first, second in ("ab", "ba"):
        nodes = {"e1": f"institution-{first}", "e2": f"institution-{second}"}
        assembler = Assembler(ontology(), nodes.__getitem__)
        edge = assembler.edge("signed-1", "person-1", "agreement-1", [mention("SIGNED", **claims)])
        assert edge.properties["institution"] == nodes["e1"]


class TestEnds:
    """When two mentions of an edge become one."""

    nodes = {"p1": "person-1", "p2": "person-1", "i1": "institution-1", "i2": "institution-2"}  # noqa: RUF012

    def edge(self, tail: str, head: str, **claims: list[Claim]) -> tuple[str, str, str]:
        assembler = Assembler(ontology(), self.nodes.__getitem__)
        return assembler.ends(mention("HOLDS", **{"from": [claim(tail)], "to": [claim(head)]}, **claims))[:3]

    def test_ends_are_nodes(self):
        assert self.edge("p1", "i1")[1:] == ("person-1", "institution-1")

    def test_mentions_with_the_same_ends_and_identifying_properties_are_one(self):
        one = self.edge("p1", "i1", role=[claim("Bupati")], seen_on=[claim("2024")])
        assert self.edge("p2", "i1", role=[claim("Bupati")], seen_on=[claim("2023")]) == one

    @pytest.mark.parametrize(
        "other",
        [
            {"role": [claim("Ketua")]},
            {"role": [claim("Bupati")], "acting": [claim("Pj")]},
            {},
        ],
    )
    def test_an_identifying_property_keeps_edges_apart(self, other):
        assert self.edge("p1", "i1", **other) != self.edge("p1", "i1", role=[claim("Bupati")])

    def test_other_ends_are_another_edge(self):
        assert self.edge("p1", "i1")[0] != self.edge("p1", "i2")[0]


_values = st.lists(st.sampled_from(["A", "B", "C d"]), max_size=3, unique=True)


@given(
    st.dictionaries(st.sampled_from(["name", "aliases", "jurisdiction", "is", "exists"]), _values),
    st.booleans(),
)
def test_one_mention_gives_what_it_gives_when_it_is_weighed_like_several(assembler, values, alike):
    """A mention that contradicts nothing is not weighed: that must change nothing."""
    said = [(name, value) for name, stated in values.items() for value in stated] or [("exists", "true")]
    claims: dict[str, list[Claim]] = {}
    for place, (name, value) in enumerate(said):
        cites = "s1" if alike else f"s{place % 2}"
        claims.setdefault(name, []).append((value, cites, f"of {name} {value}", 1.0))
    one = mention("Person", **claims)
    assert assembler.node("person-1", [one]) == assembler.node("person-1", [one, one])
