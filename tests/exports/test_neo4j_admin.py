"""The bulk import of a real server makes the same graph as the store does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.exports.neo4j_admin import ARGUMENTS, write_files
from kg.graph import Changes, Edge, Node
from kg.stores import Version
from kg.workspace import Workspace
from tests.stores.samples import (
    LEDGER,
    ODD_TEXTS,
    BreakOffError,
    breaking_off,
    complete,
    edge,
    held,
    increment,
    kinds,
    node,
    ontology,
)


def odd_graph() -> tuple[list[Node], list[Edge]]:
    """All types that a property can have, and texts that a CSV file may mistake for something else."""
    people = [
        node(f"person-{number}", "Official", name=text or "unnamed", aliases=[text or "x", "B; C", 'D "E"'])
        for number, text in enumerate(ODD_TEXTS)
    ]
    others = [
        node("agreement-1", signed_from=date(2024, 9, 3), term_years=2.5, number="", conflicts=["a | b | c"]),
        node("assessment-1", year=2023, score=87.5),
        node("institution-1", name="Universitas Contoh", kind="university"),
    ]
    signed = [
        edge(f"signed-{number}", "SIGNED", f"person-{number}", "agreement-1", role=text or "Ketua")
        for number, text in enumerate(ODD_TEXTS)
    ]
    twice = edge("signed-again", "SIGNED", "person-0", "agreement-1", role="Anggota")
    on = edge(
        "holds-1", "HOLDS", "person-1", "institution-1", seen_on=["2024", "2023-01"], first_seen="2023-01"
    )
    return people + others, [*signed, twice, on]


@pytest.mark.neo4j
@pytest.mark.slow
def test_the_import_of_a_real_server_gives_the_same_graph(
    bundled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.stores.neo4j_store import Neo4jStore
    from tests.servers_neo4j import own_server

    with own_server(tmp_path / "server") as server:
        for name, value in server.settings.items():
            monkeypatch.setenv(name, value)

        def imported(changes: Changes, ledger: str) -> Neo4jStore:
            write_files(tmp_path / "files", changes, ledger, bundled.ontology)
            server.kill()
            server.fill(tmp_path / "files")
            server.start()
            return Neo4jStore(server.address, bundled.ontology)

        nodes, edges = odd_graph()
        store = imported(complete(nodes, edges, build="7"), LEDGER)
        assert store.version() == Version(LEDGER, "7")  # so that the next build goes on from there
        store.apply(increment(build="8"), LEDGER)
        found, wanted = held(store.snapshot()), held([*nodes, *edges])
        assert found == wanted
        assert {id: kinds(each) for id, each in found.items()} == {id: kinds(wanted[id]) for id in found}
        store.close()

        made: list[Neo4jStore] = []
        bundled.export(lambda changes, ledger: made.append(imported(changes, ledger)))
        with Workspace(bundled.project, made[0]) as workspace:
            remedy = f"Make them: kg build --store {server.address}"
            assert remedy in [check.remedy for check in made[0].checks()]
            assert workspace.build().changed == 0
            assert [check.remedy for check in made[0].checks()] == [""] * 3
            assert held(made[0].snapshot()) == held(bundled.store.snapshot())


def test_what_an_export_wrote_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    write_files(tmp_path / "files", complete(*odd_graph()), LEDGER, ontology())
    assert (tmp_path / "files" / "SIGNED.csv").is_file()
    write_files(tmp_path / "files", complete([node("person-1")]), LEDGER, ontology())
    assert {path.name for path in (tmp_path / "files").iterdir()} == {ARGUMENTS, "Person.csv", "KgGraph.csv"}

    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep this", "utf-8")
    with pytest.raises(UsageError, match="no export wrote it"):
        write_files(tmp_path / "mine", complete(), LEDGER, ontology())
    assert (tmp_path / "mine" / "notes.txt").read_text("utf-8") == "keep this"


def test_an_export_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    write_files(tmp_path / "files", complete([node("person-1")]), LEDGER, ontology())
    before = {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()}
    nodes, _ = odd_graph()
    with pytest.raises(BreakOffError):
        write_files(tmp_path / "files", Changes("2", True, breaking_off(nodes, 5), []), LEDGER, ontology())
    assert {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["files"]


def test_unknown_values_are_empty_cells_and_empty_lists_are_quoted(tmp_path: Path) -> None:
    write_files(tmp_path / "files", complete([node("person-1", name='O"Contoh')]), LEDGER, ontology())
    header, line = (tmp_path / "files" / "Person.csv").read_text("utf-8").splitlines()
    assert header.startswith("id:ID,name:string,aliases:string[],")
    assert line.startswith('"person-1","O""Contoh",,')
    assert '"source-1","",""' in line
