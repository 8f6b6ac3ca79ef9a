"""Pictures of what was found."""

from __future__ import annotations

import pytest

from kg.analysis import drawing
from kg.errors import UsageError
from kg.views.page import texts
from kg.workspace import Workspace


def test_sizes_follow_scores(bundled: Workspace) -> None:
    found = bundled.analysis.brokers(None)
    page = found.view()
    sizes = {node["id"]: node["size"] for node in page.nodes}
    assert len(sizes) == 171
    ranked = [row["id"] for row in found]
    assert [sizes[id] for id in ranked] == sorted((sizes[id] for id in ranked), reverse=True)
    assert sizes[ranked[0]] == max(sizes.values())
    assert len({sizes[id] for id in sizes if id not in ranked}) == 1


def test_a_line_names_the_occasions_and_has_the_sources_of_both(bundled: Workspace) -> None:
    found = bundled.analysis.brokers(None)
    page = found.view()
    assert len(page.edges) == found.network.number_of_edges()
    for edge in page.edges:
        (fact,) = edge["about"]["facts"]
        assert fact["label"] == "where"
        assert len(fact["values"]) == found.network[edge["from"]][edge["to"]]["together"]
        assert edge["about"]["sources"]
        assert set(edge["about"]["sources"]) <= page.sources.keys()


def test_each_large_community_has_a_colour_and_a_place_in_the_legend(bundled: Workspace) -> None:
    found = bundled.analysis.communities(None)
    page = found.view()
    for row in found.rows[: len(drawing.COLOURS)]:
        members = [
            node for node in page.nodes if found.network.nodes[node["id"]]["community"] == row["community"]
        ]
        assert {node["group"] for node in members} == {f"community-{row['community']}"}
        assert {node["color"] for node in members} == {drawing.COLOURS[row["community"] - 1]}
        assert page.node_styles[members[0]["group"]]["label"] == f"Around {row['around']}"
    assert {"community-other"} == {node["group"] for node in page.nodes} - {
        f"community-{place}" for place in range(1, len(drawing.COLOURS) + 1)
    }


def test_of_many_people_the_first_are_shown_and_it_is_said(
    bundled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_PEOPLE", 30)
    page = bundled.analysis.brokers().view()
    assert len(page.nodes) == 30
    assert page.note.startswith("30 of 171 people are shown.")


def test_ways_are_drawn_with_the_facts_of_the_graph(bundled: Workspace) -> None:
    found = bundled.analysis.ways("Fahmi Fadli", "Nurochman", 3)
    page = found.view(language="id")
    assert page.heading == "Dari Fahmi Fadli ke Nurochman"
    assert {node["id"] for node in page.nodes} == set(found.network)
    assert {node["group"] for node in page.nodes} == {"Person", "Agreement", "Institution"}


def test_pieces_are_drawn_without_what_was_left_out(bundled: Workspace) -> None:
    found = bundled.analysis.components(3)
    page = found.view()
    assert len(page.nodes) == sum(row["nodes"] for row in found)
    assert not {node["group"] for node in page.nodes} & {"Date", "Topic", "Region", "Source"}


def test_signers_are_drawn_in_indonesian_and_an_unknown_language_is_refused(bundled: Workspace) -> None:
    found = bundled.analysis.co_signers()
    page = found.view(language="id")
    assert page.heading == "Siapa menandatangani kesepakatan yang sama"
    assert page.edge_styles["agreement"]["forward"] == "menandatangani kesepakatan yang sama dengan"
    with pytest.raises(UsageError, match="not in 'nl'"):
        found.view(language="nl")


def test_every_text_is_there_in_both_languages() -> None:
    english, indonesian = (texts(language, "analysis") for language in ("en", "id"))
    assert english.keys() == indonesian.keys()
