"""Turns one record into statements: loaders say what it says; ids, citations and evidence are kept here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.loading.gazetteer import Gazetteer
from kg.loading.offices import Offices
from kg.ontology import NodeConcept, Ontology
from kg.ontology.hints import did_you_mean
from kg.statements import (
    ROOT_SUFFIX,
    RULE,
    Said,
    Source,
    Statement,
    make_statement,
    mention_id,
    record_prefix,
    source_id,
)

#: A value that the record itself prefers, and one that only a source in its `conflicts` gives. The
#: number decides nothing but ties: support by sources comes first.
_OWN, _DISSENT = 1.0, 0.5

#: What statements are about beside the properties of a concept: the ends of an edge, that an entity is there,
#: and its further labels.
_STRUCTURAL = frozenset({"from", "to", "exists", "is"})
#: What an edge leads to when it leads to no entity of its record.
_SOURCE = "Source"

NO_FIELDS: Mapping[str, str] = {}

_NODE_ID = re.compile(r"[a-z]+(?:_[a-z]+)*-[0-9a-f]{20}")


def is_node_id(key: str) -> bool:
    """Whether a key is the id of a node of ours, as exports have it: ``person-`` and 20 digits."""
    return _NODE_ID.fullmatch(key) is not None


@dataclass(frozen=True)
class Reference:
    """What loaders may look up: the ontology, and the regions with the names of their governments."""

    ontology: Ontology
    gazetteer: Gazetteer

    @cached_property
    def offices(self) -> Offices:
        """What reads the names of offices."""
        return Offices(self.ontology, self.gazetteer)


class RecordProblem(Exception):
    """A record that is well formed but says what cannot be.

    Args:
        field: where; reason: what is wrong; remedy: what to do.
    """

    def __init__(self, field: str, reason: str, remedy: str) -> None:
        self.field, self.reason, self.remedy = field, reason, remedy
        super().__init__(f"{field}: {reason}; {remedy}")


class Build:
    """Collects the statements of one record.

    Entities are mentions: the same person in two records is two entities, which resolution joins.

    Args:
        dataset: the file or article that the record came with.
        key: the record's raw key.
        sources: what the record cites, as mappings with the fields of a source.
        method: loader and version.
        reference: see :class:`Reference`.
        evidence: for records read from text, (start, end, quote) by field.
        confidence: likewise, how far a field can be trusted, 0 to 1; one that is not among them, but was
            read as well, as far as the least sure of them.
        shared: concepts of what records of the dataset share, by key, as far as they are known.

    Attributes:
        doubts: (field, reason, remedy) of what was not stated, or is hardly right.
        passed_over: the same of a record that states nothing, as nobody needs to mend it.
        keeps_sources: whether its sources are kept although it states nothing.
    """

    def __init__(
        self,
        dataset: str,
        key: str,
        sources: Iterable[Mapping[str, Any]],
        method: str,
        reference: Reference,
        evidence: Mapping[str, tuple[int, int, str]] | None = None,
        confidence: Mapping[str, float] | None = None,
        shared: dict[str, str] | None = None,
    ) -> None:
        self.dataset = dataset
        self.method = method
        self.ontology = reference.ontology
        self.gazetteer = reference.gazetteer
        self._reference = reference
        self._prefix = record_prefix(dataset, key)
        self._sources = [_source(fields) for fields in sources]
        self._cites = tuple(sorted({source.id for source in self._sources}))
        self._evidence = evidence or {}
        self._confidence = confidence or {}
        self._least_sure = min(self._confidence.values(), default=_OWN)
        self._concepts: dict[str, str] = {}
        self._statements: dict[str, Statement] = {}
        self._said: dict[tuple[str, str], list[str]] = {}
        self._shared = {} if shared is None else shared
        self.doubts: list[tuple[str, str, str]] = []
        self.passed_over: tuple[str, str, str] | None = None
        self.keeps_sources = False

    @property
    def offices(self) -> Offices:
        """What reads the names of offices."""
        return self._reference.offices

    @property
    def cites(self) -> tuple[str, ...]:
        """Ids of the record's sources."""
        return self._cites

    def root(self, concept: str) -> str:
        """The record's own entity."""
        return self._entity(self._prefix + ROOT_SUFFIX, concept)

    def mention(self, concept: str, name: str) -> str:
        """An entity that the record mentions; the same concept and name give the same entity."""
        return self._entity(mention_id(self._prefix, f"{concept}/{name}"), concept)

    def shared(self, key: str, concept: str) -> str:
        """Mention what all records of the dataset mean by a key: resolution joins these mentions.

        The tables of one export lie in one folder and mean the same by the id of a node.

        Raises:
            RecordProblem: an earlier record takes it for something else.
        """
        if (earlier := self._shared.setdefault(key, concept)) != concept:
            reason = f"{key[:60]!r} is taken for {concept} here and for {earlier} in an earlier record"
            raise RecordProblem(key[:60], reason, "correct the one that is wrong")
        entity = self.mention(concept, key)
        where = posixpath.dirname(self.dataset) + "/" if is_node_id(key) else self.dataset
        self.say(entity, "in_file", f"{where} {key}", rule="key-in-file")
        return entity

    def keep_sources(self) -> None:
        """Keep the record's sources although it states nothing: it describes them."""
        self.keeps_sources = True

    def doubt(self, field: str, reason: str, remedy: str) -> None:
        """Note what the record says that is not stated, or hardly right; it is reported once for the file."""
        self.doubts.append((field, reason, remedy))

    def pass_over(self, field: str, reason: str, remedy: str) -> None:
        """Note why the record states nothing; such records are counted, and reported once for the file."""
        self.passed_over = (field, reason, remedy)

    def say(
        self,
        entity: str,
        property: str,
        value: object,
        *,
        original: str | None = None,
        rule: str | None = None,
        field: str | None = None,
    ) -> None:
        """State a value, as the ontology spells it; unknown values (None, empty text) state nothing.

        Args:
            entity: from :meth:`root`, :meth:`mention` or :meth:`edge`.
            property: of the entity's concept.
            value: text, number, boolean, or a list of them for a property with several values.
            original: as written in the source, when the value was normalised.
            rule: name of the rule by which it was worked out; None when the record says it.
            field: path of the record's field, by which evidence is found.

        Raises:
            RecordProblem: the property has no such value, or the text only says that nothing is known: "-",
                or what the lexicon lists as such.
            ValueError: the concept has no such property.
        """
        if isinstance(value, (list, tuple)):
            for item in value:
                self.say(entity, property, item, original=original, rule=rule, field=field)
        elif value is not None and value != "":
            if isinstance(value, str) and self.gazetteer.lexicon.says_nothing(told := original or value):
                reason = f"{told!r} says only that nothing is known"
                raise RecordProblem(field or property, reason, "write what it is, or leave it out")
            if isinstance(value, str) and (spelled := self.ontology.spelled(property, value)) != value:
                value, original = spelled, original or value
            self._add(entity, property, value, original=original, rule=rule, field=field)

    def said(self, entity: str, property: str) -> list[str]:
        """The values of a property that were stated of an entity so far."""
        return list(dict.fromkeys(self._said.get((entity, property), ())))

    def dissent(self, entity: str, property: str, value: object, said_by: str | None) -> None:
        """State what one source says otherwise.

        Args:
            said_by: address of the source, or the outlet of one without address; all of the record's
                sources may have said it when None.
        """
        cites = self._cites
        if said_by is not None:
            known = next((source for source in self._sources if said_by in (source.url, source.outlet)), None)
            source = known or _source({"url": said_by})
            if known is None:
                self._sources.append(source)
            cites = (source.id,)
        for each in value if isinstance(value, (list, tuple)) else (value,):
            self._add(entity, property, each, cites=cites, confidence=_DISSENT)

    def cites_all(self, sources: Iterable[str]) -> bool:
        """Whether the record cites all of some sources, by their ids."""
        return set(sources) <= set(self._cites)

    def dissent_of(self, entity: str, property: str, value: str, sources: Iterable[str]) -> None:
        """State what one or more of some of the record's sources say otherwise, by their ids."""
        self._add(entity, property, value, cites=tuple(sorted(set(sources))), confidence=_DISSENT)

    def edge(
        self,
        concept: str,
        tail: str,
        head: str,
        *,
        key: str = "",
        rule: str | None = None,
        fields: Mapping[str, str] = NO_FIELDS,
        originals: Mapping[str, str] = NO_FIELDS,
        **properties: object,
    ) -> str:
        """Join two entities of this record (``head`` may be a source's id) and return the edge's entity.

        Args:
            concept: of the edge.
            tail, head: what it comes from and goes to.
            key: tells parallel edges of the record apart.
            rule: as in :meth:`say`, for the edge and its properties.
            fields: paths of the record's fields, by property (``from`` and ``to`` included).
            originals: as in :meth:`say`, by property.

        Raises:
            ValueError: there is no such edge, or it does not join such entities.
        """
        edge = self._entity(mention_id(self._prefix, f"{concept}/{tail}/{head}/{key}"), concept)
        self._check_ends(concept, tail, head)
        self._add(edge, "from", tail, rule=rule, field=fields.get("from"))
        self._add(edge, "to", head, rule=rule, field=fields.get("to"))
        for name, value in properties.items():
            self.say(edge, name, value, original=originals.get(name), rule=rule, field=fields.get(name))
        return edge

    def finish(self) -> Said:
        """Everything the record says, entities without a property of their own included.

        What it gives no name gets one by the pattern of its concept, where that names what its edges lead to:
        the graph only fills in properties.
        """
        for entity, concept in list(self._concepts.items()):
            if (node := self.ontology.nodes.get(concept)) and not self._said.get((entity, "name")):
                self._name(entity, node)
        stated = {statement.entity for statement in self._statements.values()}
        for entity in self._concepts.keys() - stated:
            self._add(entity, "exists", "true")
        return Said(list(self._statements.values()), self._sources)

    def _name(self, entity: str, concept: NodeConcept) -> None:
        edges = [field for field in concept.name_fields if field in self.ontology.edges]
        if ends := {edge: names for edge in edges if (names := self._names_at(entity, edge))}:
            values = {field: "".join(self.said(entity, field)[:1]) for field in concept.name_fields}
            self.say(entity, "name", concept.format_name(values | ends), rule="name-pattern")

    def _names_at(self, entity: str, edge: str) -> str:
        """What stands at the other ends of an entity's edges of one concept; institutions in short."""
        edges = [each for each, concept in self._concepts.items() if concept == edge]
        ends = [[self._said[each, end][0] for end in ("from", "to")] for each in edges]
        others = [head if tail == entity else tail for tail, head in ends if entity in (tail, head)]
        names = [
            (self._concepts.get(other), name) for other in others for name in self.said(other, "name")[:1]
        ]
        return " - ".join(self.gazetteer.short(name) if of == "Institution" else name for of, name in names)

    def _entity(self, entity: str, concept: str) -> str:
        known = self._concepts.get(entity)
        if known is None:
            nodes, edges = self.ontology.nodes, self.ontology.edges
            if concept not in nodes and concept not in edges:
                raise ValueError(f"there is no concept {concept!r}.{did_you_mean(concept, [*nodes, *edges])}")
            self._concepts[entity] = concept
        elif known != concept:
            raise ValueError(f"{entity} is both {known} and {concept}")
        return entity

    def _check_ends(self, concept: str, tail: str, head: str) -> None:
        """Refuse an edge between what it does not join; sources are no entities of a record."""
        edge = self.ontology.edges.get(concept)
        start, to = self._concepts.get(tail, _SOURCE), self._concepts.get(head, _SOURCE)
        if edge is None or not edge.joins_pair(start, to):
            joins = ", ".join(f"{join.start} to {join.to}" for join in edge.joins) if edge else "nothing"
            unless = f"unless {concept}.yaml in the schema folder of the project says so"
            raise ValueError(f"{concept} joins {joins}, and not {start} to {to}, {unless}")

    def _check_value(self, concept: str, property: str, text: str, field: str | None) -> None:
        """Refuse what the ontology does not know: it would be in the ledger, and not in the graph."""
        of = self.ontology.nodes.get(concept) or self.ontology.edges[concept]
        if property not in of.properties:
            hint = did_you_mean(property, of.properties)
            raise ValueError(f"{concept} has no property {property!r}.{hint}")
        prop = of.properties[property]
        try:
            prop.parse(text)
        except ValueError as error:
            reason, _, remedy = str(error).partition(": ")
            raise RecordProblem(
                field or property, reason, remedy or f"write {property} as the schema has it"
            ) from None

    def _add(
        self,
        entity: str,
        property: str,
        value: object,
        *,
        original: str | None = None,
        rule: str | None = None,
        field: str | None = None,
        cites: tuple[str, ...] | None = None,
        confidence: float | None = None,
    ) -> None:
        evidence = self._evidence.get(field) if field else None
        concept, text = self._concepts[entity], _text(value)
        if property not in _STRUCTURAL:
            self._check_value(concept, property, text, field)
        statement = make_statement(
            entity,
            concept,
            property,
            text,
            original=original,
            cites=self._cites if cites is None else cites,
            method=f"{RULE}{rule}" if rule else self.method,
            dataset=self.dataset,
            quote=evidence[2] if evidence else None,
            span=evidence[:2] if evidence else None,
            confidence=self._sure_of(field) if confidence is None else confidence,
        )
        self._statements[statement.id] = statement
        self._said.setdefault((entity, property), []).append(statement.value)

    def _sure_of(self, field: str | None) -> float:
        """How far what the record says in a field can be trusted; what no field says was not read."""
        return self._confidence.get(field, self._least_sure) if field else _OWN


def _text(value: object) -> str:
    """A value as the ledger writes it: 83.0 and 83 are one number, so both are `83`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _source(fields: Mapping[str, Any]) -> Source:
    known = {name: fields.get(name) for name in Source._fields[1:]}
    return Source(source_id(known["url"], known["outlet"], known["title"], known["published"]), **known)
