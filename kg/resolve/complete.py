"""Works out from nothing which mentions are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import sqlalchemy as sa

from kg.ontology import Ontology
from kg.resolve.clusters import Given, components, heirs, new_node
from kg.resolve.judged import lay, lift
from kg.resolve.keys import KeyRules
from kg.resolve.state import (
    clear,
    given_nodes,
    known_entities,
    write_identities,
    write_keys,
    write_redirects,
)


def resolve_all(connection: sa.Connection, ontology: Ontology, run: int) -> dict[str, str]:
    """Join all entities of node concepts, as records and judgements say, and write down who is who.

    Ids that were given before are kept.

    Args:
        connection: a writing transaction of the ledger.
        ontology: says which entities are one.
        run: the last run taken in, in which new nodes are born.

    Returns:
        Entity -> node.
    """
    rules = KeyRules(ontology)
    lift(connection)
    before = given_nodes(connection)
    own: dict[str, tuple[str, ...]] = {}
    concepts: dict[str, str] = {}
    for known in known_entities(connection, ontology.nodes, rules.properties):
        own[known.entity] = rules.keys_of(known)
        concepts[known.entity] = known.concept
    clusters = components(own)
    named = name_clusters(clusters, concepts, before, run, lambda _: set())
    clear(connection)
    write_identities(connection, sorted(_identities(clusters, named.nodes)))
    write_keys(
        connection,
        sorted({(key, named.nodes[i].node) for i, c in enumerate(clusters) for e in c for key in own[e]}),
    )
    write_redirects(connection, named.redirects, alive={given.node for given in named.nodes.values()})
    nodes = {entity: named.nodes[index].node for index, cluster in enumerate(clusters) for entity in cluster}
    places = {given.node: index for index, given in named.nodes.items()}

    def members(wanted: Iterable[str]) -> dict[str, list[str]]:
        return {node: clusters[places[node]] for node in wanted}

    for entity, given in lay(connection, ontology, run, members).nodes.items():
        if given is None:
            del nodes[entity]
        else:
            nodes[entity] = given.node
    return nodes


class Named:
    """Clusters with their ids.

    Attributes:
        nodes: index of the cluster -> id.
        redirects: ids that were merged away -> the id that carries on.
    """

    def __init__(self) -> None:
        self.nodes: dict[int, Given] = {}
        self.redirects: dict[str, str] = {}


def name_clusters(
    clusters: list[list[str]],
    concepts: dict[str, str],
    before: dict[str, Given],
    run: int,
    in_use: Callable[[Iterable[str]], set[str]],
) -> Named:
    """Give each cluster the oldest id it inherits, or a new one.

    Args:
        clusters: of entities, each in ascending order.
        concepts: entity -> concept.
        before: entity -> id it had.
        run: in which new ids are born.
        in_use: which of some ids belong to nodes that are not named here.
    """
    born = {given.node: given.born for given in before.values()}
    inherited: dict[int, list[Given]] = {}
    for node, index in heirs(clusters, before, concepts).items():
        inherited.setdefault(index, []).append(Given(born[node], node))
    named = Named()
    for index, ids in inherited.items():
        kept, *others = sorted(ids)
        named.nodes[index] = kept
        named.redirects.update({other.node: kept.node for other in others})
    founders = {index: cluster[0] for index, cluster in enumerate(clusters) if index not in named.nodes}
    attempt = 0
    while founders:
        fresh = {index: new_node(concepts[entity], entity, attempt) for index, entity in founders.items()}
        taken = in_use(fresh.values()) | born.keys()
        named.nodes.update({index: Given(run, id) for index, id in fresh.items() if id not in taken})
        founders = {index: entity for index, entity in founders.items() if fresh[index] in taken}
        attempt += 1
    return named


def _identities(clusters: list[list[str]], nodes: dict[int, Given]) -> Iterator[tuple[str, str, int]]:
    for index, cluster in enumerate(clusters):
        born, node = nodes[index]
        for entity in cluster:
            yield entity, node, born
