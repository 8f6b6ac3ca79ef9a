"""`kg view`: pages to look at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import Context, pass_context
from kg.cli.output import note, say
from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx

    from kg.ontology import Ontology
    from kg.statements import Source
    from kg.views.network import Network

#: The concept of the pages that facts were read from. Every fact lists its own; drawn, they are clutter.
_SOURCE = "Source"


@click.command()
@click.argument("name", required=False)
@click.option(
    "--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How many steps to go from NAME."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write; by default one named after NAME, here.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser as well.")
@click.option(
    "--kind", type=click.Choice(["network"]), default="network", show_default=True, help="What to draw."
)
@click.option(
    "--language",
    type=click.Choice(["en", "id"]),
    default="en",
    show_default=True,
    help="Language of the page.",
)
@click.option("--with-sources", is_flag=True, help="Draw the pages that facts were read from as well.")
@click.option("--force", is_flag=True, help="Replace a file even when kg did not write it.")
@pass_context
def view(
    context: Context,
    name: str | None,
    hops: int,
    output: Path | None,
    open_it: bool,
    kind: str,  # noqa: ARG001 - one kind so far; click checks it
    language: str,
    with_sources: bool,
    force: bool,
) -> None:
    """Write a network page: what surrounds NAME, or the best connected part of the whole graph.

    The page is one file that opens by double-click, offline too: send it to an editor as it is. A click on
    a shape or a line shows its facts and where they were read.

    \b
    Examples:
      kg view "Kabupaten Paser" --open
      kg view "Kabupaten Paser" --hops 2 -o paser.html
      kg view -o everything.html
    """
    target = destination(output, name, force=force)
    from kg.workspace import open_workspace

    with open_workspace(context.project) as workspace:
        graph = workspace.network(name, hops)
        graph = graph if with_sources else without_sources(graph)
        title = title_of(graph) or name or context.project.name
        note_ = explain(None if name is None else hops, language, with_sources=with_sources)
        page = page_of(
            graph,
            workspace.sources(cited(graph)),
            workspace.ontology,
            title=title,
            note=note_,
            language=language,
        )
    path = page.write_html(target, open_browser=open_it)
    say(str(path))
    if not open_it:
        note("Open it in any browser, or run the same command with --open.")


def destination(output: Path | None, name: str | None, *, force: bool) -> Path:
    """Where the page goes, checked before any work is done.

    A page that kg wrote earlier is replaced; nothing else is, unless ``force`` says so.

    Raises:
        UsageError: there is another file.
    """
    from kg.names import fold

    stem = fold(name or "").replace(" ", "-")[:60] or "network"
    path = output if output is not None else Path(f"{stem}.html")
    if path.is_file() and not force:
        from kg.views.page import is_our_page

        if not is_our_page(path):
            raise UsageError(
                f"{path} is there already and is no page that kg wrote. Name another file with --output, "
                "or add --force to replace it."
            )
    return path


def without_sources(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """The same graph without the nodes of sources, unless the graph is about one."""
    focus = graph.graph.get("focus")
    kept = [
        key for key, labels in graph.nodes(data="labels") if key == focus or _SOURCE not in (labels or ())
    ]
    return graph.subgraph(kept)


def cited(graph: networkx.MultiDiGraph[str]) -> set[str]:
    """Ids of the sources that nodes and edges cite."""
    from kg.views.network import parts

    found: set[str] = set()
    for side in parts(graph):
        for element in side:
            found.update(element["properties"].get("sources") or ())
    return found


def title_of(graph: networkx.MultiDiGraph[str]) -> str | None:
    """The name of the node that the graph is about; None when it is about none."""
    from kg.views.network import parts

    focus = graph.graph.get("focus")
    names = [node["properties"].get("name") for node in parts(graph)[0] if node["id"] == focus]
    return str(names[0]) if names and names[0] else None


def explain(hops: int | None, language: str, *, with_sources: bool) -> str:
    """What was chosen to be shown; ``hops`` is None for the whole graph."""
    from kg.views.page import texts

    words = texts(language)
    parts = [] if hops is None else [words["step" if hops == 1 else "steps"].format(hops=hops)]
    return " ".join(parts if with_sources else [*parts, words["sources_apart"]])


def page_of(
    graph: networkx.MultiDiGraph[str],
    sources: Mapping[str, Source],
    ontology: Ontology,
    *,
    title: str,
    note: str,
    language: str,
) -> Network:
    """The network page of a graph.

    Args:
        graph: as ``Workspace.network`` gives it: ``graph["focus"]`` is the id of the node that it is about,
            if any, ``graph["total"]`` the number of nodes in the whole graph.
        sources: id -> source, for all that are cited.
        ontology: gives names and looks.
        title: heading of the page.
        note: what was chosen to be shown.
        language: ``en`` or ``id``.
    """
    from kg.views.network import network_page, parts

    focus, total = graph.graph.get("focus"), graph.graph.get("total")
    return network_page(
        *parts(graph), sources, ontology, title=title, language=language, focus=focus, note=note, total=total
    )
