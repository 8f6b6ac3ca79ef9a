"""Everything known of one entity, as a report with numbered sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg import entities

if TYPE_CHECKING:
    from kg.dossier import Dossier, Tie
    from kg.ontology import EdgeConcept, Property
    from kg.passages import Passage
    from kg.views.report import Contents, Disagreement, Group, Line, Notes, Quote, Report
    from kg.workspace import Workspace

#: Connections of one sort that are listed at most, and passages that are quoted of one source.
_LISTED, _QUOTED = 100, 8


def report_view(workspace: Workspace, found: Dossier, language: str) -> Report:
    """The report of an entity.

    Args:
        workspace: which the entity comes from.
        found: the entity with all that is known of it.
        language: of labels and interface, ``en`` or ``id``.
    """
    from kg.views.report import Report

    name = str(found.node.properties["name"])
    return Report(name, _Writer(workspace, found, language).contents(), language=language)


class _Writer:
    """Writes the parts of a report in their order, so that sources are numbered as they are read."""

    def __init__(self, workspace: Workspace, found: Dossier, language: str) -> None:
        from kg.views.page import texts
        from kg.views.report import Notes

        self.workspace, self.found, self.language = workspace, found, language
        self.texts = {**texts(language, "document"), **texts(language, "report")}
        self.notes: Notes = Notes()
        self.ties = [tie for tie in found.ties if tie.other.concept != "Source"]
        edges = (tie.edge._asdict() for tie in self.ties)
        self.names = entities.names_referred_to(workspace, edges)

    def contents(self) -> Contents:
        from kg.passages import passages
        from kg.views.report import Contents

        found = Contents(self._kinds(), list(self._facts()), list(self._disagreements()))
        over_time = [tie for tie in self.ties if _has_span(tie.concept)]
        found.spans = list(self._groups(over_time, newest_first=False))
        found.connections = list(self._groups(tie for tie in self.ties if not _has_span(tie.concept)))
        found.connections += self._between_others()
        quotes = _by_source(passages(self.workspace, self.found))
        self.notes.cite(quotes)
        found.cites = self.notes.ids
        found.sources, found.quotes = self.workspace.sources(found.cites), quotes
        found.unknown = list(self._unknown(found))
        return found

    def _kinds(self) -> list[str]:
        from kg.views.facts import further_labels

        further = further_labels(self.found.node.labels, self.workspace.ontology, self.language)
        return [self.found.concept.label.text(self.language), *further]

    def _facts(self) -> Iterator[Line]:
        from kg.views.report import Line

        inferred = self.found.node.properties.get("inferred") or ()
        facts = groupby(self.found.facts, key=lambda fact: (fact.property.name, fact.sources))
        for (name, sources), alike in facts:
            label = self.found.concept.properties[name].label.text(self.language)
            if name in inferred:
                label = self.texts["inferred"].format(label=label)
            values = [self._value(fact.property, fact.value) for fact in alike]
            yield Line(label, values, self.notes.cite(sources))

    def _disagreements(self) -> Iterator[Disagreement]:
        from kg.views.report import Disagreement

        for name, others in groupby(self.found.conflicts, key=lambda other: other.property):
            prop = self.found.concept.properties[name]
            kept = self.found.node.properties[name]
            said: dict[str, list[str]] = defaultdict(list)
            for other in others:
                said[other.value].append(other.source)
            yield Disagreement(
                prop.label.text(self.language),
                self._value(prop, kept),
                self.notes.cite(self.found.support(name, kept)),
                [(self._value(prop, value), self.notes.cite(ids)) for value, ids in said.items()],
            )

    def _groups(self, ties: Iterable[Tie], *, newest_first: bool = True) -> Iterator[Group]:
        from kg.views.report import Group

        for (_, forward), alike in groupby(ties, key=lambda tie: (tie.concept.name, tie.forward)):
            every = list(alike)
            dated = sorted((tie for tie in every if tie.when), key=lambda tie: tie.when, reverse=newest_first)
            every = [*dated, *(tie for tie in every if not tie.when)]
            lines = [self._line(tie) for tie in every[:_LISTED]]
            yield Group(self._verb(every[0].concept, forward=forward), lines, len(every) - len(lines))

    def _between_others(self) -> Iterator[Group]:
        """Connections of others that are none without the entity: who stood in for whom at an agreement."""
        from kg.views.report import Group, Line

        for concept, alike in groupby(self.found.between, key=lambda each: each.concept):
            every, verb = list(alike), self._verb(concept, forward=True)
            lines = [
                Line(
                    f"{each.one.properties['name']} {verb} {each.other.properties['name']}",
                    [],
                    self.notes.cite(each.edge.properties["sources"]),
                )
                for each in every[:_LISTED]
            ]
            yield Group(concept.label.text(self.language), lines, len(every) - len(lines))

    def _verb(self, concept: EdgeConcept, *, forward: bool) -> str:
        return (concept.reads.forward if forward else concept.reads.back).text(self.language)

    def _line(self, tie: Tie) -> Line:
        from kg.views.report import Line

        properties, cites = tie.concept.properties, tie.edge.properties["sources"]
        values = list(self._values(properties.values(), tie.edge.properties))
        against = [
            (
                self.texts["says"].format(
                    property=properties[other.property].label.text(self.language),
                    value=self._value(properties[other.property], other.value),
                ),
                self.notes.cite([other.source]),
            )
            for other in tie.conflicts
        ]
        name, notes = str(tie.other.properties["name"]), self.notes.cite(cites)
        return Line(name, values, notes, self._when(tie), against, self._told(tie))

    def _told(self, tie: Tie) -> str:
        """What the other end is, where it is named after its facts, and the same sources stand behind it.

        That it was only announced is told in any case.
        """
        properties, other = self.workspace.ontology.nodes[tie.other.concept].properties, tie.other.properties
        if properties["name"].required or not set(other["sources"]) <= set(tie.edge.properties["sources"]):
            return entities.announced(self.workspace.ontology, tie.other.concept, other, self.language)
        told = [prop for prop in properties.values() if prop.type == "number" or prop.one_of]
        return ", ".join(self._values(told, other))

    def _values(self, properties: Iterable[Property], known: dict[str, Any]) -> Iterator[str]:
        for prop in properties:
            value = known.get(prop.name)
            if value is None or prop.internal or prop.type == "date":
                continue
            if prop.type in ("boolean", "number"):
                label = prop.label.text(self.language).lower()
                between = ": " if value is False else " "
                yield label if value is True else f"{label}{between}{self._value(prop, value)}"
            else:
                values = value if isinstance(value, list) else [value]
                yield ", ".join(self._value(prop, each) for each in values)

    def _when(self, tie: Tie) -> str:
        from kg.views.dates import spoken

        days = [spoken(day, self.language) for day in tie.when.split(" to ")] if tie.when else []
        return self.texts["until"].format(first=days[0], last=days[1]) if len(days) > 1 else "".join(days)

    def _value(self, prop: Property, value: object) -> str:
        from kg.views.dates import spoken
        from kg.views.page import written

        text = written(value, self.language, prop)
        return spoken(text, self.language) if prop.type == "date" else self.names.get(text, text)

    def _counted(self, key: str, **counts: int) -> str:
        from kg.views.page import counted

        return counted(self.texts[key], self.language, **counts)

    def _unknown(self, found: Contents) -> Iterator[str]:
        """What a reader might look for and does not find."""
        values, properties = self.found.node.properties, self.found.concept.properties.values()
        missing = [
            prop.label.text(self.language)
            for prop in properties
            if values.get(prop.name) is None and not (prop.internal or prop.multiple or prop.aggregate)
        ]
        if missing:
            yield self.texts["no_property"].format(what="; ".join(missing))
        if verbs := self._missing_verbs():
            yield self.texts["no_connection"].format(what="; ".join(verbs))
        total = len(self.ties)
        if undated := sum(not tie.when for tie in self.ties):
            yield self._counted("no_date", count=undated, total=total)
        if bare := sum(not tie.edge.properties["sources"] for tie in self.ties):
            yield self._counted("no_sources", count=bare, total=total)
        sources = [found.sources[id] for id in found.cites if id in found.sources]
        unaddressed = sum(not source.url for source in sources)
        undated = sum(not source.published for source in sources)
        if unaddressed or undated:
            total = len(found.cites)
            yield self._counted("unaddressed", count=unaddressed, total=total, undated=undated)

    def _missing_verbs(self) -> list[str]:
        """How connections read that an entity of this concept could have, and has none of."""
        mine = self.found.concept.name
        there = {(tie.concept.name, tie.forward) for tie in self.ties}
        could = [
            (edge, forward)
            for edge in self.workspace.ontology.edges.values()
            for forward in (True, False)
            if any(mine == (join.start if forward else join.to) for join in edge.joins)
            and not any("Source" in (join.start, join.to) for join in edge.joins)
        ]
        return [self._verb(edge, forward=way) for edge, way in could if (edge.name, way) not in there]


def _has_span(concept: EdgeConcept) -> bool:
    """Whether an edge was held from a first to a last day."""
    return concept.lasts is not None and concept.lasts.end is not None


def _by_source(read: Sequence[Passage]) -> dict[str, list[Quote]]:
    from kg.views.report import Quote

    quotes: dict[str, list[Quote]] = defaultdict(list)
    for each in read:
        quote = Quote(each.value, each.before, each.quote, each.after)
        if quote not in quotes[each.source] and len(quotes[each.source]) < _QUOTED:
            quotes[each.source].append(quote)
    return dict(quotes)
