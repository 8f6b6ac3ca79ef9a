"""Scores by region and year on a map: provinces, and one step down their regencies and cities.

The table is the data: each of its lines says which region it colours, in which year, on which scale and
how; the page's script only chooses lines. So what is seen and what can be read never differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar

from markupsafe import Markup, escape

from kg.statements import Source
from kg.views.charts.page import ChartPage, Column, Picture, Row, Swatch
from kg.views.charts.svg import altair_module
from kg.views.page import plain, written

#: Source of the colours of scores.
PALETTE = "ColorBrewer 2.0 (7-class Blues), Okabe & Ito (2008)"
#: How many shades the style has for scores (``.c0`` to ``.c6``), and patterns for zones.
_SHADES, MOST_ZONES = 7, 5
#: What a shade may span.
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100)
_WIDTH, _HEIGHT = 960, 390
#: Of the frame in a notebook: so that the legend below the map is seen with it.
_FRAME = "820px"
#: Lines of the patterns of zones, which tell them without colour, on a field of 8 by 8.
_PATTERNS = ("M0 4h8", "M4 0v8", "M0 0l8 8M-2 6l4 4M6 -2l4 4", "M0 8l8 -8", "M0 4h8M4 0v8")


@dataclass(frozen=True)
class Place:
    """A region: its code as in the boundaries, its name, and the code of the one it is part of."""

    code: str
    name: str
    part_of: str | None


@dataclass(frozen=True)
class Score:
    """A result.

    Attributes:
        row: its line of the table.
        code: of the region.
        year: assessed.
        scale: within which scores may be compared.
        score: None where no source gives one.
        zone: None where no source names one.
    """

    row: Row
    code: str
    year: int
    scale: str
    score: float | None
    zone: str | None


@dataclass(frozen=True)
class Words:
    """What people read for scales and zones, and the colours of zones (``#rrggbb``), by value."""

    scales: Mapping[str, str]
    zones: Mapping[str, str]
    colours: Mapping[str, str]


class ScoreMap(ChartPage):
    """A page with a map of scores.

    Args:
        title, columns, sources, language, note: see :class:`kg.views.charts.page.ChartPage`.
        scores: in the order of the table.
        places: all regions.
        boundaries: TopoJSON of the upper and of the lower level, with the name of the object in each.
        words: of scales and zones.
        within: code of the region of the upper level to begin with; None for all.
    """

    scripts: ClassVar[Sequence[str]] = ("chart.js", "regions.js")

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        scores: Sequence[Score],
        sources: Mapping[str, Source],
        *,
        places: Iterable[Place],
        boundaries: Sequence[tuple[str, Mapping[str, Any]]],
        words: Words,
        within: str | None = None,
        language: str = "en",
        note: str = "",
    ) -> None:
        self.places = {place.code: place for place in places}
        self.scores, self.boundaries, self.values, self.within = scores, boundaries, words, within
        self.breaks = _breaks(scores)
        rows = [self._line(score) for score in scores]
        super().__init__(title, columns, rows, sources, language=language, note=note, height=_FRAME)

    def _line(self, score: Score) -> Row:
        row, what = score.row, "score" if score.score is not None else "zone" if score.zone else ""
        marks = {"code": score.code, "year": str(score.year), "scale": score.scale}
        marks |= {"look": self._look(score), "what": what}
        return Row(row.key, row.cells, row.sources, row.conflicts, marks)

    def _look(self, score: Score) -> str:
        """The class of a region with this result."""
        if score.score is not None:
            breaks = self.breaks[score.scale]
            at = sum(score.score >= each for each in breaks[1:-1])
            return f"c{_shade(at, len(breaks) - 1)}"
        zones = list(self.values.zones)
        return f"z{zones.index(score.zone)}" if score.zone in zones else "bare"

    @cached_property
    def pictures(self) -> list[Picture]:
        """All boundaries, the lower level below the upper."""
        return [Picture(_chart(self.boundaries[::-1]), "any map")]

    def attributes(self) -> dict[str, dict[str, str]]:
        """Each region with its code; as it looks in the year and on the scale chosen first."""
        scale, year = self._first
        looks = {
            each.code: self._look(each) for each in self.scores if (each.scale, each.year) == (scale, year)
        }
        return {
            f"at-{code}": {"class": f"region {looks.get(code, 'none')}", "data-code": code}
            for _, topology in self.boundaries
            for code in _codes(topology)
        }

    @property
    def _first(self) -> tuple[str, int]:
        """The scale and year with most results."""
        counts = self._counts()
        return max(counts, key=lambda each: (counts[each], each[1])) if counts else ("", 0)

    def _counts(self) -> dict[tuple[str, int], int]:
        counts: dict[tuple[str, int], int] = {}
        for each in sorted(self.scores, key=lambda each: (each.year, each.scale)):
            key = each.scale, each.year
            counts[key] = counts.get(key, 0) + 1
        return counts

    def shown(self) -> dict[str, Any]:
        """What the template shows."""
        first = self._first
        options: dict[str, list[tuple[str, str, bool]]] = {}
        for (scale, year), count in self._counts().items():
            label = self.texts["option"].format(year=year, count=count)
            options.setdefault(self._scale(scale), []).append(
                (f"{year} {scale}", label, (scale, year) == first)
            )
        upper = _codes(self.boundaries[0][1])
        return super().shown() | {
            "controls": "regions.html.j2",
            "options": options,
            "upper": sorted((plain(self.places[code].name), code) for code in upper if code in self.places),
            "scale_legends": [
                (scale, self._shades(scale)) for scale in dict.fromkeys(s for s, _ in self._counts())
            ],
            "first_scale": first[0],
            "first_said": f"{self.texts['provinces']}, {first[1]}, {self._scale(first[0])}",
            "patterns": self._patterns(),
        }

    def _scale(self, scale: str) -> str:
        """What people read for a scale."""
        return plain(self.values.scales.get(scale, scale))

    def data(self) -> dict[str, Any] | None:
        """Regions by code, and the sentences that the script fills in; None where there is nothing."""
        if not self.rows:
            return None
        words = ("coverage", "uncovered", "whole", "none", "no_result", "down", "scored", "zoned", "bare")
        return {
            "places": {code: [plain(each.name), each.part_of or ""] for code, each in self.places.items()},
            "levels": [_codes(topology) for _, topology in self.boundaries],
            "kinds": [self.texts["provinces"], self.texts["regencies"]],
            "scales": {scale: plain(label) for scale, label in self.values.scales.items()},
            "within": self.within or "",
            "texts": {name: self.texts[name] for name in words},
        }

    def legend(self) -> list[Swatch]:
        """Zones and the regions without result; scores have a legend a scale."""
        used = {score.zone for score in self.scores if score.score is None}
        zones = [
            Swatch(f"z{place}", "", plain(self.texts["zone_only"].format(zone=label)))
            for place, (value, label) in enumerate(self.values.zones.items())
            if value in used
        ]
        bare = any(score.score is None and score.zone is None for score in self.scores)
        return [
            *zones,
            *([Swatch("bare", "", self.texts["neither"])] if bare else []),
            Swatch("none", "", self.texts["none"]),
        ]

    def _shades(self, scale: str) -> list[Swatch]:
        breaks = self.breaks.get(scale, [])
        return [
            Swatch(
                f"c{_shade(at, len(breaks) - 1)}", "", "–".join(written(end, self.language) for end in ends)
            )
            for at, ends in enumerate(pairwise(breaks))
        ]

    def _patterns(self) -> Markup:
        """What fills regions with a zone only, on the map and in the legend, and those without result."""
        parts = [
            f'<pattern id="{prefix}-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect class="back" width="8" height="8"></rect><path d="{_PATTERNS[place]}" fill="none" '
            f'stroke="{escape(self.values.colours.get(value, "#808080"))}" stroke-width="3.5"></path>'
            "</pattern>"
            for prefix in ("zone", "key")
            for place, value in enumerate(self.values.zones)
        ]
        parts += [
            f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse">'
            '<rect class="back" width="5" height="5"></rect><path class="hatch" d="M0 5l5 -5"></path>'
            "</pattern>"
            for name in ("none", "key-none")
        ]
        return Markup("".join(parts))  # noqa: S704 - constants and colours that the ontology checked

    def remarks(self) -> list[str]:
        """What the colour of a region means, and where colours come from."""
        return [self.texts["map_note"], self.texts["projection"].format(name=PALETTE)]


def _codes(topology: Mapping[str, Any]) -> list[str]:
    objects = next(iter(topology["objects"].values()))
    return [str(each["properties"]["code"]) for each in objects["geometries"]]


def _breaks(scores: Sequence[Score]) -> dict[str, list[float]]:
    """For each scale, where its shades begin and end: the same in every year, so that years compare."""
    found: dict[str, list[float]] = {}
    for scale in dict.fromkeys(score.scale for score in scores):
        values = [score.score for score in scores if score.scale == scale and score.score is not None]
        if values:
            found[scale] = _even(min(values), max(values))
    return found


def _even(low: float, high: float) -> list[float]:
    """Round borders around a range: at most seven steps of the least width that does."""
    for step in _STEPS:
        first = math.floor(low / step)
        count = max(1, math.ceil(high / step) - first)
        if count <= _SHADES:
            return [round((first + place) * step, 6) for place in range(count + 1)]
    return [low, high]


def _shade(place: int, count: int) -> int:
    """Which of the style's shades a step gets: the ends of the row, and evenly between."""
    return _SHADES - 2 if count < 2 else round(place * (_SHADES - 1) / (count - 1))


def _chart(boundaries: Sequence[tuple[str, Mapping[str, Any]]]) -> Any:
    alt = altair_module()
    layers = [
        alt.Chart(alt.Data(values=topology, format=alt.TopoDataFormat(type="topojson", feature=name)))
        .mark_geoshape()
        .transform_calculate(key="'at-' + datum.properties.code")
        .encode(description=alt.Description("key:N"))
        for name, topology in boundaries
    ]
    # as far from the poles as these regions are, degrees may be drawn as they are
    flat = alt.layer(*layers).project(type="identity", reflectY=True)
    look = {"view": {"stroke": None}, "background": "transparent", "padding": 0}
    return flat.properties(width=_WIDTH, height=_HEIGHT).configure(**look)
