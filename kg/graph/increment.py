"""Makes again what an increment touched: nodes and edges that are new or changed, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from kg.graph.across import records_joining
from kg.graph.assemble import MOST_MENTIONS, Assembler
from kg.graph.complete import NodeLookup
from kg.graph.elements import Changes, Edge, Gone
from kg.graph.mentions import Mention, read_mentions
from kg.graph.source_nodes import source_nodes
from kg.ledger import tables
from kg.ledger.ledger import batches
from kg.ledger.tables import begins_with, changed_sources, identities, runs_after, statements
from kg.ontology import Ontology
from kg.resolve import Moved, Voices, forget, given_to, is_among_first, members, write_identities
from kg.statements import ENTITY, dataset_prefix


def touched_elements(connection: sa.Connection, ontology: Ontology, moved: Moved, run: int) -> set[str]:
    """Ids of the nodes and edges that may have changed after a run; writes down what edges became.

    Args:
        connection: a writing transaction of the ledger.
        ontology: the concepts.
        moved: what resolution found to have moved.
        run: place of the last run that the graph takes in.
    """
    cited = connection.scalars(changed_sources(run))
    reread = _of_changed_texts(connection, run)
    records = moved.records | moved.elsewhere
    edges = _fold_edges(connection, ontology, records | records_joining(connection, records))
    # A hub stays as it is when a mention comes, changes or goes that it is not made from.
    remade = {
        element
        for element, entities in (*moved.gained.items(), *edges.items())
        if is_among_first(connection, element, entities, MOST_MENTIONS)
    }
    return moved.nodes.union(cited, reread, remade)


def _of_changed_texts(connection: sa.Connection, run: int) -> set[str]:
    """Nodes and edges of the datasets whose texts changed: their sources may be other voices now."""
    link, of, t = tables.source_texts.c, tables.datasets, identities.c
    names = sa.select(of.c.name).join(tables.source_texts, of.c.id == link.dataset)
    since = runs_after(run)
    names = names.where(of.c.run.in_(since), link.changed_run.in_(since)).distinct()
    return {
        element
        for prefix in {dataset_prefix(name) for name in connection.scalars(names)}
        for element in connection.scalars(sa.select(t.element).where(begins_with(t.entity, prefix)))
    }


def _fold_edges(
    connection: sa.Connection, ontology: Ontology, records: Iterable[str]
) -> dict[str, list[str]]:
    """Work out anew which edges the mentions of some records become.

    Returns:
        Id of an edge -> which of these mentions are it, or were it before.
    """
    t = identities.c
    touched: dict[str, list[str]] = {}
    gone: list[str] = []
    moved: list[tuple[str, str, int]] = []
    known = NodeLookup()
    assembler = Assembler(ontology, known.__getitem__)
    for record in sorted(records):
        within = sa.select(t.entity, t.element).where(begins_with(t.entity, record))
        known.clear()
        known.update((row.entity, row.element) for row in connection.execute(within))
        before = {
            entity: element
            for entity, element in known.items()
            if assembler.concept_of(element) in ontology.edges
        }
        of_record = begins_with(statements.c.entity, record)
        stated = list(read_mentions(connection, list(ontology.edges), of_record))
        known.update(_of_other_records(connection, record, stated))
        now = {each.entity: ends.edge for each in stated if (ends := assembler.ends(each)) is not None}
        gone += before.keys() - now.keys()
        moved += sorted((entity, edge, 0) for entity, edge in now.items() if before.get(entity) != edge)
        for entity, edge in (*before.items(), *now.items()):
            touched.setdefault(edge, []).append(entity)
    forget(connection, entities=gone)
    write_identities(connection, moved)
    return touched


def _of_other_records(connection: sa.Connection, record: str, stated: list[Mention]) -> dict[str, str]:
    """The nodes of entities that the edges of a record refer to, though they are none of its own."""
    values = {value for each in stated for value in each.values if not value.startswith(record)}
    given = given_to(connection, sorted(filter(ENTITY.fullmatch, values)))
    return {entity: was.node for entity, was in given.items()}


def remake(connection: sa.Connection, ontology: Ontology, elements: set[str], build: str) -> Changes:
    """What has become of some nodes and edges.

    Args:
        connection: a transaction of the ledger.
        ontology: the concepts.
        elements: ids, of which some may be no more.
        build: mark of the build.
    """
    groups = members(connection, sorted(elements), MOST_MENTIONS)
    mentions = _mentions(connection, ontology, [entity for group in groups.values() for entity in group])
    # Values of edges may be entities; a superset is enough, since others are never looked up.
    of_edges = (mention for mention in mentions.values() if mention.concept in ontology.edges)
    referred = sorted({value for mention in of_edges for value in mention.values})
    given = given_to(connection, referred)
    lookup = NodeLookup({entity: was.node for entity, was in given.items()})
    assembler = Assembler(ontology, lookup.__getitem__, Voices(connection))
    nodes = list(source_nodes(connection, {id for id in elements if assembler.concept_of(id) == "Source"}))
    edges: list[Edge] = []
    for element, group in groups.items():
        stated = [mentions[entity] for entity in group]
        if assembler.concept_of(element) in ontology.nodes:
            nodes.append(assembler.node(element, stated))
        else:
            ends = assembler.ends(stated[0])
            if ends is not None:
                edges.append(assembler.edge(element, ends.tail, ends.head, stated))
    changes = Changes(build, complete=False, nodes=nodes, edges=edges)
    for id in sorted(elements - {node.id for node in nodes} - {edge.id for edge in edges}):
        concept = assembler.concept_of(id)
        (changes.gone_nodes if concept in ontology.nodes else changes.gone_edges).append(Gone(id, concept))
    return changes


def _mentions(connection: sa.Connection, ontology: Ontology, entities: Iterable[str]) -> dict[str, Mention]:
    concepts = [*ontology.nodes, *ontology.edges]
    found: dict[str, Mention] = {}
    for batch in batches(sorted(set(entities))):
        mentions = read_mentions(connection, concepts, statements.c.entity.in_(batch))
        found.update((mention.entity, mention) for mention in mentions)
    return found
