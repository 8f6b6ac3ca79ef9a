"""What a query talks about: patterns, variables, and the labels, types and properties it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg.cypher import CLAUSES, Clause, Parsed
from kg.ontology import Ontology

#: On every node and edge, whatever its concept.
_STRUCTURAL = {
    "id": "text",
    "name": "text",
    "sources": "list",
    "statements": "list",
    "conflicts": "list",
    "voices": "integer",
    "method": "text",
}
STRUCTURAL = frozenset(_STRUCTURAL)
_PATTERN_CLAUSES = {"MATCH", "CREATE", "MERGE"}
#: Words besides those of clauses behind which a square bracket opens a list.
_BEFORE_LISTS = ("IN", "AND", "OR", "XOR", "NOT", "CASE", "WHEN", "THEN", "ELSE", "DISTINCT")


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

    @cached_property
    def node_variables(self) -> set[str]:
        """Variables of nodes, and the names that these get: ``WITH n AS m``, ``[m IN nodes(path) | ...]``."""
        parsed, tokens = self.parsed, self.parsed.tokens
        found = {tokens[p.variable].text for p in self.patterns if p.is_node and p.variable is not None}
        for i, token in enumerate(tokens):
            renamed = token.says("AS") and parsed.at(i - 1).text in found
            of_path = parsed.at(i + 1).says("IN") and parsed.at(i + 2).says("NODES")
            if renamed and parsed.at(i - 2).says("WITH", ",", "DISTINCT", "RETURN"):
                found.add(parsed.at(i + 1).text)
            elif of_path:
                found.add(token.text)
        return found

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
        return self._operand(i, self._named_kinds)[0]

    def kind_to(self, i: int) -> str | None:
        """What the operand that ends at a position holds."""
        parsed, token = self.parsed, self.parsed.at(i)
        if token.kind in {"string", "number", "parameter"}:
            return self._kind_of_literal(i)
        if token.names and parsed.at(i - 1).says("."):
            return None if parsed.at(i - 3).says(".") else self._kind_of_property(i)
        if token.says(")"):
            return self._kind_of_call(parsed.partner[i] - 1)
        if token.says("]"):
            return "list" if self.opens_list(parsed.partner[i]) else None
        return self._named_kinds.get(token.text) if token.names else None

    @cached_property
    def _named_kinds(self) -> dict[str, str | None]:
        """What the names stand for that WITH and RETURN give; None where that is unknown, or several."""
        parsed = self.parsed
        found: dict[str, str | None] = dict.fromkeys(self.variables)
        for clause in parsed.clauses:
            if clause.keyword not in {"WITH", "RETURN", "UNWIND"}:
                continue
            for start, end in parsed.items(clause):
                if parsed.at(end - 2).says("AS"):
                    kind = self._kind_between(clause, start, end - 2, found)
                    name = parsed.tokens[end - 1].text
                    found[name] = kind if found.get(name, kind) == kind else None
        return found

    def _kind_between(
        self, clause: Clause, start: int, end: int, named: Mapping[str, str | None]
    ) -> str | None:
        """What an expression gives that is one operand; of a list that is unwound, what it holds."""
        parsed = self.parsed
        start += parsed.at(start).says("DISTINCT")
        kind, after = self._operand(start, named)
        if after != end or clause.keyword != "UNWIND":
            return kind if after == end else None
        items = parsed.split(start + 1, end - 1, ",") if parsed.at(start).says("[") else ()
        kinds = {self._operand(first, named)[0] for first, _ in items}
        return kinds.pop() if len(kinds) == 1 else None

    def _operand(self, i: int, named: Mapping[str, str | None]) -> tuple[str | None, int]:
        """What the operand that starts at a position holds, and the position behind it."""
        parsed, token = self.parsed, self.parsed.at(i)
        if token.kind in {"string", "number", "parameter"}:
            return self._kind_of_literal(i), i + 1
        if token.says("["):
            return "list" if self.opens_list(i) else None, parsed.partner[i] + 1
        bracket = i + 3 if parsed.at(i + 1).says(".") else i + 1
        if token.names and parsed.at(bracket).says("("):
            after = parsed.partner[bracket] + 1
            return None if parsed.at(after).says(".", "[") else self._kind_of_call(bracket - 1), after
        if parsed.at(i + 1).says(".") and parsed.at(i + 2).names:
            return None if parsed.at(i + 3).says(".", "[") else self._kind_of_property(i + 2), i + 3
        known = token.names and not parsed.at(i + 1).says("[", "{")
        return named.get(token.text) if known else None, i + 1

    def _kind_of_call(self, i: int) -> str | None:
        """What a function gives, by the position of its name."""
        parsed = self.parsed
        if parsed.at(i - 1).says("."):
            return "duration" if parsed.at(i - 2).says("DURATION") else None
        return parsed.at(i).text.lower() if parsed.at(i).says("DATE", "DURATION") else None

    def opens_list(self, i: int) -> bool:
        """Whether a square bracket opens a list, and is no index and no edge."""
        before = self.parsed.at(i - 1)
        word = before.says(*_BEFORE_LISTS) or before.says(*CLAUSES)
        behind = (before.names and not word) or before.kind == "parameter" or before.says(")", "]", "}")
        return not behind and not self.is_edge(i)

    def _kind_of_literal(self, i: int) -> str | None:
        token = self.parsed.tokens[i]
        if token.kind == "number":
            return "number" if "." in token.text or "e" in token.text.lower() else "integer"
        return "text" if token.kind == "string" else self.parameters.get(token.text)

    def kind_in_pattern(self, i: int) -> str | None:
        """What the property holds that a pattern names at a position."""
        return self._kind_of_property(i, -1)

    def _kind_of_property(self, i: int, owner: int | None = None) -> str | None:
        owner = i - 2 if owner is None else owner
        if self.vocabulary is None or not (owner < 0 or self._is_variable(owner)):
            return None
        concepts = self.concepts_at(i, owner) & self.vocabulary.properties.keys()
        kinds = self.vocabulary.kinds(concepts, self.parsed.tokens[i].text)
        return kinds.pop() if len(kinds) == 1 else None
