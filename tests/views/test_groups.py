from __future__ import annotations

from typing import Any

import pytest

from kg.showing.regions import top_regions
from kg.views import groups, network
from kg.views.network import Network, network_page
from tests.views import samples
from tests.views.browsing import browser, visit, wait_until

__all__ = ["browser", "visit"]

_SHOWN = "kgPage.shown().sort().join()"


def parts(treaties: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Treaties, every third a memorandum, and one person who signed all of them but the last."""
    kinds = ("mou", None, None)
    nodes = [
        samples.node(f"t{n}", "Treaty", f"Treaty {n}", kind=kinds[n % 3], year=2000 + n % 20)
        for n in range(treaties)
    ]
    edges = [samples.edge(f"e{n}", "SIGNED", "p", f"t{n}") for n in range(treaties - 1)]
    return [*nodes, samples.node("p", "Person", "Ana Invented")], edges


@pytest.fixture
def grouped(monkeypatch: pytest.MonkeyPatch) -> Network:
    """A page that may carry 12 nodes, of a graph of 31, all of which lie east or west."""
    monkeypatch.setattr(network, "GROUPED_FROM", 30)
    monkeypatch.setattr(network, "MAX_NODES", 12)
    nodes, edges = parts(30)
    lies_in = {node["id"]: "t0" if place % 2 else "t1" for place, node in enumerate(nodes[:-1])}
    return network_page(
        nodes, edges, samples.sources(), samples.ontology(), title="Many", regions=lambda *_: lies_in,
        total=40,
    )  # fmt: skip


def test_a_large_graph_is_shown_as_groups_and_the_page_says_what_it_does_not_carry(grouped: Network) -> None:
    html = grouped.generate_html()
    assert "12 of 40 entities" in html
    assert "31 are shown as groups" in html
    assert "12 in all; the others are not on it" in html
    named = {node["label"]: node["about"]["facts"] for node in grouped.nodes if "grouping" in node["about"]}
    assert set(named) == {"Treaty 0", "Treaty 1", "No region", "Treatys", "Treatys: memorandum", "Persons"}
    assert named["Treatys: memorandum"][0]["values"] == ["10"]
    assert [fact["values"] for fact in named["No region"]] == [["1"], ["1"]]


def test_the_page_carries_as_much_of_each_group_as_of_any_other_the_best_connected_first() -> None:
    found = groups.Grouping("kind")
    for key in "abcdefgh":
        found.add(key, "small" if key in "gh" else "large", key)
    assert groups.spread([found], "abcdefgh", 5) == ["a", "g", "b", "h", "c"]
    assert groups.spread([found], "abcdefgh", 50) == ["a", "g", "b", "h", "c", "d", "e", "f"]


def test_each_grouping_has_something_of_all_its_groups_on_the_page() -> None:
    by_region, by_kind = groups.Grouping("region"), groups.Grouping("kind")
    for key in "abcdefgh":
        by_region.add(key, "nowhere", "No region")
        by_kind.add(key, "person" if key == "h" else "treaty", key)
    assert groups.spread([by_region, by_kind], "abcdefgh", 3) == ["a", "h", "b"]


def test_a_graph_that_is_not_large_has_no_groups() -> None:
    drawn = network_page(*parts(30), samples.sources(), samples.ontology(), title="Few")
    assert drawn.groupings == []
    assert len(drawn.nodes) == 31


def test_a_node_belongs_to_the_topmost_region_of_most_of_its_nearest_neighbours() -> None:
    nodes = [
        *({"id": key, "labels": ["Region"]} for key in ("east", "east town", "west", "west town")),
        *({"id": key, "labels": ["Institution"]} for key in ("east hall", "west hall", "everybody's")),
        *({"id": key, "labels": ["Person"]} for key in ("clerk", "stranger")),
        {"id": "peace", "labels": ["Topic"]},
    ]
    joined = (
        ("east town", "east"), ("west town", "west"), ("east hall", "east town"), ("west hall", "west town"),
        ("clerk", "west hall"), ("everybody's", "east hall"), ("everybody's", "west hall"),
        ("peace", "east hall"), ("stranger", "everybody's"),
    )  # fmt: skip
    edges = [{"id": f"{a} {b}", "concept": "X", "from": a, "to": b} for a, b in joined]
    assert top_regions(nodes, edges, frozenset({"everybody's"})) == {
        "east": "east", "east town": "east", "east hall": "east",
        "west": "west", "west town": "west", "west hall": "west", "clerk": "west",
    }  # fmt: skip


@pytest.mark.browser
def test_a_group_opens_and_closes_and_what_is_searched_for_opens_its_own(
    visit: Any, grouped: Network
) -> None:
    seen = visit(grouped)
    assert seen.page.evaluate("kgPage.labels().map(label => label.text).sort().join()") == (
        "No region,Treaty 0,Treaty 1"
    )
    east = seen.page.evaluate("kgPage.shown().find(id => id.endsWith(' t0'))")
    at = seen.page.evaluate("id => kgPage.where(id)", east)
    seen.page.mouse.dblclick(at["x"], at["y"])
    wait_until(seen.page, "kgPage.shown().length > 4 && kgPage.shown().every(id => id.startsWith('t'))")
    assert "The best connected (5) of Treaty 0" in seen.page.inner_text("#scene")
    assert "Of these on this page" in seen.card()
    seen.page.keyboard.press("Escape")
    wait_until(seen.page, "kgPage.shown().length === 3")
    seen.page.select_option("#groups select", "kind")
    wait_until(seen.page, "kgPage.labels().some(label => label.text === 'Treatys: memorandum')")
    seen.page.fill("#search", "Ana")
    seen.page.press("#search", "Enter")
    assert "The whole group (1): Persons" in seen.page.inner_text("#scene")
    assert "Ana Invented" in seen.card()
    seen.page.evaluate("document.getElementById('connect').open = true")
    seen.page.click("#card .back")
    for side, name in (("a", "Treaty 10"), ("b", "Treaty 11")):
        seen.page.fill(f"#connect-{side}", name)
        seen.page.press(f"#connect-{side}", "Enter")
    assert "There is one through Ana Invented" in seen.card()
    seen.page.click("#card .action")
    assert "2 steps" in seen.card()
    wait_until(seen.page, f"{_SHOWN} === 'p,t10,t11'")
    seen.page.keyboard.press("Escape")
    wait_until(seen.page, "kgPage.shown().every(id => id.startsWith('(group)'))")
    assert seen.complaints == []


@pytest.mark.browser
def test_a_search_that_finds_nothing_says_how_much_is_not_on_the_page(visit: Any, grouped: Network) -> None:
    seen = visit(grouped)
    seen.page.fill("#search", "Treaty 28")
    for said in (seen.page.inner_text("#suggestions"), seen.page.inner_text("#status")):
        assert "No such name among the 12 of 40 entities on this page." in said
        assert "kg view NAME" in said


@pytest.mark.browser
def test_a_group_of_which_nothing_is_to_be_seen_is_hidden_until_it_is_looked_for(
    visit: Any, grouped: Network
) -> None:
    seen = visit(grouped)
    seen.page.select_option("#groups select", "kind")
    shown = "kgPage.labels().map(label => label.text).sort().join()"
    wait_until(seen.page, f"{shown} === 'Persons,Treatys,Treatys: memorandum'")
    seen.page.locator("#legend label:has-text('Treatys') input").uncheck()
    wait_until(seen.page, f"{shown} === 'Persons'")
    seen.page.fill("#search", "Treatys: memorandum")
    seen.page.press("#search", "Enter")
    seen.page.keyboard.press("Escape")
    wait_until(seen.page, "kgPage.shown().length === 3")
    assert seen.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 900, 1280])
def test_what_an_open_group_is_called_does_not_lie_over_the_choice_of_groups(
    visit: Any, grouped: Network, width: int
) -> None:
    for node in grouped.nodes:
        if "grouping" in node["about"]:
            node["label"] = "Provinsi Contoh yang Namanya Panjang Sekali, dengan Semua Pulaunya"
    seen = visit(grouped, {"width": width, "height": 800})
    seen.page.evaluate("document.getElementById('list').open = true")
    seen.page.click("#list summary:has-text('Groups')")
    seen.page.locator("#list .name").first.click()
    seen.page.click("#card .action:has-text('Open')")
    scene, choice = (seen.page.locator(name).bounding_box() for name in ("#scene", "#groups"))
    assert scene["y"] + scene["height"] <= choice["y"]
    if tally := seen.page.locator("#tally").bounding_box():
        assert choice["y"] + choice["height"] <= tally["y"]
    assert choice["x"] + choice["width"] <= seen.page.locator(".zoom").bounding_box()["x"]
