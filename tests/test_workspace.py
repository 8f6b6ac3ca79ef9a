"""The whole of it as Python has it: open a project, load, build, ask."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import networkx
import pytest

import kg
from kg import entities
from kg.errors import Ambiguous, InputError, LedgerError, NotFound, QueryError, StoreError, UsageError
from kg.graph import Edge, Node
from kg.library import Lookup
from kg.project import builtin
from kg.results import Result
from kg.stores.memory import MemoryStore
from kg.views import Network
from kg.workspace import Workspace

PASER = "Kabupaten Paser"


def invented(id: str, **changes: Any) -> dict[str, Any]:
    """An agreement that nobody signed."""
    return {
        "id": id,
        "kind": "mou",
        "status": "signed",
        "signed_on": "2024-09-03",
        "parties": [
            {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
            {"name": "Universitas Contoh", "kind": "university"},
        ],
        "sources": [{"url": f"https://example.org/{id}", "outlet": "Example Daily"}],
        **changes,
    }


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path


# Loading and building


def test_a_build_takes_in_what_was_loaded(project: Path) -> None:
    with kg.open(project) as graph:
        *_, report = graph.load([write(project / "a.jsonl", invented("1"))])
        assert (report.kind, report.records, report.dataset, list(report.issues)) == (
            *("agreements", 1),
            *("a.jsonl", []),
        )
        assert graph.behind
        built = graph.build()
        assert not graph.behind
        assert built.complete
        assert built.nodes["Agreement"] == 1
        assert built.edges["PARTY_TO"] == 2
        elements = list(graph.store.snapshot())
        assert built.changed == len(elements)
        assert sum(built.edges.values()) == sum(isinstance(element, Edge) for element in elements)


def test_hidden_files_beside_the_content_of_a_project_do_no_harm(project: Path) -> None:
    for file in (
        "schema/.#Person.yaml",
        "loaders/.#agreements.py",
        "queries/.#mine.cypher",
        "extract/._a.yaml",
    ):
        (project / file).parent.mkdir()
        (project / file).symlink_to("somebody@here.1234")  # what Emacs leaves beside a file that is open
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        assert graph.build().nodes["Agreement"] == 1
        assert "regions" in graph.library.queries
        assert graph.reading.extractor is not None


def test_a_second_build_with_nothing_new_changes_nothing(project: Path) -> None:
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        first = graph.build()
        second = graph.build()
        assert (second.complete, second.changed) == (False, 0)
        assert (second.build, second.nodes, second.edges) == (first.build, first.nodes, first.edges)


def test_a_later_load_is_built_as_an_increment_that_equals_a_rebuild(project: Path) -> None:
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        graph.build()
        graph.load([write(project / "b.jsonl", invented("2", signed_on="2024-10-01"))])
        assert graph.behind
        built = graph.build()
        assert not built.complete
        assert 0 < built.changed < 30, "not every region again"
        assert built.nodes["Agreement"] == 2
        assert not graph.behind
        before = sorted(graph.store.snapshot(), key=lambda element: element.id)
        again = graph.build(rebuild=True)
        assert again.complete
        assert sorted(graph.store.snapshot(), key=lambda element: element.id) == before


def test_progress_is_told_of_loading_and_building(project: Path) -> None:
    loaded: list[int] = []
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))], progress=loaded.append)
    assert loaded
    assert loaded == sorted(loaded)


def test_a_graph_is_there_when_the_project_is_opened_again(project: Path) -> None:
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        graph.build()
    with kg.open(str(project)) as graph:
        assert not graph.behind
        assert graph.find("Universitas Contoh").concept == "Institution"


def test_names_are_looked_up_in_the_graph_as_it_is_now(project: Path) -> None:
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        graph.build()
        with pytest.raises(NotFound):
            graph.find("Universitas Rekaan")
        parties = [invented("1")["parties"][0], {"name": "Universitas Rekaan", "kind": "university"}]
        graph.load([write(project / "b.jsonl", invented("2", parties=parties))])
        graph.build()
        assert graph.find("Universitas Rekaan").properties["name"] == "Universitas Rekaan"


def test_what_is_built_elsewhere_is_seen_by_who_has_the_graph_open(project: Path) -> None:
    """As in a notebook, while a terminal beside it loads and builds."""
    write(project / "a.jsonl", invented("1"))
    count = "MATCH (a:Agreement) RETURN count(a) AS number"
    with kg.open(project) as open_here, kg.open(project) as elsewhere:
        open_here.load(project / "a.jsonl")
        open_here.build()
        with pytest.raises(NotFound):
            open_here.find("Rina Contoh")
        for number, rebuild in ((2, False), (3, True)):
            more = [invented("2", signed_on="2024-09-04"), invented("3", signed_on="2024-09-05")]
            signatory = {"name": "Rina Contoh", "role": "Bupati", "institution": "Pemerintah Kabupaten Paser"}
            more[0]["signatories"] = [signatory]
            write(project / "b.jsonl", *more[: number - 1])
            elsewhere.load(project / "b.jsonl")
            assert open_here.behind
            elsewhere.build(rebuild=rebuild)
            assert open_here.cypher(count).rows  # also before it is let go of elsewhere
            elsewhere.close()
            assert [row["number"] for row in open_here.cypher(count)] == [number]
            assert open_here.find("Rina Contoh").concept == "Person"
            assert not open_here.behind


def test_a_build_with_nothing_new_keeps_nobody_from_building(project: Path) -> None:
    """As in a notebook whose cells are all run again, beside a terminal."""
    with kg.open(project) as open_here, kg.open(project) as elsewhere:
        open_here.load(write(project / "a.jsonl", invented("1")))
        mark = open_here.build().build
        open_here.close()
        again = open_here.build()
        assert (again.build, again.changed, again.nodes["Agreement"]) == (mark, 0, 1)
        elsewhere.load(write(project / "b.jsonl", invented("2", signed_on="2024-10-01")))
        assert elsewhere.build().changed > 0
        elsewhere.close()
        assert open_here.build().nodes["Agreement"] == 2


def test_a_question_looks_names_up_only_where_it_has_some(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server, to see whether they are those of the newest graph takes as long as a question."""
    asked: list[Workspace] = []
    lookup = entities.lookup

    def names(graph: Workspace) -> Lookup:
        asked.append(graph)
        return lookup(graph)

    monkeypatch.setattr(Workspace, "names", property(names))
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        graph.build()
        graph.query("scores")
        assert not asked
        assert len(graph.query("agreements-of-institution", institution="Universitas Contoh")) == 1
        assert asked == [graph]


@pytest.mark.parametrize("closed", [False, True])
def test_a_name_that_came_by_a_build_elsewhere_is_found_at_once(project: Path, closed: bool) -> None:
    with kg.open(project) as open_here, kg.open(project) as elsewhere:
        open_here.load(write(project / "a.jsonl", invented("1")))
        open_here.build()
        assert open_here.find("Universitas Contoh")
        if closed:
            open_here.close()  # as a notebook does that has built, and is asked again later
        parties = [invented("1")["parties"][0], {"name": "Universitas Rekaan", "kind": "university"}]
        elsewhere.load(write(project / "b.jsonl", invented("2", parties=parties)))
        elsewhere.build()
        elsewhere.close()
        assert open_here.find("Universitas Rekaan").concept == "Institution"


def changed_copy(project: Path, kind: Any, name: str, old: str, new: str) -> None:
    """A built-in file of content, with a change, in the project's own folder."""
    text = (builtin(kind) / name).read_text("utf-8")
    assert old in text
    (project / kind).mkdir()
    (project / kind / name).write_text(text.replace(old, new), "utf-8")


def test_concepts_that_change_while_a_project_is_open_are_built_by_when_they_are_read(project: Path) -> None:
    with kg.open(project) as graph:
        graph.load(write(project / "a.jsonl", invented("1")))
        graph.build()
        changed_copy(project, "schema", "Topic.yaml", "concept: Topic", "concept: Topic  # changed")
        assert not graph.build().complete, "it has the former concepts"
    with kg.open(project) as again:
        assert again.build().complete


def test_a_loader_that_changes_while_a_project_is_open_reads_files_again_once_it_is_read(
    project: Path,
) -> None:
    file = write(project / "a.jsonl", invented("1", topics=["pelayanan publik"]))
    with kg.open(project) as graph:
        graph.load(file)
        changed_copy(project, "loaders", "agreements.py", "enumerate(record.topics)", "enumerate(())")
        assert graph.load(file)[-1].unchanged, "it has the former loader"
    with kg.open(project) as again:
        report = again.load(file)[-1]
        assert (report.unchanged, report.retired > 0) == (False, True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_what_another_version_of_kg_read_is_read_again(
    project: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / name).write_text(json.dumps(invented("1")) + "\n", "utf-8")
    with monkeypatch.context() as former, kg.open(project) as graph:
        former.setattr("kg.intake.intake.code_of", lambda *parts: f"a former version of {parts}")
        graph.load(project / name)
        assert graph.load(project / name)[-1].unchanged
    with kg.open(project) as again:
        report = again.load(project / name)[-1]
        assert (report.unchanged, report.added, report.retired) == (False, 0, 0)
        assert again.load(project / name)[-1].unchanged


def test_a_lost_graph_is_made_again_from_the_ledger(project: Path) -> None:
    with kg.open(project) as graph:
        graph.load([write(project / "a.jsonl", invented("1"))])
        graph.build()
        before = sorted(graph.store.snapshot(), key=lambda element: element.id)
    graph.project.graph_path.unlink()
    with kg.open(project) as graph:
        assert graph.behind
        assert graph.build().complete
        assert sorted(graph.store.snapshot(), key=lambda element: element.id) == before


def test_loading_a_file_that_is_not_there_leaves_nothing_behind(project: Path) -> None:
    with kg.open(project) as graph, pytest.raises(InputError, match=r"nothing\.jsonl"):
        graph.load([project / "nothing.jsonl"])
    assert list(project.iterdir()) == []


def test_asking_before_anything_is_loaded_says_what_to_do_and_leaves_nothing_behind(project: Path) -> None:
    with kg.open(project) as graph:
        with pytest.raises(StoreError, match="kg build"):
            graph.cypher("MATCH (n) RETURN n")
        with pytest.raises(LedgerError, match="kg load"):
            graph.build()
        with pytest.raises(LedgerError, match="kg load"):
            _ = graph.behind
    assert list(project.iterdir()) == []


def test_one_file_or_source_can_be_given_by_itself(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is a sequence too: by its letters ``./a.jsonl`` would be the folder and all that is in it."""
    monkeypatch.chdir(project)
    write(project / "a.jsonl", invented("1"))
    write(project / "b.jsonl", invented("2"))
    with kg.open(project) as graph:
        assert [report.dataset for report in graph.load("./a.jsonl")] == ["bundled/regions.csv", "a.jsonl"]
        assert [report.dataset for report in graph.load(project / "b.jsonl")] == ["b.jsonl"]
        id = next(iter(graph.ledger.sources()))
        assert graph.sources(id) == graph.sources([id])
        assert [gone.dataset for gone in graph.withdraw("b.jsonl")] == ["b.jsonl"]


def test_a_bad_record_is_set_aside_and_listed(project: Path) -> None:
    path = write(project / "a.jsonl", invented("1"), invented("2", signed_on="2024-13-40"))
    with kg.open(project) as graph:
        *_, report = graph.load([path])
        assert (report.records, report.set_aside) == (1, 1)
        (issue,) = graph.issues()
        assert (issue.line, issue.field) == (2, "signed_on")


def test_issues_are_of_the_file_or_folder_that_is_named_and_of_none_but_what_was_loaded(
    project: Path,
) -> None:
    """An empty list would say that every record is in the graph."""
    (project / "data").mkdir()
    bad = invented("1", signed_on="2024-13-40")
    write(project / "b.jsonl", invented("2"))
    with kg.open(project) as graph:
        graph.load([write(project / "data" / "a.jsonl", bad), project / "b.jsonl"])
        for name in ("data/a.jsonl", project / "data" / "a.jsonl", project / "data"):
            assert [issue.field for issue in graph.issues(name)] == ["signed_on"], name
        assert graph.issues("b.jsonl") == []
        with pytest.raises(UsageError, match=r"No data set 'data/a\.json' was loaded.*data/a\.jsonl"):
            graph.issues("data/a.json")


# Questions


def test_a_question_of_the_library_gives_rows_with_their_sources(bundled: Workspace) -> None:
    found = bundled.query("agreements-of-region", region=PASER)
    assert isinstance(found, Result)
    assert found.question is not None
    assert found.question.name == "agreements-of-region"
    assert found.parameters["region"].startswith("region-")
    (row,) = found
    assert list(row) == found.columns
    assert row["party"] == "Pemerintah Kabupaten Paser"
    assert bundled.sources(row["sources"]).keys() == set(row["sources"]) != set()


def test_an_unknown_question_or_parameter_is_refused(bundled: Workspace) -> None:
    with pytest.raises(UsageError, match="agreements-of-region"):
        bundled.query("agreement-of-region", region=PASER)
    with pytest.raises(UsageError, match="regoin"):
        bundled.query("agreements-of-region", regoin=PASER)
    with pytest.raises(UsageError, match="region"):
        bundled.query("agreements-of-region")


@pytest.mark.parametrize(("code", "name"), [("64", "Kalimantan Timur"), ("64.01", "Kabupaten Paser")])
def test_a_region_is_found_by_its_code_as_by_its_name(bundled: Workspace, code: str, name: str) -> None:
    assert bundled.find(code).properties["name"] == name
    by_code, by_name = (bundled.query("agreements-of-region", region=each).rows for each in (code, name))
    assert by_code == by_name != []


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("Ombudsman Sulbar", "Ombudsman Republik Indonesia Perwakilan Sulawesi Barat"),
        ("ORI Jatim", "Ombudsman Republik Indonesia Perwakilan Jawa Timur"),
        ("dprd jabar", "Dewan Perwakilan Rakyat Daerah Provinsi Jawa Barat"),
        ("Pemko Medan", "Pemerintah Kota Medan"),
        ("Unsoed", "Universitas Jenderal Soedirman"),
        ("UHAMKA", "Universitas Muhammadiyah Prof. Dr. Hamka"),
        ("FISIP Unud", "Fakultas Ilmu Sosial dan Ilmu Politik Universitas Udayana"),
        ("Polda Banten", "Kepolisian Daerah Banten"),
        ("Ditjen Pajak", "Direktorat Jenderal Pajak"),
    ],
)
def test_a_body_is_found_by_what_people_call_it(bundled: Workspace, short: str, name: str) -> None:
    assert bundled.find(short).properties["name"] == name


def test_prepare_gives_parameters_with_which_plain_cypher_answers_the_same(bundled: Workspace) -> None:
    bound = bundled.prepare("agreements-of-region", region=PASER)
    text = bundled.library.get("agreements-of-region").cypher
    rows = bundled.cypher(text, bound).rows
    assert [row["agreement"] for row in rows] == [
        row["agreement"] for row in bundled.query("agreements-of-region", region=PASER)
    ]


def test_cypher_takes_parameters_and_a_limit(bundled: Workspace) -> None:
    found = bundled.cypher("MATCH (r:Region {level: $level}) RETURN r.name AS name", {"level": "province"})
    assert (len(found), found.truncated, found.question) == (38, False, None)
    assert bundled.cypher("MATCH (r:Region) RETURN r.name AS name", limit=3).truncated


@pytest.mark.parametrize("limit", [0, -1, "3", 2.5])
def test_a_limit_that_is_none_is_refused(bundled: Workspace, limit: Any) -> None:
    """A slice would count it from the end, and leave out rows without a word."""
    found = bundled.analysis
    regions = partial(bundled.cypher, "MATCH (r:Region) RETURN r.name AS name")
    for ask in (regions, found.brokers, found.communities, found.co_signers, found.components):
        with pytest.raises(UsageError, match=f"so it is 1 or more, not {limit!r}"):
            ask(limit=limit)


def test_cypher_cannot_change_the_graph(bundled: Workspace) -> None:
    with pytest.raises(QueryError):
        bundled.cypher("MATCH (n) DETACH DELETE n")


def test_a_result_becomes_a_frame(bundled: Workspace) -> None:
    found = bundled.query("agreements-of-region", region=PASER)
    frame = found.to_pandas()
    assert list(frame.columns) == found.columns
    assert frame.to_dict("records")[0]["signed_on"] == found.rows[0]["signed_on"]


def test_an_empty_result_becomes_a_frame_with_columns(bundled: Workspace) -> None:
    frame = bundled.cypher("MATCH (n:Person {id: 'nobody'}) RETURN n.name AS name, n.id AS id").to_pandas()
    assert (list(frame.columns), len(frame)) == (["name", "id"], 0)


def test_a_result_in_a_notebook_is_escaped(bundled: Workspace) -> None:
    found = bundled.cypher(
        "RETURN $bad AS `a<b`, [$bad, 'x'] AS list, null AS nothing", {"bad": "<script>alert('&')</script>"}
    )
    html = found._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "a&lt;b" in html
    assert "None" not in html
    assert html.count("<td>") == 3


def test_a_result_in_a_notebook_says_what_its_rows_do_not_show(bundled: Workspace) -> None:
    few = bundled.query("who-signed-with-whom", limit=2)
    assert "The first 2 rows; limit=20 gives more, if there are more." in few._repr_html_()
    assert few.question is not None
    assert few.question.coverage in few._repr_html_()
    person = bundled.cypher("MATCH (p:Person {name: $name}) RETURN p", {"name": "Fahmi Fadli"}, limit=1)
    assert "<td>Fahmi Fadli</td>" in person._repr_html_()
    assert "Only" not in person._repr_html_()
    brokers = bundled.analysis.brokers(limit=3)
    assert "Only the first 3 rows; a higher limit gives more." in brokers._repr_html_()
    assert brokers.notes[0] in brokers._repr_html_()


# Names


@pytest.mark.parametrize(
    "name", ["Kabupaten Paser", "kabupaten paser", "Kab. Paser", "PASER", "  Kabupaten   Paser "]
)
def test_find_takes_a_name_however_it_is_written(bundled: Workspace, name: str) -> None:
    found = bundled.find(name, "Region")
    assert isinstance(found, Node)
    assert found.properties["code"] == "64.01"


def test_find_takes_an_id(bundled: Workspace) -> None:
    node = bundled.find("Sutarmidji")
    assert bundled.find(node.id) == node


def test_find_follows_an_id_that_was_merged_into_another(project: Path) -> None:
    institutions = "Pemerintah Kabupaten Paser", "Pemerintah Kabupaten Kutai Kartanegara"
    seen = [{"name": "Rahmat Contoh", "role": "Bupati", "institution": name} for name in institutions]
    with kg.open(project) as graph:
        sources = invented("1")["sources"]
        graph.load(
            [write(project / "two.jsonl", *({**each, "sources": sources} for each in seen))], "offices"
        )
        graph.build()
        ids = [row["id"] for row in graph.cypher("MATCH (p:Person) RETURN p.id AS id")]
        assert len(ids) == 2
        both = invented("1", signatories=seen[:1], attendees=seen[1:])
        graph.load([write(project / "one.jsonl", both)])
        graph.build()
        assert len({graph.find(id).id for id in ids}) == 1


@pytest.mark.parametrize("id", ["person-00000000000000000000", "nothing-1"])
def test_an_id_that_is_not_there_is_not_found(bundled: Workspace, id: str) -> None:
    with pytest.raises(NotFound):
        bundled.find(id)


def test_a_name_of_several_is_never_guessed(bundled: Workspace) -> None:
    with pytest.raises(Ambiguous) as caught:
        bundled.find("Ombudsman")
    assert len(caught.value.candidates) > 1
    for id, name, _ in caught.value.candidates[:20]:
        assert bundled.find(id).properties["name"] == name


def test_an_unknown_name_is_not_found_and_near_ones_are_given(bundled: Workspace) -> None:
    with pytest.raises(NotFound) as caught:
        bundled.find("Sutarmiji", "Person")
    assert "Sutarmidji" in caught.value.suggestions


def test_what_is_no_name_is_refused_with_what_to_do_instead(bundled: Workspace) -> None:
    found: Any = bundled.analysis.brokers()
    node: Any = bundled.find("Mokhammad Najih")
    for view, given, told in (
        (bundled.view, found, r"this is Findings\. It draws itself: call its own view\(\)"),
        (bundled.view, node, r"this is Node\. Give its id\."),
        (bundled.report, found, "this is Findings"),
        (bundled.table, found, "A query is given by its name or in Cypher, and this is Findings"),
        (bundled.find, 5, "this is int"),
    ):
        with pytest.raises(UsageError, match=told):
            view(given)


def test_find_by_a_concept_that_is_none_is_refused(bundled: Workspace) -> None:
    with pytest.raises(UsageError, match="Person"):
        bundled.find("Sutarmidji", "Persn")


# One entity, what lies around it, what joins two


def test_an_entity_comes_with_statements_ties_and_sources(bundled: Workspace) -> None:
    found = bundled.entity("Sutarmidji")
    assert found.node.properties["name"] == "Sutarmidji"
    assert found.concept.name == "Person"
    assert found.mentions > 0
    assert {"Sutarmidji"} <= {statement.value for statement in found.statements}
    assert "SIGNED" in {tie.edge.concept for tie in found.ties}
    cited = {source for statement in found.statements for source in statement.cites}
    assert cited <= found.sources.keys()
    for tie in found.ties:
        assert found.node.id == (tie.edge.tail if tie.forward else tie.edge.head)
        assert tie.other.id == (tie.edge.head if tie.forward else tie.edge.tail)


def test_a_network_around_an_entity_is_for_networkx(bundled: Workspace) -> None:
    found = bundled.network("Pemerintah Kabupaten Paser", hops=1)
    assert isinstance(found, networkx.MultiDiGraph)
    centre = bundled.find("Pemerintah Kabupaten Paser").id
    assert set(found) == {centre, *found.predecessors(centre), *found.successors(centre)}
    for _, held in found.nodes(data=True):
        assert held["labels"][0] not in ("Source", "Date")
        assert held["properties"]["name"]
    for _, _, key, held in found.edges(keys=True, data=True):
        assert key == held["id"] == held["properties"]["id"]
        assert held["properties"]["sources"]


def test_more_hops_reach_further(bundled: Workspace) -> None:
    sizes = [len(bundled.network("Pemerintah Kabupaten Paser", hops)) for hops in (0, 1, 2)]
    assert sizes[0] == 1
    assert sizes == sorted(set(sizes))


def test_the_whole_network_has_everything_but_sources(bundled: Workspace) -> None:
    found = bundled.network()
    counts = bundled.store.schema()
    concepts = [held["labels"][0] for _, held in found.nodes(data=True)]
    assert "Source" not in concepts
    assert concepts.count("Person") == counts["nodes"]["Person"]
    reports = counts["edges"].pop("REPORTED_IN")
    assert reports > 0
    assert found.number_of_edges() == sum(counts["edges"].values())


def test_a_view_draws_what_a_query_gave(bundled: Workspace) -> None:
    answer = bundled.cypher("MATCH p = (:Person {name: 'Fahmi Fadli'})-[:SIGNED]->(:Agreement) RETURN p")
    drawn = bundled.view(answer)
    assert {node["label"] for node in drawn.nodes} >= {"Fahmi Fadli"}
    assert len(drawn.edges) == len(answer)
    with pytest.raises(UsageError, match="holds no nodes"):
        bundled.view(bundled.query("stand-ins"))


def test_a_view_draws_the_same_nodes_as_the_network(bundled: Workspace) -> None:
    view = bundled.view("Pemerintah Kabupaten Paser")
    assert isinstance(view, Network)
    assert {node["id"] for node in view.nodes} == set(bundled.network("Pemerintah Kabupaten Paser"))


def test_what_a_notebook_is_given_tells_in_a_line_what_it_is(bundled: Workspace) -> None:
    """What the last line of a cell gives is kept in the notebook: all that is known of a body is millions of
    characters."""
    found = bundled.entity(PASER)
    assert repr(found) == (
        f"<Dossier: Region {PASER!r}, {found.node.id}, {len(found.statements)} statements, "
        f"{len(found.ties)} ties, {len(found.sources)} sources>"
    )
    way = bundled.path("Fahmi Fadli", "Nurochman", avoid="Mokhammad Najih")
    assert repr(way) == "<Way: none>"
    way = bundled.path("Fahmi Fadli", "Mokhammad Najih")
    agreed = "MoU Ombudsman RI - Pemkab Paser, 2024-09-03"
    assert repr(way) == f"<Way: Fahmi Fadli - SIGNED - {agreed} - ATTENDED - Mokhammad Najih>"
    asked = bundled.query("agreements-of-region", region=PASER)
    assert repr(asked).startswith("<Result of agreements-of-region: 1 row of signed_on, status, party")
    assert repr(bundled.analysis.brokers(2)).startswith("<Findings: 2 rows of person, score")


def test_what_is_no_value_of_a_parameter_is_told_in_few_words(bundled: Workspace) -> None:
    regions = bundled.query("regions").to_pandas()
    for wrong in (bundled.entity("Ombudsman Republik Indonesia"), regions, regions.to_dict()):
        with pytest.raises(UsageError, match=r"'region' cannot be .*: a name or an id is wanted") as caught:
            bundled.query("agreements-of-region", region=wrong)
        assert len(str(caught.value)) < 400


def test_an_answer_that_a_questions_own_limit_cut_off_says_that_there_may_be_more(bundled: Workspace) -> None:
    """As the page on Python promises: a frame of it does not tell."""
    assert bundled.query("topics").limited
    assert len(bundled.query("topics", limit=1_000)) > len(bundled.query("topics"))
    assert not bundled.query("topics", limit=1_000).limited
    page = (Path(__file__).parents[1] / "docs" / "how-to" / "use-it-in-python.md").read_text("utf-8")
    assert "`limited` whether" in page


# Elsewhere


@pytest.mark.parametrize("take", [copy.copy, copy.deepcopy, lambda graph: pickle.loads(pickle.dumps(graph))])
def test_a_graph_is_opened_anew_where_it_is_sent(
    bundled: Workspace, take: Callable[[Workspace], Workspace]
) -> None:
    """As an argument of what a pool of processes calls."""
    assert bundled.query("agreements-of-region", region=PASER).rows
    with take(bundled) as elsewhere:
        assert elsewhere.store is not bundled.store
        assert elsewhere.project == bundled.project
        assert elsewhere.query("agreements-of-region", region=PASER) == bundled.query(
            "agreements-of-region", region=PASER
        )


def test_a_graph_in_a_store_of_its_own_is_not_taken_for_that_of_the_project(bundled: Workspace) -> None:
    own = MemoryStore()
    assert copy.copy(Workspace(bundled.project, own)).store is not bundled.store
    assert type(pickle.loads(pickle.dumps(Workspace(bundled.project, own))).store) is MemoryStore
