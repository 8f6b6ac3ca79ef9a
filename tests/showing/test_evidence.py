from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.connections import network
from kg.ledger import Ledger
from kg.ontology import Property
from kg.passages import Texts, passages, said_of
from kg.showing.evidence import evidence
from kg.statements import Dissent
from kg.views import parts
from kg.workspace import Workspace
from tests.cli.articles import PAGE


def shown(workspace: Workspace, name: str, hops: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return parts(network(workspace, name, hops))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has read one made-up article."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "article.html").write_text(PAGE, "utf-8")
    assert main(["init", str(folder / "project")]) == 0
    for words in (["load", str(folder / "article.html")], ["build"]):
        assert main(["-C", str(folder / "project"), *words]) == 0
    return folder / "project"


def test_every_value_of_the_bundled_data_that_a_page_shows_rests_on_something(bundled: Workspace) -> None:
    nodes, edges = shown(bundled, "Kabupaten Paser", 2)
    found = evidence(bundled, nodes, edges)
    for node in nodes:
        given = {(proof.property, proof.value) for proof in found[node["id"]]}
        for name in ("name", "kind", "status", "signed_on"):
            if (value := node["properties"].get(name)) is not None:
                assert (name, str(value)) in given
    for edge in edges:
        connection = [proof for proof in found[edge["id"]] if not proof.property]
        assert connection
        assert {source for proof in connection for source in proof.sources} <= set(
            edge["properties"]["sources"]
        )


def test_a_record_of_several_sources_gives_all_of_them_for_one_value_and_its_own_spelling(
    bundled: Workspace,
) -> None:
    nodes, edges = shown(bundled, "Mokhammad Najih", 1)
    found = evidence(bundled, nodes, edges)
    proofs = [proof for edge in edges for proof in found[edge["id"]] if not proof.property]
    assert max(len(proof.sources) for proof in proofs) > 1
    assert any("Mokhammad Najih → " in proof.recorded for proof in proofs)


def test_what_a_source_says_otherwise_rests_on_that_source(bundled: Workspace) -> None:
    rows = bundled.store.read("MATCH (a) WHERE size(a.conflicts) > 0 RETURN a").rows
    nodes = [{**row["a"]._asdict(), "labels": row["a"].labels} for row in rows]
    found = evidence(bundled, nodes, [])
    dissents = [
        (node["id"], *Dissent.read(text)) for node in nodes for text in node["properties"]["conflicts"]
    ]
    assert dissents
    for id, name, value, source in dissents:
        ground = [each for each in found[id] if (each.property, each.value) == (name, value)]
        assert [each.recorded for each in ground if source in each.sources]


def test_a_few_reads_of_the_ledger_do_for_any_number_of_edges(
    bundled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    reading = type(bundled.ledger).reading

    def counted(self: Any) -> Any:
        calls["reading"] += 1
        return reading(self)

    found = bundled.entity("Ombudsman Republik Indonesia")
    assert len(found.ties) > 500
    nodes, edges = shown(bundled, "Ombudsman Republik Indonesia", 1)
    monkeypatch.setattr(type(bundled.ledger), "reading", counted)
    evidence(bundled, nodes, edges)
    assert calls["reading"] == 4
    calls.clear()
    passages(bundled, found)
    assert calls["reading"] <= 2 * (len(found.ties) // 500 + 1)


def test_passages_of_connections_are_looked_for_among_what_was_read_in_articles_alone(
    bundled: Workspace, read: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []
    statements = Ledger.statements

    def counted(self: Ledger, *asked: Any, **more: Any) -> Any:
        found = statements(self, *asked, **more)
        given.extend(found)
        return found

    hub = bundled.entity("Ombudsman Republik Indonesia")
    monkeypatch.setattr(Ledger, "statements", counted)
    assert passages(bundled, hub) == []
    assert given == []
    with kg.open(read) as workspace:
        person = workspace.entity("Siti Contoh")
        given.clear()
        assert [each for each in passages(workspace, person) if each.fact == "signed"]
        assert all(each.quote for each in given)


def test_each_statement_is_looked_at_a_few_times_however_many_values_there_are(
    bundled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: Counter[str] = Counter()
    parse = Property.parse

    def counted(self: Property, text: str) -> Any:
        parsed[text] += 1
        return parse(self, text)

    _, edges = shown(bundled, "Ombudsman Republik Indonesia", 1)
    held = max(edges, key=lambda edge: len(edge["properties"].get("seen_on") or ()))
    assert len(held["properties"]["seen_on"]) > 20
    monkeypatch.setattr(Property, "parse", counted)
    evidence(bundled, [], [held])
    stated = said_of(bundled, [held["id"]])[held["id"]]
    assert parsed.total() <= 4 * len(stated)  # days: for themselves, and for the first and the last of them


def test_what_was_read_in_an_article_is_quoted_with_a_little_around_it(read: Path) -> None:
    with kg.open(read) as workspace:
        nodes, edges = shown(workspace, "Siti Contoh", 1)
        found = evidence(workspace, nodes, edges)
    (signed,) = [edge for edge in edges if edge["concept"] == "SIGNED"]
    quoted = [proof for proof in found[signed["id"]] if not proof.property]
    assert quoted
    for proof in quoted:
        assert proof.quote
        assert len(proof.sources) == 1
        assert f"{proof.before}{proof.quote}{proof.after}".replace("… ", "").replace(" …", "") in PAGE


def test_nothing_stands_around_a_quote_where_the_text_does_not_say_it(read: Path) -> None:
    with kg.open(read) as workspace:
        said = next(each for each in workspace.entity("Siti Contoh").statements if each.span_start)
        (there,) = Texts(workspace).passage("name", said.value, said)
        elsewhere = said._replace(span_start=said.span_start + 1, span_end=said.span_end + 1)
        (moved,) = Texts(workspace).passage("name", said.value, elsewhere)
    assert there.before
    assert moved == there._replace(before="", after="")


def test_what_somebody_rejected_is_no_evidence(read: Path) -> None:
    with kg.open(read) as workspace:
        said = workspace.entity("Siti Contoh").statements
        before = next(each for each in said if each.property == "name")
        workspace.ledger.judge("rejected", before.id, who="an editor")
        workspace.build()
        nodes, edges = shown(workspace, "Siti Contoh", 1)
        person = next(node for node in nodes if "Person" in node["labels"])
        found = evidence(workspace, nodes, edges)[person["id"]]
    assert not [proof for proof in found if proof.property == "name" and proof.quote == before.quote]
