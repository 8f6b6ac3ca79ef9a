from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

#: A notebook that takes longer than this tries the patience of whoever forks it.
MOST_SECONDS = 60

Output = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("working folder")


@pytest.fixture(scope="module")
def outputs(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Output]]:
    """What each cell of the first notebook gives, by the cell's id."""
    state = tmp_path_factory.mktemp("jupyter")
    places = {name: str(state / name) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR")}
    notebook = nbformat.read(ROOT / "notebooks" / "first-steps.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=MOST_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in places.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
        client.execute()
    return {cell["id"]: cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"}


def printed(outputs: list[Output]) -> str:
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


def shown(outputs: list[Output], kind: str = "text/plain") -> str:
    return "".join(output["data"][kind] for output in outputs if output["output_type"] == "execute_result")


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
def test_no_cell_of_the_first_notebook_fails_or_warns(outputs: dict[str, list[Output]]) -> None:
    every = [(cell, output) for cell, made in outputs.items() for output in made]
    assert [cell for cell, output in every if output["output_type"] == "error"] == []
    assert [(cell, output["text"]) for cell, output in every if output.get("name") == "stderr"] == []


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
def test_the_notebook_leaves_nothing_in_the_working_folder(
    outputs: dict[str, list[Output]], folder: Path
) -> None:
    assert outputs["close"] == []
    assert list(folder.iterdir()) == []
