"""Makes again what an increment touched: the nodes and edges that are new or changed, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from kg.graph.assemble import MOST_MENTIONS, Assembler, Claims
from kg.graph.complete import merge_claims, node_lookup, read_mentions, values_of
from kg.graph.elements import Changes, Edge, Gone, Node
from kg.graph.source_nodes import source_nodes
from kg.ledger.ledger import batches
from kg.ledger.tables import identities, sources, statements
from kg.ontology import Ontology
from kg.resolve import Moved, forget, given_to, members, write_identities


def touched_elements(connection: sa.Connection, ontology: Ontology, moved: Moved, run: int) -> set[str]:
    """Ids of the nodes and edges that may have changed after a run; writes down what edges became.

    Args:
        connection: a writing transaction of the ledger.
        ontology: the concepts.
        moved: what resolution found to have moved.
        run: the last run that the graph takes in.
    """
    t = sources.c
    cited = connection.scalars(sa.select(t.id).where(t.changed_run > run))
    return moved.nodes | set(cited) | _fold_edges(connection, ontology, moved.records | moved.elsewhere)


def _fold_edges(connection: sa.Connection, ontology: Ontology, records: Iterable[str]) -> set[str]:
    """Work out anew which edges the mentions of some records become; ids of all edges before and after."""
    assembler = Assembler(ontology)
    touched: set[str] = set()
    for record in sorted(records):
        span = sa.and_(statements.c.entity >= record, statements.c.entity < record + "\x7f")
        t = identities.c
        known = dict(connection.execute(sa.select(t.entity, t.element).where(t.entity >= record, t.entity < record + "\x7f")).all())
        before = {entity: element for entity, element in known.items() if assembler.concept_of(element) in ontology.edges}
        node_of = node_lookup(known)
        now: dict[str, str] = {}
        for entity, concept, claims in read_mentions(connection, list(ontology.edges), span):
            tail, head = node_of(claims["from"][0].value), node_of(claims["to"][0].value)
            now[entity] = assembler.edge_id(concept, tail, head, values_of(claims), node_of)
        forget(connection, entities=before.keys() - now.keys())
        write_identities(connection, sorted((entity, edge, 0) for entity, edge in now.items() if before.get(entity) != edge))
        touched.update(before.values(), now.values())
    return touched


def remake(connection: sa.Connection, ontology: Ontology, elements: set[str], build: int) -> Changes:
    """What has become of some nodes and edges.

    Args:
        connection: a transaction of the ledger.
        ontology: the concepts.
        elements: ids, of which some may be no more.
        build: number of the build.
    """
    assembler = Assembler(ontology)
    of_sources = {id for id in elements if assembler.concept_of(id) == "Source"}
    nodes = list(source_nodes(connection, of_sources))
    edges: list[Edge] = []
    for element in _gathered(connection, ontology, assembler, sorted(elements - of_sources)):
        (nodes if isinstance(element, Node) else edges).append(element)  # type: ignore[arg-type]
    alive = {node.id for node in nodes} | {edge.id for edge in edges}
    changes = Changes(build, complete=False, nodes=nodes, edges=edges)
    for id in sorted(elements - alive):
        concept = assembler.concept_of(id)
        (changes.gone_nodes if concept in ontology.nodes else changes.gone_edges).append(Gone(id, concept))
    return changes


def _gathered(connection: sa.Connection, ontology: Ontology, assembler: Assembler, elements: list[str]) -> Iterator[Node | Edge]:
    groups = members(connection, elements, MOST_MENTIONS)
    entities = sorted({entity for group in groups.values() for entity in group})
    concepts = [*ontology.nodes, *ontology.edges]
    claims: dict[str, Claims] = {}
    for batch in batches(entities):
        where = statements.c.entity.in_(batch)
        claims.update((entity, of_one) for entity, _, of_one in read_mentions(connection, concepts, where))
    referred = {value for of_one in claims.values() for value in _references(of_one)}
    node_of = node_lookup({entity: given.node for entity, given in given_to(connection, sorted(referred)).items()})
    for element, group in groups.items():
        gathered: Claims = {}
        for entity in group:
            merge_claims(gathered, claims[entity])
        concept = assembler.concept_of(element)
        if concept in ontology.nodes:
            yield assembler.node(element, concept, gathered)
        else:
            tail, head = node_of(gathered["from"][0].value), node_of(gathered["to"][0].value)
            yield assembler.edge(element, concept, tail, head, gathered, node_of)


def _references(claims: Claims) -> Iterator[str]:
    """Values that may be entities: a superset is enough, since others are never looked up."""
    if "from" in claims:
        for stated in claims.values():
            for claim in stated:
                yield claim.value
