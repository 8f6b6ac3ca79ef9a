"""The words of an answer, as a page in a language writes them: texts of the question, headings, values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.entities import names_of
from kg.results import readable
from kg.statements import Dissent

if TYPE_CHECKING:
    from kg.library.header import QueryFile, Translation
    from kg.ontology import EdgeConcept, NodeConcept, Property
    from kg.results import Result
    from kg.views.table import Told
    from kg.workspace import Workspace

#: Columns with a meaning of their own, as on nodes and edges: texts ``property | value | source``, texts
#: ``property | value``, the name of a property of which the columns of type ``value`` tell, and a concept.
CONFLICTS, _DETAILS, _PROPERTY, _CONCEPT = "conflicts", "details", "property", "what"
#: Between the first and the last day of a time, in answers.
_SPAN = " to "


class Wording:
    """How a page writes an answer: a column named like a property of the ontology holds values of it.

    Args:
        workspace: which the result comes from.
        result: of a query of the library or of free Cypher.
        language: of the page, ``en`` or ``id``. What a question does not say in it is as its header has it.

    Attributes:
        title: of the question; empty for free Cypher.
    """

    def __init__(self, workspace: Workspace, result: Result, language: str) -> None:
        from kg.views.page import texts

        texts(language)  # refuses what is no language before anything is looked up by it
        self._result, self._language = result, language
        self._words = workspace.library.words(language)
        question = result.question
        translation = question.translations.get(language) if question else None
        self._said: QueryFile | Translation | None = translation or question
        self._own = translation.headings if translation else {}
        self._helps = question is not None and translation is None
        self.title = self._said.title if self._said else ""
        dissents = (text for row in result for text in _flat(row.get(CONFLICTS)) if isinstance(text, str))
        self._names = names_of(workspace, (Dissent.read(text).value for text in dissents))
        ontology = workspace.ontology
        self._concepts: dict[str, NodeConcept | EdgeConcept] = {**ontology.nodes, **ontology.edges}
        self._known: dict[str, list[Property]] = defaultdict(list)
        for concept in self._concepts.values():
            for name, prop in concept.properties.items():
                self._known[name].append(prop)

    def remarks(self) -> str:
        """What the rows do not show: that a limit was reached, what the question cannot tell."""
        from kg.views.page import counted, texts

        said = [self._said.description, self._said.coverage or ""] if self._said else []
        if self._result.limited:
            limited = texts(self._language, "document")["limited"]
            said.insert(0, counted(limited, self._language, count=len(self._result)))
        return " ".join(filter(None, said))

    def heading(self, column: str) -> str:
        """What stands above a column: what its words are, or else the label of the property named like it.

        In English the name of the column will do.
        """
        labels = {prop.label.text(self._language) for prop in self._known.get(column, ())}
        label = labels.pop() if len(labels) == 1 and self._language != "en" else ""
        plain = label or column.replace("_", " ")
        return self._own.get(column) or self._words.headings.get(column) or plain[:1].upper() + plain[1:]

    def help(self, column: str) -> str:
        """What stands in a column, where the question says so in the language of the page."""
        return self._result.question.columns[column].help if self._result.question and self._helps else ""

    def row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as people read it: texts, numbers, and :class:`kg.views.table.Told` of conflicts.

        Ids of sources and dates stay as they are.
        """
        cites, question = self._result.source_columns, self._result.question
        about = self._of(row.get(_PROPERTY))
        columns = question.columns.values() if question else ()
        values = {column.name for column in columns if column.type == "value"}
        found = {}
        for name, value in row.items():
            if name in cites:
                found[name] = value
            elif about and value is not None and name in values:
                found[name] = self._as(about, value)
            else:
                found[name] = self._read(name, readable(value))
        return found

    def parts(self, value: Any) -> list[str]:
        """What :meth:`row` gave for a value, or for each of a list, as texts."""
        from kg.views.table import parts

        return parts(value, self._language)

    def _read(self, column: str, value: Any) -> Any:
        from kg.views.dates import PARTIAL

        if isinstance(value, list):
            return [self._read(column, each) for each in _flat(value)]
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
        if (span := value.split(_SPAN)) and len(span) > 1 and all(map(PARTIAL.fullmatch, span)):
            return self._until(*span)
        labelled = next((prop for prop in self._known.get(column, ()) if value in prop.value_labels), None)
        return labelled.value_text(value, self._language) if labelled else self._words.value(value)

    def _until(self, first: str, last: str) -> str:
        from kg.views.dates import spoken
        from kg.views.page import texts

        days = {"first": spoken(first, self._language), "last": spoken(last, self._language)}
        return texts(self._language, "report")["until"].format(**days)

    def _told(self, dissent: Dissent) -> Told:
        from kg.views.page import texts
        from kg.views.table import Told

        prop = self._of(dissent.property)
        label = prop.label.text(self._language) if prop else dissent.property.replace("_", " ")
        value = self._as(prop, dissent.value) if prop else dissent.value
        value = self._names.get(value, value)
        return Told(texts(self._language)["other_says"].format(property=label, value=value), dissent.source)

    def _of(self, name: object) -> Property | None:
        known = self._known.get(name) if isinstance(name, str) else None
        return known[0] if known else None

    def _as(self, prop: Property, value: Any) -> str:
        from kg.views.dates import spoken
        from kg.views.page import written

        text = written(value, self._language, prop)
        return spoken(text, self._language) if prop.type == "date" else text


def _flat(value: Any) -> list[Any]:
    """The values in a list and in lists in it; of anything else, itself."""
    return [part for each in value for part in _flat(each)] if isinstance(value, list) else [value]
