"""Clusters: connected components, and which id each of them carries on."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.clusters import Given, components, heirs, new_node, parts

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


pairs = st.lists(st.tuples(entities, entities).filter(lambda pair: pair[0] != pair[1]), max_size=12)


def connected(keys, same):
    """What is connected by shared keys and by judgements, as networkx finds it."""
    graph = networkx.Graph()
    for entity, own in keys.items():
        graph.add_node(("entity", entity))
        graph.add_edges_from((("entity", entity), ("key", key)) for key in own)
    graph.add_edges_from(
        (("entity", left), ("entity", right)) for left, right in same if left in keys and right in keys
    )
    components = networkx.connected_components(graph)
    return {tuple(sorted(name for sort, name in each if sort == "entity")) for each in components}


@given(keyed, pairs)
def test_where_nobody_says_that_something_differs_parts_are_the_connected_components(keys, same):
    found = {tuple(part) for part in parts(keys, same, [])}
    assert found == {each for each in connected(keys, same) if each}


@given(keyed, pairs, pairs)
def test_what_differs_is_never_in_one_part_however_long_the_chain_that_joins_it(keys, same, different):
    where = {entity: index for index, part in enumerate(parts(keys, same, different)) for entity in part}
    assert where.keys() == keys.keys()
    for left, right in different:
        assert left not in where or right not in where or where[left] != where[right]


@given(keyed, pairs, pairs)
def test_parts_are_joined_unless_that_would_bring_together_what_differs(keys, same, different):
    found = parts(keys, same, different)
    where = {entity: index for index, part in enumerate(found) for entity in part}
    apart = {
        frozenset((where[left], where[right]))
        for left, right in different
        if left in where and right in where
    }
    together = [*same, *((a, b) for a in keys for b in keys if a < b and set(keys[a]) & set(keys[b]))]
    for left, right in together:
        if left in where and right in where and where[left] != where[right]:
            assert frozenset((where[left], where[right])) in apart


@given(keyed, pairs, pairs, st.randoms())
def test_the_order_in_which_entities_keys_and_differences_are_told_does_not_matter(
    keys, same, different, random
):
    shuffled = [(entity, random.sample(own, len(own))) for entity, own in keys.items()]
    random.shuffle(shuffled)
    others = random.sample(different, len(different))
    assert parts(dict(shuffled), same, others) == parts(keys, same, different)


@given(keyed, pairs, pairs, pairs)
def test_where_nobody_doubts_it_guesses_join_like_judgements(keys, same, guessed, unsure):
    found = {tuple(part) for part in parts(keys, same, [], guessed)}
    assert found == {each for each in connected(keys, [*same, *guessed]) if each}
    assert parts(keys, same, [], [], unsure) == parts(keys, same, [])


@given(keyed, pairs, pairs, pairs, pairs)
def test_no_guess_joins_what_people_are_unsure_of_however_long_the_chain(
    keys, same, different, guessed, unsure
):
    found = parts(keys, same, different, guessed, unsure)
    where = {entity: index for index, part in enumerate(found) for entity in part}
    without = parts(keys, same, different)
    before = {entity: index for index, part in enumerate(without) for entity in part}
    apart = {
        frozenset((where[left], where[right]))
        for left, right in (*different, *unsure)
        if left in where and right in where
    }
    for left, right in unsure:
        if left in where and right in where and before[left] != before[right]:
            assert where[left] != where[right]
    for left, right in different:
        assert left not in where or right not in where or where[left] != where[right]
    for left, right in guessed:
        if left in where and right in where and where[left] != where[right]:
            assert frozenset((where[left], where[right])) in apart
    assert all(len({where[entity] for entity in part}) == 1 for part in without), "guesses only join"


def test_people_join_what_others_are_unsure_of_and_the_program_does_not():
    keys = {entity: [] for entity in "abc"}
    chain, unsure = [("a", "b"), ("b", "c")], [("a", "c")]
    assert parts(keys, chain, [], [], unsure) == [["a", "b", "c"]]
    assert parts(keys, [], [], chain, unsure) == [["a", "b"], ["c"]]
    assert parts(keys, chain[1:], [], chain[:1], unsure) == [["a"], ["b", "c"]]


def test_who_was_set_apart_goes_alone_and_the_rest_stays_with_the_first():
    keys = {entity: ["Person: name=x"] for entity in "abcd"}
    assert parts(keys, [], [("b", "a")]) == [["a"], ["b", "c", "d"]]
    assert parts(keys, [("a", "c")], [("b", "a")]) == [["a", "c"], ["b", "d"]]


def test_of_judgements_that_contradict_each_other_the_older_joins():
    keys = {entity: [] for entity in "abc"}
    assert parts(keys, [("a", "b"), ("b", "c")], [("a", "c")]) == [["a", "b"], ["c"]]
    assert parts(keys, [("b", "c"), ("a", "b")], [("a", "c")]) == [["a"], ["b", "c"]]


def test_of_keys_that_cannot_all_join_the_one_that_sorts_first_does_whoever_has_it():
    assert parts({"a": ["2"], "b": ["2", "1"], "c": ["1"]}, [], [("a", "c")]) == [["a"], ["b", "c"]]
    assert parts({"a": ["1"], "b": ["2", "1"], "c": ["2"]}, [], [("a", "c")]) == [["a", "b"], ["c"]]
