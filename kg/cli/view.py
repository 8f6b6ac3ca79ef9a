"""`kg view`: pages to look at."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.asking import opened, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import note, say
from kg.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option(
    "--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How many steps to go from NAME."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write. By default one named after NAME, in the current folder.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser as well.")
@click.option(
    "--language",
    type=click.Choice(["en", "id"]),
    default="en",
    show_default=True,
    help="Language of the page.",
)
@click.option("--force", is_flag=True, help="Replace the file even when kg did not write it.")
@store_option
@pass_context
def view(
    context: Context,
    name: str | None,
    hops: int,
    output: Path | None,
    open_it: bool,
    language: str,
    force: bool,
) -> None:
    """Write a network page that opens in any browser, also offline.

    It shows what surrounds NAME, or the best connected part of the whole graph. A click on a shape or a
    line shows its facts and where they were read. The page is one file: send it to an editor as it is.

    \b
    Examples:
      kg view "Kabupaten Paser" --open
      kg view "Kabupaten Paser" --hops 2 -o paser.html
      kg view -o everything.html
    """
    target = destination(output, name, force=force)
    with opened(context) as workspace:
        page = workspace.view(name, hops, language=language)
    page.note = " ".join(filter(None, (page.note, selection(None if name is None else hops, language))))
    path = page.write_html(target, open_browser=open_it)
    say(str(path))
    if not open_it:
        note("Open it with a double click, or run the same command with --open.")


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
                f"{path} exists already and is no page that kg wrote. Name another file with --output, "
                "or add --force to replace it."
            )
    return path


def selection(hops: int | None, language: str) -> str:
    """What was chosen to be shown, in a sentence; ``hops`` is None for the whole graph."""
    from kg.views.page import texts

    words = texts(language)
    around = "" if hops is None else words["step" if hops == 1 else "steps"].format(hops=hops)
    return f"{around} {words['sources_apart']}".strip()
