"""`graph.analysis`: what networkx finds in a project's graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analysis import people, structure
from kg.analysis.findings import Findings
from kg.given import at_most

if TYPE_CHECKING:
    from kg.workspace import Workspace


class Analysis:
    """What networkx finds in a project's graph.

    Each method returns :class:`Findings`: rows that become a frame with ``to_pandas()``, the networkx
    graph they were computed on (``network``), notes on what is covered, and a picture (``view()``).

    Args:
        workspace: with a built graph.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def brokers(self, limit: int | None = 20) -> Findings:
        """People through whom the shortest ways between others lead (betweenness; see the module `meetings`).

        Args:
            limit: at most so many; None for all. Those through whom no shortest way leads are left out.

        Returns:
            Rows with ``person``, ``score`` (0 to 1: the share of all pairs of others whose shortest way
            leads through them; estimated where there are more than :data:`people.EXACT_UP_TO` people),
            ``met`` (with how many people they were at an occasion), ``occasions``, ``office`` (the last
            one in which they were seen there), ``sources`` (ids) and ``id``. In the network nodes
            have ``score``, edges what :func:`kg.analysis.meetings.projection` says.
        """
        return people.brokers(self._workspace, at_most(limit))

    def communities(self, limit: int | None = 20, *, seed: int = people.SEED) -> Findings:
        """People who were more often at occasions with each other than with others (Louvain).

        Args:
            limit: at most so many, the largest first; None for all. A single person is none.
            seed: where chance begins; the same one always gives the same communities.

        Returns:
            Rows with ``community`` (counted from 1), ``people``, ``around`` (who met most people), ``names``,
            ``occasions`` (at which two or more of them were), ``largest_occasion`` and ``sources`` (ids).
            In the network nodes have ``community``.
        """
        return people.communities(self._workspace, at_most(limit), seed)

    def co_signers(self, limit: int | None = None) -> Findings:
        """Pairs of people who signed the same agreements, most often first.

        Args:
            limit: at most so many pairs; None for all.

        Returns:
            Rows with ``person``, ``co_signer``, ``agreements`` (how many), ``first`` and
            ``last`` (days as far as known), ``signed`` (names) and ``sources`` (ids).
        """
        return people.co_signers(self._workspace, at_most(limit))

    def components(self, limit: int | None = 20) -> Findings:
        """Pieces of the graph that nothing joins, hubs and what is common to everything left out.

        Args:
            limit: at most so many, the largest first; None for all.

        Returns:
            Rows with ``piece`` (counted from 1), ``nodes``, ``best_connected`` (names) and a column for each
            concept with the number of its nodes. In the network nodes have ``piece``.
        """
        return structure.components(self._workspace, at_most(limit))

    def ways(
        self, start: str, end: str, count: int = 3, *, avoid: Sequence[str] = (), through: Sequence[str] = ()
    ) -> Findings:
        """The shortest ways between two entities, hop by hop; see :func:`kg.analysis.ways.between`.

        Returns:
            Rows with ``way`` and ``hop`` (counted from 1), ``from``, ``connection``, ``to`` and ``sources``
            (ids). The network has the nodes and edges of all ways.
        """
        return structure.ways(self._workspace, start, end, count, avoid, through)
