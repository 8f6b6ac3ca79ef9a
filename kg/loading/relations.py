"""What files of other programs say in terms of theirs: which of our edges a word means, and what it joins."""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.loading.build import Build, RecordProblem
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


def say_end(build: Build, end: End, concept: str) -> str:
    """Name an entity of the file, which several records may mean; gives the entity.

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
        say_institution(build, end.name, entity=entity)
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
) -> None:
    """State an edge that a file names in words.

    Args:
        build: of the record.
        word: name of an edge concept, its label, or its verb in either direction, English or Indonesian.
        start, end: what it leads from and to, as the file has it.
        role: office that goes with it.
        seen_on: days that go with it.

    Raises:
        RecordProblem: no edge is meant, or it cannot join these, or lacks what it needs.
    """
    found, forward = find_relation(build.ontology, word)
    tail, head = (start, end) if forward else (end, start)
    join = _join(found, tail, head)
    ends = say_end(build, tail, join.start), say_end(build, head, join.to)
    given: dict[str, Any] = {"role": role, "seen_on": seen_on or None}
    for name, value in given.items():
        if value is not None and name not in found.properties:
            field = "date" if name == "seen_on" else name
            raise RecordProblem(field, f"{found.name} has no {name}", "leave it empty")
    missing = [prop.name for prop in found.properties.values() if prop.required and not given.get(prop.name)]
    if missing:
        raise RecordProblem(
            "relation", f"{found.name} needs {', '.join(missing)}", "load it from records instead"
        )
    if found.name == "HOLDS" and role:
        say_office(build, *ends, institution_name=head.name, role=role, seen_on=seen_on)
    else:
        build.edge(found.name, *ends, **{name: value for name, value in given.items() if value is not None})


def find_relation(ontology: Ontology, word: str) -> tuple[EdgeConcept, bool]:
    """The edge concept that a word means, and whether it is read from its start.

    Raises:
        RecordProblem: there is none, or it is made by a rule.
    """
    wanted = fold(word.replace("_", " "))
    for edge in ontology.edges.values():
        forward, back = edge.reads.forward, edge.reads.back
        for words, is_forward in (
            ((edge.name.replace("_", " "), edge.label.en, edge.label.id, forward.en, forward.id), True),
            ((back.en, back.id), False),
        ):
            if wanted in map(fold, words):
                if edge.derived:
                    raise RecordProblem(
                        "relation", f"{edge.name} is worked out by kg itself", "leave the row out"
                    )
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
