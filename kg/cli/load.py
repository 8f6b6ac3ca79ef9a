"""`kg load`, `kg issues`, `kg template`: records on their way in."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, counting, emit, format_option, note, say
from kg.counts import Count
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.intake import FileReport
    from kg.statements import Issue
    from kg.workspace import Workspace

#: What `kg load` ends with when some records were set aside and the others loaded.
SOME_SET_ASIDE = 3

#: How many data sets are named whose files are gone; `kg datasets` has them all.
_NAMED = 3


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--bundled", is_flag=True, help="Load the data that comes with kg.")
@click.option("--kind", metavar="NAME", help="Kind of the records; by default it is told by their fields.")
@click.option("--strict", is_flag=True, help="Load nothing at all when a single record is wrong.")
@click.option("--fetch", is_flag=True, help="Read pages from the internet, where FILE is an address.")
@format_option
@pass_context
def load(
    context: Context,
    files: tuple[str, ...],
    bundled: bool,
    kind: str | None,
    strict: bool,
    fetch: bool,
    format: Format | None,
) -> None:
    """Load records and articles from files into the ledger.

    FILE holds records (JSON Lines, JSON, CSV, YAML, Excel) or an article (HTML, PDF, Word, text, mail),
    or is a zip archive of articles, a folder with any of these, - for records on standard input, or with
    --fetch the address of a page.
    Without any, the files in the data folder of the project are loaded. All are loaded in one go or,
    when something stops it, none.

    Articles are read for agreements, results of assessments and people in office (see `kg extract`),
    and their text is kept, so that each fact can be shown in its place. What they leave open is a
    doubt, which `kg issues` lists.

    Loading a file again replaces what it said before; what it no longer says is retired, not deleted.
    What a file said that was since renamed or removed counts until `kg withdraw` takes it back.
    What comes through standard input is known by its content: other content is another data set.

    A record that is wrong, or a document that cannot be read, is set aside with what to do about it,
    and the others are loaded: see `kg issues`. The command then ends with exit code 3. What an earlier
    version of a file said, and it no longer says, is out of the graph after the next build; so is what a
    record said that is set aside now.

    \b
    Examples:
      kg load --bundled
      kg load agreements.xlsx offices.csv
      kg load people.ftm.json edges.csv
      kg load tables/                       what kg export csv wrote
      kg load --strict data/agreements.jsonl
      kg load article.html press-releases/ archive.zip
      kg load https://example.org/news/1 --fetch
      curl -s https://example.org/agreements.jsonl | kg load -
    """
    from kg.workspace import open_workspace

    if bundled and kind is not None:
        raise UsageError("--kind is for files of yours; the bundled ones need none. Load them by themselves.")
    with open_workspace(context.project) as workspace:
        paths = [*(workspace.bundled_files if bundled else ()), *files]
        reports = load_files(workspace, paths or _of_project(context), kind, strict=strict, fetch=fetch)
        folders = [Path(file) for file in files if Path(file).is_dir()]
        missed = _missed(workspace, folders if paths else [_data_folder(context)])
    set_aside = sum(report.set_aside for report in reports)
    doubts = sum(report.doubts for report in reports if report.kind != "article")
    left_open = sum(report.doubts for report in reports if report.kind == "article")
    changed = any(report.added or report.retired for report in reports)
    lost = any(report.set_aside and report.retired for report in reports)
    told = _next(set_aside, doubts, left_open, changed=changed, lost=lost)
    emit(_summary(reports), _SUMMARY, format, footnotes=[*missed, told])
    if set_aside:
        raise click.exceptions.Exit(SOME_SET_ASIDE)


def load_files(
    workspace: Workspace,
    paths: Sequence[Path | str],
    kind: str | None = None,
    *,
    strict: bool = False,
    fetch: bool = False,
) -> list[FileReport]:
    """Load files in one run and show how far it is."""
    with counting("Loading") as so_far:
        return workspace.load(paths, kind, strict=strict, fetch=fetch, progress=so_far)


def _of_project(context: Context) -> list[Path]:
    from kg.intake import files_in

    folder = _data_folder(context)
    if not (folder.is_dir() and files_in(folder)):
        raise UsageError(
            f"There is nothing to load: no FILE was named, and {folder} has none. "
            "`kg load --bundled` loads the data that comes with kg, `kg template` writes an empty sheet."
        )
    return [folder]


def _data_folder(context: Context) -> Path:
    return context.project.root / "data"


def _missed(workspace: Workspace, folders: Sequence[Path]) -> list[str]:
    """Says which files were loaded from these folders earlier and are not there any more, if any."""
    from kg.intake import no_longer_in

    known = workspace.ledger.datasets() if folders else []
    gone = sorted({name for folder in folders for name in no_longer_in(workspace.project, folder, known)})
    if not gone:
        return []
    number, more = Count(len(gone)), Count(len(gone) - _NAMED)
    names = ", ".join(gone[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    told = (
        f"{number} {number:file|files} loaded from here before {number:is|are} not here any more: {names}. "
    )
    return [told + f"What {number:it|they} said still counts; `kg withdraw` takes it back."]


_SUMMARY = [
    Column("file", "as it was named"),
    Column("kind", "of its records"),
    Column("records", "good ones", "integer"),
    Column("set_aside", "records that are wrong and were not loaded", "integer"),
    Column("new", "statements that are new", "integer"),
    Column("retired", "statements that the file no longer makes", "integer"),
    Column("unchanged", "whether file and loader are as they were, so that it was not read again"),
]


def _summary(reports: Sequence[FileReport]) -> list[dict[str, Any]]:
    return [
        {
            "file": report.shown,
            "kind": report.kind,
            "records": report.records,
            "set_aside": report.set_aside,
            "new": report.added,
            "retired": report.retired,
            "unchanged": report.unchanged,
        }
        for report in reports
    ]


def _next(set_aside: int, doubts: int, left_open: int, *, changed: bool, lost: bool) -> str:
    bad, hardly, left = Count(set_aside), Count(doubts), Count(left_open)
    aside = (
        f"{bad} {bad:record was|records were} set aside: `kg issues` says why and what to do. " if bad else ""
    )
    if lost:
        aside += "What an earlier version of them may have said is out of the graph after the next build. "
    if hardly:
        aside += f"{hardly} {hardly:doubt|doubts} about what was loaded: `kg issues` lists {hardly:it|them}. "
    if left:
        aside += f"Articles leave {left} {left:thing|things} open: `kg issues` lists {left:it|them}. "
    return aside + ("`kg build` brings the graph up to date." if changed else "Nothing has changed.")


@click.command()
@click.option("--dataset", metavar="NAME", help="Only those of this data set; a file or folder may be named.")
@format_option
@pass_context
def issues(context: Context, dataset: str | None, format: Format | None) -> None:
    """List records that were set aside, how to mend them, and what articles leave open.

    They are those of the last load of each file. Correct the file and load it again.

    \b
    Examples:
      kg issues
      kg issues --dataset data/agreements.xlsx
      kg issues --format csv > to-mend.csv
    """
    from kg.workspace import open_workspace

    with open_workspace(context.project) as workspace:
        found = workspace.issues(dataset)
    wide = format in ("json", "csv") or (format is None and not sys.stdout.isatty())
    rows = [{**issue._asdict(), "where": _place(issue)} for issue in found]
    emit(rows, _ISSUE if wide else _ISSUE_SHORT, format, footnotes=[_count(found)])


_ISSUE = [
    Column("dataset", "name of the data set"),
    Column("file", "as it was named when it was loaded"),
    Column("line", "counted from 1; in a workbook the row", "integer"),
    Column("field", "the field, or the column of a table"),
    Column("reason", "what is wrong"),
    Column("remedy", "what to do about it"),
    Column("severity", "error: the record was set aside; warning: it was loaded"),
    Column("excerpt", "how the record begins"),
]
_ISSUE_SHORT = [Column("where", "file and line"), *_ISSUE[3:6]]


def _place(issue: Issue) -> str:
    return f"{issue.file}:{issue.line}" if issue.line else issue.file


def _count(found: Sequence[Issue]) -> str:
    if not found:
        return "Every record of every file was loaded."
    records = Count(
        len({(issue.dataset, issue.line, issue.excerpt) for issue in found if issue.severity == "error"})
    )
    doubts = Count(sum(issue.severity == "warning" for issue in found))
    aside = (
        f"{records} set aside. Correct {records:it|them} in the file, then load it again." if records else ""
    )
    left = f"{doubts} {doubts:doubt|doubts} about what was loaded." if doubts else ""
    return f"{aside} {left}".strip()


@click.command()
@click.argument("kind", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The sheet to write: .xlsx, with explanations and lists to choose from, or .csv.",
)
@click.option("--force", is_flag=True, help="Replace the file when there is one.")
@format_option
@pass_context
def template(
    context: Context, kind: str | None, output: Path | None, force: bool, format: Format | None
) -> None:
    """Write an empty table to fill in, each column explained.

    Without KIND, the kinds of record are listed. Without a file, the columns are explained here.

    \b
    Examples:
      kg template
      kg template agreements
      kg template agreements -o agreements.xlsx
      kg template offices -o offices.csv
    """
    from kg.loading import columns, get_loader
    from kg.workspace import open_workspace

    loaders = open_workspace(context.project).loaders
    if kind is None:
        if output is not None:
            raise UsageError(f"Say for which kind of record: {', '.join(sorted(loaders))}.")
        rows = [{"kind": name, "a_record": loader.description} for name, loader in sorted(loaders.items())]
        emit(rows, _KINDS, format, footnotes=["`kg template KIND -o FILE.xlsx` writes an empty sheet."])
        return
    loader = get_loader(loaders, kind)
    if output is None:
        _explain(columns(loader.record), f"Columns of {loader.name}", format)
        return
    if output.exists() and not force:
        raise UsageError(f"{output} exists already. Choose another name, or add --force to replace it.")
    from kg.loading.template import write_template

    docs = write_template(loader.name, loader.record, output, overwrite=force)
    if output.suffix.lower() == ".csv":
        _explain(docs, f"Columns of {loader.name}", format)
        note(f"Written to {output}.")
    else:  # a workbook has the explanations in it
        say(str(output))
    note(f"Fill it in, then: kg load {shlex.quote(str(output))}")


_KINDS = [Column("kind", "name of the kind of record"), Column("a_record", "what one record is")]
_COLUMNS = [
    Column("column", "its heading"),
    Column("meaning", "what to write in it"),
    Column("needed", "whether it must be filled"),
    Column("allowed", "what it accepts"),
    Column("example", "one value"),
]


def _explain(docs: Sequence[Any], title: str, format: Format | None) -> None:
    from kg.loading.template import needed

    rows = [
        {
            "column": doc.name,
            "meaning": doc.help,
            "needed": needed(doc),
            "allowed": doc.allowed,
            "example": doc.example,
        }
        for doc in docs
    ]
    numbered = [doc.name for doc in docs if re.search(r"_[0-9]+_", doc.name)]
    further = [re.sub(r"[0-9]+", lambda number: str(int(number[0]) + 1), name) for name in numbered[-1:]]
    notes = [f"Columns with a number can go on with the next: {name} and so on." for name in further]
    emit(rows, _COLUMNS, format, title=title, footnotes=notes)
