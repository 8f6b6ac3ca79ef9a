"""Keys: what entities must have in common to be one."""

from __future__ import annotations

import pytest

from kg.resolve import KeyRules
from tests.graph.worlds import ontology


@pytest.fixture(scope="module")
def rules() -> KeyRules:
    return KeyRules(ontology())


def test_folded_terms_do_not_depend_on_case_accents_and_punctuation(rules):
    written = {"name": ["José  Ramos-Horta"], "jurisdiction": ["region=64"]}
    shouted = {"name": ["JOSE RAMOS HORTA"], "jurisdiction": ["region=64"]}
    assert rules.keys("Person", written) == rules.keys("Person", shouted)


def test_other_terms_are_compared_as_they_stand(rules):
    one = {"name": ["Rahmat Contoh"], "jurisdiction": ["region=64"]}
    other = {"name": ["Rahmat Contoh"], "jurisdiction": ["REGION=64"]}
    assert not set(rules.keys("Person", one)) & set(rules.keys("Person", other))
    assert rules.keys("Region", {"code": ["64.01"]}) == ["Region: code=64.01"]


def test_every_combination_of_several_values_is_a_key(rules):
    values = {"name": ["Rahmat Contoh", "R. Contoh"], "jurisdiction": ["region=64", "kind=ombudsman"]}
    assert sorted(rules.keys("Person", values)) == [
        "Person: name=r contoh; jurisdiction=kind=ombudsman",
        "Person: name=r contoh; jurisdiction=region=64",
        "Person: name=rahmat contoh; jurisdiction=kind=ombudsman",
        "Person: name=rahmat contoh; jurisdiction=region=64",
    ]


def test_two_spellings_that_fold_alike_give_one_key(rules):
    assert rules.keys("Topic", {"name": ["Pelayanan Publik", "pelayanan-publik"]}) == [
        "Topic: name=pelayanan publik"
    ]


@pytest.mark.parametrize(
    ("concept", "values"),
    [
        ("Person", {"name": ["Rahmat Contoh"]}),  # in no office: nothing says which of that name
        ("Person", {"jurisdiction": ["region=64"]}),
        ("Venue", {"place": ["Jakarta"]}),  # a town alone
        ("Venue", {"name": ["Aula"]}),  # every town has one
        ("Topic", {"name": ["---"]}),  # nothing is left of it
        ("Institution", {"name": ["Dinas Sosial"], "kind": ["agency"]}),  # no code
        ("Agreement", {"name": ["MoU"], "kind": ["mou"]}),
    ],
)
def test_what_cannot_be_told_by_what_is_known_has_no_key(rules, concept, values):
    assert rules.keys(concept, values) == []


def test_each_list_of_terms_gives_keys_of_its_own(rules):
    values = {"name": ["Acara Contoh"], "held_on": ["2024-09-03"], "code": ["one Acara Contoh"]}
    assert len(rules.keys("Ceremony", values)) == 2
    assert len(rules.keys("Ceremony", {"name": ["Acara Contoh"], "code": ["one Acara Contoh"]})) == 1


def test_keys_of_different_concepts_never_meet(rules):
    topic, region = rules.keys("Topic", {"name": ["64"]}), rules.keys("Region", {"code": ["64"]})
    assert topic
    assert region
    assert not set(topic) & set(region)


def test_only_properties_that_make_keys_are_named(rules):
    assert {"name", "code", "jurisdiction", "place", "held_on"} <= rules.properties
    assert not {"aliases", "score", "notes", "number"} & rules.properties
