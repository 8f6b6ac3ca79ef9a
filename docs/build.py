"""Checks or rewrites the parts of the documentation that are made from real runs.

    python docs/build.py                    check; exit code 1 and a diff where something is out of date
    python docs/build.py --write            rewrite
    python docs/build.py --write --tests    the same, and run all tests for the blocks that show their end

Parts of README.md and docs/**/*.md are made; the commands of a page run one after the other in a fresh
project with the bundled data loaded, or in an empty folder when the page says ``<!-- start: empty -->``:

- Between the markers stands what the command prints on a terminal of 100 columns::

      <!-- run: kg query list -->
      <!-- end -->

  After the command may follow ``| shown as: make demo``, ``| first: 20`` and ``| last: 3`` (lines to
  keep) and ``| exit: 3`` (the exit code it must end with, 0 when not said).
- ``<!-- run: pytest -->`` is the same for the tests, which take minutes: without ``--tests`` it stays.
- ``<!-- run: tests.extract.measure open -->`` runs a module of the tests that measures something.
- Below ``<!-- run: python -->`` stands a block of Python and then what it prints. The blocks of a page
  share their names.
- A code block below ``<!-- file: data/offices.csv -->`` is written to that file of the project.
- ``<!-- cd: newsroom -->`` changes the folder for what follows.

Whole pages are made as well: see :data:`PAGES`. Times, sizes, fingerprints and the name of the temporary
folder differ from run to run and are not compared.
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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 100
TIMEOUT_SECONDS = 300
#: Where the project of the examples and the checkout seem to lie.
SHOWN_HOME = "/home/you"
PROJECT = "newsroom"

_SETTINGS = {
    "COLUMNS": str(WIDTH),
    "NO_COLOR": "1",
    "TERM": "dumb",
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "error",
}
#: Tests run as they do without us, but for the width and colours of the terminal.
_TEST_SETTINGS = {"COLUMNS": str(WIDTH), "PYTEST_ADDOPTS": "--color=no"}

PART = re.compile(
    r"(?P<start><!-- run: (?P<command>(?:kg|pytest|python|tests)\b.*?) -->\n)"
    r"(?P<body>.*?)(?P<end><!-- end -->)"
    r"|<!-- file: (?P<file>\S+) -->\n(?P<fence>`{3,})\w*\n(?P<content>.*?)(?P=fence)"
    r"|<!-- cd: (?P<folder>\S+) -->",
    re.DOTALL,
)
CODE = re.compile(r"```python\n(?P<code>.*?)```\n", re.DOTALL)
EMPTY = "<!-- start: empty -->"
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)[^)]*\)")
VARYING = (
    re.compile(r"\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b"),  # when something was judged
    re.compile(r"\b\d+(\.\d+)? ?(ms|s|seconds?|minutes?)\b"),
    re.compile(r"\b\d+(,\d+)* a second\b"),
    re.compile(r"\b[0-9a-f]{64}\b"),  # the fingerprint of rules and words, which is another with every change
    re.compile(r"\b\d+(\.\d+)? ?(bytes|[kKMG]i?B)\b"),
)
#: How `kg demo` names itself in what it suggests: by whatever way it was called.
CALLED = re.compile(r"^(  )(?:\S+ -m )?(?:'[^']*'|\S*kg)(?= -C kg-demo )", re.MULTILINE)


def main() -> int:
    """Check or rewrite; 1 when something is out of date or a link leads nowhere."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="rewrite what is out of date")
    parser.add_argument("--tests", action="store_true", help="run the tests for the blocks that show them")
    given = parser.parse_args()
    problems = 0
    for path, made in documents(tests=given.tests):
        old = path.read_text("utf-8") if path.exists() else ""
        if comparable(old) == comparable(made):
            continue
        if given.write:
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


def documents(*, tests: bool = False) -> Iterator[tuple[Path, str]]:
    """Every document with generated parts, as it should be; as many at a time as there are processors."""
    for name, make in PAGES.items():
        yield ROOT / name, make()
    texts = {path: path.read_text("utf-8") for path in hand_written()}
    parts = {path: text for path, text in texts.items() if PART.search(text)}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        pattern = Path(folder).resolve() / PROJECT
        make_project(pattern)

        def made(number: int, text: str) -> str:
            home = Path(folder).resolve() / str(number)
            home.mkdir()
            start = home if EMPTY in text else Path(shutil.copytree(pattern, home / PROJECT))
            return Page(home, start, tests=tests).made(text)

        yield from zip(parts, pool.map(made, range(len(parts)), parts.values()), strict=True)


def hand_written() -> list[Path]:
    """README.md and the pages below docs/, but for those that are generated as a whole."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if page.exists() and str(page.relative_to(ROOT)) not in PAGES]


def make_project(folder: Path) -> None:
    """A project with the bundled data loaded and the graph built."""
    for words in (
        ["init", str(folder)],
        ["-C", str(folder), "load", "--bundled"],
        ["-C", str(folder), "build"],
    ):
        run(["-m", "kg", *words], folder.parent)


@dataclass
class Page:
    """A page while its parts are made, in the order in which they stand.

    Attributes:
        home: the folder that is shown as ``/home/you``.
        folder: where commands run.
        tests: whether blocks with tests are made anew.
        code: the Python that ran so far.
    """

    home: Path
    folder: Path
    tests: bool = False
    code: list[str] = field(default_factory=list)

    def made(self, text: str) -> str:
        """The page's text with every part as it should be."""
        return PART.sub(self._part, text)

    def _part(self, match: re.Match[str]) -> str:
        if match["folder"]:
            self.folder /= match["folder"]
        elif match["file"]:
            path = self.folder / match["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(match["content"], "utf-8")
        elif match["command"].startswith("python"):
            return f"{match['start']}{self._python(match['body'])}{match['end']}"
        elif not match["command"].startswith("pytest") or self.tests:
            return f"{match['start']}{self._command(match['command'])}{match['end']}"
        return match[0]

    def _command(self, text: str) -> str:
        """A block with a command and its output."""
        command, *options = text.split(" | ")
        settings = dict(option.split(": ", 1) for option in options)
        words = shlex.split(command)
        shown = settings.get("shown as", command)
        folder = ROOT if words[0] == "pytest" else self.folder
        output = self._shown(run(["-m", *words], folder, int(settings.get("exit", 0)))).rstrip()
        output = CALLED.sub(r"\1.venv/bin/kg" if shown.startswith("make ") else r"\1kg", output)
        output = shortened(output, settings.get("first"), settings.get("last"))
        as_markdown = "md" in words and words[words.index("md") - 1] in ("-f", "--format")
        return f"{fenced(f'$ {shown}')}\n{output}\n" if as_markdown else fenced(f"$ {shown}\n{output}")

    def _python(self, body: str) -> str:
        """A block of Python, and below it what it prints."""
        found = CODE.search(body)
        if found is None:
            raise SystemExit(f"no block of Python below a marker for one: {body[:80]!r}")
        before = "\n".join(self.code)
        self.code.append(found["code"])
        # The earlier blocks run again, silently: as one program with this one, so that names are shared.
        program = (
            f"import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n"
            f"    exec({before!r}, globals())\nexec({found['code']!r}, globals())\n"
        )
        output = self._shown(run(["-c", program], self.folder)).rstrip()
        return found[0] + (f"\n{fenced(output, 'text')}" if output else "")

    def _shown(self, output: str) -> str:
        """The output without the folders of this machine."""
        return output.replace(str(self.home), SHOWN_HOME).replace(str(ROOT), f"{SHOWN_HOME}/kg")


def shortened(output: str, first: str | None, last: str | None) -> str:
    """The first and last lines of an output, dots for what is left out; all of it when neither is said."""
    lines = output.splitlines()
    head, tail = int(first or 0), int(last or 0)
    if (first is None and last is None) or head + tail >= len(lines):
        return output
    return "\n".join([*lines[:head], "...", *lines[len(lines) - tail :]])


def fenced(text: str, language: str = "console") -> str:
    """A code block around text; the fence is longer than any in it."""
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}\n"


def run(arguments: Sequence[str], folder: Path, expected: int = 0) -> str:
    """What Python prints on a terminal when it is called with these arguments.

    Raises:
        SystemExit: it ends with another exit code than expected.
    """
    settings = _TEST_SETTINGS if "pytest" in arguments else _SETTINGS
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        output = read_all(ours).decode("utf-8").replace("\r", "")  # CSV brings its own besides
        code = process.wait(TIMEOUT_SECONDS)
    if code != expected:
        raise SystemExit(f"python {shlex.join(arguments)} ended with exit code {code}:\n{output}")
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


EXIT_CODES = """\
Scripts can go by the exit code:

| exit code | what happened |
| --- | --- |
| 0 | all went well |
| 1 | it failed: standard error says why; `kg doctor` and the lints found something to mend |
| 2 | called wrongly: no such command or option; a name that fits nothing or several; no way found |
| 3 | done, but for some records (`kg load`), documents (`kg extract`) or pairs (`kg names`) |
| 70 | a fault in kg, which should be reported |
| 130 | it was interrupted, as by Ctrl-C |
"""


def cli_reference() -> str:
    """The help of every command."""
    from kg.cli.main import cli

    parts = [
        "# Commands\n\nMade by `make docs-update` from the commands themselves.\n",
        EXIT_CODES,
        *(f"## {name}\n\n```text\n{text}\n```\n" for name, text in help_texts(cli, "kg", None)),
    ]
    return "\n".join(parts)


def query_reference() -> str:
    """Every question of the library."""
    from kg.library import Library, reference
    from kg.ontology import load_ontology

    library = Library([ROOT / "queries"], load_ontology([ROOT / "schema"]))
    return reference(library.queries.values())


def engines_reference() -> str:
    """What the two engines answer differently."""
    from kg.library.reference import engines
    from kg.library.rules import RULES

    return engines(RULES)


def schema_reference() -> str:
    """Every concept."""
    from kg.ontology import load_ontology
    from kg.ontology.reference import reference

    return reference(load_ontology([ROOT / "schema"]))


def help_texts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    """The full name and help of a command and of all below it."""
    context = click.Context(command, parent, name, terminal_width=WIDTH, max_content_width=WIDTH)
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
    "docs/reference/engines.md": engines_reference,
    "docs/reference/queries.md": query_reference,
    "docs/reference/schema.md": schema_reference,
}

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # the kg that is documented is the one beside this file
    sys.exit(main())
