"""What somebody at a notebook gives by mistake is refused in a sentence, and not taken for something else."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest

import kg
from kg.errors import NotFound, UsageError
from kg.given import several
from kg.project import builtin
from kg.workspace import Workspace

PASER = "Kabupaten Paser"
REGIONS = "MATCH (r:Region {level: 'province'}) RETURN r.name AS name"
NO_TEXTS = [5, b"scores", Path("scores"), ["scores"], math.nan, pandas.NaT, pandas.Series(["scores"])]


@pytest.mark.parametrize("given", [None, *NO_TEXTS, {"scores": 1}], ids=lambda given: type(given).__name__)
def test_a_question_is_a_text(bundled: Workspace, given: Any) -> None:
    told = f"this is {type(given).__name__}"
    with pytest.raises(UsageError, match=f"query is given by its name, and {told}"):
        bundled.query(given)
    with pytest.raises(UsageError, match=f"Cypher is a text, and {told}"):
        bundled.cypher(given)


@pytest.mark.parametrize("given", NO_TEXTS, ids=lambda given: type(given).__name__)
def test_a_concept_and_a_kind_of_record_are_texts(bundled: Workspace, tmp_path: Path, given: Any) -> None:
    with pytest.raises(UsageError, match=f"concept is given by its name, and this is {type(given).__name__}"):
        bundled.find(PASER, given)
    with pytest.raises(UsageError, match=f"kind of record is given by its name.* {type(given).__name__}"):
        kg.open(tmp_path).load(builtin("data") / "offices.jsonl", given)


def test_an_empty_text_is_not_taken_for_nothing(
    bundled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty cell of a table gives no picture of everything, nor all files of the current folder."""
    for draw in (bundled.map, bundled.matrix):
        with pytest.raises(NotFound, match="is called ''"):
            draw("")
    with pytest.raises(UsageError, match="no concept ''"):
        bundled.find(PASER, "")
    (tmp_path / "a.jsonl").write_text("{}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with kg.open() as graph:
        for files in ("", ["a.jsonl", ""]):
            with pytest.raises(UsageError, match="name of a file to load is empty"):
                graph.load(files)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize("draw", ["map", "matrix"])
@pytest.mark.parametrize("given", [pandas.NA, pandas.Series([PASER])], ids=["NA", "Series"])
def test_what_to_draw_is_a_text(bundled: Workspace, draw: str, given: Any) -> None:
    with pytest.raises(UsageError, match="name or an id is a text"):
        getattr(bundled, draw)(given)


ID = "source-66663307fb56c5ef4de1"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "this is NoneType"),
        (5, "this is int"),
        (Path(ID), "this is PosixPath"),
        (pandas.DataFrame({"sources": [ID]}), r"this is DataFrame\. Give the values of one of its columns"),
        (pandas.Series([ID, None]), r"Leave out what is missing, as dropna\(\)"),
        ([ID, pandas.NA], r"Leave out what is missing, as dropna\(\)"),
        (pandas.Series([[ID]]), r"among these is list\. Give what is in it one by one, as explode\(\)"),
        (ID.encode(), "among these is int"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_ids_are_texts(bundled: Workspace, given: Any, told: str) -> None:
    """The names of a frame's columns, and gaps, were found to be no sources, without a word."""
    with pytest.raises(UsageError, match=f"Ids of sources are texts.* {told}"):
        bundled.sources(given)


def test_a_whole_answer_or_a_source_is_no_id(bundled: Workspace) -> None:
    answer = bundled.query("agreements-of-region", region=PASER)
    with pytest.raises(UsageError, match=r"this is Result\. Give the values of one of its columns"):
        bundled.sources(answer)  # type: ignore[arg-type]
    found = bundled.sources(answer.rows[0]["sources"])
    with pytest.raises(UsageError, match=r"among these is Source\. Give its id"):
        bundled.sources(found.values())  # type: ignore[arg-type]
    assert bundled.sources(found) == bundled.sources(pandas.Series(list(found)).to_numpy()) == found


@pytest.mark.parametrize("given", [None, 5, math.nan, [None], [b"x"]], ids=repr)
def test_names_and_files_are_texts(bundled: Workspace, given: Any) -> None:
    ends = ("Fahmi Fadli", "Nurochman")
    asks: list[Callable[[], object]] = [
        lambda: bundled.path(*ends, avoid=given),
        lambda: bundled.path(*ends, through=given),
        lambda: bundled.analysis.ways(*ends, avoid=given),
        lambda: bundled.analysis.ways(*ends, through=given),
        lambda: bundled.withdraw(given),
        lambda: bundled.load(given),
    ]
    for ask in asks:
        with pytest.raises(UsageError, match=r"are texts( or paths)?, "):
            ask()


def test_a_node_is_not_gone_through_by_what_it_is_made_of(bundled: Workspace) -> None:
    node = bundled.find(PASER)
    with pytest.raises(UsageError, match=r"this is Node\. Give its id"):
        several(node, "Names are texts")  # type: ignore[type-var]
    told = r"\$region is compared with values, and this is Node\. Give its id"
    for given in (node, [node]):
        with pytest.raises(UsageError, match=told):
            bundled.cypher("MATCH (r:Region) WHERE r.id = $region RETURN r", {"region": given})


@pytest.mark.parametrize("given", [[1], "most", 5, {1: 2}, pandas.Series({"most": 3})], ids=repr)
def test_parameters_come_by_name(bundled: Workspace, given: Any) -> None:
    with pytest.raises(UsageError, match=r"Parameters come by name, as in \{'most': 3\}"):
        bundled.cypher("RETURN $most AS most", given)


@pytest.mark.parametrize(
    "given",
    [None, math.inf, -math.inf, math.nan, 0, -1, "5", True, [5], 1e300, datetime.timedelta(1), pandas.NaT],
    ids=repr,
)
def test_a_timeout_is_a_number_of_seconds(bundled: Workspace, given: Any) -> None:
    with pytest.raises(UsageError, match="timeout says how many seconds"):
        bundled.cypher(REGIONS, timeout=given)


@pytest.mark.parametrize("given", [5, 5.5, numpy.float64(5), numpy.int64(5), 1e9], ids=repr)
def test_any_number_of_seconds_is_taken(bundled: Workspace, given: Any) -> None:
    assert len(bundled.cypher(REGIONS, timeout=given)) == 38


def test_more_rows_or_hops_than_an_engine_can_count_are_all_there_are(bundled: Workspace) -> None:
    assert len(bundled.cypher(REGIONS, limit=10**30)) == 38
    alone = bundled.network("Kabupaten Solok", 10**30)
    assert set(alone) == set(bundled.network("Kabupaten Solok", 1_000))


@pytest.mark.parametrize("given", [None, "3", 2.5, math.inf, math.nan, [3], True, pandas.NaT], ids=repr)
def test_ways_and_seeds_are_counted_in_whole_numbers(bundled: Workspace, given: Any) -> None:
    with pytest.raises(UsageError, match="At least one way has to be asked for"):
        bundled.analysis.ways("Fahmi Fadli", "Nurochman", given)
    with pytest.raises(UsageError, match="seed is where chance begins, a whole number"):
        bundled.analysis.communities(seed=given)


def test_numbers_of_numpy_are_whole_numbers(bundled: Workspace) -> None:
    two, found = numpy.int64(2), bundled.analysis
    assert found.communities(seed=two).rows == found.communities(seed=2).rows  # type: ignore[arg-type]
    ways = found.ways("Fahmi Fadli", "Nurochman", two)  # type: ignore[arg-type]
    assert ways.rows == found.ways("Fahmi Fadli", "Nurochman", 2).rows


@pytest.mark.parametrize("given", [5, b"folder", math.nan, ["folder"]], ids=repr)
def test_a_project_is_a_folder(given: Any) -> None:
    with pytest.raises(UsageError, match=f"project is given by its folder.* this is {type(given).__name__}"):
        kg.open(given)


def test_a_file_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").touch()
    with pytest.raises(UsageError, match=r"kg\.toml is a file\. A project is given by its folder"):
        kg.open(tmp_path / "kg.toml")


def test_the_folder_of_the_user_is_no_folder_called_by_its_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert kg.open("~/newsroom").project.root == tmp_path.resolve() / "newsroom"


@pytest.mark.parametrize("given", [None, 5, ["en"], {"en": 1}, b"en"], ids=repr)
def test_a_language_is_a_text(bundled: Workspace, tmp_path: Path, given: Any) -> None:
    (article := tmp_path / "a.txt").write_text("Pemkab Paser dan Ombudsman menandatangani MoU.", "utf-8")
    answer = bundled.cypher("MATCH (r:Region {level: 'province'}) RETURN r LIMIT 3")
    draws: list[Callable[[], object]] = [
        lambda: bundled.view(PASER, language=given),
        lambda: bundled.report(PASER, language=given),
        lambda: bundled.timeline(PASER, language=given),
        lambda: bundled.offices(PASER, language=given),
        lambda: bundled.matrix(PASER, language=given),
        lambda: bundled.map(language=given),
        lambda: bundled.slope(language=given),
        lambda: bundled.table("agreements-of-region", region=PASER, language=given),
        lambda: bundled.view(answer, language=given),
        lambda: bundled.article(article, language=given),
        lambda: bundled.analysis.brokers().view(language=given),
    ]
    for draw in draws:
        with pytest.raises(UsageError, match=f"language is given by its code.*is {type(given).__name__}"):
            draw()


def test_any_number_of_ways_can_be_asked_for(bundled: Workspace) -> None:
    every = bundled.analysis.ways("Fahmi Fadli", "Nurochman", 10**30)
    assert len(every.rows) > len(bundled.analysis.ways("Fahmi Fadli", "Nurochman", 1).rows) > 0


def test_what_has_an_id_is_no_parameter_of_cypher(bundled: Workspace) -> None:
    """Among others in a tuple, a node was taken for a list of what it is made of, and nothing was found."""
    node, dossier = bundled.find(PASER), bundled.entity(PASER)
    for given, remedy in ((node, "its id"), ((PASER, node), "its id"), (dossier, "the id of its node")):
        with pytest.raises(UsageError, match=rf"\$id is compared with values.* Give {remedy}\."):
            bundled.cypher("MATCH (n {id: $id}) RETURN n", {"id": given})


def test_a_file_can_be_called_so(bundled: Workspace, tmp_path: Path) -> None:
    """No system takes a name with U+0000, and nobody is at home in ``~nobody-of-that-name``."""
    cut = f"{tmp_path}/a\0b"
    page = bundled.report(PASER)
    for ask in (lambda: kg.open(cut), lambda: bundled.load(cut), lambda: bundled.load([Path(f"{cut}.txt")])):
        with pytest.raises(UsageError, match=r"holds the control character U\+0000"):
            ask()
    with pytest.raises(UsageError, match="no file can be called so"):
        page.write_html(f"{cut}.html")
    for ask in (
        lambda: kg.open("~nobody-of-that-name"),
        lambda: page.write_html("~nobody-of-that-name/a.html"),
    ):
        with pytest.raises(UsageError, match="no home folder '~nobody-of-that-name' here"):
            ask()
    (tmp_path / "kg.toml").write_text('[project]\nledger = "~nobody-of-that-name/ledger.sqlite"\n', "utf-8")
    with kg.open(tmp_path) as graph, pytest.raises(UsageError, match="no home folder"):
        graph.build()


def test_a_time_that_ends_before_it_begins_is_no_answer_of_nothing(bundled: Workspace) -> None:
    with pytest.raises(UsageError, match="'since' is 2024-01-02 and 'until' 2024-01-01, before it"):
        bundled.query("who-signed-with-whom", since="2024-01-02", until=datetime.date(2024, 1, 1))
    assert not bundled.query("who-signed-with-whom", since="2024-01-01", until="2024-01-01").rows
