from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.cli.extract import SOME_NOT_READ
from kg.cli.main import main
from kg.extracting import METHOD
from tests.cli.articles import OPEN, PAGE, TEXT, TITLE, write_zip

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def extract(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(["extract", *arguments]) == code
    return capsys.readouterr().out


def written(folder: Path) -> dict[str, Any]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}


def test_a_folder_without_files_and_an_empty_archive_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / ".hidden.txt").write_text(TEXT, "utf-8")
    write_zip(folder / "empty.zip", {})
    for output in ((), ("-o", "facts"), ("-o", "facts.json")):
        assert main(["extract", "articles", *output]) == 2
        assert "There is no file to read in articles, nor below it." in capsys.readouterr().err
        assert main(["extract", "empty.zip", *output]) == 1
        assert "empty.zip holds no file to read; check whether it is" in capsys.readouterr().err
    assert not (folder / "facts.json").exists()


@pytest.mark.parametrize("command", [["extract"], ["extract", "-o", "facts"], ["load"]], ids=" ".join)
@pytest.mark.parametrize("name", ["pipe.txt", "pipe.csv", "pipe"])
def test_a_pipe_is_neither_waited_for_nor_taken_for_a_file_without_records(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str], name: str
) -> None:
    os.mkfifo(folder / name)
    assert main([*command, name]) in (1, SOME_NOT_READ)
    said = capsys.readouterr().err
    if command == ["load"] and name == "pipe.txt":
        assert main(["issues"]) == 0
        said = capsys.readouterr().out
    assert "neither a file nor a folder" in said
    assert "ive `-`, and send what it holds to standard input" in said


def test_one_article_is_one_object_with_evidence_and_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "paser.html").write_text(PAGE, "utf-8")
    found = json.loads(extract(capsys, "paser.html"))
    assert found["source"] == {
        "url": "https://example.org/paser",
        "outlet": "Contoh Daily",
        "title": TITLE,
        "author": "Wartawan Contoh",
        "published": "2024-09-04",
        "language": "id",
    }
    assert found["method"]["name"] == METHOD
    text = found["document"]["text"]
    agreement = found["agreements"][0]
    assert agreement["signed_on"] == "2024-09-03"
    assert {person["name"] for person in agreement["signatories"]} == {"Rahmat Contoh", "Siti Contoh"}
    assert [person["name"] for person in agreement["witnesses"]] == ["Budi Contoh"]
    assert [result["score"] for result in found["assessments"]] == [83.5]
    for item in agreement["evidence"]:
        assert text[item["start"] : item["end"]] == item["quote"]


def test_no_project_and_no_ledger_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, paser=TEXT)
    extract(capsys, "paser.txt")
    assert [path.name for path in folder.iterdir()] == ["paser.txt"]


def test_several_articles_are_one_a_line_in_the_order_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, b=TEXT, a=OPEN)
    lines = extract(capsys, "b.txt", "a.txt").splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == ["b.txt", "a.txt"]


def test_an_archive_with_one_article_is_one_object_and_with_two_lines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_zip(folder / "one.zip", {"a.txt": TEXT})
    write_zip(folder / "two.zip", {"a.txt": TEXT, "b.txt": OPEN})
    assert json.loads(extract(capsys, "one.zip"))["document"]["name"] == "one.zip!/a.txt"
    lines = extract(capsys, "two.zip").splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == ["two.zip!/a.txt", "two.zip!/b.txt"]


def test_standard_input_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert json.loads(extract(capsys, "-"))["document"]["name"] == "standard input"


def test_the_table_names_agreements_first_then_results_then_people(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    write(folder, paser=TEXT, open=OPEN)
    table = extract(capsys, "paser.txt", "--format", "table")
    order = [
        "MoU, signed",
        "between",
        "signed by",
        "witnessed by",
        "Results of",
        "83.5",
        "People",
    ]
    places = [table.index(word) for word in order]
    assert places == sorted(places)
    assert "Siti Contoh (Pj Bupati)" in table
    left_open = extract(capsys, "open.txt", "--format", "table")
    assert "Beside Siti Contoh, the text names nobody who signed" in left_open


def test_a_page_is_written_and_written_again_but_never_over_a_file_of_somebody_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, paser=TEXT)
    for _ in range(2):
        extract(capsys, "paser.txt", "-o", "paser.html")
    assert "<!DOCTYPE html>" in (folder / "paser.html").read_text("utf-8")
    (folder / "mine.html").write_text("mine", "utf-8")
    (folder / "mine.json").write_text("{}", "utf-8")
    for name in ("mine.html", "mine.json"):
        extract(capsys, "paser.txt", "-o", name, code=2)
        extract(capsys, "paser.txt", "-o", name, "--force")


def test_json_lines_in_a_file_may_be_written_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=TEXT, b=OPEN)
    for _ in range(2):
        extract(capsys, "a.txt", "b.txt", "-o", "facts.jsonl")
    assert len((folder / "facts.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.txt", "-o", "facts.csv"], "What is facts.csv to hold?"),
        (["a.txt", "-o", "facts.json", "--format", "table"], "Tables are for reading on a terminal"),
        (["a.txt", "b.txt", "-o", "facts.html"], "b.txt is a second article"),
        (["nothing.txt"], "nothing.txt"),
        (["https://example.org/"], "--fetch"),
        (["a.txt", "-o", "nowhere/facts.json"], "There is no folder nowhere"),
    ],
)
def test_what_does_not_fit_together_is_refused_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    write(folder, a=TEXT, b=OPEN)
    assert main(["extract", *arguments]) in (1, 2)
    assert says in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_a_folder_gets_a_file_for_each_article_and_what_is_unchanged_is_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "in", a=TEXT, b=OPEN)
    extract(capsys, "in", "-o", "out")
    times = {path.name: path.stat().st_mtime_ns for path in (folder / "out").iterdir()}
    assert set(times) == {"a.json", "b.json"}
    (folder / "in" / "b.txt").write_text(OPEN + " Selesai.", "utf-8")
    capsys.readouterr()
    main(["extract", "in", "-o", "out"])
    assert "1 article read into out, 1 unchanged" in capsys.readouterr().err
    again = {path.name: path.stat().st_mtime_ns for path in (folder / "out").iterdir()}
    assert again["a.json"] == times["a.json"]
    assert again["b.json"] != times["b.json"]


def test_other_words_read_all_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "in", a=TEXT.replace("Bupati Paser", "Adipati Paser"))
    extract(capsys, "in", "-o", "out")
    (folder / "extract").mkdir()
    words = "offices:\n  - {role: Bupati, words: [Adipati], of: regency}\n"
    (folder / "extract" / "mine.yaml").write_text(words, "utf-8")
    extract(capsys, "in", "-o", "out")
    roles = {person["role"] for person in written(folder / "out")["a.json"]["people"]}
    assert "Bupati" in roles


@pytest.mark.parametrize("suffix", ["json", "html"])
def test_articles_of_one_stem_do_not_overwrite_each_other(
    folder: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    write(folder / "one", a=TEXT)
    write(folder / "two", a=OPEN)
    (folder / "one" / "a.html").write_text(PAGE, "utf-8")
    for _ in range(2):
        extract(capsys, "one", "two", "-o", "out", "--format", suffix)
        assert len(list((folder / "out").iterdir())) == 3
    capsys.readouterr()
    main(["extract", "two", "one", "-o", "out", "--format", suffix])
    assert "3 unchanged" in capsys.readouterr().err


def test_a_file_in_the_folder_that_is_not_ours_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a=TEXT)
    (folder / "out").mkdir()
    (folder / "out" / "a.json").write_text('{"mine": 1}', "utf-8")
    extract(capsys, "a.txt", "-o", "out", code=2)
    assert written(folder / "out") == {"a.json": {"mine": 1}}
    extract(capsys, "a.txt", "-o", "out", "--force")
    assert written(folder / "out")["a.json"]["agreements"]


def test_documents_that_cannot_be_read_are_told_at_the_end(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, good=TEXT)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "evil\u202e.png").write_bytes(b"\x89PNG\r\n")
    assert main(["extract", "bad.pdf", "evil\u202e.png", "good.txt"]) == SOME_NOT_READ
    printed = capsys.readouterr()
    assert json.loads(printed.out)["document"]["name"] == "good.txt"
    assert (
        printed.err.index("bad.pdf") < printed.err.index("evil") < printed.err.index("2 documents could not")
    )
    assert "\u202e" not in printed.err
    assert main(["extract", "bad.pdf"]) == 1
    assert "1 document could not be read." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["facts.json", "facts.jsonl", "facts.html"])
def test_a_file_of_facts_stays_when_nothing_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(folder, a=TEXT, empty="")
    extract(capsys, "a.txt", "-o", name)
    before = (folder / name).read_text("utf-8")
    assert main(["extract", "empty.txt", "-o", name]) == 1
    assert "read into" not in capsys.readouterr().err
    assert (folder / name).read_text("utf-8") == before
    extract(capsys, "a.txt", "-o", name)
    assert main(["extract", "empty.txt", "-o", f"new-{name}"]) == 1
    assert not (folder / f"new-{name}").exists()


def test_json_holds_no_character_that_turns_text_around(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a=TEXT.replace("Siti Contoh", "Siti \u202eContoh\u202c"))
    printed = extract(capsys, "a.txt")
    assert "\u202e" not in printed
    assert "\u202e" in json.loads(printed)["document"]["text"]


def test_processes_give_the_same_in_the_same_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "in", **{f"a{number}": TEXT.replace("83,5", f"{number}3,5") for number in range(1, 9)})
    (folder / "in" / "a5.pdf").write_bytes(b"%PDF-1.7 nothing")
    write_zip(folder / "in" / "a6.zip", {"x.txt": TEXT, "y.html": PAGE})
    one = extract(capsys, "in", code=SOME_NOT_READ)
    two = extract(capsys, "in", "--jobs", "2", code=SOME_NOT_READ)
    assert one == two
    assert len(one.splitlines()) == 10


def test_what_a_process_cannot_do_is_told_like_any_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a=TEXT)
    (folder / "extract").mkdir()
    (folder / "extract" / "mine.yaml").write_text("honours: [Ibu]\n", "utf-8")
    extract(capsys, "a.txt", "--jobs", "2", code=1)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_after_a_kill_the_same_command_goes_on_where_it_stopped(folder: Path, jobs: str) -> None:
    write(folder / "in", **{f"a{number:03}": TEXT + f"\n{number}" for number in range(400)})
    command = [sys.executable, "-m", "kg", "extract", "in", "-o", "out", "--jobs", jobs]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while len(list((folder / "out").glob("*.json"))) < 5:
        assert time.monotonic() < until
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = len(written(folder / "out"))
    assert 5 <= done < 400, "every file that stands there is whole"
    again = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert f"{400 - done} articles read into out, {done} unchanged" in again.stderr
    assert len(written(folder / "out")) == 400
    assert not list((folder / "out").glob("*.kg-part"))
