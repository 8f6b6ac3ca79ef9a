"""The words of an answer, as a page in a language writes them: values, and what sources say otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.results import readable
from kg.statements import Dissent

if TYPE_CHECKING:
    from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property
    from kg.results import Result
    from kg.views.table import Told

#: Columns with a meaning of their own, as on nodes and edges: texts ``property | value | source``, texts
#: ``property | value``, the name of a property of which the columns of type ``value`` tell, and a concept.
CONFLICTS, _DETAILS, _PROPERTY, _CONCEPT = "conflicts", "details", "property", "what"


class Wording:
    """How a page writes the values of an answer: a column named like a property holds values of it.

    Args:
        ontology: whose words it takes.
        language: of the page, ``en`` or ``id``.
    """

    def __init__(self, ontology: Ontology, language: str) -> None:
        self._language = language
        self._concepts: dict[str, NodeConcept | EdgeConcept] = {**ontology.nodes, **ontology.edges}
        self._known: dict[str, list[Property]] = defaultdict(list)
        for concept in self._concepts.values():
            for name, prop in concept.properties.items():
                self._known[name].append(prop)

    def row(self, row: Mapping[str, Any], result: Result) -> dict[str, Any]:
        """A row of a result as people read it: texts, numbers, and :class:`kg.views.table.Told` of conflicts.

        Ids of sources and dates stay as they are.
        """
        cites = result.source_columns
        about = self._of(row.get(_PROPERTY))
        columns = result.question.columns if result.question else {}
        found = {}
        for name, value in row.items():
            if name in cites:
                found[name] = value
            elif about and value is not None and name in columns and columns[name].type == "value":
                found[name] = self._as(about, value)
            else:
                found[name] = self._read(name, readable(value))
        return found

    def _read(self, column: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._read(column, each) for each in value]
        if not isinstance(value, str):
            return value
        if column == CONFLICTS and value.count(" | ") > 1:
            return self._told(Dissent.read(value))
        if column == _DETAILS and (prop := self._of(value.partition(" | ")[0])):
            return self._as(prop, value.partition(" | ")[2])
        if column == _PROPERTY and (prop := self._of(value)):
            return prop.label.text(self._language)
        if column == _CONCEPT and (concept := self._concepts.get(value)):
            label = concept.label.text(self._language)
            return label[:1].upper() + label[1:]
        labels = (prop for prop in self._known.get(column, ()) if value in prop.value_labels)
        return next((prop.value_text(value, self._language) for prop in labels), value)

    def _told(self, dissent: Dissent) -> Told:
        from kg.views.page import texts
        from kg.views.table import Told

        prop = self._of(dissent.property)
        label = prop.label.text(self._language) if prop else dissent.property.replace("_", " ")
        value = self._as(prop, dissent.value) if prop else dissent.value
        return Told(texts(self._language)["other_says"].format(property=label, value=value), dissent.source)

    def _of(self, name: object) -> Property | None:
        known = self._known.get(name) if isinstance(name, str) else None
        return known[0] if known else None

    def _as(self, prop: Property, value: Any) -> str:
        from kg.views.dates import spoken
        from kg.views.page import written

        text = written(value, self._language, prop)
        return spoken(text, self._language) if prop.type == "date" else text
