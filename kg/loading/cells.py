"""Cells of tables whose columns are properties of the ontology: what they hold, checked by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from kg.loading.build import Build, RecordProblem
from kg.loading.explain import Problem, hint
from kg.loading.flat import UnknownColumns, leaves, split
from kg.loading.records import Record
from kg.loading.texts import LongText, check_date, check_url
from kg.ontology import EdgeConcept, NodeConcept, Property
from kg.statements import Dissent

#: What an export says of every node and edge beside its properties. It is made again with the graph, but for
#: the dissent, which :func:`say_conflicts` reads.
EVIDENCE = frozenset({"labels", "sources", "statements", "conflicts", "voices", "method"})
#: Ends the name of a column with the name of what another column holds the id of: ``institution_name``.
OF_NAME = "_name"

_TEXT: TypeAdapter[str] = TypeAdapter(LongText)


def check_columns(
    model: type[Record], names: Iterable[str], concepts: Iterable[NodeConcept | EdgeConcept]
) -> None:
    """Refuse a table with a column that no concept has a property for.

    Args:
        model: the record class, whose own columns are suggested too.
        names: of columns that hold something and are none of its own.
        concepts: nodes or edges, whichever the rows are.

    Raises:
        UnknownColumns: with a suggestion for each.
    """
    names = list(names)
    if not names:  # as in most lists of edges, which may be long
        return
    properties = {name: prop for concept in concepts for name, prop in concept.properties.items()}
    named = {name + OF_NAME for name, prop in properties.items() if prop.type == "entity"}
    known = properties.keys() | named | EVIDENCE
    if wrong := [name for name in names if name not in known]:
        own = [leaf.pattern for leaf in leaves(model) if "#" not in leaf.pattern]
        near = [*own, *sorted(known - set(own))]
        raise UnknownColumns([Problem(name, "is not a known column", hint(name, near)) for name in wrong])


def values_of(concept: NodeConcept | EdgeConcept, cells: Mapping[str, str]) -> dict[str, str | list[str]]:
    """What the cells of a row say of a node or an edge.

    Args:
        concept: of it.
        cells: texts by column, also of those with evidence or with names of what other cells refer to.

    Returns:
        values by property, lists where it has several; what is computed, and what only serves to compare
        entities, is left out.

    Raises:
        RecordProblem: the concept has no such property, or it is no such value.
    """
    found: dict[str, str | list[str]] = {}
    for name, cell in cells.items():
        prop = concept.properties.get(name)
        if name in EVIDENCE or _is_name_of_another(name, concept):
            continue
        if prop is None:
            raise RecordProblem(name, f"{concept.name} has no {name}", "leave it empty")
        if not prop.aggregate and not prop.internal:
            found[name] = (
                [checked(prop, text) for text in split(cell)] if prop.multiple else checked(prop, cell)
            )
    return found


def _is_name_of_another(name: str, concept: NodeConcept | EdgeConcept) -> bool:
    prop = concept.properties.get(name.removesuffix(OF_NAME))
    return name.endswith(OF_NAME) and prop is not None and prop.type == "entity"


def checked(prop: Property, text: str) -> str:
    """The text of a value, if the property can have it; a date, and a word for a value, as the ledger has it.

    Raises:
        RecordProblem: it cannot; the field is the property.
    """
    if prop.one_of and text not in prop.one_of:
        if (meant := prop.meant_by(text)) is None:
            raise RecordProblem(prop.name, f"{text[:60]!r} is not one of its values", hint(text, prop.one_of))
        text = meant
    try:
        if prop.type == "date":
            text = check_date(text)
        elif prop.type == "url":
            check_url(text)
        else:
            _TEXT.validate_python(text)
        prop.parse(text)
    except PydanticCustomError as error:
        context = error.context or {}
        raise RecordProblem(prop.name, context["reason"], context["remedy"]) from None
    except ValidationError as error:
        reason = f"{text[:60]!r} is no text of ordinary length"
        raise RecordProblem(prop.name, reason, "shorten it, or type it again") from error
    except ValueError as error:
        reason, _, remedy = str(error).rpartition(": ")
        raise RecordProblem(prop.name, reason[:300] or remedy, remedy or "correct it") from None
    return text


def say_conflicts(build: Build, entity: str, concept: NodeConcept | EdgeConcept, cell: str) -> None:
    """State what single sources say otherwise, from a cell that lists it as exports do.

    What cannot be stated is a doubt: the property or the source may be missing.

    Args:
        entity: of the concept.
        cell: of the column ``conflicts``: ``property | value | source; ...``.
    """
    told: dict[tuple[str, str], list[str]] = {}
    for dissent in map(Dissent.read, split(cell)):
        told.setdefault((dissent.property, dissent.value), []).append(dissent.source)
    for (name, value), sources in told.items():
        prop = concept.properties.get(name)
        if prop is None or not _can_be(prop, value) or not build.cites_all(sources):
            reason = f"{f'{name} | {value}'[:60]!r} is said otherwise by a source that the row does not cite"
            build.doubt("conflicts", reason, "it was left out; the rest of the row was loaded")
        else:
            build.dissent_of(entity, name, value, sources)


def _can_be(prop: Property, value: str) -> bool:
    try:
        checked(prop, value)
    except RecordProblem:
        return False
    return True


def listed(value: str | Sequence[str] | None) -> list[str]:
    """A value of a property as a list, whether it can have several or not."""
    return [] if value is None else [value] if isinstance(value, str) else list(value)
