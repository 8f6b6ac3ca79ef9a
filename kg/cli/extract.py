"""`kg extract`: the facts of articles, without a project and without a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import click

from kg.cli.context import Context, pass_context
from kg.cli.output import note, progress, visible
from kg.counts import Count
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.cli.targets import Output
    from kg.extracting import Found, Shaped, Unchanged
    from kg.readers.articles import BadDocument

#: What `kg extract` ends with when some documents could not be read and others were.
SOME_NOT_READ = 3
Shape = Literal["table", "json", "html"]
_SUFFIXES: dict[str, Shape] = {".json": "json", ".jsonl": "json", ".html": "html", ".htm": "html"}


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "format",
    type=click.Choice(["table", "json", "html"]),
    help="Tables for reading, JSON for programs, or a page. By default tables on a terminal, else JSON.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    help="Write into this file, or into this folder one file for each article.",
)
@click.option("--fetch", is_flag=True, help="Read pages from the internet, where FILE is an address.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read."
)
@click.option(
    "--language", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Of HTML pages."
)
@click.option("--force", is_flag=True, help="Replace files even when kg did not write them.")
@pass_context
def extract(
    context: Context,
    files: tuple[str, ...],
    format: Shape | None,
    output: str | None,
    fetch: bool,
    jobs: int,
    language: str,
    force: bool,
) -> None:
    """Find agreements, results, people and offices in articles.

    FILE is an article as HTML, PDF, Word file, text or mail, a zip archive or a folder of them, - for
    standard input, or with --fetch an address. No project is needed and nothing is stored: `kg load`
    puts articles into the ledger. The words of the project in the current folder are used where there is one.

    Each fact comes with the characters that it was read from. What an article leaves open stays open and
    is listed at the end. JSON is one object for one article and one a line for several; HTML is a page
    that shows every fact in its place and opens in any browser, also offline.

    In a folder given with -o, articles that have not changed are not read again: after an interruption
    the same command goes on where it stopped. Documents that cannot be read are listed at the end. The
    command then ends with exit code 3, and with 1 when none could be read.

    \b
    Examples:
      kg extract article.html
      kg extract article.pdf --format html -o article-facts.html
      kg extract *.txt --format json > facts.jsonl
      kg extract articles/ archive.zip -o facts/ --jobs 4
      kg extract https://example.org/news/1 --fetch
    """
    from kg.extracting import Shaped, count_files, read_many

    shape, folder = _chosen(format, output)
    single = len(files) == 1 and not Path(files[0]).is_dir()
    with ExitStack() as stack:
        if folder:
            target: Output = _folder(context, Path(folder), shape, force=force)
        else:
            target = _stream(stack, output, shape, single=single, force=force)
        results = read_many(
            context.project,
            files,
            _shaper(shape, language, whole=folder is not None, single=single),
            fetch=fetch,
            jobs=jobs,
            known=getattr(target, "has", None),
        )
        tally = _Tally()
        total = None if single else count_files(files)
        show = progress(total, "Reading") if total != 1 else nullcontext(lambda _: None)
        with show as advance:
            for result in results:
                tally.count(result)
                if isinstance(result, Shaped):
                    target.put(*result)
                advance(1)
        if tally.nothing:
            raise UsageError(f"There is no file to read in {' or '.join(files)}, nor below it.")
        if tally.failed:
            tally.report(output)  # It ends here, and a file that was written earlier stays as it is.
    tally.report(output)


def _chosen(format: Shape | None, output: str | None) -> tuple[Shape, str | None]:
    """The shape of the output, and the folder it goes to if it goes to one.

    Raises:
        UsageError: the two do not fit together.
    """
    if output is None:
        return format or ("table" if sys.stdout.isatty() else "json"), None
    path = Path(output)
    folder = output if path.is_dir() or not path.suffix or output.endswith("/") else None
    shape = format or (_SUFFIXES.get(path.suffix.lower()) if not folder else "json")
    if shape is None:
        raise UsageError(f"What is {output} to hold? Call it .json, .jsonl or .html, or say --format.")
    if shape == "table":
        raise UsageError("Tables are for reading on a terminal. Write with --format json or --format html.")
    return shape, folder


def _shaper(shape: Shape, language: str, *, whole: bool, single: bool) -> Callable[[Found], Any]:
    """What is done with facts where they were found."""
    from kg.cli import extracted

    if shape == "html":
        return partial(extracted.as_page, language=language)
    if whole:
        return extracted.as_object
    return extracted.as_facts if shape == "table" or single else extracted.as_line


def _folder(context: Context, path: Path, shape: Shape, *, force: bool) -> Output:
    from kg.cli.targets import Folder
    from kg.extracting import make_reading

    return Folder(path, f".{shape}", make_reading(context.project).fingerprint, force=force)


def _stream(stack: ExitStack, output: str | None, shape: Shape, *, single: bool, force: bool) -> Output:
    """Standard output, or the file named."""
    from kg.cli.targets import Json, OnePage, Tables, origin_of
    from kg.files import written_whole

    if shape == "table":
        return Tables()
    file: TextIO = sys.stdout
    if output is not None:
        path = Path(output)
        if path.exists() and not force and origin_of(path) is None:
            raise UsageError(
                f"{path} exists already and was not written by kg extract. Name another file with -o, "
                "or add --force to replace it."
            )
        file = stack.enter_context(written_whole(path))
    if shape == "html":
        return OnePage(file)
    return stack.enter_context(closing(Json(file, single=single)))


class _Tally:
    """How many documents were read, and which could not be."""

    def __init__(self) -> None:
        self.read = self.unchanged = 0
        self.bad: list[BadDocument] = []

    @property
    def nothing(self) -> bool:
        """Whether there were no documents at all."""
        return not (self.bad or self.read or self.unchanged)

    @property
    def failed(self) -> bool:
        """Whether none of the documents could be read."""
        return bool(self.bad) and not (self.read or self.unchanged)

    def count(self, result: Shaped[Any] | BadDocument | Unchanged) -> None:
        """Count a result in."""
        from kg.extracting import Shaped
        from kg.readers.articles import BadDocument

        if isinstance(result, BadDocument):
            self.bad.append(result)
        elif isinstance(result, Shaped):
            self.read += 1
        else:
            self.unchanged += 1

    def report(self, output: str | None) -> None:
        """Say what was done, and what not.

        Raises:
            Exit: not all documents could be read.
        """
        if output and not self.failed:
            same = f", {self.unchanged:,} unchanged" if self.unchanged else ""
            note(f"{Count(self.read)} {Count(self.read):article|articles} read into {output}{same}.")
        for each in self.bad:
            click.echo(visible(f"{each.name} {each.reason}; {each.remedy}."), err=True)
        if self.bad:
            bad, rest = Count(len(self.bad)), "" if self.failed else ", the others were"
            click.echo(f"{bad} {bad:document|documents} could not be read{rest}.", err=True)
            raise click.exceptions.Exit(1 if self.failed else SOME_NOT_READ)
