"""What a query talks about: patterns, variables, and the labels, types and properties it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg.cypher import Clause, Parsed
from kg.ontology import Ontology

#: On every node and edge, whatever its concept.
_STRUCTURAL = {
    "id": "text",
    "name": "text",
    "sources": "list",
    "statements": "list",
    "conflicts": "list",
    "voices": "integer",
}
STRUCTURAL = frozenset(_STRUCTURAL)
_PATTERN_CLAUSES = {"MATCH", "CREATE", "MERGE"}


@dataclass(frozen=True)
class Vocabulary:
    """The names that a query may use.

    Attributes:
        labels, types: of nodes and of edges.
        properties: label or type -> property -> what the stores keep: text, date, number, integer,
            boolean or list.
    """

    labels: frozenset[str]
    types: frozenset[str]
    properties: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, ontology: Ontology) -> Vocabulary:
        """Collect the names of an ontology; a further label has the properties of its concept."""
        properties: dict[str, Mapping[str, str]] = {}
        for name, concept in [*ontology.nodes.items(), *ontology.edges.items()]:
            kinds = {
                key: _kind(each.type, each.multiple, each.partial) for key, each in concept.properties.items()
            }
            properties[name] = kinds | _STRUCTURAL
        for label, name in ontology.label_names.items():
            properties[label] = properties[name]
        return cls(frozenset({*ontology.nodes, *ontology.label_names}), frozenset(ontology.edges), properties)

    def names_of(self, concepts: Collection[str]) -> set[str]:
        """All properties of these concepts, the structural ones too; of every concept when none is given."""
        found = {name for concept in concepts or self.properties for name in self.properties.get(concept, ())}
        return found | STRUCTURAL

    def kinds(self, concepts: Collection[str], name: str) -> set[str]:
        """What a property of any of these concepts holds; of any concept at all when none is known."""
        found = {self.properties[concept].get(name) for concept in concepts or self.properties}
        return {kind for kind in found if kind}


def _kind(type_: str, multiple: bool, partial: bool) -> str:
    if multiple:
        return "list"
    if type_ == "date":
        return "text" if partial else "date"
    return type_ if type_ in {"number", "integer", "boolean"} else "text"


class Pattern(NamedTuple):
    """A node or edge in a pattern: its bracket, its variable and its labels or types, as positions."""

    bracket: int
    variable: int | None
    names: tuple[int, ...]
    is_node: bool


@dataclass(frozen=True)
class Scope:
    """A parsed query with the vocabulary it is held against and the kinds of its parameters."""

    parsed: Parsed
    vocabulary: Vocabulary | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    #: Columns that hold sources: their order does not matter.
    source_columns: Collection[str] = ("sources",)

    @cached_property
    def patterns(self) -> list[Pattern]:
        """All nodes and edges in patterns, those of subqueries and of WHERE too."""
        found = []
        for i, token in enumerate(self.parsed.tokens):
            is_node = token.says("(") and self._is_node(i)
            if is_node or (token.says("[") and self.is_edge(i)):
                found.append(self._pattern(i, is_node))
        return found

    def is_edge(self, i: int) -> bool:
        """Whether a square bracket stands in an arrow."""
        parsed = self.parsed
        return parsed.at(i - 1).says("-") and parsed.at(i - 2).says(")", "<")

    def _is_node(self, i: int) -> bool:
        parsed = self.parsed
        if parsed.at(i - 1).names and not parsed.at(i - 1).says(
            "MATCH", "CREATE", "MERGE", "WHERE", "AND", "OR", "NOT", "XOR"
        ):
            return False
        first = i + 1 + (1 if parsed.at(i + 1).names and not parsed.at(i + 1).says("WHERE") else 0)
        if not parsed.at(first).says(":", ")", "{", "WHERE"):
            return False
        return self.has_arrow(i) or any(i in range(c.start, c.end) for c in self._pattern_clauses)

    def has_arrow(self, i: int) -> bool:
        """Whether an edge leads from or to the round bracket at a position."""
        parsed, end = self.parsed, self.parsed.partner[i]
        after = end + 2 if parsed.at(end + 1).says("<") else end + 1
        leaves = parsed.at(after).says("-") and parsed.at(after + 1).says("-", "[")
        before = i - 2 if parsed.at(i - 1).says(">") else i - 1
        return leaves or (parsed.at(before).says("-") and parsed.at(before - 1).says("-", "]"))

    @cached_property
    def _pattern_clauses(self) -> list[Clause]:
        return [clause for clause in self.parsed.clauses if clause.keyword in _PATTERN_CLAUSES]

    def _pattern(self, i: int, is_node: bool) -> Pattern:
        parsed = self.parsed
        first = i + 1
        variable = first if parsed.at(first).names and not parsed.at(first).says("WHERE") else None
        at = first if variable is None else first + 1
        names = []
        if parsed.at(at).says(":"):
            while not parsed.at(at).says("{", ")", "]", "*", "WHERE") and at < len(parsed.tokens):
                if parsed.at(at).names:
                    names.append(at)
                at += 1
        return Pattern(i, variable, tuple(names), is_node)

    @cached_property
    def variables(self) -> dict[str, set[str]]:
        """Variables bound by patterns -> labels or types that they carry anywhere in the query."""
        found: dict[str, set[str]] = {}
        for pattern in self.patterns:
            if pattern.variable is not None:
                names = {self.parsed.tokens[i].text for i in pattern.names}
                found.setdefault(self.parsed.tokens[pattern.variable].text, set()).update(names)
        return found

    @cached_property
    def path_variables(self) -> set[str]:
        """Variables of whole paths: ``p = (a)-...``."""
        tokens = self.parsed.tokens
        starts = [clause.start for clause in self._pattern_clauses]
        return {tokens[i].text for i in starts if tokens[i : i + 2] and self.parsed.at(i + 1).says("=")}

    def properties(self) -> Iterator[tuple[int, str, int]]:
        """Every use of a property: its position, its name, the position of its owner (-1: in a pattern)."""
        parsed = self.parsed
        for i, token in enumerate(parsed.tokens):
            if not token.names:
                continue
            if parsed.at(i - 1).says(".") and self._is_variable(i - 2) and not parsed.at(i + 1).says("("):
                yield i, token.text, i - 2
            elif parsed.at(i + 1).says(":") and self._pattern_of_map(parsed.inside[i]) is not None:
                yield i, token.text, -1

    def _is_variable(self, i: int) -> bool:
        return self.parsed.at(i).names and not self.parsed.at(i - 1).says(".")

    def in_pattern_map(self, i: int) -> bool:
        """Whether a position lies in the property map of a pattern, at whatever depth."""
        level = self.parsed.inside[i]
        while level >= 0:
            if self._pattern_of_map(level) is not None:
                return True
            level = self.parsed.inside[level]
        return False

    def _pattern_of_map(self, brace: int) -> Pattern | None:
        """The pattern whose property map a brace opens."""
        if brace < 0 or not self.parsed.is_map(brace):
            return None
        bracket = self.parsed.inside[brace]
        return next((pattern for pattern in self.patterns if pattern.bracket == bracket), None)

    def concepts_at(self, i: int, variable: int) -> set[str]:
        """Concepts that the owner of a property may be of; empty when unknown."""
        if variable >= 0:
            return self.variables.get(self.parsed.tokens[variable].text, set())
        pattern = self._pattern_of_map(self.parsed.inside[i])
        if pattern is None:
            return set()
        named = {self.parsed.tokens[name].text for name in pattern.names}
        bound = self.parsed.tokens[pattern.variable].text if pattern.variable is not None else ""
        return named or self.variables.get(bound, set())

    def kind_from(self, i: int) -> str | None:
        """What the operand that starts at a position holds: text, date, number ..., None when unknown."""
        parsed, token = self.parsed, self.parsed.at(i)
        if token.kind in {"string", "number", "parameter"}:
            return self._kind_of_literal(i)
        if parsed.at(i + 1).says(".") and parsed.at(i + 2).names:
            return None if parsed.at(i + 3).says("(", ".", "[") else self._kind_of_property(i + 2)
        if token.says("DATE") and parsed.calls(i) and not parsed.at(parsed.partner[i + 1] + 1).says("."):
            return "date"
        return None

    def kind_to(self, i: int) -> str | None:
        """What the operand that ends at a position holds."""
        parsed, token = self.parsed, self.parsed.at(i)
        if token.kind in {"string", "number", "parameter"}:
            return self._kind_of_literal(i)
        if token.names and parsed.at(i - 1).says(".") and not parsed.at(i - 3).says("."):
            return self._kind_of_property(i)
        if token.says(")") and parsed.calls(parsed.partner[i] - 1):
            return "date" if parsed.at(parsed.partner[i] - 1).says("DATE") else None
        return None

    def _kind_of_literal(self, i: int) -> str | None:
        token = self.parsed.tokens[i]
        if token.kind == "number":
            return "number" if "." in token.text or "e" in token.text.lower() else "integer"
        return "text" if token.kind == "string" else self.parameters.get(token.text)

    def _kind_of_property(self, i: int) -> str | None:
        if self.vocabulary is None or not self._is_variable(i - 2):
            return None
        concepts = self.concepts_at(i, i - 2) & self.vocabulary.properties.keys()
        kinds = self.vocabulary.kinds(concepts, self.parsed.tokens[i].text)
        return kinds.pop() if len(kinds) == 1 else None
