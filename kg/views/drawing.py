"""pyvis's ``Network``, made offline, safe and quick.

pyvis 0.3.2 looks through all nodes and edges for each one added, drops parallel edges, puts names
into the page as code and lets the browser work out the layout for minutes. This subclass keeps its
lists and methods, but fills them directly, computes positions in Python and writes a page of our
own (:mod:`kg.views.page`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from numbers import Real
from pathlib import Path
from typing import Any

from pyvis.network import Network as PyvisNetwork

from kg.errors import UsageError
from kg.views import facts
from kg.views.layout import positions
from kg.views.page import counted, frame, plain, render, texts, write_page

#: How nodes and edges look and read whose group has no style, such as those added by hand.
_PLAIN_NODE: dict[str, Any] = {"colour": None, "shape": "dot"}
_PLAIN_EDGE: dict[str, Any] = {
    "label": "", "forward": "→", "back": "←", "colour": None, "width": 1, "dashes": False,
}  # fmt: skip


def _not_here(what: str) -> Callable[..., None]:
    def refuse(*_: Any, **__: Any) -> None:
        raise UsageError(
            f"{what}() does not exist on this network: it would write a page that needs the internet, or "
            "change options that are fixed. Use write_html('page.html', open_browser=True), or leave the "
            "network as the last value of a notebook cell to see it there."
        )

    refuse.__doc__ = f"Not available: pyvis's ``{what}``; see :meth:`Network.write_html`."
    return refuse


class Network(PyvisNetwork):  # type: ignore[misc]  # pyvis ships no types
    """A network that can be written as one self-contained page or shown in a notebook.

    Args:
        title: heading of the page.
        language: of the interface, ``en`` or ``id``.
        note: what was chosen to be shown and why.
        total: how many nodes there are in all, when this is a selection of them.
        focus: id of the node that the network is about.
        height: of the frame in a notebook, as in CSS.

    ``nodes`` and ``edges`` are lists of dicts as in pyvis. Besides what vis-network knows (``id``,
    ``label``, ``group``, ``shape``, ``color``, ``size``, ``x``, ``y``; ``from``, ``to``), the key
    ``about`` holds what the side panel shows. Other options are kept but not drawn.
    """

    def __init__(
        self,
        title: str = "Network",
        *,
        language: str = "en",
        note: str = "",
        total: int | None = None,
        focus: str | None = None,
        height: str = "640px",
    ) -> None:
        texts(language)  # refuses an unknown language before any work is done
        super().__init__(height=height, width="100%", directed=True, heading=title, cdn_resources="in_line")
        self.language, self.note, self.total, self.focus = language, note, total, focus
        self.node_styles: dict[str, dict[str, Any]] = {}
        self.edge_styles: dict[str, dict[str, Any]] = {}
        self.sources: dict[str, dict[str, Any]] = {}
        self.hubs: frozenset[str] = frozenset()
        self.groupings: list[dict[str, str]] = []
        self._written: dict[str, str | int] = {}

    def add_node(
        self,
        n_id: str | int,
        label: str | None = None,
        shape: str | None = None,
        color: str | None = None,
        **options: Any,
    ) -> None:
        """Add a node. An id that is there already changes nothing, as in pyvis.

        Args:
            n_id: its id.
            label: its name; the id when there is none.
            shape: one of :data:`kg.views.facts.SHAPES`; that of its group by default.
            color: as ``#rrggbb``; that of its group by default.
            **options: see the class.

        Raises:
            UsageError: the page, where ids are texts, could not tell it from a node that is there, as ``1``
                from ``"1"``; or its place or size is no finite number.
        """
        if n_id in self.node_map:
            return
        for name in ("x", "y", "size"):
            if name in options and not _finite(options[name]):
                raise UsageError(
                    f"The {name} of node {n_id!r} is {options[name]!r}: give a finite number or none at all."
                )
        if (other := self._written.setdefault(str(n_id), n_id)) != n_id:
            raise UsageError(
                f"The nodes {other!r} and {n_id!r} would be one on the page, where ids are texts: rename one."
            )
        node = {**options, "id": n_id, "label": str(n_id) if label is None else str(label)}
        node |= {key: value for key, value in (("shape", shape), ("color", color)) if value is not None}
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: str | int, to: str | int, **options: Any) -> None:
        """Add an edge; parallel ones are all kept.

        Raises:
            UsageError: one of its ends has not been added.
        """
        for end in (source, to):
            if end not in self.node_map:
                raise UsageError(f"There is no node {end!r} to join: add it before its edges.")
        self.edges.append({**options, "from": source, "to": to})

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        """The page as text. The arguments are pyvis's own and change nothing."""
        groups = self._groups
        shown, total = len(self.nodes) - len(groups), self._everything
        sentence = counted(
            texts(self.language)["shown_all" if shown == total else "shown_part"],
            self.language,
            nodes=shown,
            total=total,
            edges=sum(edge["from"] not in groups for edge in self.edges),
        )
        self.html = render(self.heading, sentence, self.note, self.language, self._data())
        return self.html

    def write_html(
        self,
        name: str | Path,
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> Path:
        """Write the page to a file, whole or not at all; what was there is replaced.

        Args:
            name: the file.
            local: pyvis's own; changes nothing.
            notebook: pyvis's own; changes nothing.
            open_browser: whether to open the page as well.

        Returns:
            The file's absolute path.

        Raises:
            UsageError: its folder does not exist.
            KgError: it cannot be written.
        """
        return write_page(self.generate_html(), Path(name), open_browser=open_browser)

    def save_graph(self, name: str | Path) -> None:
        """Write the page to a file, as :meth:`write_html` does."""
        self.write_html(name)

    show = _not_here("show")
    show_buttons = _not_here("show_buttons")
    set_options = _not_here("set_options")
    set_template = _not_here("set_template")
    prep_notebook = _not_here("prep_notebook")
    from_DOT = _not_here("from_DOT")  # noqa: N815 - pyvis's name

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame that can run its own scripts and reach nothing else."""
        return frame(self.generate_html(), self.heading, str(self.height))

    @property
    def _groups(self) -> set[str | int]:
        """Ids of the nodes that stand for others."""
        return {node["id"] for node in self.nodes if node.get("about", {}).get("grouping")}

    @property
    def _everything(self) -> int:
        """How many nodes there are, with those that the page does not carry."""
        return max(self.total or 0, len(self.nodes) - len(self._groups))

    def _data(self) -> dict[str, Any]:
        """What the page's script draws; ``page/main.js`` describes the same."""
        places = self._places()
        concepts = Counter(str(node.get("group", "")) for node in self.nodes)
        relations = Counter(str(edge.get("group", "")) for edge in self.edges)
        return {
            "language": self.language,
            "focus": self.focus,
            "total": self._everything,
            "concepts": [
                {
                    "label": name,
                    "plural": name,
                    **_PLAIN_NODE,
                    **self.node_styles.get(name, {}),
                    "name": name,
                    "count": n,
                }
                for name, n in sorted(concepts.items())
            ],
            "relations": [
                {**_PLAIN_EDGE, **self.edge_styles.get(name, {}), "name": name, "count": n}
                for name, n in sorted(relations.items())
            ],
            "nodes": [_node_entry(node, places, self.hubs) for node in self.nodes],
            "edges": [_edge_entry(edge, place) for place, edge in enumerate(self.edges)],
            "sources": self.sources,
            "groupings": self.groupings,
        }

    def _places(self) -> dict[str, tuple[float, float]]:
        """Positions given with the nodes; computed for all when one is missing."""
        if all("x" in node and "y" in node for node in self.nodes):
            return {str(node["id"]): (node["x"], node["y"]) for node in self.nodes}
        return positions(
            (str(node["id"]) for node in self.nodes),
            [(str(edge["from"]), str(edge["to"])) for edge in self.edges],
            focus=self.focus,
        )


def _finite(value: object) -> bool:
    return isinstance(value, Real) and math.isfinite(value)


def _node_entry(
    node: Mapping[str, Any], places: Mapping[str, tuple[float, float]], hubs: Collection[str]
) -> dict[str, Any]:
    x, y = places[str(node["id"])]
    shape, colour = node.get("shape"), node.get("color")
    return {
        "id": str(node["id"]),
        "name": plain(str(node["label"])),
        "concept": str(node.get("group", "")),
        "shape": shape if shape in facts.SHAPES else None,
        "colour": colour if isinstance(colour, str) else None,
        "size": node.get("size", 10),
        "x": x,
        "y": y,
        "hub": str(node["id"]) in hubs,
        **node.get("about", {}),
    }


def _edge_entry(edge: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {
        "id": str(edge.get("id", f"edge-{place}")),
        "concept": str(edge.get("group", "")),
        "from": str(edge["from"]),
        "to": str(edge["to"]),
        "words": str(edge["label"]) if edge.get("label") else None,
        **edge.get("about", {}),
    }
