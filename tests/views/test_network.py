from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx
import pytest

from kg.errors import KgError, UsageError
from kg.views import page
from kg.views.facts import safe_url
from kg.views.network import MAX_NODES, Network, network_page, parts
from tests.views import samples


class Tags(HTMLParser):
    """What a browser would make of the page: its tags, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def data_of(network: Network) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Tags(network.generate_html()).scripts[0])
    return data


@pytest.fixture
def network() -> Network:
    return network_page(*samples.graph(), samples.sources(), samples.ontology(), title="Invented treaties")


@pytest.fixture
def hostile() -> Network:
    nodes, edges, cited, ontology = samples.hostile_graph()
    text = samples.HOSTILE[1]
    return network_page(nodes, edges, cited, ontology, title=text, note=text, focus=text, names={text: text})


def test_a_page_has_three_scripts_of_which_the_first_is_inert(network: Network) -> None:
    scripts = Tags(network.generate_html()).named("script")
    assert scripts == [{"id": "data", "type": "application/json"}, {}, {}]


def test_hostile_text_adds_no_tag_and_comes_back_unchanged(network: Network, hostile: Network) -> None:
    network.note = "calm"
    calm, html = Tags(network.generate_html()), hostile.generate_html()
    odd = Tags(html)
    assert [tag for tag, _ in odd.tags] == [tag for tag, _ in calm.tags]
    assert not any(name.startswith("on") for _, attributes in odd.tags for name in attributes)
    nodes = json.loads(odd.scripts[0])["nodes"]
    assert {node["id"] for node in nodes} == set(samples.HOSTILE)
    for node in nodes:
        assert node["id"] in [value for fact in node["facts"] for value in fact["values"]]
    html.encode("utf-8")


def test_the_data_block_holds_no_character_that_html_or_old_javascript_reads() -> None:
    block = page.json_block({"<a>": "</script><!-- & \u2028\u2029 é \ud800"})
    assert block.isascii()
    assert not re.search("[<>&]", block)
    assert json.loads(block) == {"<a>": "</script><!-- & \u2028\u2029 é \ud800"}


def test_the_policy_allows_the_pages_own_scripts_and_style_by_hash_and_nothing_else(network: Network) -> None:
    html = network.generate_html()
    tags = Tags(html)
    policy = next(meta["content"] or "" for meta in tags.named("meta") if meta.get("http-equiv"))
    rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [page._hash(script) for script in tags.scripts[1:]]
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style
    assert rules["style-src"] == page._hash(style[1])
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_refers_to_no_other_file(network: Network) -> None:
    tags = Tags(network.generate_html())
    addresses = [
        value for _, attributes in tags.tags for key, value in attributes.items() if key in ("src", "href")
    ]
    assert addresses == ["data:,"]
    assert "sourceMappingURL" not in network.generate_html()


def test_parallel_edges_are_kept(network: Network) -> None:
    between = [edge for edge in network.edges if (edge["from"], edge["to"]) == ("p1", "t1")]
    assert [edge["group"] for edge in between] == ["SIGNED", "WITNESSED"]
    assert len(data_of(network)["edges"]) == 6


def test_the_same_input_gives_the_same_page_in_any_order(network: Network) -> None:
    nodes, edges = samples.graph()
    again = network_page(
        nodes, edges, dict(reversed(samples.sources().items())), samples.ontology(), title="Invented treaties"
    )
    assert again.generate_html() == network.generate_html()
    turned = network_page(
        nodes[::-1], edges, samples.sources(), samples.ontology(), title="Invented treaties"
    )
    assert turned.generate_html() == network.generate_html()


def test_facts_come_in_the_ontologys_order_and_words(network: Network) -> None:
    treaty = next(node for node in data_of(network)["nodes"] if node["id"] == "t1")
    assert [(fact["label"], fact["values"]) for fact in treaty["facts"]] == [
        ("Kind", ["memorandum"]),
        ("Signed_On", ["2024-09-03"]),
        ("Score", ["87.5"]),
        ("Binding", ["yes"]),
        ("Lead", [{"id": "p1", "name": "Ana Invented"}]),
    ]
    assert [fact["inferred"] for fact in treaty["facts"]] == [False, True, False, False, False]


def test_conflicts_and_sources_are_resolved(network: Network) -> None:
    data = data_of(network)
    treaty = next(node for node in data["nodes"] if node["id"] == "t1")
    assert treaty["sources"] == ["s1", "s2", "s3"]
    assert [(c["property"], c["value"], c["source"]) for c in treaty["conflicts"]] == [
        ("Signed_On", "2024-09-04", "s2"),
        ("Score", "90", "s2"),
    ]
    assert set(data["sources"]) == {"s1", "s2", "s3"}
    assert data["sources"]["s3"]["url"] is None


def test_what_sources_say_otherwise_is_written_like_the_facts_beside_it() -> None:
    others = ["score | 90.25 | s2", "binding | false | s2", "score | many | s2"]
    treaty = samples.node("t1", "Treaty", "Treaty of Nowhere", score=87.5, binding=True, conflicts=others)
    network = network_page([treaty], [], samples.sources(), samples.ontology(), title="x", language="id")
    (shown,) = data_of(network)["nodes"]
    assert [fact["values"] for fact in shown["facts"]] == [["87,5"], ["ya"]]
    assert [other["value"] for other in shown["conflicts"]] == ["90,25", "tidak", "many"]


def test_labels_verbs_and_interface_come_in_the_language_asked_for() -> None:
    network = network_page(*samples.graph(), samples.sources(), samples.ontology(), title="x", language="id")
    data = data_of(network)
    assert {concept["plural"] for concept in data["concepts"]} == {
        "Persons (id)",
        "Treatys (id)",
        "Topics (id)",
    }
    assert data["texts"] == page.texts("id")
    with pytest.raises(UsageError, match="en and id"):
        Network("x", language="xx")


def test_all_languages_say_the_same_things() -> None:
    fields = [
        {key: set(re.findall(r"\{\w+\}", text)) for key, text in page.texts(code).items()}
        for code in ("en", "id")
    ]
    assert fields[0] == fields[1]


def test_of_too_many_nodes_the_focus_and_the_best_connected_stay_and_the_page_says_so() -> None:
    nodes = [samples.node(f"n{number:04}", "Topic", f"Topic {number}") for number in range(MAX_NODES + 50)]
    hub = [samples.edge(f"e{n}", "SIGNED", "n0000", f"n{n:04}") for n in range(100, MAX_NODES + 50)]
    network = network_page(nodes, hub, {}, samples.ontology(), title="Many", focus="n0050", total=13_000)
    shown = {node["id"] for node in network.nodes}
    assert len(shown) == MAX_NODES
    assert {"n0000", "n0050", f"n{MAX_NODES + 49}"} <= shown
    html = network.generate_html()
    assert "2,000 of 13,000 entities" in html
    assert "the 2,000 best connected of 2,050" in html


def test_a_page_says_how_much_it_shows(network: Network) -> None:
    assert "6 entities, 6 connections." in network.generate_html()
    network.total = 40
    assert "6 of 40 entities" in network.generate_html()


def test_edges_that_leave_the_picture_are_left_out() -> None:
    edges = [samples.edge("e1", "SIGNED", "p1", "elsewhere")]
    network = network_page(
        [samples.node("p1", "Person", "Ana Invented")], edges, {}, samples.ontology(), title="x"
    )
    assert network.edges == []


def test_what_the_ontology_does_not_know_is_drawn_all_the_same() -> None:
    nodes = [
        {"id": "a", "labels": [], "properties": {}},
        {"id": "b", "labels": ["Odd"], "properties": {"odd_one": 1}},
    ]
    network = network_page(
        nodes, [samples.edge("e", "ODD_VERB", "a", "b")], {}, samples.ontology(), title="x"
    )
    data = data_of(network)
    assert [node["name"] for node in data["nodes"]] == ["a", "b"]
    assert data["relations"][0]["forward"] == "odd verb"
    assert data["nodes"][1]["facts"][0]["label"] == "odd one"


def test_pyviss_own_ways_to_fill_a_network_work() -> None:
    network = Network("By hand")
    network.add_nodes([1, 2], label=["one", "two"])
    network.add_edges([(1, 2), (1, 2)])
    network.add_node(1, label="again")
    network.from_nx(networkx.path_graph(4))
    assert network.num_nodes() == 4
    assert network.num_edges() == 2 + 3
    assert network.get_node(1)["label"] == "one"
    assert network.neighbors(1) == {2}
    assert len(data_of(network)["nodes"]) == 4


@pytest.mark.parametrize("name", ["x", "y", "size"])
@pytest.mark.parametrize("value", [float("nan"), float("-inf"), "12", None])
def test_a_place_or_a_size_that_is_no_finite_number_is_refused(name: str, value: object) -> None:
    network = Network()
    with pytest.raises(UsageError, match=rf"The {name} of node 'a' is {value!r}: give a finite number"):
        network.add_node("a", **{name: value})
    network.add_node("a", **{name: 12})
    assert data_of(network)["nodes"][0]["id"] == "a"


def test_ids_that_the_page_could_not_tell_apart_are_refused() -> None:
    network = Network()
    network.add_node(1)
    with pytest.raises(UsageError, match="The nodes 1 and '1' would be one on the page"):
        network.add_node("1")
    network.add_edge(1, 1)
    assert [node["id"] for node in data_of(network)["nodes"]] == ["1"]


def test_an_edge_to_a_missing_node_is_refused() -> None:
    network = Network()
    network.add_node("a")
    with pytest.raises(UsageError, match="no node 'b'"):
        network.add_edge("a", "b")


@pytest.mark.parametrize(
    "name", ["show", "show_buttons", "set_options", "from_DOT", "prep_notebook", "set_template"]
)
def test_what_pyvis_does_unsafely_points_to_write_html(network: Network, name: str) -> None:
    with pytest.raises(UsageError, match="write_html"):
        getattr(network, name)("page.html")


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing(hostile: Network) -> None:
    (frame,) = Tags(hostile._repr_html_()).tags
    assert frame[0] == "iframe"
    assert frame[1]["sandbox"] == (
        "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
    )
    assert frame[1]["srcdoc"] == hostile.generate_html()


def test_a_page_is_written_as_utf8_and_nothing_else_is_left(network: Network, tmp_path: Path) -> None:
    target = tmp_path / "a page.html"
    assert network.write_html(target) == target
    network.save_graph(str(target))
    assert target.read_bytes().decode("utf-8") == network.html
    assert list(tmp_path.iterdir()) == [target]
    assert page.is_our_page(target)


def test_a_write_that_fails_leaves_the_old_page(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")

    def full(self: Path, *_: Any, **__: Any) -> None:
        self.touch()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        with pytest.raises(KgError, match="No space left"):
            network.write_html(target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_page_is_not_written_into_or_over_a_folder(network: Network, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        network.write_html(tmp_path)
    with pytest.raises(UsageError, match="no folder"):
        network.write_html(tmp_path / "missing" / "page.html")


def test_a_missing_script_of_pyvis_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_VIS", "templates/elsewhere.js")
    page.vis_script.cache_clear()
    with pytest.raises(KgError, match=r"pip install 'pyvis==0\.3\.2'"):
        page.vis_script()
    page.vis_script.cache_clear()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://", False),
        ("https://[", False),
        (" https://example.org", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert safe_url(url) == (url if safe else None)


@pytest.mark.parametrize("nested", [True, False])
def test_a_networkx_graph_comes_apart_into_nodes_and_edges(nested: bool) -> None:
    nodes, edges = samples.graph()
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes:
        properties = node["properties"]
        graph.add_node(
            node["id"], labels=node["labels"], **({"properties": properties} if nested else properties)
        )
    for edge in edges:
        properties = edge["properties"]
        graph.add_edge(
            edge["from"], edge["to"], id=edge["id"], concept=edge["concept"],
            **({"properties": properties} if nested else properties),
        )  # fmt: skip
    found_nodes, found_edges = parts(graph)
    assert found_nodes == nodes
    assert sorted(found_edges, key=lambda edge: edge["id"]) == edges
