"""Scores before and after something, as slopes: one panel a scale, since scales do not compare."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.statements import Source
from kg.views.charts.page import ChartPage, Column, Picture, Row
from kg.views.charts.svg import altair_module, clean
from kg.views.page import number

#: Width of a panel and of the room beside it for names, in pixels, and whether panels stand side by side.
_SIZES = {"wide": (150, 150, True), "narrow": (110, 108, False)}
_HEIGHT = 300
_COLOUR = "#0072B2"


@dataclass(frozen=True)
class Case:
    """One slope.

    Attributes:
        row: its line of the table.
        scale: the one scale of both scores, as people read it.
        name: of what has the scores.
        scores: before and after.
        labels: the same as text, with their years.
        when: date, as people write it, of what they are before and after.
    """

    row: Row
    scale: str
    name: str
    scores: tuple[float, float]
    labels: tuple[str, str]
    when: str


class Slopes(ChartPage):
    """A page with slopes.

    Args:
        title, columns, sources, language, note: see :class:`kg.views.charts.page.ChartPage`. The note says
            how many cases there are.
        cases: in the order of the table.
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        cases: Sequence[Case],
        sources: Mapping[str, Source],
        *,
        language: str = "en",
        note: str = "",
    ) -> None:
        super().__init__(title, columns, [case.row for case in cases], sources, language=language, note=note)
        self.cases = cases

    @cached_property
    def pictures(self) -> list[Picture]:
        """A panel a scale, for a desktop and for a phone; none without cases."""
        if not self.cases:
            return []
        return [Picture(self._chart(*size), look) for look, size in _SIZES.items()]

    def remarks(self) -> list[str]:
        """How to read the axis."""
        return [self.texts["axis"]] if self.cases else []

    def _chart(self, width: int, room: int, beside: bool) -> Any:
        alt = altair_module()
        scales = dict.fromkeys(case.scale for case in self.cases)
        panels = [self._panel(scale, width, room) for scale in scales]
        joined = alt.hconcat(*panels, spacing=24) if beside else alt.vconcat(*panels, spacing=24)
        look = {"view": {"stroke": None}, "background": "transparent", "title": {"anchor": "middle"}}
        return joined.resolve_scale(y="independent").configure(**look)

    def _span(self) -> float:
        """Points that each panel shows, one number for all: a small change must not look like a large one."""
        changes: dict[str, list[float]] = {}
        for case in self.cases:
            changes.setdefault(case.scale, []).extend(case.scores)
        return max(10.0, 1.5 * max(max(scores) - min(scores) for scores in changes.values()))

    def _ends(self, case: Case, most: int) -> list[dict[str, Any]]:
        """The two ends of a slope; the name beside the first in lines of at most so many characters."""
        name = [
            *_folded(clean(case.name), most),
            *_folded(self.texts["agreed"].format(when=clean(case.when)), most),
        ]
        return [
            {"key": case.row.key, "score": score, "label": label, "name": name}
            for score, label in zip(case.scores, case.labels, strict=True)
        ]

    def _panel(self, scale: str, width: int, room: int) -> Any:
        alt = altair_module()
        cases = [case for case in self.cases if case.scale == scale]
        every = [score for case in cases for score in case.scores]
        middle, half = (max(every) + min(every)) / 2, self._span() / 2
        y = alt.Y("score:Q", axis=None, scale=alt.Scale(domain=[middle - half, middle + half], nice=False))
        x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width + 2 * room], nice=False))
        sides = [
            {**end, "x": at}
            for case in cases
            for at, end in zip((room, room + width), self._ends(case, (room - 12) // 7), strict=True)
        ]
        base = alt.Chart(alt.Data(values=sides)).encode(x=x, y=y)
        key = alt.Description("key:N")
        lines = base.mark_line(strokeWidth=2.5, color=_COLOUR, aria=False).encode(detail="key:N")
        dots = base.mark_point(filled=True, size=110, opacity=1, color=_COLOUR).encode(description=key)
        texts = [
            base.transform_filter(alt.datum.x == at)
            .mark_text(align=align, dx=dx, dy=dy, fontSize=12, fontWeight=weight, lineHeight=15, aria=False)
            .encode(text=f"{field}:N")
            for at, align, dx in ((room, "right", -12), (room + width, "left", 12))
            for field, dy, weight in (("label", 0, "bold"), ("name", 15, "normal"))
            if at == room or field == "label"
        ]
        heads = (
            alt.Chart(
                alt.Data(
                    values=[
                        {"x": room, "text": self.texts["before"]},
                        {"x": room + width, "text": self.texts["after"]},
                    ]
                )
            )
            .mark_text(fontSize=12, aria=False)
            .encode(x=x, y=alt.value(-8), text="text:N")
        )
        posts = (
            alt.Chart(alt.Data(values=[{"x": room}, {"x": room + width}]))
            .mark_rule(aria=False, color="#e1e5e9")
            .encode(x=x)
        )
        count = number(len(cases), self.language)
        title = self.texts["cases_of"].format(scale=clean(scale), count=count)
        return alt.layer(posts, lines, dots, *texts, heads).properties(
            width=width + 2 * room,
            height=_HEIGHT,
            title={"text": _folded(title, (width + 2 * room) // 9), "offset": 22},
        )


def _folded(text: str, most: int) -> list[str]:
    """A text in lines of at most so many characters."""
    return textwrap.wrap(text, most)
