"""Sources as pages cite them: an outlet and a date that lead to the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.statements import Source
from kg.views.dates import spoken
from kg.views.facts import safe_url
from kg.views.page import texts


class Cited(NamedTuple):
    """A source for a template: all texts, of which ``title`` and ``author`` may be empty, ``url`` None."""

    outlet: str
    date: str
    title: str
    author: str
    url: str | None


def cited(ids: Iterable[str], sources: Mapping[str, Source], language: str) -> list[Cited]:
    """The sources of some ids, in their order; one that is not known is called by its id."""
    return [_cited(sources.get(id) or Source(id, outlet=id), language) for id in ids]


def _cited(source: Source, language: str) -> Cited:
    words = texts(language, "document")
    return Cited(
        source.outlet or source.title or words["unnamed_outlet"],
        spoken(source.published, language) if source.published else words["undated"],
        source.title or "",
        source.author or "",
        safe_url(source.url),
    )
