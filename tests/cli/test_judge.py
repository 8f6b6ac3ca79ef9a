"""People judge on the command line. All people are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.graph import Edge, Node
from kg.resolve import given_to
from tests.cli.records import agreement, write_lines

NAME = "Rahmat Contoh"
Run = Callable[..., Any]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two people of one name, in two regencies, of whom the second is told of twice."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_WHO", "Siti")
    paser = agreement()["parties"][1]
    kutai = {"name": "Pemerintah Kabupaten Kutai Kartanegara", "kind": "regency_government"}
    ombudsman = agreement()["parties"][0]
    records = []
    for id, other, day in (("1", paser, "03"), ("2", kutai, "04"), ("3", kutai, "05")):
        who = [{"name": NAME, "role": "Bupati", "institution": other["name"]}]
        parties = {"parties": [ombudsman, other], "signatories": who}
        records.append(agreement(id=f"invented-{id}", signed_on=f"2024-09-{day}", **parties))
    main(["load", str(write_lines(tmp_path / "mine.jsonl", records))])
    main(["build"])
    return tmp_path


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: what it prints as JSON, or else as text; and what it says beside."""

    def run(*arguments: str, code: int = 0) -> tuple[Any, str]:
        capsys.readouterr()
        assert main(list(arguments)) == code, capsys.readouterr().err
        printed = capsys.readouterr()
        return (json.loads(printed.out) if printed.out.startswith("[") else printed.out), printed.err

    return run


def snapshot(project: Path) -> dict[str, Node | Edge]:
    with kg.open(project) as workspace:
        assert not workspace.behind
        return {element.id: element for element in workspace.store.snapshot()}


def people(project: Path) -> list[str]:
    """Ids of the people, the one with the fewest mentions first."""
    with kg.open(project) as workspace:
        found = [element.id for element in workspace.store.snapshot() if element.concept == "Person"]
        return sorted(found, key=lambda id: workspace.entity(id).mentions)


def signature(project: Path, person: str) -> str:
    """The statement that says who signed, of a person's first signature."""
    with kg.open(project) as workspace:
        (tie, *_) = [tie for tie in workspace.entity(person).ties if tie.edge.concept == "SIGNED"]
        stated = workspace.ledger.statements_of_record(_entity(workspace, tie.edge.id))
        return next(each.id for each in stated if (each.concept, each.property) == ("SIGNED", "from"))


def _entity(workspace: Any, element: str) -> str:
    from kg.resolve import members

    with workspace.ledger.reading() as connection:
        return members(connection, [element])[element][0]


def test_what_is_the_same_becomes_one_and_undo_gives_the_former_graph(project: Path, run: Run) -> None:
    before, (one, two) = snapshot(project), people(project)
    (row,), said = run("judge", one, two, "same", "--why", "he moved")
    assert (row["number"], row["verdict"], row["who"], row["why"]) == (1, "same", "Siti", "he moved")
    assert "1 Person fewer" in said
    (kept,) = people(project)
    assert kept in said
    gone = ({one, two} - {kept}).pop()
    ((found,), _) = run("show", gone)
    assert found["id"] == kept, "the id that is no more leads to the one that is"
    assert [entry["verdict"] for entry in found["judgements"]] == ["same"]
    asked = [run("query", "run", "person-history", id)[0] for id in (gone, kept, f"{gone}\r")]
    assert asked[0] == asked[1] == asked[2] != []
    assert run("show", f" {gone}\r")[0] == [found], "as a line of CSV ends"
    (row,), said = run("undo", "--why", "another birthday")
    assert row["number"] == 1
    assert "1 Person more" in said
    assert snapshot(project) == before
    assert run("judgements")[0] == []
    every = run("judgements", "--all")[0]
    assert [(row["state"], row["why"]) for row in every] == [
        ("taken back by 2", "he moved"),
        ("takes back 1", "another birthday"),
    ]


def test_merge_is_one_go_that_undo_takes_back_as_one(project: Path, run: Run) -> None:
    before, (one, two) = snapshot(project), people(project)
    mention = run("split", two)[0][1]["entity"]
    assert len(run("merge", one, two, mention)[0]) == 2
    assert len(people(project)) == 1
    assert len(run("undo")[0]) == 2
    assert snapshot(project) == before
    assert run("merge", one, code=2)[1].endswith("Name two entities or more.\n")


def test_undo_takes_back_the_last_judgement(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = people(project)
    for hour, verdict in enumerate(("unsure", "different")):
        monkeypatch.setattr("kg.ledger.ledger._now", lambda hour=hour: f"2026-01-05T0{hour}:00:00+00:00")
        run("judge", one, two, verdict)
    assert [row["verdict"] for row in run("undo")[0]] == ["different"]
    assert [row["verdict"] for row in run("undo")[0]] == ["unsure"]


def test_several_judgements_are_taken_back_by_their_numbers_or_none(project: Path, run: Run) -> None:
    before, (one, two) = snapshot(project), people(project)
    mention = run("split", two)[0][1]["entity"]
    numbers = [str(row["number"]) for row in run("merge", one, two, mention)[0]]
    run("judge", one, two, "unsure", "--who", "Budi")
    assert "Judgement 77 is not in force" in run("undo", *numbers, "77", code=2)[1]
    assert len(people(project)) == 1
    assert [str(row["number"]) for row in run("undo", *numbers, "--who", "Budi")[0]] == numbers
    assert snapshot(project) == before


def test_split_lists_mentions_and_parts_those_that_are_picked(project: Path, run: Run) -> None:
    before, (_, two) = snapshot(project), people(project)
    listed, hint = run("split", two)
    assert [row["number"] for row in listed] == [1, 2]
    assert all("Pemerintah Kabupaten Kutai Kartanegara (Bupati)" in " ".join(row["says"]) for row in listed)
    assert all("Example Daily" in row["sources"][0] for row in listed)
    assert "kg split NAME NUMBER" in hint
    assert "1 Person more" in run("split", two, "2", "--why", "a namesake")[1]
    assert len(people(project)) == 3
    ((found,), _) = run("show", two)
    assert found["mentions"] == 1
    run("undo")
    assert snapshot(project) == before
    assert "leave out those that stay" in run("split", two, "1", "2", code=2)[1]
    for number in ("0", "3", "²", "9" * 5000):
        assert f"'{number}' is no mention of 'Rahmat Contoh'" in run("split", two, number, code=2)[1]


def test_a_rejected_signatory_is_gone_until_somebody_confirms_it(project: Path, run: Run) -> None:
    before, (one, _) = snapshot(project), people(project)
    wrong = signature(project, one)
    (row,), said = run("reject", wrong[:9], "--why", "he was ill")
    assert row["left"].startswith("Rahmat Contoh signed MoU")
    assert "1 SIGNED fewer" in said
    ((found,), _) = run("show", one)
    assert "SIGNED" not in [edge["concept"] for edge in found["edges"]]
    assert [entry["why"] for entry in found["judgements"]] == ["he was ill"]
    run("load", "mine.jsonl")
    run("build", "--rebuild")
    assert len([1 for each in snapshot(project).values() if each.concept == "SIGNED"]) == 2
    run("confirm", wrong, "--who", "Rahmat")
    assert snapshot(project) == before
    rows = run("judgements", "--contradicting")[0]
    assert [(row["contradiction"], row["verdict"], row["who"]) for row in rows] == [
        (1, "rejected", "Siti"),
        (1, "confirmed", "Rahmat"),
    ]
    run("confirm", wrong)
    assert run("judgements", "--contradicting")[0] == []


def test_show_lists_the_statements_that_can_be_rejected_and_what_became_of_them(
    project: Path, run: Run
) -> None:
    one = people(project)[0]
    wrong = signature(project, one)
    assert wrong in run("show", one, "--statements", "--format", "md")[0]
    alias = next(s for s in run("show", one)[0][0]["statements"] if s["property"] == "jurisdiction")
    run("reject", alias["id"], "--why", "he never was there")
    shown = run("show", one, "--statements", "--format", "md")[0]
    assert "| rejected |" in shown
    assert "he never was there" in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["judge", NAME, NAME, "same"], "'Rahmat Contoh' can be any of 2"),
        (["judge", "{one}", "{one}", "different"], "one and the same already"),
        (["judge", "{one}", "Pemerintah Kabupaten Paser", "same"], "never one"),
        (["judge", "{one}", "{two}", "equal"], "'equal' is not one of 'same', 'different', 'unsure'"),
        (["judge", "0" * 19 + "." + "0" * 12, "{two}", "same"], "no mention"),
        (["reject", "ffffffffffffffffffff", "--why", "x"], "kg show NAME --statements"),
        (["reject", "0"], "Missing option '--why'"),
        (["undo"], "'Siti' has made no judgement that is in force"),
        (["undo", "9"], "Judgement 9 is not in force"),
        (["judgements", "--all", "--contradicting"], "exclude each other"),
    ],
    ids=str,
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_kept(
    project: Path, run: Run, words: list[str], message: str
) -> None:
    one, two = people(project)
    assert message in run(*(word.format(one=one, two=two) for word in words), code=2)[1]
    assert run("judgements", "--all")[0] == []


@pytest.mark.parametrize("options", [["--why", ""], ["--why", "  "], ["--why", "Jos\udce9"]], ids=ascii)
def test_a_statement_is_not_rejected_on_no_ground_or_one_that_is_no_text(
    project: Path, run: Run, options: list[str]
) -> None:
    _, told = run("reject", signature(project, people(project)[0]), *options, code=2)
    assert "--why" in told
    assert run("judgements")[0] == []


@pytest.mark.parametrize("begins", ["", "xyz", "1%", "Jos\udce9", "G"], ids=ascii)
def test_what_no_statement_begins_with_is_said_to_be_none(project: Path, run: Run, begins: str) -> None:
    assert "There is no statement" in run("confirm", begins, code=2)[1]


def test_a_name_that_is_no_text_is_refused(project: Path, run: Run) -> None:
    assert "--who" in run("judge", *people(project), "unsure", "--who", "Jos\udce9", code=2)[1]


def test_a_judgement_against_one_who_says_otherwise_is_kept_and_told(project: Path, run: Run) -> None:
    one, two = people(project)
    run("judge", one, two, "different", "--who", "Rahmat")
    said = run("judge", one, two, "same")[1]
    assert "somebody says that they differ" in said
    assert people(project) == [one, two]
    assert len(run("judgements", "--contradicting")[0]) == 2


def test_a_second_person_parts_by_its_former_id_what_a_first_has_joined(project: Path, run: Run) -> None:
    before = snapshot(project)
    one, two = people(project)
    run("judge", one, two, "same")
    (kept,) = people(project)
    (gone,) = {one, two} - {kept}
    run("judge", gone, kept, "different", "--who", "Rahmat")
    assert snapshot(project) == before
    told, _ = run("judgements", "--contradicting", "--format", "json")
    assert sorted(row["who"] for row in told) == ["Rahmat", "Siti"]
    run("undo", "--who", "Rahmat")
    assert people(project) == [kept]
    run("undo")
    assert snapshot(project) == before


def test_what_is_said_of_a_former_id_holds_for_what_had_it_when_the_joining_is_taken_back(
    project: Path, run: Run
) -> None:
    one, two = people(project)
    extra = agreement(
        id="invented-9",
        signed_on="2024-09-09",
        parties=[agreement()["parties"][0], {"name": "Universitas Contoh", "kind": "university"}],
        signatories=[{"name": NAME, "role": "Rektor", "institution": "Universitas Contoh"}],
    )
    run("load", str(write_lines(project / "more.jsonl", [extra])))
    run("build")
    (third,) = set(people(project)) - {one, two}
    for gone in (one, two):
        run("judge", one, two, "same")
        run("judge", gone, third, "different", "--who", "Rahmat")
        run("undo")
        with kg.open(project) as workspace, workspace.ledger.reading() as connection:
            (entry,) = workspace.ledger.judgements()
            where = {given_to(connection, [side])[side].node for side in (entry.left, entry.right)}
        assert where == {gone, third}
        run("undo", "--who", "Rahmat")


def test_to_be_unsure_takes_back_ones_own_word_and_nobody_elses(project: Path, run: Run) -> None:
    one, two = people(project)
    run("judge", one, two, "different")
    run("judge", one, two, "same", "--who", "Budi")
    assert len(people(project)) == 2
    run("judge", one, two, "unsure")
    assert len(people(project)) == 1
    assert "With unsure you take back what you have said" in run("judge", "--help")[0]


def test_judgements_replace_an_earlier_export_and_nothing_else(project: Path, run: Run) -> None:
    one, two = people(project)
    records = (project / "mine.jsonl").read_bytes()
    for _ in range(2):  # the first of nothing, the second in place of the first
        run("judgements", "export", "-o", "judged.jsonl")
        assert "holds no judgements" in run("judgements", "export", "-o", "mine.jsonl", code=2)[1]
        run("judge", one, two, "different")
    assert (project / "mine.jsonl").read_bytes() == records
    assert Path("judged.jsonl").read_text("utf-8").count("different") == 1
    assert main(["judgements", "export", "-o", "-"]) == 0
    assert not Path("-").exists()


def test_judgements_go_to_a_colleague_and_back(
    project: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, two = people(project)
    run("judge", one, two, "same")
    run("judgements", "export", "-o", "judged.jsonl")
    theirs = str(tmp_path_factory.mktemp("theirs"))
    exported = str(project / "judged.jsonl")
    (project / "mine.jsonl").rename(Path(theirs) / "mine.jsonl")
    run("-C", theirs, "load", f"{theirs}/mine.jsonl")
    added, said = run("-C", theirs, "judgements", "import", exported)
    assert added[0] == {"judgements": "added", "number": 1}
    assert "no graph yet" in said
    assert "waits" not in said
    run("-C", theirs, "build")
    assert people(Path(theirs)) == people(project)
    assert run("-C", theirs, "judgements", "import", exported)[0][1] == {"judgements": "known", "number": 1}
    (project / "wrong.jsonl").write_text('{"verdict": "maybe"}\n')
    assert "wrong.jsonl:1: verdict" in run("judgements", "import", "wrong.jsonl", code=1)[1]


def test_an_import_tells_of_judgements_on_what_is_not_loaded(project: Path, run: Run) -> None:
    pair = {"left": f"{'0' * 19}.{'0' * 12}", "right": f"{'1' * 19}.{'0' * 12}"}
    line = {"verdict": "same", **pair, "who": "Siti", "at": "2026-01-01T00:00:00+00:00"}
    write_lines(project / "theirs.jsonl", [line])
    said = run("judgements", "import", "theirs.jsonl")[1]
    assert "1 judgement waits, since no record says now what it is about" in said


def test_a_copied_ledger_has_the_judgements_and_what_they_made_of_the_graph(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = people(project)
    run("split", two, "1")
    run("judge", one, two, "same")
    run("reject", signature(project, one), "--why", "he was ill")
    expected, judged = snapshot(project), run("judgements", "--all")[0]
    run("ledger", "copy", ".kg/ledger.sqlite", "copy.sqlite")
    monkeypatch.setenv("KG_LEDGER", str(project / "copy.sqlite"))
    assert run("judgements", "--all")[0] == judged
    run("build", "--rebuild")
    assert snapshot(project) == expected
    for _ in range(3):
        run("undo")
    assert people(project) == [one, two]


def test_judgements_on_what_no_record_says_any_more_are_told_until_one_says_it_again(
    project: Path, run: Run
) -> None:
    one, two = people(project)
    run("judge", one, two, "different")
    run("reject", signature(project, one), "--why", "he was ill")
    assert "wait" not in run("judgements")[1] + run("build")[1]
    file = project / "mine.jsonl"
    before = file.read_text()
    file.write_text(before.replace('"invented-1"', '"corrected-1"'))
    run("load", str(file))
    assert "2 judgements wait, since no record says now what they are about" in run("build")[1]
    listed, told = run("judgements", "--all")
    assert [row["state"] for row in listed] == ["waits for its record"] * 2
    assert "2 judgements wait" in told
    file.write_text(before)
    run("load", str(file))
    assert "wait" not in run("build")[1]
    assert [row["state"] for row in run("judgements", "--all")[0]] == ["counts"] * 2


def test_what_steers_a_terminal_or_a_spreadsheet_does_neither(project: Path, run: Run) -> None:
    one, two = people(project)
    run("judge", one, two, "unsure", "--why", '=HYPERLINK("x")\x1b[2J')
    assert "'=HYPERLINK" in run("judgements", "--format", "csv")[0]
    assert "\x1b" not in run("judgements", "--format", "table")[0]
