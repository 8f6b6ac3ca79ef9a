from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

#: A cell that takes longer than this does not come to an end; on a busy machine the slowest take a minute.
MOST_SECONDS = 600

Output = dict[str, Any]


class Ran(NamedTuple):
    """A notebook after it ran: what each code cell gives, by the cell's id, and the folder it ran in."""

    outputs: dict[str, list[Output]]
    folder: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ran]:
    """Runs a notebook by the name of its file, each once."""
    state = tmp_path_factory.mktemp("jupyter")
    settings = {
        name: str(state / name) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR")
    }
    settings["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))

    @cache
    def of(name: str) -> Ran:
        folder = tmp_path_factory.mktemp("working folder")
        notebook = nbformat.read(ROOT / "notebooks" / name, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=MOST_SECONDS,
            startup_timeout=MOST_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
        )
        with pytest.MonkeyPatch.context() as patch:
            for key, value in settings.items():
                patch.setenv(key, value)
            client.execute()
        made = {cell["id"]: cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"}
        return Ran(made, folder)

    return of


@pytest.fixture(scope="module")
def outputs(run: Callable[[str], Ran]) -> dict[str, list[Output]]:
    """What each cell of the first notebook gives."""
    return run("first-steps.ipynb").outputs


def printed(outputs: list[Output]) -> str:
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


def shown(outputs: list[Output], kind: str = "text/plain") -> str:
    return "".join(output["data"][kind] for output in outputs if output["output_type"] == "execute_result")


def frames(ran: Ran) -> dict[str, str]:
    """The pages that a notebook shows, by the id of the cell."""
    made = ((cell, output["data"].get("text/html", "")) for cell, output in results(ran))
    return {cell: html for cell, html in made if "<iframe" in html}


def results(ran: Ran) -> list[tuple[str, Output]]:
    every = [(cell, output) for cell, made in ran.outputs.items() for output in made]
    return [(cell, output) for cell, output in every if output["output_type"] == "execute_result"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_links_in_notebooks_lead_to_files(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    text = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
        assert (path.parent / target).exists(), target


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_cell_fails_or_warns_and_nothing_is_left_behind(path: Path, run: Callable[[str], Ran]) -> None:
    ran = run(path.name)
    every = [(cell, output) for cell, made in ran.outputs.items() for output in made]
    assert [cell for cell, output in every if output["output_type"] == "error"] == []
    assert [(cell, output["text"]) for cell, output in every if output.get("name") == "stderr"] == []
    assert ran.outputs["close"] == []
    assert list(ran.folder.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_every_notebook_has_pictures_in_frames_that_reach_nothing(
    path: Path, run: Callable[[str], Ran]
) -> None:
    pictures = list(frames(run(path.name)).values())
    assert pictures
    assert all(frame.startswith("<iframe sandbox=") for frame in pictures)
    assert all("allow-same-origin" not in frame for frame in pictures)


@pytest.mark.slow
def test_the_notebook_loads_the_bundled_data_and_builds_the_graph(outputs: dict[str, list[Output]]) -> None:
    kinds = shown(outputs["fill"])
    for kind, records in (("agreements", 165), ("assessments", 629), ("offices", 425), ("regions", 552)):
        assert re.search(rf"{kind} +{records}\b", kinds)
    assert re.search(r"Agreement +165\b", shown(outputs["build"]))


@pytest.mark.slow
def test_answers_become_frames_with_sources_to_open(outputs: dict[str, list[Output]]) -> None:
    assert "Pemerintah Kabupaten Paser" in shown(outputs["query"], "text/html")
    assert "who-signed-with-whom" in shown(outputs["library"], "text/html")
    assert "http" in shown(outputs["sources"], "text/html")


@pytest.mark.slow
def test_a_name_that_could_be_several_is_not_guessed(outputs: dict[str, list[Output]]) -> None:
    assert "[2022, 2023, 2024]" in printed(outputs["names"])
    assert "'Kota Solok'" in printed(outputs["names"])


@pytest.mark.slow
def test_cypher_with_a_parameter_finds_who_signed_in_an_acting_capacity(
    outputs: dict[str, list[Output]],
) -> None:
    # Counted by hand in data/agreements.jsonl: nine signatories are marked Pj.
    frame = shown(outputs["cypher"], "text/html")
    assert frame.count("<tr>") == 9
    assert "Raden Najmi" in frame


@pytest.mark.slow
def test_an_entity_comes_with_its_statements_and_conflicts(outputs: dict[str, list[Output]]) -> None:
    assert "is a member of PDI Perjuangan" in printed(outputs["entity"])
    assert "agreements/1" in shown(outputs["statements"], "text/html")
    assert "stands: kuning" in printed(outputs["conflicts"])
    assert "Sindonews says: zone merah" in printed(outputs["conflicts"])


@pytest.mark.slow
def test_a_path_names_the_sources_of_every_hop(outputs: dict[str, list[Output]]) -> None:
    lines = printed(outputs["path"]).splitlines()
    assert lines[0] == "Fahmi Fadli SIGNED MoU Ombudsman RI - Pemkab Paser, 2024-09-03"
    assert lines[-1] == "Not gone through: Ombudsman Republik Indonesia"
    assert all(line.strip() for line in lines[1::2])


@pytest.mark.slow
def test_the_network_can_be_computed_on_and_seen_inline(outputs: dict[str, list[Output]]) -> None:
    assert re.search(r"nodes in [\d,]+ pieces", printed(outputs["network"]))
    assert "<iframe" in shown(outputs["view"], "text/html")


@pytest.mark.slow
def test_who_signed_with_whom_counts_before_it_names(run: Callable[[str], Ran]) -> None:
    made = run("who-signed-with-whom.ipynb").outputs
    found = re.search(
        r"(\d+) agreements; signatories named: both sides (\d+), neither side (\d+)", printed(made["named"])
    )
    assert found is not None
    every, both, neither = map(int, found.groups())
    # 165 records, of which 16 are of planned agreements.
    assert every == 165 - 16
    assert 0 < both < both + neither < every
    assert "68 people at 68 agreements" in printed(made["pairs"])
    assert re.search(r"Mokhammad Najih +28\b", shown(made["most"]))
    assert {"Bodewin Wattimena", "Sutarmidji"} <= set(printed(made["sources"]).splitlines())
    assert "    Tribun Pontianak - no address recorded" in printed(made["sources"])
    assert "Concluded, but nobody named as signing" in shown(made["unnamed"], "text/html")
    matrix = shown(made["matrix"], "text/html")
    assert "Johanes Widijantoro" in matrix
    assert "not named" in matrix


def test_what_was_only_announced_keeps_its_word_in_a_history() -> None:
    """Of other people than the one of the notebook; the answer is invented."""
    from types import SimpleNamespace

    import pandas

    notebook = nbformat.read(ROOT / "notebooks" / "melacak-seorang-pejabat.ipynb", as_version=4)
    [cell] = [each["source"] for each in notebook["cells"] if each["id"] == "history"]
    *statements, _last = cell.splitlines()
    frame = pandas.DataFrame({"what": ["signed", "signed (announced)", "a word yet to come"]})
    answer = SimpleNamespace(to_pandas=lambda: frame)
    graph = SimpleNamespace(query=lambda name, person: answer)
    exec("\n".join(statements), {"graph": graph, "nama": "Siti Contoh"})
    told = ["menandatangani", "menandatangani (baru diumumkan)", "a word yet to come"]
    assert list(frame["what"]) == told


@pytest.mark.slow
def test_an_official_is_traced_in_indonesian(run: Callable[[str], Ran]) -> None:
    made = run("melacak-seorang-pejabat.ipynb").outputs
    assert "disebut 12 kali" in printed(made["person"])
    assert "Hery Sutanto" in printed(made["why"])
    assert re.search(r"name=hery susanto; jurisdiction=kind=ombudsman +12\b", shown(made["why"]))
    assert printed(made["namesakes"]).count("Amzulian Rifai - ") == 2
    assert "ask 0.5 Nothing but the name speaks for it." in printed(made["namesakes"])
    assert "Lini masa: Hery Susanto" in shown(made["timeline"], "text/html")
    assert "Siapa memegang jabatan apa" in shown(made["offices"], "text/html")
    assert "0 dari 11 perbedaan" in printed(made["conflicts"])
    assert "12 dari 13 hubungannya bersandar pada satu sumber" in printed(made["conflicts"])
    history = shown(made["history"], "text/html")
    assert all(word in history for word in ("menjabat", "menandatangani", "mewakili", "hadir"))
    assert "Mokhammad Najih" in shown(made["stand"])
    assert "Bambang Pratama" in shown(made["met"])
    lines = printed(made["way"]).splitlines()
    assert lines[0] == "Hery Susanto MEWAKILI Mokhammad Najih"
    assert all(line.strip() for line in lines[1::2])
    assert lines[-1] == "Tidak dilewati: Ombudsman Republik Indonesia"
    assert "Cari nama" in shown(made["view"], "text/html")


@pytest.mark.slow
def test_scores_before_and_after_say_how_few_cases_there_are(run: Callable[[str], Ran]) -> None:
    made = run("scores-before-and-after.ipynb").outputs
    assert printed(made["cases"]) == "2 cases\n"
    assert "Pemerintah Kabupaten Solok" in shown(made["cases"])
    assert "5 have scores of two years on one scale" in printed(made["coverage"])
    assert re.search(r"none recorded +28 ", shown(made["compare"]))
    assert printed(made["sources"]).count("http") >= 4
    assert "97.73" in shown(made["region"])
    assert "Scores by region and year" in shown(made["map"], "text/html")
    assert "2 cases in all, each within one scale" in shown(made["slope"], "text/html")
    assert "Timeline: Kabupaten Solok" in shown(made["view"], "text/html")


@pytest.mark.slow
def test_brokers_communities_and_ways_are_computed_and_told_with_their_limits(
    run: Callable[[str], Ran],
) -> None:
    made = run("brokers-and-communities.ipynb").outputs
    assert "171 people at 67 occasions" in printed(made["brokers"])
    assert "Ketua, Ombudsman Republik Indonesia" in shown(made["brokers"])
    assert printed(made["chair"]) == "20 pieces with him, 45 without\n"
    assert "Mokhammad Najih" not in shown(made["chair"])
    assert "Another seed may" in printed(made["communities"])
    assert "Around Amzulian Rifai" in shown(made["view"], "text/html")
    assert "Danang Girindrawardana" in shown(made["offices"], "text/html")
    assert re.search(r"seed 2: \d+%", printed(made["stable"]))
    assert "Ombudsman Republik Indonesia" in printed(made["pieces"])
    assert "3.1  Fahmi Fadli holds office at" in printed(made["ways"])
    assert all(line.endswith("]") and "[]" not in line for line in printed(made["ways"]).splitlines())
    assert "<iframe" in shown(made["ways-view"], "text/html")


@pytest.mark.slow
def test_an_article_of_ones_own_gives_facts_with_the_words_they_were_read_from(
    run: Callable[[str], Ran],
) -> None:
    made = run("load-your-own-articles.ipynb").outputs
    assert "Siti Contoh (Pj Bupati)" in shown(made["page"], "text/html")
    assert re.search(r"paser\.txt +article +5\b", shown(made["load"]))
    left_open = shown(made["issues"], "text/html")
    assert "The text does not say on which day it was signed (Pemerintah Kabupaten Lahat)" in left_open
    assert "paser.txt" not in left_open
    assert "Siti Contoh (Pj Bupati)" in shown(made["build"], "text/html")
    assert "«Penjabat (Pj) Bupati Paser, Hj. Siti Contoh, SE»" in shown(made["quotes"], "text/html")
    assert re.search(r"0\.\d\d", shown(made["confidence"]))
    days = shown(made["together"])
    assert "2024-09-03" in days
    assert "2024-09-10" in days
    assert printed(made["conflicts"]).splitlines() == [
        "Pemkab Paser, 2023 - Zone",
        "    green (stands) - Nomor Satu Kaltim, Daulat News",
        "    yellow - Ombudsman RI dan Pemkab Paser Teken Nota Kesepahaman (paser.txt)",
    ]
    assert "ask - Parties and kind are the same; the dates lie 7 days apart." in printed(made["doubt"])
    assert "Fahmi Fadli" in shown(made["timeline"], "text/html")
