"""`kg match`, `kg review` and `kg why`, on records of invented people."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import main
from tests.cli.records import write_lines

SOURCE = {"url": "https://contoh.example/1", "outlet": "Contoh", "title": "Contoh", "published": "2021-05-01"}


def office(
    id: str, name: str, role: str, institution: str, seen_on: str, region: str | None = None
) -> dict[str, Any]:
    return {
        "id": id,
        "name": name,
        "as_written_variants": [name],
        "role": role,
        "institution": institution,
        "region": region,
        "acting": None,
        "seen_on": [seen_on],
        "party_membership": None,
        "sources": [SOURCE],
    }


SAME = [
    office("a", "Mokhammad Rusdiansyah", "Ketua", "Universitas Contoh", "2021-05-01"),
    office("b", "M. Rusdiansyah", "Ketua", "Universitas Contoh", "2022-05-01"),
]
ASKED = [
    office("c", "Hendra Wirasakti", "Dekan", "Universitas Misal", "2021-05-01"),
    office("d", "Hendra Wirasakti", "Direktur", "Rumah Sakit Umpama", "2019-05-01"),
]


RUSDIANSYAH = (
    "MATCH (p:Person) WHERE p.name ENDS WITH 'Rusdiansyah' RETURN [p.name] + coalesce(p.aliases, []) AS names"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_WHO", "tester")
    write_lines(tmp_path / "offices.jsonl", [*SAME, *ASKED])
    assert main(["load", "--kind", "offices", "offices.jsonl"]) == 0
    assert main(["build"]) == 0
    capsys.readouterr()
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def people(capsys: pytest.CaptureFixture[str]) -> list[str]:
    rows = run(capsys, "cypher", "MATCH (p:Person) RETURN p.name AS name ORDER BY name")
    return [row["name"] for row in rows]


def test_what_is_sure_is_joined_and_can_be_taken_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = people(capsys)
    assert [row["left"] for row in run(capsys, "match", "--dry-run")] != []
    assert people(capsys) == before
    rows = run(capsys, "match")
    assert {rows[0]["left"], rows[0]["right"]} == {"Mokhammad Rusdiansyah", "M. Rusdiansyah"}
    assert len(people(capsys)) == len(before) - 1
    assert run(capsys, "match") == []
    judged = run(capsys, "judgements")
    assert [(row["verdict"], row["who"]) for row in judged] == [("same", "kg match")]
    assert "Ketua, Universitas Contoh" in judged[0]["why"]
    assert {judged[0]["left"], judged[0]["right"]} == {"Mokhammad Rusdiansyah", "M. Rusdiansyah"}
    run(capsys, "undo", "--who", "kg match")
    assert people(capsys) == before


def test_a_join_against_which_later_records_speak_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    body, name = "Pemerintah Kabupaten Paser", "Rusdiansyah Wirasakti"
    first = [
        office("a", name, "Sekretaris Daerah", body, "2019-05-01", "64.01"),
        office("b", name, "Bupati", body, "2021-05-01", "64.01"),
    ]
    write_lines(tmp_path / "offices.jsonl", first)
    for command in (["load", "--kind", "offices", "offices.jsonl"], ["build"], ["match"]):
        assert main(command) == 0
    assert "nobody can" not in capsys.readouterr().err
    later = office("c", name, "Sekretaris Daerah", body, "2023-05-01", "64.01")
    write_lines(tmp_path / "later.jsonl", [later])
    for command in (["load", "--kind", "offices", "later.jsonl"], ["build"]):
        assert main(command) == 0
    capsys.readouterr()
    assert main(["match", "--dry-run"]) == 0
    assert "1 person that kg match joined held at one time what nobody can" in capsys.readouterr().err
    (row,) = run(capsys, "query", "run", "overlapping-terms")
    assert (row["because"], row["person"]) == ("one person in two offices", name)
    assert people(capsys) == [name]


def test_what_a_person_has_taken_back_is_asked_about_and_not_joined_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = people(capsys)
    run(capsys, "match")
    assert main(["undo", "1", "--why", "two namesakes"]) == 0
    assert "kg judge A B different" in capsys.readouterr().err
    assert run(capsys, "match") == []
    assert people(capsys) == before
    (asked,) = [row for row in run(capsys, "review", "--list") if "Rusdiansyah" in row["left"]]
    assert "tester took back that they are one: two namesakes" in asked["why"]
    pair = asked["left_id"], asked["right_id"]
    run(capsys, "judge", *pair, "same")
    assert len(people(capsys)) == len(before) - 1
    run(capsys, "undo")
    run(capsys, "judge", *pair, "different")
    assert run(capsys, "match") == []
    assert not [row for row in run(capsys, "review", "--list") if "Rusdiansyah" in row["left"]]


def test_what_was_taken_back_is_not_joined_by_way_of_a_third(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "match")
    run(capsys, "undo", "1")
    third = office("e", "Mokhammad Rusdiansyah", "Ketua", "Universitas Contoh", "2021-11-01")
    write_lines(
        project / "more.jsonl", [{**third, "sources": [{**SOURCE, "url": "https://contoh.example/2"}]}]
    )
    assert main(["load", "--kind", "offices", "more.jsonl"]) == 0
    assert main(["build"]) == 0
    capsys.readouterr()
    run(capsys, "match")
    assert len([name for name in people(capsys) if "Rusdiansyah" in name]) == 2


def test_what_was_taken_back_is_not_joined_by_way_of_a_third_that_a_colleague_has(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third = office("e", "Moh. Rusdiansyah", "Ketua", "Universitas Contoh", "2021-11-01")
    write_lines(
        project / "more.jsonl", [{**third, "sources": [{**SOURCE, "url": "https://contoh.example/2"}]}]
    )
    theirs = project / "theirs"
    theirs.mkdir()
    for name in ("offices.jsonl", "more.jsonl"):
        (theirs / name).write_bytes((project / name).read_bytes())
    run(capsys, "match")
    run(capsys, "undo", "1", "--why", "two namesakes")
    for folder in (".", "theirs"):
        names = ["offices.jsonl", "more.jsonl"] if folder == "theirs" else ["more.jsonl"]
        paths = [str(project / folder / name) for name in names]
        assert main(["-C", folder, "load", "--kind", "offices", *paths]) == 0
        assert main(["-C", folder, "build"]) == 0
    capsys.readouterr()
    run(capsys, "-C", "theirs", "match")
    for ours, other in ((".", "theirs"), ("theirs", ".")):
        assert main(["-C", ours, "judgements", "export", "-o", str(project / "judged.jsonl")]) == 0
        assert main(["-C", other, "judgements", "import", str(project / "judged.jsonl")]) == 0
    capsys.readouterr()
    both = [
        sorted(tuple(row["names"]) for row in run(capsys, "-C", folder, "cypher", RUSDIANSYAH))
        for folder in (".", "theirs")
    ]
    assert both[0] == both[1]
    assert len(both[0]) == 2
    assert not [names for names in both[0] if {"Mokhammad Rusdiansyah", "M. Rusdiansyah"} <= set(names)]


def test_whom_somebody_is_unsure_of_is_not_joined_by_way_of_a_third(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = run(capsys, "match", "--dry-run")[0]
    run(capsys, "judge", pair["left_id"], pair["right_id"], "unsure")
    third = office("e", "Moh. Rusdiansyah", "Ketua", "Universitas Contoh", "2021-11-01")
    write_lines(
        project / "more.jsonl", [{**third, "sources": [{**SOURCE, "url": "https://contoh.example/2"}]}]
    )
    assert main(["load", "--kind", "offices", "more.jsonl"]) == 0
    assert main(["build"]) == 0
    capsys.readouterr()
    assert run(capsys, "match") == []
    assert len([row for row in run(capsys, "review", "--list") if "Rusdiansyah" in row["left"]]) == 2
    assert len([name for name in people(capsys) if "Rusdiansyah" in name]) == 3
    told = {each["says"] for each in run(capsys, "why", pair["left_id"], pair["right_id"])}
    assert told == {"same", "unsure"}


def test_what_somebody_has_judged_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = run(capsys, "match", "--dry-run")[0]
    run(capsys, "judge", pair["left_id"], pair["right_id"], "different")
    assert run(capsys, "match") == []


def test_what_is_not_sure_is_listed_to_be_reviewed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "review", "--list")
    assert [(row["left"], row["right"]) for row in rows] == [("Hendra Wirasakti", "Hendra Wirasakti")]
    run(capsys, "judge", rows[0]["left_id"], rows[0]["right_id"], "unsure")
    assert run(capsys, "review", "--list") == []


def test_why_tells_the_rule_the_comparison_and_the_judgement(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = run(capsys, "review", "--list")
    pair = row["left_id"], row["right_id"]
    apart = run(capsys, "why", *pair)
    assert {each["says"] for each in apart} == {"ask"}
    assert "Nothing but the name speaks for it." in [each["ground"] for each in apart]
    run(capsys, "judge", *pair, "same", "--why", "his own curriculum vitae")
    told = run(capsys, "why", row["left_id"])
    assert any(each["by"] == "judgement" and "his own curriculum vitae" in each["ground"] for each in told)
    assert any(each["by"] == "rule" and each["ground"].startswith("Person: name=") for each in told)


def test_why_tells_no_judgement_that_was_replaced(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = run(capsys, "review", "--list")
    pair = row["left_id"], row["right_id"]
    run(capsys, "judge", *pair, "different", "--why", "two birthdays")
    run(capsys, "judge", *pair, "unsure", "--why", "a misprint in one of them")
    said = [each["says"] for each in run(capsys, "why", *pair) if each["by"] == "tester"]
    assert said == ["unsure"]
    run(capsys, "judge", *pair, "same", "--why", "his own curriculum vitae")
    told = [each["ground"] for each in run(capsys, "why", row["left_id"]) if each["by"] == "judgement"]
    assert len(told) == 1
    assert "his own curriculum vitae" in told[0]


def agreement(id: str, day: str) -> dict[str, Any]:
    parties = [{"name": name, "kind": "university"} for name in ("Universitas Contoh", "Universitas Misal")]
    page = {"url": f"https://contoh.example/{id}", "outlet": "Contoh"}
    return {
        "id": id, "kind": "mou", "status": "signed", "signed_on": day, "parties": parties, "sources": [page]
    }  # fmt: skip


def test_a_renewal_is_linked_shown_explained_and_stays_away_when_it_is_rejected(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(
        project / "agreements.jsonl",
        [agreement("old", "2019-06-01"), {**agreement("new", "2024-09-03"), "status": "renewed"}],
    )
    assert main(["load", "--kind", "agreements", "agreements.jsonl"]) == 0
    assert main(["build"]) == 0
    capsys.readouterr()

    def found(*options: str) -> list[Any]:
        return [row for row in run(capsys, "match", *options) if row["outcome"] == "renews"]

    def edges() -> list[Any]:
        rows = run(capsys, "cypher", "MATCH (:Agreement)-[r:RENEWS]->(:Agreement) RETURN r")
        return [row["r"]["properties"] for row in rows]

    (planned,) = found("--dry-run")
    assert edges() == []
    assert found() == [planned]
    (edge,) = edges()
    assert len(edge["sources"]) == 2
    assert found() == [planned]
    assert edges() == [edge]
    shown = run(capsys, "show", planned["left_id"])
    assert [each["other"]["id"] for each in shown[0]["edges"] if each["verb"] == "renews"] == [
        planned["right_id"]
    ]
    (ground,) = run(capsys, "why", edge["id"])
    assert ground["by"] == "rule:latest-of-same-parties"
    assert planned["left"] in ground["says"]
    run(capsys, "reject", edge["statements"][0], "--why", "the old one had run out")
    assert edges() == found() == edges() == []
    run(capsys, "undo")
    assert edges() == [edge]


def test_a_renewal_that_has_the_number_of_what_it_renews_is_linked_and_not_joined(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = {"number": "12/CONTOH-MOU/II/2020"}
    records = [
        {**agreement("old", "2020-02-01"), **number},
        {**agreement("new", "2023-02-01"), **number, "status": "renewed"},
    ]
    write_lines(project / "agreements.jsonl", records)
    assert main(["load", "--kind", "agreements", "agreements.jsonl"]) == 0
    assert main(["build"]) == 0
    capsys.readouterr()
    outcomes = [row["outcome"] for row in run(capsys, "match") if row["left_id"].startswith("agreement-")]
    assert outcomes == ["renews"]
    assert len(run(capsys, "cypher", "MATCH (a:Agreement) RETURN a.id AS id")) == 2


def test_agreements_on_two_days_with_nothing_in_common_but_the_parties_are_asked_about(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [
        {**agreement("a", "2020-11-11"), "title": "Magang mahasiswa"},
        {**agreement("b", "2020-11-12"), "topics": ["pengawasan seleksi"]},
        {**agreement("c", "2022-11-11"), "title": "Magang mahasiswa"},
        {**agreement("d", "2022-11-12"), "topics": ["magang"]},
    ]
    write_lines(project / "agreements.jsonl", records)
    assert main(["load", "--kind", "agreements", "agreements.jsonl"]) == 0
    assert main(["build"]) == 0
    capsys.readouterr()

    def days(rows: list[Any]) -> list[str]:
        store = "MATCH (a:Agreement {id: $id}) RETURN a.signed_on AS day"
        of_deals = [row for row in rows if row["left_id"].startswith("agreement-")]
        return [run(capsys, "cypher", store, "-p", f"id={row['left_id']}")[0]["day"][:4] for row in of_deals]

    assert days(run(capsys, "match", "--dry-run")) == ["2022"]
    assert days(run(capsys, "review", "--list")) == ["2020"]


class Terminal:
    """A command on a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.shown = ""
        child, self._descriptor = pty.fork()
        if child == 0:
            os.execv(sys.executable, [sys.executable, "-m", "kg", *arguments])
        self._child = child

    def wait_until(self, done: Callable[[], bool], seconds: float = 60) -> None:
        """Read what is shown until it is what was waited for, or the command ends."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not done():
            ready, _, _ = select.select([self._descriptor], [], [], 0.1)
            if ready:
                try:
                    self.shown += os.read(self._descriptor, 65_536).decode("utf-8", "replace")
                except OSError:  # closed
                    return

    def press(self, key: str) -> None:
        """Press a key at the question; once more where the terminal was not ready for it yet."""
        self.wait_until(lambda: self.shown.rstrip().endswith("[q]uit"))
        before = len(self.shown)
        for _ in range(30):
            os.write(self._descriptor, key.encode())
            self.wait_until(lambda: "\n" in self.shown[before:], seconds=2)
            if "\n" in self.shown[before:]:
                return

    def ended(self) -> int:
        """The exit code of the command."""
        self.wait_until(lambda: False)
        os.close(self._descriptor)
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])


def test_one_key_decides_on_a_terminal(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = people(capsys)
    terminal = Terminal("review")
    for key in ("x", "n"):
        terminal.press(key)
    assert terminal.ended() == 0, terminal.shown
    assert re.search(r"A +Hendra Wirasakti", terminal.shown)
    assert "Dekan" in terminal.shown
    assert "[1] Contoh" in terminal.shown
    assert people(capsys) == before
    terminal = Terminal("review")
    terminal.press("s")
    assert terminal.ended() == 0, terminal.shown
    assert len(people(capsys)) == len(before) - 1
    (judged,) = run(capsys, "judgements")
    assert (judged["verdict"], judged["who"]) == ("same", "tester")


def test_what_was_put_off_in_a_review_is_left(project: Path) -> None:
    for key, told in (("n", "0 answers kept; 1 pair is left."), ("d", "1 answer kept; 0 pairs are left.")):
        terminal = Terminal("review")
        terminal.press(key)
        assert terminal.ended() == 0, terminal.shown
        assert told in terminal.shown


def test_a_review_takes_back_its_own_answer_and_not_what_was_judged_elsewhere(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = {"left": f"{'0' * 19}.{'0' * 12}", "right": f"{'1' * 19}.{'0' * 12}"}
    said = {"verdict": "same", **pair, "who": "tester", "at": "2999-01-01T00:00:00+00:00"}
    write_lines(project / "ahead.jsonl", [said])  # from another machine, whose clock is ahead
    run(capsys, "judgements", "import", "ahead.jsonl")
    write_lines(
        project / "more.jsonl", [office("e", "Hendra Wirasakti", "Kepala", "Akademi Contoh", "2017-05-01")]
    )
    assert main(["load", "--kind", "offices", "more.jsonl"]) == 0
    assert main(["build"]) == 0
    terminal = Terminal("review")
    for key in "duq":
        terminal.press(key)
    assert terminal.ended() == 0, terminal.shown
    capsys.readouterr()
    assert [row["verdict"] for row in run(capsys, "judgements")] == ["same"]


def test_an_institution_is_asked_about_that_is_written_with_and_without_the_level_of_its_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["Bawaslu Maluku", "Bawaslu Provinsi Maluku", "KPU Kota Bogor", "KPU Kabupaten Bogor"]
    people = ["Hendra Wirasakti", "Rusdiansyah Putra", "Yudistira Umpama", "Kartika Misalnya"]
    records = [
        office(str(i), person, "Ketua", name, "2021-05-01")
        for i, (person, name) in enumerate(zip(people, names, strict=True))
    ]
    write_lines(tmp_path / "offices.jsonl", records)
    for command in (["load", "--kind", "offices", "offices.jsonl"], ["build"]):
        assert main(command) == 0
    capsys.readouterr()
    asked = [{row["left"], row["right"]} for row in run(capsys, "review", "--list")]
    assert asked == [{"Bawaslu Maluku", "Bawaslu Provinsi Maluku"}]
