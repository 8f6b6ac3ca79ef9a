"""Clusters: connected components, and which id each of them carries on."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.clusters import Given, components, heirs, new_node

entities = st.integers(0, 30).map(lambda number: f"e{number:02}")
keyed = st.dictionaries(entities, st.lists(st.integers(0, 20).map(str), max_size=4))


@given(keyed)
def test_components_are_those_that_networkx_finds(keys):
    graph = networkx.Graph()
    for entity, own in keys.items():
        graph.add_node(("entity", entity))
        graph.add_edges_from((("entity", entity), ("key", key)) for key in own)
    expected = {
        tuple(sorted(name for sort, name in component if sort == "entity"))
        for component in networkx.connected_components(graph)
    }
    assert {tuple(cluster) for cluster in components(keys)} == expected


@given(keyed)
def test_every_entity_is_in_exactly_one_cluster_and_clusters_are_sorted(keys):
    clusters = components(keys)
    assert sorted(entity for cluster in clusters for entity in cluster) == sorted(keys)
    assert all(cluster == sorted(cluster) for cluster in clusters)


@given(keyed, st.randoms())
def test_the_order_of_entities_and_keys_does_not_matter(keys, random):
    shuffled = [(entity, random.sample(own, len(own))) for entity, own in keys.items()]
    random.shuffle(shuffled)
    assert components(dict(shuffled)) == components(keys)


def test_a_long_chain_is_one_cluster():
    keys = {f"e{i:05}": [str(i), str(i + 1)] for i in range(20_000)}
    assert len(components(keys)) == 1


def born(**nodes: str) -> dict[str, Given]:
    return {entity: Given(1, node) for entity, node in nodes.items()}


def test_an_id_goes_where_most_of_its_entities_went():
    assert heirs([["a"], ["b", "c"]], born(a="person-1", b="person-1", c="person-1"), {}) == {"person-1": 1}


def test_of_two_equal_heirs_the_one_with_the_lowest_entity_inherits():
    given = born(b="person-1", c="person-1")
    # `a` never had the id, so that it does not count for the second cluster.
    assert heirs([["b"], ["a", "c"]], given, {}) == {"person-1": 0}


def test_a_cluster_can_inherit_several_ids():
    assert heirs([["a", "b"]], born(a="person-1", b="person-2"), {}) == {"person-1": 0, "person-2": 0}


def test_an_entity_that_became_another_concept_leaves_its_id_behind():
    given = born(a="agreement-1")
    assert heirs([["a"]], given, {"a": "Assessment"}) == {}
    assert heirs([["a"]], given, {"a": "Agreement"}) == {"agreement-1": 0}


def test_new_ids_begin_with_their_concept_and_differ_by_founder_and_attempt():
    ids = [
        new_node("Person", "a"),
        new_node("Person", "b"),
        new_node("Person", "a", 1),
        new_node("Person", "a", 2),
    ]
    assert all(id.startswith("person-") for id in ids)
    assert len(set(ids)) == len(ids)
    assert new_node("Person", "a") == ids[0]
