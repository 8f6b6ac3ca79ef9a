"""Checks or rewrites the parts of the documentation that are made from real runs.

    python docs/build.py            check; exit code 1 and a diff where something is out of date
    python docs/build.py --write    rewrite

Two sorts of parts:

- Blocks in README.md and docs/**/*.md. Between the markers stands what the command prints on a
  terminal of 100 columns, in a fresh project with the bundled data loaded::

      <!-- run: kg query list -->
      <!-- end -->

  After the command may follow ``| shown as: make demo`` and ``| first: 20`` (lines).
- Whole pages, listed in :data:`PAGES`.

Times, sizes and the name of the temporary folder differ from run to run and are not compared.
"""

from __future__ import annotations

import argparse
import difflib
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 100
TIMEOUT_SECONDS = 300
#: Where the project of the examples seems to lie.
SHOWN_FOLDER = "/home/you/newsroom"

BLOCK = re.compile(
    r"(?P<start><!-- run: (?P<command>kg .*?) -->\n)(?P<body>.*?)(?P<end><!-- end -->)", re.DOTALL
)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)[^)]*\)")
VARYING = (
    re.compile(r"\b\d+(\.\d+)? ?(ms|s|seconds?|minutes?)\b"),
    re.compile(r"\b\d+(\.\d+)? ?(bytes|[kKMG]i?B)\b"),
)


def main() -> int:
    """Check or rewrite; 1 when something is out of date or a link leads nowhere."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="rewrite what is out of date")
    write = parser.parse_args().write
    problems = 0
    for path, made in documents():
        old = path.read_text("utf-8") if path.exists() else ""
        if comparable(old) == comparable(made):
            continue
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, "utf-8")
            print(f"rewrote {path.relative_to(ROOT)}")
        else:
            problems += 1
            print(difference(path, old, made))
    broken = list(broken_links())
    for place in broken:
        print(place)
    if problems:
        print(f"{problems} of the generated pages are out of date; run: make docs-update")
    return 1 if problems or broken else 0


def documents() -> Iterator[tuple[Path, str]]:
    """Every document with generated parts, as it should be."""
    for name, make in PAGES.items():
        yield ROOT / name, make()
    with tempfile.TemporaryDirectory() as folder:
        pattern = Path(folder) / "pattern"
        for path in hand_written():
            text = path.read_text("utf-8")
            if not BLOCK.search(text):
                continue
            if not pattern.exists():
                make_project(pattern)
            project = Path(folder) / path.stem / Path(SHOWN_FOLDER).name
            shutil.copytree(pattern, project)
            yield path, BLOCK.sub(lambda match, project=project: filled(match, project), text)


def hand_written() -> list[Path]:
    """README.md and the pages below docs/, but for those that are generated as a whole."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if page.exists() and str(page.relative_to(ROOT)) not in PAGES]


def make_project(folder: Path) -> None:
    """A project with the bundled data loaded and the graph built."""
    for command in (
        ["init", str(folder)],
        ["-C", str(folder), "load", "--bundled"],
        ["-C", str(folder), "build"],
    ):
        run(["kg", *command], folder.parent)


def filled(match: re.Match[str], project: Path) -> str:
    """A block with the output of its command in it."""
    command, *options = match["command"].split(" | ")
    settings = dict(option.split(": ", 1) for option in options)
    words = shlex.split(command)
    output = portable(run(words, project), project).rstrip()
    if "first" in settings:
        lines = output.splitlines()
        most = int(settings["first"])
        output = "\n".join([*lines[:most], *(["..."] if len(lines) > most else [])])
    shown = f"$ {settings.get('shown as', command)}"
    as_markdown = "md" in words and words[words.index("md") - 1] in ("-f", "--format")
    body = f"{fenced(shown)}\n{output}\n" if as_markdown else fenced(f"{shown}\n{output}")
    return f"{match['start']}{body}{match['end']}"


def portable(output: str, project: Path) -> str:
    """Output without the paths of this machine, as `make` prints it in a checkout."""
    here = Path(sys.executable)
    for command in (shlex.quote(str(here.with_name("kg"))), f"{shlex.quote(str(here))} -m kg"):
        output = output.replace(command, ".venv/bin/kg")
    return output.replace(str(project), SHOWN_FOLDER)


def fenced(text: str) -> str:
    """A code block around text; the fence is longer than any in it."""
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}console\n{text}\n{fence}\n"


def run(words: list[str], folder: Path) -> str:
    """What a command prints on a terminal.

    Raises:
        SystemExit: the command fails.
    """
    environment = {
        **os.environ,
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
    }
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        output = read_all(ours).decode("utf-8").replace("\r\n", "\n")
        code = process.wait(TIMEOUT_SECONDS)
    if code:
        raise SystemExit(f"{shlex.join(words)} ended with exit code {code}:\n{output}")
    return output


def read_all(descriptor: int) -> bytes:
    """Everything written to a terminal until its other side is closed."""
    chunks = []
    try:
        while chunk := os.read(descriptor, 65536):
            chunks.append(chunk)
    except OSError:  # Linux reports the end like this; macOS by an empty read
        pass
    finally:
        os.close(descriptor)
    return b"".join(chunks)


def cli_reference() -> str:
    """The help of every command."""
    from kg.cli.main import cli

    parts = [
        "# Commands\n\nMade by `make docs-update` from the commands themselves.\n",
        *(f"## {name}\n\n```text\n{text}\n```\n" for name, text in help_texts(cli, "kg", None)),
    ]
    return "\n".join(parts)


def schema_reference() -> str:
    """Every concept."""
    from kg.ontology import load_ontology
    from kg.ontology.reference import reference

    return reference(load_ontology([ROOT / "schema"]))


def help_texts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    """The full name and help of a command and of all below it."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, parent, name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None and not found.hidden:
                yield from help_texts(found, child, context)


def broken_links() -> Iterator[str]:
    """Relative links that lead to no file."""
    for page in [*hand_written(), *(ROOT / name for name in PAGES)]:
        text = page.read_text("utf-8") if page.exists() else ""
        for number, line in enumerate(text.splitlines(), 1):
            for match in LINK.finditer(line):
                if not (page.parent / match["target"]).exists():
                    yield f"{page.relative_to(ROOT)}:{number}: nothing at {match['target']}"


def comparable(text: str) -> str:
    """The text without what differs from run to run."""
    for pattern in VARYING:
        text = pattern.sub("...", text)
    return text


def difference(path: Path, old: str, new: str) -> str:
    """What is out of date in a page."""
    name = str(path.relative_to(ROOT))
    lines = difflib.unified_diff(
        comparable(old).splitlines(),
        comparable(new).splitlines(),
        name,
        f"{name} as it should be",
        lineterm="",
    )
    return "\n".join(lines)


#: Pages made as a whole: path -> its maker.
PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/cli.md": cli_reference,
    "docs/reference/schema.md": schema_reference,
}

if __name__ == "__main__":
    sys.exit(main())
