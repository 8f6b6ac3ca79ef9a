"""People judge: these are one, these are not, this statement is wrong. The graph follows at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import LedgerBusy, NotFound, StoreError, UsageError
from kg.ledger import Decision, Judgement, fact_of
from kg.resolve import given_to, members, set_apart, spokesman
from kg.statements import ENTITY

if TYPE_CHECKING:
    from kg.building import BuildReport
    from kg.workspace import Workspace


class Side(NamedTuple):
    """What is judged: an entity, the node that it is, and the node's name."""

    entity: str
    node: str
    name: str


@dataclass(frozen=True)
class Outcome:
    """What judging did.

    Attributes:
        judgements: those that were made; or those that were taken back.
        before, after: ids of the nodes that the judged entities were and are.
        counts: label or concept -> how many more nodes or edges there are now; without those that stayed.
        report: of the build; None where there is no graph yet.
    """

    judgements: list[Judgement]
    before: frozenset[str]
    after: frozenset[str]
    counts: Mapping[str, int]
    report: BuildReport | None


def side(workspace: Workspace, text: str) -> Side:
    """What a name, the id of a node or the id of a mention stands for; a node for the first of its entities.

    An id that judgements have merged into another stands for the first of those that had it.

    Raises:
        NotFound, Ambiguous: it matches nothing, or several.
    """
    text = text.strip()
    if not ENTITY.fullmatch(text):
        node = workspace.find(text)
        with workspace.ledger.reading() as connection:
            entity = spokesman(connection, node.id, text)
        if entity is None:
            raise NotFound(f"{text!r} is a {node.concept}, which is told by its id: it cannot be judged.")
        return Side(entity, node.id, str(node.properties["name"]))
    with workspace.ledger.reading() as connection:
        given = given_to(connection, [text]).get(text)
    if given is None or workspace.ontology.concept_of_id(given.node) in workspace.ontology.edges:
        raise NotFound(f"There is no mention {text!r} in the graph. `kg split NAME` lists those of a node.")
    return Side(text, given.node, str(workspace.find(given.node).properties["name"]))


def judge(
    workspace: Workspace, verdict: str, texts: Sequence[str], *, who: str, why: str | None = None
) -> Outcome:
    """Say that the first of some entities is the same as each of the others, is another, or may be either.

    Args:
        workspace: whose ledger keeps the judgements, and whose graph follows.
        verdict: same, different or unsure.
        texts: names, ids of nodes or ids of mentions; two or more.
        who, why: who decides, and on what ground.

    Raises:
        NotFound, Ambiguous: one of them matches nothing, or several.
        UsageError: two stand for one entity, or are of different concepts.
    """
    first, *others = [side(workspace, text) for text in texts]
    for other in others:
        _check_pair(first, other)
    decisions = [Decision(verdict, first.entity, other.entity) for other in others]
    return decide(workspace, decisions, who=who, why=why)


def _check_pair(first: Side, other: Side) -> None:
    concepts = [each.node.partition("-")[0] for each in (first, other)]
    if concepts[0] != concepts[1]:
        raise UsageError(f"{first.name!r} is a {concepts[0]} and {other.name!r} a {concepts[1]}: never one.")
    if first.entity == other.entity:
        raise UsageError(
            f"{first.name!r} and {other.name!r} are one and the same already, {first.node}. To part them: "
            f"kg split {first.node}"
        )


def split(
    workspace: Workspace, node: str, picked: Sequence[str], *, who: str, why: str | None = None
) -> Outcome:
    """Say that some mentions of a node are another one than the rest.

    Args:
        workspace: whose ledger keeps the judgements, and whose graph follows.
        node: its name or id.
        picked: ids of mentions, or their numbers as :func:`mentions` lists them.
        who, why: who decides, and on what ground.

    Raises:
        UsageError: a mention is none of the node's, or none would be left.
    """
    found = side(workspace, node)
    with workspace.ledger.reading() as connection:
        every = members(connection, [found.node])[found.node]
        leaving = sorted({_picked(text, every, found) for text in picked})
        staying = sorted(set(every) - set(leaving))
        if not staying:
            raise UsageError(f"These are all the mentions of {found.name!r}: leave out those that stay.")
        apart, same = set_apart(connection, workspace.ontology, staying, leaving)
    decisions = [Decision("different", *pair) for pair in apart] + [Decision("same", *pair) for pair in same]
    return decide(workspace, decisions, who=who, why=why)


def _picked(text: str, every: Sequence[str], found: Side) -> str:
    if text in every:
        return text
    # Python reads no number of thousands of digits, and no node has so many mentions.
    if text.isdecimal() and len(text) < 20 and 0 < int(text) <= len(every):
        return every[int(text) - 1]
    raise UsageError(
        f"{text!r} is no mention of {found.name!r}. `kg split {found.node}` lists them with their numbers."
    )


def weigh(
    workspace: Workspace, verdict: str, statements: Sequence[str], *, who: str, why: str | None = None
) -> Outcome:
    """Reject or confirm statements.

    Args:
        workspace: whose ledger keeps the judgements, and whose graph follows.
        verdict: rejected or confirmed.
        statements: their ids, or how these begin.
        who, why: who decides, and on what ground.

    Raises:
        NotFound, Ambiguous: one of them matches nothing, or several.
    """
    found = [workspace.ledger.find_statement(text) for text in statements]
    decisions = [Decision(verdict, each.id, None, fact_of(each)) for each in found]
    return decide(workspace, decisions, who=who, why=why)


def undo(workspace: Workspace, numbers: Collection[int], *, who: str, why: str | None = None) -> Outcome:
    """Take back some judgements, or all that somebody said last in one go.

    Args:
        workspace: whose ledger keeps them, and whose graph follows.
        numbers: of the judgements, whoever made them; none for the last of ``who``.
        who, why: who takes them back, and on what ground.

    Raises:
        UsageError: there is nothing to take back.
    """
    standing = workspace.ledger.judgements()
    if not numbers:
        own = [entry for entry in standing if entry.who == who]
        if not own:
            raise UsageError(f"{who!r} has made no judgement that is in force. `kg judgements` lists all.")
        last = max(entry.at for entry in own)
        taken = [entry for entry in own if entry.at == last]
    else:
        taken = [entry for entry in standing if entry.id in numbers]
    entities = _entities(taken)
    with _Watch(workspace, entities) as watch:
        given = dict.fromkeys(numbers) or [entry.id for entry in taken]
        workspace.ledger.withdraw_all(given, who=who, why=why)
    return watch.outcome(taken)


def decide(
    workspace: Workspace, decisions: Sequence[Decision], *, who: str, why: str | None = None
) -> Outcome:
    """Keep judgements that belong together, and bring the graph up to date."""
    with _Watch(workspace, _entities(decisions)) as watch:
        numbers = workspace.ledger.judge_all(decisions, who=who, why=why)
    made = {entry.id: entry for entry in workspace.ledger.judgements()}
    return watch.outcome([made[number] for number in numbers])


def _entities(judged: Iterable[Decision | Judgement]) -> list[str]:
    """The entities that are judged, or of which a statement is."""
    return sorted(
        {
            id
            for each in judged
            for id in ((each.fact.entity,) if each.fact else (each.left, each.right))
            if id
        }
    )


class _Watch:
    """Sees what becomes of some entities while judgements are made, and brings the graph up to date after."""

    def __init__(self, workspace: Workspace, entities: Sequence[str]) -> None:
        self._workspace = workspace
        self._entities = entities
        self._report: BuildReport | None = None

    def __enter__(self) -> _Watch:
        self._nodes, self._counts = self._look()
        return self

    def __exit__(self, kind: object, _error: object, _traceback: object) -> None:
        if kind is None and self._workspace.store.version() is not None:
            try:
                self._report = self._workspace.build()
            except (LedgerBusy, StoreError) as error:
                build = self._workspace.project.build_command
                told = f"{error} What you decided is kept already: {build} brings it into the graph."
                raise type(error)(told) from error

    def _look(self) -> tuple[frozenset[str], dict[str, int]]:
        with self._workspace.ledger.reading() as connection:
            given = given_to(connection, self._entities)
        schema = self._workspace.store.schema()
        counts = {**schema["nodes"], **schema["edges"]}
        return frozenset(each.node for each in given.values()), counts

    def outcome(self, judgements: list[Judgement]) -> Outcome:
        """What was done, seen from here."""
        nodes, counts = self._look()
        more = {name: counts.get(name, 0) - self._counts.get(name, 0) for name in {**self._counts, **counts}}
        changed = {name: number for name, number in more.items() if number}
        return Outcome(judgements, self._nodes, nodes, changed, self._report)
