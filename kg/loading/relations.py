"""What files of other programs say in terms of theirs: which of our edges a word means, and what it joins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.loading.build import NO_FIELDS, Build, RecordProblem, is_node_id
from kg.loading.cells import OF_NAME, listed, say_conflicts, values_of
from kg.loading.mentions import say_institution, say_office, say_person, say_region, say_reports
from kg.names import fold
from kg.ontology import EdgeConcept, Join, Ontology


class End(NamedTuple):
    """What an edge leads from or to.

    Attributes:
        concept: a node concept; None when the file does not say.
        key: what tells it from the others of the file.
        name: what people call it.
    """

    concept: str | None
    key: str
    name: str


def named(build: Build, field: str, key: str, name: str | None, concept: str | None = None) -> End:
    """An end that a table names by a key and perhaps a name: where that is missing, the key is the name.

    Args:
        build: of the record.
        field: the column of the key; that of the name is ``<field>_name``.
        key, name: as the file has them.
        concept: of it; that which the id of a node of ours tells when None.

    Raises:
        RecordProblem: the key is the id of a node of ours, which is nobody's name.
    """
    if not is_node_id(key):
        return End(concept, key, name or key)
    if name is None:
        raise RecordProblem(
            field + OF_NAME, "is missing", "write what the id stands for, as the export has it"
        )
    told = build.ontology.concept_of_id(key)
    return End(concept or (told if told in build.ontology.nodes else None), key, name)


def say_end(
    build: Build, end: End, concept: str, *, kind: str | None = None, region: str | None = None
) -> str:
    """Name an entity of the file, which several records may mean; gives the entity.

    Args:
        build: of the record.
        end: what it is called.
        concept: of it.
        kind, region: of an institution, where the file tells.

    Raises:
        RecordProblem: it is a region, and its key is no code of one.
    """
    if concept == "Region":
        if end.key not in build.gazetteer.regions:
            raise RecordProblem(
                "target", f"no region has the code {end.key!r}", "write its code, such as 64.01"
            )
        return say_region(build, end.key)
    if "in_file" not in build.ontology.nodes[concept].properties:
        raise RecordProblem(
            "relation", f"a {concept} is not told by its name", "load it from records instead"
        )
    entity = build.shared(end.key, concept)
    if concept == "Person":
        say_person(build, end.name, entity=entity)
    elif concept == "Institution":
        say_institution(build, end.name, kind, region, entity=entity)
    else:
        build.say(entity, "name", end.name)
        if build.ontology.edges["REPORTED_IN"].joins_pair(concept, "Source"):
            say_reports(build, entity)
    return entity


def say_relation(
    build: Build,
    word: str,
    start: End,
    end: End,
    *,
    role: str | None = None,
    seen_on: list[str] | None = None,
    cells: Mapping[str, str] = NO_FIELDS,
) -> None:
    """State an edge that a file names in words.

    One that kg works out itself, or that joins regions, is passed over when it is from an export of ours,
    which has all edges; in other files it is a mistake.

    Args:
        build: of the record.
        word: name of an edge concept, its label, or its verb in either direction, English or Indonesian.
        start, end: what it leads from and to, as the file has it.
        role: office that goes with it.
        seen_on: days that go with it.
        cells: its further properties by name, each as the text of a cell.

    Raises:
        RecordProblem: no edge is meant, or it cannot join these, or lacks what it needs.
    """
    found, forward = find_relation(build.ontology, word)
    tail, head = (start, end) if forward else (end, start)
    exported = is_node_id(tail.key) and is_node_id(head.key)
    if found.derived and exported:
        build.pass_over("relation", f"{found.name} is worked out by kg itself", _MADE_AGAIN)
        return
    if found.derived:
        raise RecordProblem("relation", f"{found.name} is worked out by kg itself", "leave the row out")
    join = _join(found, tail, head)
    if exported and "Region" in (join.start, join.to):
        build.pass_over("relation", f"{found.name} of regions is in the list that comes with kg", _FROM_LIST)
        return
    for name, field, value in (("role", "role", role), ("seen_on", "date", seen_on)):
        if value and name not in found.properties:
            raise RecordProblem(field, f"{found.name} has no {name}", "leave it empty")
    given = values_of(found, cells)
    given |= {"role": role} if role else {}
    if days := list(dict.fromkeys([*(seen_on or ()), *listed(given.get("seen_on"))])):
        given["seen_on"] = days
    _say_edge(build, found, (tail, join.start), (head, join.to), given, cells)


#: What becomes of edges of an export that are passed over.
_MADE_AGAIN = "nothing to do: it is made again from properties of nodes, RENEWS by `kg match`"
_FROM_LIST = "nothing to do: kg knows it anyway"


def _say_edge(
    build: Build,
    concept: EdgeConcept,
    tail: tuple[End, str],
    head: tuple[End, str],
    given: dict[str, str | list[str]],
    cells: Mapping[str, str],
) -> None:
    required = [prop.name for prop in concept.properties.values() if prop.required]
    if missing := [name for name in required if not given.get(name)]:
        raise RecordProblem(
            "relation", f"{concept.name} needs {', '.join(missing)}", "load it from records instead"
        )
    ends = say_end(build, *tail), say_end(build, *head)
    if concept.name == "HOLDS" and "role" in given:
        edge = say_office(
            build, *ends, institution_name=head[0].name, role=str(given["role"]),
            acting=_one(given.get("acting")), seen_on=listed(given.get("seen_on")) or None,
        )  # fmt: skip
    else:
        for prop in concept.properties.values():
            if prop.to is not None and (key := _one(given.get(prop.name))):
                third = named(build, prop.name, key, cells.get(prop.name + OF_NAME))
                given[prop.name] = say_end(build, third, prop.to)
        edge = build.edge(concept.name, *ends)
        for name, value in given.items():
            build.say(edge, name, value)
    if conflicts := cells.get("conflicts"):
        say_conflicts(build, edge, concept, conflicts)


def _one(value: str | list[str] | None) -> str | None:
    return next(iter(listed(value)), None)


def find_relation(ontology: Ontology, word: str) -> tuple[EdgeConcept, bool]:
    """The edge concept that a word means, and whether it is read from its start.

    Raises:
        RecordProblem: there is none.
    """
    wanted = fold(word.replace("_", " "))
    for edge in ontology.edges.values():
        forward, back = edge.reads.forward, edge.reads.back
        for words, is_forward in (
            ((edge.name.replace("_", " "), edge.label.en, edge.label.id, forward.en, forward.id), True),
            ((back.en, back.id), False),
        ):
            if wanted in map(fold, words):
                return edge, is_forward
    known = ", ".join(edge.name for edge in ontology.edges.values() if not edge.derived)
    raise RecordProblem(
        "relation", f"{word[:60]!r} is no relation that is known here", f"write one of: {known}"
    )


def _join(edge: EdgeConcept, tail: End, head: End) -> Join:
    fitting = [
        join for join in edge.joins if tail.concept in (None, join.start) and head.concept in (None, join.to)
    ]
    if len(fitting) == 1:
        return fitting[0]
    pairs = ", ".join(f"{join.start} to {join.to}" for join in edge.joins)
    if fitting:
        raise RecordProblem(
            "relation", f"{edge.name} can join {pairs}", "say which, as concepts of both ends"
        )
    joined = f"{tail.concept or 'anything'} to {head.concept or 'anything'}"
    raise RecordProblem(
        "relation", f"{edge.name} joins {pairs}, not {joined}", "correct relation or concepts"
    )
