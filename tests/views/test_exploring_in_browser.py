"""What a reader can do with a network page: see what it rests on, filter, follow, take along."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import kg
from kg.cli.main import main
from kg.statements import Source
from kg.views.network import Network, network_page
from kg.views.proofs import Proof
from tests.cli.articles import PAGE
from tests.views import samples
from tests.views.browsing import PHONE, browser, visit, wait_until

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
SHOWN = "kgPage.shown().sort().join()"


@pytest.fixture
def network() -> Network:
    """Invented treaties; x1 is what everything hangs on."""
    return network_page(
        *samples.graph(), samples.sources(), samples.ontology(), title="Invented treaties",
        tell=samples.telling(samples.proofs), hubs={"x1"},
    )  # fmt: skip


def select(seen: Any, name: str) -> None:
    seen.page.fill("#search", name)
    seen.page.press("#search", "Enter")


def connect(seen: Any, start: str, end: str) -> None:
    seen.page.evaluate("document.getElementById('connect').open = true")
    for side, name in (("a", start), ("b", end)):
        seen.page.fill(f"#connect-{side}", name)
        seen.page.press(f"#connect-{side}", "Enter")


def test_every_fact_unfolds_the_words_or_the_record_that_it_rests_on(visit: Any, network: Network) -> None:
    seen = visit(network)
    select(seen, "Treaty of Nowhere")
    date = seen.page.locator("#card dt:has-text('Signed_On') + dd + dd")
    date.locator("summary").click()
    assert date.locator("blockquote").inner_text() == "They met on Tuesday (3/9/2024) in town …"
    assert date.locator("mark").inner_text() == "Tuesday (3/9/2024)"
    assert "The Invented Post" in date.inner_text()
    assert date.locator("a").get_attribute("href") == "https://www.example.org/one"
    otherwise = seen.page.locator("#card .conflicts > li:has-text('4 September 2024')")
    assert otherwise.locator("mark").inner_text() == "Wednesday (4/9/2024)"
    assert "Made-up Daily" in otherwise.inner_text()
    score = seen.page.locator("#card dt:has-text('Score') + dd + dd")
    score.locator("summary").press("Enter")
    score.locator(".proofs").wait_for()
    told = score.inner_text()
    assert "Recorded as 87,50" in told
    assert "One or more of these 2 sources say so:" in told
    seen.page.click("#card summary:has-text('Name')")
    seen.page.wait_for_selector("#card h2 + .rests .proofs")
    assert "Worked out by a rule" in seen.card()


def test_a_value_counts_all_of_its_sources_also_those_of_records_that_are_not_shown(visit: Any) -> None:
    cited = {f"s{n}": Source(f"s{n}", f"https://example.org/{n}") for n in range(9)}
    grounds = [Proof("name", "Treaty of Nowhere", f"Treaty {id}", (id, "s0")) for id in cited]
    network = network_page(
        [samples.node("t1", "Treaty", "Treaty of Nowhere", sources=[*cited])], [], cited, samples.ontology(),
        title="Treaty", tell=samples.telling(lambda *_: {"t1": grounds}, cited),
    )  # fmt: skip
    seen = visit(network)
    select(seen, "Nowhere")
    assert seen.page.inner_text("#card h2 + .rests summary") == "Name: 9 sources"
    seen.page.click("#card h2 + .rests summary")
    assert "5 further records or articles say the same." in seen.card()


def test_a_connection_shows_the_names_as_recorded_and_its_facts_rest_on_their_own(
    visit: Any, network: Network
) -> None:
    seen = visit(network)
    select(seen, "Ana")
    seen.page.click("#card .proof >> text=2 sources")
    assert "Recorded as Dr. Ana I. → Treaty of Nowhere" in seen.card()
    assert "One or more of these 2 sources say so:" in seen.card()
    role = seen.page.locator("#card dt:has-text('Role') + dd + dd")
    role.locator("summary").click()
    role.locator(".proofs").wait_for()
    assert "Recorded as chair" in role.inner_text()
    assert "Made-up Daily" in role.inner_text()


def test_the_page_of_an_article_quotes_it(visit: Any, tmp_path: Path) -> None:
    article = tmp_path / "article.html"
    article.write_text(PAGE, "utf-8")
    project = tmp_path / "project"
    assert main(["init", str(project)]) == 0
    for words in (["load", str(article)], ["build"]):
        assert main(["-C", str(project), *words]) == 0
    with kg.open(project) as workspace:
        seen = visit(workspace.view("Siti Contoh", 1))
    (name,) = [
        node["name"]
        for node in seen.page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes")
        if node["concept"] == "Agreement"
    ]
    select(seen, "Siti Contoh")
    seen.page.click(f"#card li:has-text('{name}') .proof")
    assert "Siti Contoh" in seen.page.inner_text("#card .evidence mark >> nth=0")
    assert "menandatangani nota kesepahaman" in seen.page.inner_text("#card .evidence blockquote >> nth=0")
    assert "Contoh Daily" in seen.card()
    assert "4 September 2024" in seen.card()
    assert seen.page.get_attribute("#card a", "href") == "https://example.org/paser"


def test_a_span_of_time_hides_what_lies_outside_and_says_what_stays(visit: Any, network: Network) -> None:
    seen = visit(network)
    assert seen.page.inner_text("#time-said") == "September 2024 – December 2025"
    seen.page.focus("#time-from")
    for _ in range(4):
        seen.page.keyboard.press("ArrowRight")
    wait_until(seen.page, f"{SHOWN} === 'p1,p2,p3,t2,x1'")
    assert seen.page.inner_text("#time-said") == "January 2025 – December 2025"
    assert seen.page.get_attribute("#time-from", "aria-valuetext") == "January 2025"
    assert seen.page.inner_text("#time-undated") == "4 without a date stay."
    assert "Shown: 5 of 6 entities, 2 connections" in seen.page.inner_text("#tally")
    select(seen, "Nowhere")
    assert seen.page.evaluate(SHOWN) == "p1,p2,p3,t1,t2,x1", "what is looked for is shown, whatever hid it"


def test_the_legend_counts_and_hides_connections_of_a_kind(visit: Any, network: Network) -> None:
    seen = visit(network)
    seen.page.click("#legend summary")
    row = seen.page.locator("#legend .relations label", has_text="witnessed")
    assert row.locator(".count").inner_text() == "1"
    row.locator("input").press("Space")
    assert "5 connections" in seen.page.inner_text("#tally")


def test_two_nodes_are_connected_by_a_way_with_sources_and_through_a_hub_only_if_allowed(visit: Any) -> None:
    nodes, edges = samples.graph()
    edges = [*edges, samples.edge("e7", "UNKNOWN_VERB", "p3", "x1")]
    seen = visit(
        network_page(
            nodes, edges, samples.sources(), samples.ontology(), title="Treaties",
            tell=samples.telling(samples.proofs), hubs={"x1", "t2"},
        )
    )  # fmt: skip
    connect(seen, "Ana", "Budi")
    told = seen.card()
    assert "2 steps, the fewest on this page." in told
    assert seen.page.locator("#card .way > li").count() == 2
    assert "Recorded as Dr. Ana I. → Treaty of Nowhere" in told
    assert "was signed by" in told
    wait_until(seen.page, "kgPage.labels().map(label => label.id).sort().join() === 'p1,p2,t1'")
    seen.page.keyboard.press("Escape")
    connect(seen, "Budi", "Celik")
    assert "No way between them" in seen.card()
    assert "There is one through Second Treaty" in seen.card()
    seen.page.click("#card .action")
    assert "It leads through Second Treaty" in seen.card()
    assert seen.complaints == []


def test_two_that_do_not_hang_together_are_said_not_to(visit: Any, network: Network) -> None:
    network.add_node("z", "Zed Invented")
    seen = visit(network)
    connect(seen, "Zed", "Ana")
    assert "No way between them" in seen.card()
    assert "through" not in seen.card()


def test_a_double_click_shows_only_what_a_node_is_connected_with_and_escape_leads_back(
    visit: Any, network: Network
) -> None:
    seen = visit(network)
    before = seen.page.evaluate("kgPage.where('t1')")
    seen.page.mouse.dblclick(before["x"], before["y"])
    wait_until(seen.page, f"{SHOWN} === 'p1,p2,t1,x1'")
    verbs = "kgPage.labels().filter(label => label.verb).map(label => label.text).sort().join(' | ')"
    wait_until(seen.page, f"{verbs} === 'unknown verb | was signed by | was signed by, was witnessed by'")
    text = seen.page.inner_text("#card .connections")
    for words in ("was witnessed by", "Ana Invented", "Budi Invented", "unknown verb", "Rivers"):
        assert words in text
    assert "3 connected with Treaty of Nowhere" in seen.page.inner_text("#scene")
    seen.page.keyboard.press("Escape")
    wait_until(seen.page, f"{SHOWN} === 'p1,p2,p3,t1,t2,x1'")
    assert seen.page.evaluate("kgPage.where('t1')") == before
    seen.page.click("#card .action:has-text('Only its connections')")
    assert seen.page.is_visible("#scene")
    select(seen, "Celik")
    assert seen.page.is_hidden("#scene"), "what is looked for and lies outside ends it"


def test_clicks_that_take_long_count_too(visit: Any, network: Network) -> None:
    """Of a slow hand, or on a page that has too much to do to see them at once."""
    seen = visit(network)
    at = seen.page.evaluate("kgPage.where('t1')")
    seen.page.mouse.click(at["x"], at["y"], delay=400)
    wait_until(seen.page, "document.querySelector('#card h2')?.innerText === 'Treaty of Nowhere'")
    seen.page.mouse.dblclick(at["x"], at["y"], delay=400)
    wait_until(seen.page, f"{SHOWN} === 'p1,p2,t1,x1'")


def test_two_taps_on_a_phone_show_only_what_a_node_is_connected_with(visit: Any, network: Network) -> None:
    seen = visit(network, PHONE, has_touch=True)
    at = seen.page.evaluate("kgPage.where('t1')")
    for _ in range(2):
        seen.page.touchscreen.tap(at["x"], at["y"])
    wait_until(seen.page, f"{SHOWN} === 'p1,p2,t1,x1'")


def test_no_name_or_verb_lies_over_another_around_a_node_of_many(visit: Any) -> None:
    nodes = [samples.node(f"n{n}", "Topic", f"Invented topic number {n}") for n in range(130)]
    edges = [samples.edge(f"e{n}", ("SIGNED", "WITNESSED")[n % 2], f"n{n}", "n0") for n in range(1, 130)]
    seen = visit(network_page(nodes, edges, {}, samples.ontology(), title="Topics", focus="n0"))
    seen.page.click("#card .action")
    wait_until(seen.page, "kgPage.labels().some(label => label.verb)")
    boxes = seen.page.evaluate("kgPage.labels()")
    over = [
        (a["text"], b["text"])
        for place, a in enumerate(boxes)
        for b in boxes[:place]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]
    assert over == []
    assert len(boxes) > 30


def test_the_picture_is_saved_as_svg_and_png(visit: Any, network: Network, tmp_path: Path) -> None:
    seen = visit(network)
    files = {}
    for kind in ("svg", "png"):
        seen.page.click("#save > summary")
        with seen.page.expect_download() as download:
            seen.page.click(f"#save-{kind}")
        assert download.value.suggested_filename == f"invented-treaties.{kind}"
        download.value.save_as(tmp_path / kind)
        files[kind] = (tmp_path / kind).read_bytes()
        seen.page.click("#save > summary")
    assert files["png"].startswith(b"\x89PNG")
    drawn = ElementTree.fromstring(files["svg"])
    words = [text.text for text in drawn.findall(f"{SVG}text")]
    assert {"Ana Invented", "Treaty of Nowhere", "Invented treaties"} <= set(words)
    assert len(drawn.findall(f"{SVG}path")) == 6
    assert len([shape for shape in drawn if shape.get("transform")]) == 6
    assert [url for url in seen.requests if not url.startswith(("file:", "blob:"))] == []
    assert seen.complaints == []


def test_the_saved_svg_shows_which_way_lines_go_and_lines_that_lead_back(visit: Any) -> None:
    nodes = [samples.node(id, "Person", id.upper()) for id in ("from", "to")]
    edges = [samples.edge("e1", "SIGNED", "from", "to"), samples.edge("e2", "SIGNED", "to", "to")]
    seen = visit(network_page(nodes, edges, samples.sources(), samples.ontology(), title="Loop"))
    drawn = ElementTree.fromstring(seen.page.evaluate("kgPage.svg()"))
    (head,) = [each for each in drawn.findall(f"{SVG}polygon") if not each.get("transform")]
    tip = [float(number) for number in head.get("points", "").split()[0].split(",")]
    start, end = (seen.page.evaluate("id => kgPage.where(id)", node["id"]) for node in nodes)
    frame = seen.page.locator("#canvas").bounding_box()
    apart = [math.dist(tip, (at["x"] - frame["x"], at["y"] - frame["y"])) for at in (start, end)]
    assert apart[1] < apart[0], "the head stands at the end"
    (_, loop) = drawn.findall(f"{SVG}path")
    assert "a" in loop.get("d", ""), "an arc, where a line from a point to itself cannot be seen"


def test_on_paper_stand_the_picture_and_what_was_selected_with_its_addresses(
    visit: Any, network: Network
) -> None:
    seen = visit(network, color_scheme="dark")
    select(seen, "Nowhere")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    assert "Recorded as 87,50" in seen.card()
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert seen.page.is_hidden("#search")
    assert seen.page.is_visible("#canvas canvas")
    assert seen.page.is_visible("#card h2")
    after = "getComputedStyle(document.querySelector('#card .sources a'), '::after').content"
    assert "https://www.example.org/one" in seen.page.evaluate(after)
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("#card details[open]").count() == 0
    assert len(seen.page.pdf()) > 5_000


def test_paper_has_every_source_and_connection_of_what_was_selected(visit: Any) -> None:
    cited = {f"s{n:02}": Source(f"s{n:02}", f"https://example.org/{n}", f"Outlet {n}") for n in range(12)}
    nodes = [samples.node("t1", "Treaty", "Treaty of Nowhere, " * 12, sources=[*cited])]
    nodes += [samples.node(f"p{n}", "Person", f"Invented person {n}") for n in range(20)]
    edges = [samples.edge(f"e{n}", "SIGNED", f"p{n}", "t1") for n in range(20)]
    page = network_page(nodes, edges, cited, samples.ontology(), title=nodes[0]["properties"]["name"])
    seen = visit(page)
    select(seen, "Treaty")
    sources = seen.page.locator("#card .evidence .sources a:visible")
    people = seen.page.locator("#card .links .name:visible")
    cut = "document.querySelector('h1').scrollHeight > document.querySelector('h1').clientHeight"
    assert (sources.count(), people.count()) == (8, 6)
    assert seen.page.evaluate(cut)
    seen.page.emulate_media(media="print")
    assert (sources.count(), people.count()) == (12, 20)
    assert not seen.page.evaluate(cut), "the title in full"
    seen.page.emulate_media(media="screen")
    seen.page.click("#card .more:has-text('20')")
    assert (sources.count(), people.count()) == (8, 20)
    assert "person 14" in seen.page.evaluate("document.activeElement.textContent"), "the first that came"


def test_on_a_phone_all_of_it_is_within_reach(visit: Any, network: Network) -> None:
    seen = visit(network, PHONE, has_touch=True)
    connect(seen, "Ana", "Budi")
    assert "2 steps" in seen.card()
    seen.page.keyboard.press("Escape")
    select(seen, "Nowhere")
    seen.page.tap("#card .action >> nth=0")
    assert seen.page.is_visible("#scene-back")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    seen.page.tap("#scene-back")
    assert seen.page.is_hidden("#scene")
