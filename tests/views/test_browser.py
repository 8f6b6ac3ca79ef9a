"""Network pages in a real browser; see :mod:`tests.views.browsing`."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from kg.views import engines
from kg.views.network import Network, network_page
from tests.views import samples
from tests.views.browsing import DESKTOP, PHONE, browser, visit, wait_until, zoom_in

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser


@pytest.fixture
def network() -> Network:
    return network_page(*samples.graph(), samples.sources(), samples.ontology(), title="Invented treaties")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_opens_without_a_request_or_a_complaint(
    visit: Any, network: Network, size: dict[str, int], scheme: str
) -> None:
    seen = visit(network, size, color_scheme=scheme)
    assert len(seen.requests) == 1
    assert seen.requests[0].startswith("file://")
    assert seen.complaints == []
    width = seen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"]


def test_a_click_on_a_shape_shows_facts_evidence_and_who_says_otherwise(visit: Any, network: Network) -> None:
    seen = visit(network)
    seen.click("t1")
    card = seen.card()
    for words in (
        "Treaty of Nowhere", "memorandum", "3 September 2024", "inferred", "87.5", "yes",
        "Each fact rests on one or more of these 3 sources", "The Invented Post", "Made-up Daily",
        "September 2024", "no address recorded", "Sources disagree", "Score: another source says 90",
        "says 4 September 2024", "was witnessed by",
    ):  # fmt: skip
        assert words in card
    links = seen.page.eval_on_selector_all("#card a", "links => links.map(a => [a.href, a.rel, a.target])")
    assert ["https://www.example.org/one", "noopener noreferrer", "_blank"] in links
    assert {(rel, target) for _, rel, target in links} == {("noopener noreferrer", "_blank")}
    seen.page.click("#card button.name >> text=Ana Invented >> nth=0")
    assert "Member of the board" in seen.card()
    assert "Read in this source:" in seen.card()
    seen.page.keyboard.press("Escape")
    assert seen.page.is_hidden("#card")


def test_a_click_on_a_line_shows_its_own_evidence_and_its_parallels(visit: Any, network: Network) -> None:
    seen = visit(network)
    ends = [seen.page.evaluate("id => kgPage.where(id)", key) for key in ("p3", "t2")]
    seen.page.mouse.click(*(sum(end[axis] for end in ends) / 2 for axis in ("x", "y")))
    assert "Çelik Invented" in seen.card()
    assert "Clerk" in seen.card()
    assert "Read in this source:" in seen.card()
    seen.click("p1")
    seen.page.click("#card .proof >> text=2 sources")
    assert "Chair" in seen.card()
    assert "one or more of these 2 sources" in seen.card()
    seen.page.click("#card section:has-text('Also between these two') .proof")
    assert "witnessed" in seen.card()


def test_what_was_only_announced_says_so_wherever_it_is_named(visit: Any) -> None:
    nodes, edges = samples.graph()
    nodes = [{**node, "told": "announced"} if node["id"] == "t1" else node for node in nodes]
    seen = visit(network_page(nodes, edges, samples.sources(), samples.ontology(), title="Invented"))
    seen.click("p1")
    assert "signed\nannounced: Treaty of Nowhere" in seen.card()
    seen.click("t1")
    assert seen.page.inner_text("#card h2") == "announced: Treaty of Nowhere"
    seen.page.fill("#search", "treaty of")
    assert "announced: Treaty of Nowhere" in seen.page.inner_text("#suggestions")


@pytest.mark.parametrize("address", ["https://e.test:99999/a", "https://%zz/", "http://1.2.3.999/"])
def test_an_address_that_no_browser_takes_is_shown_and_is_no_link(visit: Any, address: str) -> None:
    nodes, edges = samples.graph()
    cited = {key: each._replace(url=address) for key, each in samples.sources().items()}
    seen = visit(network_page(nodes, edges, cited, samples.ontology(), title="Invented treaties", focus="p1"))
    seen.click("p1")
    assert address in seen.card()
    assert seen.page.locator("#card .evidence a").count() == 0
    assert seen.complaints == []


def test_search_finds_by_name_other_spelling_and_without_accents_and_works_by_keyboard(
    visit: Any, network: Network
) -> None:
    seen = visit(network)
    for typed, found in (
        ("celik", "Çelik Invented"),
        ("dr. ana", "Ana Invented"),
        ("nowh", "Treaty of Nowhere"),
    ):
        seen.page.fill("#search", typed)
        assert seen.page.inner_text("#suggestions [role=option] bdi") == found
        assert seen.page.text_content("#status") == "1 suggestion"
        seen.page.press("#search", "ArrowDown")
        assert seen.page.get_attribute("#search", "aria-activedescendant") == "hit-0"
        seen.page.press("#search", "Enter")
        assert seen.page.inner_text("#card h2") == found
        assert seen.page.evaluate("document.activeElement.id") == "card"
    seen.page.fill("#search", "nobody of that name")
    assert "No such name" in seen.page.inner_text("#suggestions")


def test_every_entity_can_be_reached_by_keyboard_alone(visit: Any, network: Network) -> None:
    seen = visit(network)
    seen.page.focus("#list > summary")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#list li")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert seen.page.inner_text("#card h2") == "Ana Invented"
    count = seen.page.evaluate(
        "[...document.querySelectorAll('#list details')].map(d => { d.open = true; return d; }).length"
    )
    assert count == 3
    wait_until(seen.page, "document.querySelectorAll('#list li button').length === 6")


def test_every_stop_of_the_tab_key_says_what_it_is(visit: Any, network: Network) -> None:
    seen = visit(network)
    reached = "each.tabIndex >= 0 && each.checkVisibility()"
    stops = f"[...document.querySelectorAll('*')].filter((each) => {reached})"
    said = "each.ariaLabel || each.textContent.trim() || (each.labels && [...each.labels].join())"
    unnamed = seen.page.evaluate(f"{stops}.filter((each) => !({said})).map((each) => each.outerHTML)")
    assert unnamed == []
    assert seen.page.evaluate(f"{stops}.length") > 8


def test_the_legend_hides_and_shows(visit: Any, network: Network) -> None:
    seen = visit(network)
    shown = "kgPage.labels().map(label => label.id).sort().join()"
    assert seen.page.evaluate(shown) == "p1,p2,p3,t1,t2,x1"
    box = seen.page.locator("#legend label:has-text('Persons') input")
    box.uncheck()
    wait_until(seen.page, f"{shown} === 't1,t2,x1'")
    at = seen.page.evaluate("kgPage.where('p3')")
    seen.page.mouse.click(at["x"], at["y"])
    assert seen.page.is_hidden("#card")
    seen.page.fill("#search", "Ana")
    seen.page.press("#search", "Enter")
    assert box.is_checked()
    # Only what is selected, and what it touches, is named.
    wait_until(seen.page, f"{shown} === 'p1,t1'")


@pytest.mark.parametrize(("installed", "named"), [(False, 30), (True, 20)])
def test_no_name_lies_over_another_at_any_size(
    visit: Any, monkeypatch: pytest.MonkeyPatch, installed: bool, named: int
) -> None:
    if not installed:  # our own code leaves more room for names, and what is installed more for shapes
        monkeypatch.setattr(engines, "place", lambda neighbours: None)
    nodes = [samples.node(f"n{n}", "Topic", f"A rather long invented topic {n}") for n in range(300)]
    edges = [samples.edge(f"e{n}", "SIGNED", f"n{n}", f"n{n // 3}") for n in range(1, 300)]
    seen = visit(network_page(nodes, edges, {}, samples.ontology(), title="Topics"))
    heights = set()
    for _ in range(4):
        boxes = seen.page.evaluate("kgPage.labels()")
        assert len(boxes) >= (3 if heights else named)
        heights |= {box["bottom"] - box["top"] for box in boxes}
        for place, box in enumerate(boxes):
            for other in boxes[:place]:
                apart = box["right"] <= other["left"] or other["right"] <= box["left"]
                assert apart or box["bottom"] <= other["top"] or other["bottom"] <= box["top"]
        assert seen.page.evaluate(_OVER_SHAPES, 0.6) == []  # Topics are flat
        zoom_in(seen.page)
    assert heights == {16}


#: Pairs of a name and another node that it lies over: over a circle of that part of its size, that is. Specks
#: with a radius of less than four pixels are left out.
_OVER_SHAPES = """(part) => {
    const frame = document.getElementById("canvas").getBoundingClientRect();
    const { nodes } = JSON.parse(document.getElementById("data").textContent);
    const shown = new Set(kgPage.shown());
    const spots = nodes.filter((node) => shown.has(node.id)).map((node) => {
        const at = kgPage.where(node.id);
        const r = node.size * kgPage.scale() * part;
        return { id: node.id, x: at.x - frame.left, y: at.y - frame.top, r };
    });
    const over = (box, { x, y, r }) => Math.hypot(
        Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) < r - 0.5;
    return kgPage.labels().flatMap((box) => spots
        .filter((spot) => spot.id !== box.id && spot.r > 4 * part && over(box, spot))
        .map((spot) => [box.id, spot.id]));
}"""


@pytest.mark.parametrize(("size", "named"), [(DESKTOP, 25), (PHONE, 3)], ids=["desktop", "phone"])
def test_no_name_lies_over_the_shape_of_another_node(visit: Any, size: dict[str, int], named: int) -> None:
    nodes = [samples.node(f"n{n}", "Person", f"A rather long invented person {n}") for n in range(70)]
    edges = [samples.edge(f"e{n}", "SIGNED", f"n{n}", "n0") for n in range(1, 70)]
    edges += [samples.edge(f"f{n}", "SIGNED", f"n{n}", f"n{n + 1}") for n in range(1, 20)]
    seen = visit(network_page(nodes, edges, {}, samples.ontology(), title="Star", focus="n0"), size)
    for zoomed in range(4):
        over = seen.page.evaluate(_OVER_SHAPES, 1)
        assert [pair for pair in over if pair[0] != "n0"] == []  # what the page is about always has its name
        assert len(seen.page.evaluate("kgPage.labels()")) >= (3 if zoomed else named)
        zoom_in(seen.page)


def test_the_theme_can_be_turned_and_the_picture_follows(visit: Any, network: Network) -> None:
    seen = visit(network, color_scheme="light")
    surface = "getComputedStyle(document.body).backgroundColor"
    before = seen.page.evaluate(surface)
    seen.page.click("#theme")
    assert seen.page.evaluate(surface) != before
    seen.click("t1")
    assert "Treaty of Nowhere" in seen.card()
    assert seen.complaints == []


def test_hostile_text_in_every_field_stays_text(visit: Any) -> None:
    nodes, edges, cited, ontology = samples.hostile_graph()
    text = samples.HOSTILE[1]
    network = network_page(
        nodes, edges, cited, ontology, title=text, note=text, focus=text, names={text: text},
        tell=samples.telling(samples.hostile_proofs, cited, {text: text}),
    )  # fmt: skip
    seen = visit(network)
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    wait_until(page, f"document.querySelectorAll('#list li button').length === {len(nodes)}")
    for place in range(len(nodes)):
        page.evaluate("place => document.querySelectorAll('#list li button')[place].click()", place)
        assert "Evidence" in seen.card()
        for proof in range(min(3, page.locator("#card .proof").count())):
            page.evaluate("place => document.querySelectorAll('#list li button')[place].click()", place)
            page.evaluate("place => document.querySelectorAll('#card .proof')[place].click()", proof)
            assert "Evidence" in seen.card()
            page.evaluate("document.querySelectorAll('#card details').forEach(d => { d.open = true; })")
            wait_until(page, "document.querySelectorAll('#card blockquote').length > 0")
    for typed in ("<", "script", "{"):
        page.fill("#search", typed)
    for node, picked in enumerate(samples.HOSTILE[:4]):
        page.evaluate("place => document.querySelectorAll('#list li button')[place].click()", node)
        page.click("#card .action:has-text('Only its connections')")
        page.keyboard.press("Escape")
        page.click("#card .action:has-text('How is it connected')")
        page.fill("#connect-b", picked)
        page.press("#connect-b", "Enter")
        page.keyboard.press("Escape")
    drawn = page.evaluate("kgPage.svg()")
    assert ElementTree.fromstring(drawn).findall(".//{http://www.w3.org/2000/svg}script") == []
    assert page.evaluate("window.__pwned") is None
    assert page.evaluate("document.scripts.length") == 3
    assert (
        page.locator(
            "img, iframe, object, embed, style:not(head style), [onclick], [onerror], [onload]"
        ).count()
        == 0
    )
    assert page.eval_on_selector_all("a", "links => links.filter(a => !/^https?:/.test(a.href)).length") == 0
    assert len(seen.requests) == 1
    assert seen.complaints == []


def test_the_frame_of_a_notebook_draws_the_same_page_without_rights(browser: Any, network: Network) -> None:
    page = browser.new_page()
    page.set_content(f"<!DOCTYPE html><script>window.secret = 1</script>{network._repr_html_()}")
    frame = page.frames[1]
    wait_until(frame, "window.kgPage && kgPage.labels().length === 6")
    assert frame.evaluate("window.origin") == "null"
    reached = frame.evaluate(
        "(() => { try { return window.parent.secret; } catch (error) { return error.name; } })()"
    )
    assert reached == "SecurityError"
    frame.click("#save > summary")
    with page.expect_download() as download:
        frame.click("#save-svg")
    assert download.value.suggested_filename == "invented-treaties.svg"
    page.close()


def test_without_scripts_the_page_says_what_it_needs(visit: Any, network: Network) -> None:
    seen = visit(network, java_script_enabled=False)
    assert "Invented treaties" in seen.page.inner_text("h1")
    assert "6 entities, 6 connections" in seen.page.inner_text(".shown")
    assert "nothing is loaded from the network" in seen.page.inner_text("noscript")


def test_two_thousand_nodes_are_drawn(visit: Any) -> None:
    nodes = [samples.node(f"n{n}", "Topic", f"Invented topic {n}") for n in range(2_000)]
    edges = [samples.edge(f"e{n}", "SIGNED", f"n{n}", f"n{n * n % 997}") for n in range(1, 2_000)]
    seen = visit(network_page(nodes, edges, {}, samples.ontology(), title="Topics"))
    assert len(seen.page.evaluate("kgPage.labels()")) >= 10
    seen.click("n0")
    assert "Invented topic" in seen.card()
    assert seen.complaints == []
