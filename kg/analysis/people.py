"""Who joins others, which people belong together, and who signed with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg import entities
from kg.analysis.drawing import colour, people_page
from kg.analysis.findings import Findings
from kg.analysis.meetings import Meetings, meetings, projection, signings
from kg.counts import Count
from kg.errors import UsageError
from kg.given import is_whole

if TYPE_CHECKING:
    import networkx

    from kg.views import Network
    from kg.workspace import Workspace

#: Of more people than this, betweenness is estimated: the time it takes grows with people times connections.
EXACT_UP_TO = 1_000
#: People from whom shortest ways are followed for the estimate, drawn by chance: U. Brandes and C. Pich,
#: *Centrality estimation in large networks*, Int. J. Bifurcation and Chaos 17 (2007),
#: https://doi.org/10.1142/S0218127407018403.
SAMPLE = 100
#: Where chance begins, so that everybody gets the same answer.
SEED = 1

_WEIGHING = (
    "Two of n people at an occasion are joined with the weight 1/(n - 1): a mass signing counts no more than "
    "a meeting of two."
)


def brokers(workspace: Workspace, limit: int | None) -> Findings:
    """See :meth:`kg.analysis.Analysis.brokers`."""
    import networkx

    found = meetings(workspace)
    people = projection(found)
    scores, remarks = _betweenness(people)
    between = sorted((id for id in scores if scores[id] > 0), key=lambda id: (-scores[id], id))
    offices = _offices(workspace, found, between[:limit])
    rows = [
        {
            "person": people.nodes[id]["name"],
            "score": scores[id],
            "met": people.degree[id],
            "occasions": len(found.graph[id]),
            "office": offices[id],
            "sources": found.sources(id, list(found.graph[id])),
            "id": id,
        }
        for id in between[:limit]
    ]
    least = "At least " if remarks else ""  # an estimate does not see every way
    middle = Count(len(between))
    counted = f"{least}{middle} of them {middle:lies|lie} on a shortest way between two others."
    networkx.set_node_attributes(people, scores, "score")

    def draw(language: str) -> Network:
        ranked = sorted(people, key=lambda id: (-scores[id], -people.degree[id], id))
        return people_page(workspace, found, people, ranked, scores, kind="brokers", language=language)

    return Findings(
        rows, ["person", "score", "met", "occasions", "office", "sources", "id"],
        truncated=len(rows) < len(between), network=people,
        notes=(_covered(found), counted, _WEIGHING, *remarks), draw=draw,
    )  # fmt: skip


def _betweenness(people: networkx.Graph[str]) -> tuple[dict[str, float], list[str]]:
    """Id -> score, and what is to be said of how it was computed."""
    import networkx

    sample = SAMPLE if len(people) > EXACT_UP_TO else None
    raw = networkx.betweenness_centrality(people, k=sample, weight="distance", seed=SEED)
    # Sums of fractions differ in their last digits from machine to machine; the order of rows must not.
    scores = {id: float(f"{score:.4g}") for id, score in raw.items()}
    if sample is None:
        return scores, []
    drawn = f"{sample:,} of {len(people):,} people, drawn by chance with the seed {SEED}"
    return scores, [f"Scores are estimated: shortest ways from {drawn}."]


def communities(workspace: Workspace, limit: int | None, seed: int) -> Findings:
    """See :meth:`kg.analysis.Analysis.communities`."""
    import networkx

    if not is_whole(seed):
        raise UsageError(f"seed is where chance begins, a whole number, not {seed!r}.")
    found = meetings(workspace)
    people = projection(found)
    # Numbers for nodes, for the same reason as in the projection.
    ids = list(people)
    places = {id: place for place, id in enumerate(ids)}
    numbered = networkx.relabel_nodes(people, places)
    parts = networkx.community.louvain_communities(numbered, weight="weight", seed=int(seed))
    every = [
        sorted((ids[place] for place in part), key=lambda id: (-people.degree[id], id)) for part in parts
    ]
    every.sort(key=lambda members: (-len(members), members))
    joined = [members for members in every if len(members) > 1]
    for place, members in enumerate(every, 1):
        networkx.set_node_attributes(people, dict.fromkeys(members, place), "community")
    rows = [_community(found, people, place, members) for place, members in enumerate(joined[:limit], 1)]
    notes = [_covered(found), _WEIGHING]
    if people.size():
        parted = Count(len(joined))
        quality = networkx.community.modularity(numbered, parts, weight="weight")
        notes.append(
            f"{parted} {parted:community|communities} of two or more by the Louvain method, seed {seed}, "
            f"modularity {quality:.2f}. Another seed may put who is at the edge of one into another."
        )
    if alone := Count(len(every) - len(joined)):
        notes.append(f"{alone} {alone:person|people} met nobody who is named, and {alone:is|are} in none.")

    def draw(language: str) -> Network:
        ranked = [id for members in joined for id in members]
        sizes = dict(people.degree)
        page = people_page(workspace, found, people, ranked, sizes, kind="communities", language=language)
        colour(page, joined, {id: people.nodes[id]["name"] for id in ranked})
        return page

    columns = ["community", "people", "around", "names", "occasions", "largest_occasion", "sources"]
    return Findings(
        rows, columns, truncated=len(rows) < len(joined), network=people, notes=tuple(notes), draw=draw
    )


def co_signers(workspace: Workspace, limit: int | None) -> Findings:
    """See :meth:`kg.analysis.Analysis.co_signers`."""
    found = signings(workspace)
    people = projection(found)
    pairs = sorted(
        people.edges(data=True), key=lambda pair: (-pair[2]["together"], pair[2]["distance"], pair[:2])
    )
    rows = []
    for *ends, data in pairs[:limit]:
        one, other = sorted(ends, key=lambda id: (-people.degree[id], id))
        days = sorted(day for id in data["at"] if (day := found.graph.nodes[id]["day"]))
        rows.append(
            {
                "person": people.nodes[one]["name"],
                "co_signer": people.nodes[other]["name"],
                "agreements": data["together"],
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "signed": found.names(data["at"]),
                "sources": sorted({*found.sources(one, data["at"]), *found.sources(other, data["at"])}),
            }
        )
    sizes = dict(people.degree)

    def draw(language: str) -> Network:
        ranked = sorted(people, key=lambda id: (-sizes[id], id))
        return people_page(workspace, found, people, ranked, sizes, kind="signers", language=language)

    columns = ["person", "co_signer", "agreements", "first", "last", "signed", "sources"]
    return Findings(
        rows, columns, truncated=len(rows) < len(pairs), network=people, notes=(_covered(found),), draw=draw
    )


def _community(
    found: Meetings, people: networkx.Graph[str], place: int, members: Sequence[str]
) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for member in members:
        for occasion in found.graph[member]:
            counts[occasion] = counts.get(occasion, 0) + 1
    shared = sorted((id for id in counts if counts[id] > 1), key=lambda id: (-counts[id], id))
    there = set(shared)  # a person was at few of them
    cited = {
        source
        for member in members
        for source in found.sources(member, [id for id in found.graph[member] if id in there])
    }
    return {
        "community": place,
        "people": len(members),
        "around": people.nodes[members[0]]["name"],
        "names": [people.nodes[member]["name"] for member in members],
        "occasions": len(shared),
        "largest_occasion": found.graph.nodes[shared[0]]["name"],
        "sources": sorted(cited),
    }


def _offices(workspace: Workspace, found: Meetings, people: Iterable[str]) -> dict[str, str]:
    """Id of a person -> the office in which they were last seen at an occasion."""
    last: dict[str, tuple[str, str]] = {}
    for person in people:
        seen = [
            (found.graph.nodes[id]["day"], id, there["role"] or "", there["institution"] or "")
            for id, there in found.graph[person].items()
            if there["role"] or there["institution"]
        ]
        last[person] = max(seen)[2:] if seen else ("", "")
    names = entities.names_of(workspace, {institution for _, institution in last.values() if institution})
    return {
        person: ", ".join(filter(None, (role, names.get(institution, ""))))
        for person, (role, institution) in last.items()
    }


def _covered(found: Meetings) -> str:
    people = f"{len(found.people):,} people at {found.occasions:,}"
    if found.by == "agreement":
        counted = f"{people} agreements: all who are said to have signed."
    else:
        counted = (
            f"{people} occasions (ceremonies, and agreements of no ceremony): all who are said to have "
            "signed, witnessed or been present."
        )
    return f"{counted} Planned agreements are left out."
