"""Makes one node or edge out of all that is claimed about it: best-supported values, conflicts kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kg.graph.elements import Edge, Node
from kg.graph.mentions import CONFIRMED, Mention
from kg.graph.shapes import Computed, Rule, Shape, Spec, shape_of, spec_of
from kg.names import fold
from kg.ontology import EdgeConcept, NodeConcept, Ontology
from kg.resolve import Voices
from kg.statements import RECORD_WIDTH, SEPARATOR, Dissent, digest

#: An element is made from at most this many of its mentions, those with the lowest ids. A name that a
#: hundred thousand records mention would otherwise cost more with every record, and carry a list of
#: a hundred thousand sources; the ledger has all of them.
MOST_MENTIONS = 200

#: How many texts of citations are remembered with what they mean: neighbouring mentions cite alike.
_MOST_CITES = 50_000

#: A value with what supports it: (value, ids of sources separated by blanks, confidence, all that its mention
#: says).
Claim = tuple[str, str, float, str]

#: Property -> what is claimed.
Claims = dict[str, list[Claim]]


class Ends(NamedTuple):
    """What an edge mention becomes: an edge between two nodes, which it states as two entities."""

    edge: str
    tail: str
    head: str
    stated_tail: str
    stated_head: str


class _Cited(NamedTuple):
    """What the statements of a mention cite: all sources, and whether each statement cites all of them."""

    sources: list[str]
    alike: bool


class Assembler:
    """Makes elements of the graph.

    Args:
        ontology: types, names and rules of properties.
        node_of: the node that an entity became.
        voices: knows which sources speak with one voice; without it each has its own.
    """

    def __init__(
        self, ontology: Ontology, node_of: Callable[[str], str], voices: Voices | None = None
    ) -> None:
        self._concepts: Mapping[str, NodeConcept] = ontology.nodes
        self._edges: Mapping[str, EdgeConcept] = ontology.edges
        self._specs: dict[str, Spec] = {
            name: spec_of(concept) for name, concept in (ontology.nodes | ontology.edges).items()
        }
        self._by_prefix = {name.lower(): name for name in self._specs}
        self._shapes: dict[tuple[str, str], Shape] = {}
        self._cited: dict[str, _Cited] = {}
        self._node_of = node_of
        self._voices = voices

    def concept_of(self, element: str) -> str:
        """The concept of a node or edge, with which its id begins."""
        return self._by_prefix[element.partition("-")[0]]

    def node(self, id: str, mentions: Sequence[Mention]) -> Node:
        """Make a node from the entities that became it."""
        concept = mentions[0].concept
        properties: dict[str, Any] = {"id": id}
        self._fill(mentions, properties)
        if "name" not in properties:
            known = {name: str(value) for name, value in properties.items() if value}
            properties["name"] = self._concepts[concept].format_name(known)
        further: set[str] = set()
        for mention in mentions:
            further.update(mention.values[place] for place in self._shape(mention).labels)
        return Node(id, concept, (concept, *sorted(further)), properties)

    def edge(self, id: str, tail: str, head: str, mentions: Sequence[Mention]) -> Edge:
        """Make an edge from the entities that became it; ``tail`` and ``head`` are the nodes it joins."""
        properties: dict[str, Any] = {"id": id}
        self._fill(mentions, properties)
        rules = {mention.rule for mention in mentions}
        if None not in rules:  # no record states it
            properties["method"] = " ".join(sorted(filter(None, rules)))
        concept = mentions[0].concept
        return Edge(id, concept, tail, head, self.concept_of(tail), self.concept_of(head), properties)

    def ends(self, mention: Mention) -> Ends | None:
        """What an edge mention becomes; None when it joins other records, and they no longer allow it.

        Mentions alike in concept, ends and identifying properties become one edge.
        """
        shape, values, node_of = self._shape(mention), mention.values, self._node_of
        stated_tail, stated_head = values[shape.tail], values[shape.head]
        record = mention.entity[:RECORD_WIDTH]
        if not (stated_tail.startswith(record) or self._can_join(mention.concept, stated_tail, stated_head)):
            return None
        tail, head = node_of(stated_tail), node_of(stated_head)
        parts = []
        for places, refers in shape.telling:
            stated = [values[place] for place in places]
            if refers:
                stated = [node_of(value) for value in stated]
            parts.append(" ".join(sorted(stated)))
        edge = f"{mention.concept.lower()}-{digest(mention.concept, tail, head, *parts)}"
        return Ends(edge, tail, head, stated_tail, stated_head)

    def _can_join(self, concept: str, stated_tail: str, stated_head: str) -> bool:
        """Whether entities of other records are nodes, two of them, and such as the edge may join."""
        try:
            tail, head = self._node_of(stated_tail), self._node_of(stated_head)
        except KeyError:
            return False
        pair = self.concept_of(tail), self.concept_of(head)
        return tail != head and self._edges[concept].joins_pair(*pair)

    def _shape(self, mention: Mention) -> Shape:
        key = mention[1:3]
        shape = self._shapes.get(key)
        if shape is None:
            shape = shape_of(self._specs[mention.concept], mention.properties.split(SEPARATOR))
            self._shapes[key] = shape
        return shape

    def _cites(self, text: str) -> _Cited:
        """What a mention cites, from the text that lists it."""
        cited = self._cited.get(text)
        if cited is None:
            if len(self._cited) > _MOST_CITES:
                self._cited.clear()
            distinct = set(text.split(SEPARATOR))
            cited = _Cited(
                sorted({source for each in distinct for source in each.split()}), len(distinct) == 1
            )
            self._cited[text] = cited
        return cited

    def _fill(self, mentions: Sequence[Mention], properties: dict[str, Any]) -> None:
        """Set values, evidence and conflicts."""
        if len(mentions) == 1:
            mention = mentions[0]
            shape, cited = self._shape(mention), self._cites(mention.cites)
            if shape.plain and cited.alike and mention.doubts is None:
                self._fill_plain(shape, mention.values, properties)
                properties["sources"] = cited.sources
                properties["statements"] = sorted(mention.statements.split(SEPARATOR))
                properties["conflicts"] = []
                return
        self._fill_chosen(mentions, properties)

    def _fill_plain(self, shape: Shape, values: list[str], properties: dict[str, Any]) -> None:
        """Set the values of one mention, of which none contradicts another."""
        for place, name in shape.texts:
            properties[name] = values[place]
        for place, name, typed in shape.typed:
            properties[name] = typed(values[place])
        for place, name in shape.referring:
            properties[name] = self._node_of(values[place])
        for places, name in shape.lists:
            properties[name] = sorted({values[place] for place in places})
        for places, each in shape.computed:
            _compute(each, [values[place] for place in places], properties)

    def _fill_chosen(self, mentions: Sequence[Mention], properties: dict[str, Any]) -> None:
        """Set the best-supported values of several mentions, or of one that contradicts itself."""
        spec = self._specs[mentions[0].concept]
        claims = self._claims(mentions)
        sources = sorted({source for each in mentions for source in self._cites(each.cites).sources})
        echoes = self._voices.among((each.entity for each in mentions), sources) if self._voices else {}
        conflicts: list[str] = []
        for name, stated in claims.items():
            rule = spec.rules.get(name)
            if rule is not None:  # else structural, or from a concept that has lost the property since
                preferred = _said_beside(claims, rule.beside, spec, echoes)
                ranked = _ranked(stated, self._node_of if rule.refers else None, echoes, rule, preferred)
                _choose(name, rule, ranked, properties, conflicts)
        for each in spec.computed:
            if each.of in claims and each.name not in properties:
                _compute(each, [claim[0] for claim in claims[each.of]], properties)
        properties["sources"] = sources
        if echoes:
            properties["voices"] = count_voices(sources, echoes)
        properties["statements"] = sorted(
            {id for each in mentions for id in each.statements.split(SEPARATOR)}
        )
        properties["conflicts"] = sorted(conflicts)

    def _claims(self, mentions: Sequence[Mention]) -> Claims:
        claims: Claims = {}
        for mention in mentions:
            sure = _confidences(mention)
            cites, names = mention.cites.split(SEPARATOR), self._shape(mention).names
            whole = SEPARATOR.join(sorted(map(SEPARATOR.join, zip(names, mention.values, strict=True))))
            for place, name in enumerate(names):
                claim = (mention.values[place], cites[place], sure[place] if sure else 1.0, whole)
                if name in claims:
                    claims[name].append(claim)
                else:
                    claims[name] = [claim]
        return claims


def _confidences(mention: Mention) -> list[float] | None:
    """The confidence of each statement; None when all are certain."""
    if mention.doubts is None:
        return None
    doubts = dict(each.split("=") for each in mention.doubts.split(SEPARATOR))
    return [float(doubts.get(id, 1.0)) for id in mention.statements.split(SEPARATOR)]


def _choose(
    name: str, rule: Rule, ranked: list[Claim], properties: dict[str, Any], conflicts: list[str]
) -> None:
    """Take the best-supported value; the others become alternatives or conflicts."""
    if rule.multiple:
        properties[name] = _joined(properties, name, [claim[0] for claim in ranked])
        return
    best = ranked[0][0]
    properties[name] = rule.typed(best) if rule.typed else best
    if rule.alternatives:
        if len(ranked) > 1:
            others = [claim[0] for claim in ranked[1:]]
            properties[rule.alternatives] = _joined(properties, rule.alternatives, others)
    elif rule.disputable:
        for value, cites, *_ in ranked[1:]:
            if rule.worded and fold(value) == fold(best):
                continue
            conflicts += [str(Dissent(name, value, source)) for source in cites.split()]


def _joined(properties: dict[str, Any], name: str, values: list[str]) -> list[str]:
    """Values of a property with several, and those that another property has left to it; in order."""
    return sorted({*properties.get(name, ()), *values})


def _said_beside(claims: Claims, other: str | None, spec: Spec, echoes: Mapping[str, str]) -> frozenset[str]:
    """All that each mention says which has the value of another property that stands."""
    if other is None or other not in claims:
        return frozenset()
    best = _ranked(claims[other], None, echoes, spec.rules[other])[0][0]
    return frozenset(whole for value, _, _, whole in claims[other] if value == best)


def _ranked(
    stated: list[Claim],
    node_of: Callable[[str], str] | None,
    echoes: Mapping[str, str],
    rule: Rule,
    preferred: frozenset[str] = frozenset(),
) -> list[Claim]:
    """One claim for each value, with all its sources, best supported first.

    What somebody has confirmed goes before all else, then what preferred mentions say. Support is the
    number of voices that may have said it; ties go to the value that the record itself prefers, then to that
    of the mention whose values all together are the smaller text, so that what one page says is chosen
    together: no score of one with the zone of another. (Not to that of the lower id, which a file gets with
    its name.) Of names, which do not contradict each other, ties go to one that is not all capitals, and then
    to the smaller one.

    Args:
        stated: the claims.
        node_of: given where values are entities, which mean the node that they, like others, became.
            Ties are decided by what was stated, since ids of nodes depend on the order of loading.
        echoes: source -> the one with whose voice it speaks; see :meth:`kg.resolve.Voices.among`.
        rule: of the property.
        preferred: all that each of these mentions says; see :func:`_said_beside`.
    """
    first = stated[0][0]
    if all(claim[0] == first for claim in stated):
        return [(node_of(first) if node_of else first, "", 1.0, "")]
    sources: dict[str, set[str]] = {}
    confidence: dict[str, float] = {}
    lowest: dict[str, tuple[str, str]] = {}
    beside: set[str] = set()
    for said, cites, sure, whole in stated:
        value = node_of(said) if node_of else said
        sources.setdefault(value, set()).update(cites.split())
        confidence[value] = max(confidence.get(value, 0.0), sure)
        key = (str(said.isupper()), said) if rule.alternatives else (whole, said)
        lowest[value] = min(lowest.get(value, key), key)
        if whole in preferred:
            beside.add(value)

    def rank(value: str) -> tuple[bool, bool, int, float, tuple[str, str]]:
        sure, support = confidence[value], count_voices(sources[value], echoes)
        return sure < CONFIRMED, value not in beside, -support, -sure, lowest[value]

    order = sorted(sources, key=rank)
    return [(value, " ".join(sorted(sources[value])), confidence[value], lowest[value][0]) for value in order]


def count_voices(sources: Iterable[str], echoes: Mapping[str, str]) -> int:
    """How many independent voices some sources are."""
    return len({echoes.get(source, source) for source in sources})


def _compute(each: Computed, stated: list[str], properties: dict[str, Any]) -> None:
    known = properties.get(each.of)
    # Of several values the chosen one counts, not those it was chosen over.
    values = stated if known is None or isinstance(known, list) else [str(known)]
    value = each.compute(values)
    if value is not None:
        properties[each.name] = each.typed(value) if each.typed and isinstance(value, str) else value
