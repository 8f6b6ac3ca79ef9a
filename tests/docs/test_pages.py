"""The pages name everything there is, and what they say of the rules is what the files say."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

import kg
from kg.building import BuildReport
from kg.cli.main import cli
from kg.connections import Connection, Way
from kg.dossier import Dossier, Fact, Tie
from kg.graph.assemble import MOST_MENTIONS
from kg.library import Library
from kg.library.rules import RULES
from kg.ontology import load_ontology
from kg.results import Result
from kg.statements import Dissent
from kg.views import Network
from kg.workspace import Workspace

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "data" / "README.md", *sorted(DOCS.rglob("*.md"))]
EVIDENCE = DOCS / "explanation" / "evidence-and-resolution.md"

LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:)(?P<file>[^)#\s]*)(#(?P<anchor>[^)\s]*))?\)")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings as GitHub makes them."""
    text = re.sub(r"^(`{3,}).*?^\1", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for match in LINK.finditer(page.read_text("utf-8")):
        target = page.parent / match["file"] if match["file"] else page
        assert target.exists(), match[0]
        if match["anchor"]:
            assert match["anchor"] in anchors(target), match[0]


def test_the_first_screen_of_the_readme_is_the_two_commands_with_their_output() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()[:50]
    demo, test = lines.index("$ make demo"), lines.index("$ make test")
    assert any("nodes and" in line for line in lines[demo:test])
    assert lines[test + 1] == "..."
    assert not any(re.search(r"\d+ (failed|errors?)\b", line) for line in lines[test:])


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from commands(found, f"{name} {child}")


@pytest.fixture(scope="module")
def every() -> dict[str, click.Command]:
    return dict(commands(cli, "kg"))


def test_every_command_is_documented_with_its_options(every: dict[str, click.Command]) -> None:
    reference = (DOCS / "reference" / "cli.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (kg.*?)\n\n```text\n(.*?)```", reference, re.MULTILINE | re.DOTALL))
    assert sections.keys() == every.keys(), "run: make docs-update"
    for name, command in every.items():
        for option in (each for each in command.params if isinstance(each, click.Option) and not each.hidden):
            assert option.opts[-1] in sections[name], f"run: make docs-update ({name})"


def test_every_command_says_what_it_does_and_how_it_is_called(every: dict[str, click.Command]) -> None:
    for name, command in every.items():
        assert command.help, name
        # A group's commands bring their own examples.
        assert isinstance(command, click.Group) or "Example" in command.help, name


def test_every_query_is_documented() -> None:
    reference = (DOCS / "reference" / "queries.md").read_text("utf-8")
    names = {path.stem for path in (ROOT / "queries").glob("*.cypher")}
    assert names == set(re.findall(r"^### ([a-z0-9-]+)$", reference, re.MULTILINE)), "run: make docs-update"
    for query in Library([ROOT / "queries"]).queries.values():
        section = reference.partition(f"### {query.name}\n")[2].partition("\n### ")[0]
        for name in (*query.parameters, *query.columns):
            assert f"`{name}`" in section


def test_all_that_the_engines_answer_differently_is_documented() -> None:
    page = (DOCS / "reference" / "engines.md").read_text("utf-8")
    in_silence, with_error = page.split("## Refused by one")
    assert "\n| date compared with text |" in in_silence
    assert "\n| chained comparison |" in with_error
    assert page.count("\n| ") == len(RULES) + 4, "run: make docs-update"  # two heads of two lines


def test_every_concept_is_documented() -> None:
    reference = (DOCS / "reference" / "schema.md").read_text("utf-8")
    for path in (ROOT / "schema").glob("*.yaml"):
        assert f"### {path.stem}\n" in reference


@pytest.mark.parametrize(
    "owner",
    [kg, Workspace, Result, BuildReport, Dossier, Fact, Tie, Dissent, Way, Connection, Network],
    ids=lambda owner: owner.__name__,
)
def test_every_public_python_name_has_a_docstring(owner: Any) -> None:
    assert inspect.getdoc(owner)
    for name, value in vars(owner).items():
        if name.startswith("_") or name in getattr(owner, "_fields", ()) or inspect.ismodule(value):
            continue
        if callable(value) or isinstance(value, property | classmethod) or hasattr(value, "func"):
            assert inspect.getdoc(value), f"{owner.__name__}.{name}"


def test_the_guide_to_resolution_states_the_rules_of_the_schema() -> None:
    page = EVIDENCE.read_text("utf-8")
    stated = dict(re.findall(r"^\| (\w+) \| (.+?) \|", page.partition("`same_when` |")[2], re.MULTILINE))
    for concept in load_ontology([ROOT / "schema"]).nodes.values():
        rules = [" + ".join(f"`{term}`" for term in terms) for terms in concept.same_when]
        assert stated[concept.name] == (", or ".join(rules) or "nothing"), concept.name


def test_the_guide_to_resolution_states_what_identifies_institutions() -> None:
    page = EVIDENCE.read_text("utf-8").partition("| `identified_by` |")[2].partition("\n\n")[0]
    stated = {
        kind: re.findall(r"[a-z]+", parts.partition(":")[0])
        for kinds, parts in re.findall(r"^\| (`.+?`) \| (.+?) \|", page, re.MULTILINE)
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    lexicon = yaml.safe_load((ROOT / "loaders" / "lexicon.yaml").read_text("utf-8"))
    assert stated == lexicon["identified_by"]


def test_the_limit_of_mentions_is_the_one_that_pages_name() -> None:
    for page in (DOCS / "explanation" / "graph-and-stores.md", *DOCS.glob("adr/0006-*.md")):
        assert f"at most {MOST_MENTIONS}" in page.read_text("utf-8").replace("**", "").lower()


def test_the_index_names_every_page() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    named = {(DOCS / match["file"]).resolve() for match in LINK.finditer(index)}
    assert {page for page in DOCS.rglob("*.md") if page.name != "index.md"} - named == set()


def test_decisions_are_numbered_and_say_context_choice_and_cost() -> None:
    pages = sorted((DOCS / "adr").glob("*.md"))
    for number, page in enumerate(pages, 1):
        text = page.read_text("utf-8")
        assert page.name.startswith(f"{number:04d}-")
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Choice", "What it costs"]
