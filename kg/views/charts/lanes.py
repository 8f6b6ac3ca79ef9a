"""Entries along a line of time, in lanes: what timelines and offices over time are drawn as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from kg.graph.computed import end_of, start_of
from kg.statements import Source
from kg.views.charts.page import ChartPage, Column, Picture, Row, Swatch
from kg.views.charts.svg import altair_module, clean
from kg.views.page import counted

#: Of pictures for a desktop and for a phone: width in pixels, and characters of a label.
_SIZES = {"wide": (880, 52), "narrow": (336, 30)}
_LINE = 22
#: Pixels that a character of a label, and of a bold heading, takes on average at 12 pixels of size.
_CHARACTER = 6.9
_BOLD = 8.0
#: With more entries than this, a chart has no labels: they would make it longer than anybody scrolls.
MAX_LABELLED = 150
_DAY = 86_400_000
#: The source of the colours that concepts have: the ontology's are this set, and mixtures with its own.
PALETTE = "Okabe & Ito (2008), jfly.uni-koeln.de/color"
#: Least pixels between two years on the axis, and between two quarters.
_TICK, _QUARTER = 52, 66


@dataclass(frozen=True)
class Entry:
    """Something in time.

    Attributes:
        row: its line of the table, whose key its mark has.
        lane: heading under which it is drawn; lanes stand in the order in which they first occur.
        label: what is written beside it.
        colour: ``#rrggbb``.
        days: dates as far as known (``2024``, ``2024-09``, ``2024-09-03``); the first and the last of
            several are joined. Empty when none is known: it is then in the table only.
        others: dates that other sources give instead.
        hollow: whether it is drawn as an outline.
    """

    row: Row
    lane: str
    label: str
    colour: str
    days: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    hollow: bool = False

    @property
    def reach(self) -> tuple[int, int]:
        """The first and the last moment that it can touch."""
        every = [*self._telling, *self.others]
        return min(map(_start, every)), max(map(_end, every))

    @property
    def sure(self) -> tuple[int, int] | None:
        """From the latest day that can be its first to the earliest that can be its last; None if later."""
        since, until = min(map(_end, self._telling)) - _DAY, max(map(_start, self._telling)) + _DAY
        return (since, until) if since < until else None

    @property
    def unsure(self) -> list[tuple[int, int]]:
        """The stretches in which it began or ended, where no day is known."""
        first, last = min(map(_start, self._telling)), max(map(_end, self._telling))
        since, until = self.sure or (last, last)
        return [(start, end) for start, end in ((first, since), (until, last)) if start < end]

    @property
    def _telling(self) -> list[str]:
        """The dates without those of which another tells more: a year, where a day in it is known."""
        return [
            day for day in self.days if not any(other > day and other.startswith(day) for other in self.days)
        ]


class Lanes(ChartPage):
    """A page with entries in time.

    Args:
        title, columns, sources, language, note: see :class:`kg.views.charts.page.ChartPage`.
        entries: in the order of the table.
        hollow: what an outline means, the name of a text.
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        entries: Sequence[Entry],
        sources: Mapping[str, Source],
        *,
        hollow: str,
        language: str = "en",
        note: str = "",
    ) -> None:
        super().__init__(
            title, columns, [entry.row for entry in entries], sources, language=language, note=note
        )
        self.hollow = hollow
        self.entries = [entry for entry in entries if entry.days]
        if undated := len(entries) - len(self.entries):
            self.note = f"{note} {counted(self.texts['undated_rows'], language, count=undated)}".strip()

    @cached_property
    def pictures(self) -> list[Picture]:
        """The chart for a desktop and for a phone; none when nothing has a date."""
        if not self.entries:
            return []
        months = self.texts["months"].split()
        return [Picture(_chart(self.entries, *size, months), look) for look, size in _SIZES.items()]

    def legend(self) -> list[Swatch]:
        """The marks that occur."""
        ink = "currentColor"
        entries = self.entries
        joined = [entry for entry in entries if len(entry.days) > 1 and entry.sure]
        kinds = {
            "dot": any(len(day) == len("2024-09-03") for entry in entries for day in entry.days),
            "span": any(entry.unsure for entry in entries),
            "full": any(not entry.hollow for entry in joined),
            "acting": any(entry.hollow for entry in entries),
            "other": any(entry.others for entry in entries),
        }
        words = {"full": "seen", "acting": self.hollow}
        return [
            Swatch(look, ink, self.texts[words.get(look, look)]) for look, there in kinds.items() if there
        ]

    def remarks(self) -> list[str]:
        """Where the colours come from."""
        return [self.texts["palette"].format(name=PALETTE)] if self.entries else []


class _Placed(NamedTuple):
    entry: Entry
    line: int
    left: float
    right: float
    label: str
    after: bool


def _start(day: str) -> int:
    return int(datetime.fromisoformat(start_of(day)).replace(tzinfo=UTC).timestamp() * 1000)


def _end(day: str) -> int:
    return int(datetime.fromisoformat(end_of(day)).replace(tzinfo=UTC).timestamp() * 1000) + _DAY


def _period(entries: Sequence[Entry]) -> tuple[int, int]:
    """The moments at which the axis begins and ends: whole years around everything."""
    first = min(entry.reach[0] for entry in entries)
    last = max(entry.reach[1] for entry in entries)
    begins, ends = (datetime.fromtimestamp(at / 1000, UTC).year for at in (first, last - _DAY))
    return _start(f"{begins:04d}"), _end(f"{ends:04d}")


def _place(
    entries: Sequence[Entry], width: int, most: int, period: tuple[int, int]
) -> tuple[list[_Placed], dict[str, int], int]:
    """Give each entry a line on which neither it nor its label meets another.

    Returns:
        The entries, the line of each lane's heading, and how many lines there are.
    """
    labelled = len(entries) <= MAX_LABELLED
    placed: list[_Placed] = []
    headings: dict[str, int] = {}
    line = 0
    for lane in dict.fromkeys(entry.lane for entry in entries):
        headings[lane] = line
        taken: list[list[tuple[float, float]]] = []
        of_lane = [entry for entry in entries if entry.lane == lane]
        for entry in sorted(of_lane, key=lambda each: each.reach):
            one = _beside(entry, width, most if labelled else 0, period)
            at = next((i for i, used in enumerate(taken) if _free(used, one.left, one.right)), len(taken))
            taken[at:] = taken[at:] or [[]]
            taken[at].append((one.left, one.right))
            placed.append(one._replace(line=line + 1 + at))
        line += 1 + len(taken)
    return placed, headings, line


def _free(used: Iterable[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= start or left >= end for start, end in used)


def _beside(entry: Entry, width: int, most: int, period: tuple[int, int]) -> _Placed:
    """What an entry takes of its line in pixels, with its label after or before it."""
    begins, ends = period
    left, right = ((moment - begins) / (ends - begins) * width for moment in entry.reach)
    label = _cut(clean(entry.label), most)
    if not most:
        return _Placed(entry, 0, left - 6, right + 6, "", True)
    after = right + 10 + len(label) * _CHARACTER <= width or width - right >= left
    room = int(((width - right if after else left) - 10) / _CHARACTER)
    label = _cut(label, room) if room > 3 else ""
    text = len(label) * _CHARACTER + 16
    ends_at = (left - 6, right + text) if after else (left - text, right + 6)
    return _Placed(entry, 0, *ends_at, label, after)


def _cut(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"


def _chart(entries: Sequence[Entry], width: int, most: int, months: Sequence[str]) -> Any:
    alt = altair_module()
    period = _period(entries)
    placed, headings, lines = _place(entries, width, most, period)
    x = alt.X(
        "since:T",
        scale=alt.Scale(type="utc", domain=list(period), nice=False),
        axis=alt.Axis(orient="top", title=None, labelFlush=False, **_ticks(period, width, months)),
    )
    y = alt.Y("line:Q", scale=alt.Scale(domain=[-0.5, lines - 0.5], reverse=True, nice=False), axis=None)
    colour, key = alt.value, alt.Description("key:N")
    plain = {"y": y, "color": alt.Color("colour:N", scale=None)}
    bars, dots, others, labels = _marks(placed)
    ends = alt.X2("until:T")

    def of(rows: list[dict[str, Any]], **wanted: Any) -> Any:
        chosen = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
        return alt.Chart(alt.Data(values=chosen))

    layers = [
        of(bars, look="span").mark_bar(height=8, opacity=0.5).encode(x=x, x2=ends, description=key, **plain),
        of(bars, look="full").mark_bar(height=4).encode(x=x, x2=ends, description=key, **plain),
        of(bars, look="acting")
        .mark_bar(height=8, filled=False, strokeDash=[3, 2], strokeWidth=1.5)
        .encode(x=x, x2=ends, description=key, **plain),
        of(others).mark_rule(strokeDash=[2, 2], aria=False).encode(x=x, x2=ends, **plain),
        of(others)
        .mark_point(shape="diamond", size=80, strokeWidth=1.5, aria=False)
        .encode(x=alt.X("until:T"), **plain),
        of(dots, look="full")
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=x, description=key, **plain),
        of(dots, look="acting").mark_point(size=64, strokeWidth=1.5).encode(x=x, description=key, **plain),
        *(
            of(labels, after=after)
            .mark_text(align="left" if after else "right", dx=8 if after else -8, fontSize=12, aria=False)
            .encode(x=x, y=y, text="text:N", color=colour("#1b2430"))
            for after in (True, False)
        ),
        of([{"text": _cut(clean(lane), int(width / _BOLD)), "line": line} for lane, line in headings.items()])
        .mark_text(align="left", fontSize=12, fontWeight="bold", aria=False)
        .encode(x=colour(0), y=y, text="text:N", color=colour("#1b2430")),
    ]
    return alt.layer(*layers).properties(width=width, height=lines * _LINE).configure(**_LOOK)


#: What all of our charts share; colours of text and lines are those of the page's style.
_LOOK: dict[str, Any] = {
    "view": {"stroke": None},
    "background": "transparent",
    "axis": {
        "gridColor": "#e1e5e9",
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "labelColor": "#586473",
    },
}


def _ticks(period: tuple[int, int], width: int, months: Sequence[str]) -> dict[str, Any]:
    """What to mark on the axis: years, as many as have room, or quarters when there are few years."""
    first, last = (datetime.fromtimestamp(at / 1000, UTC).year for at in (period[0], period[1] - _DAY))
    room = max(1, width // _TICK)
    if (last + 1 - first) * 4 * _QUARTER <= width:
        starts = [f"{year:04d}-{month:02d}" for year in range(first, last + 1) for month in (1, 4, 7, 10)]
        short = json.dumps([month[:3] for month in months])
        label = f"{short}[utcmonth(datum.value)] + utcFormat(datum.value, ' %Y')"
        return {"labelExpr": label, "values": [*map(_start, starts)]}
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if last - first < room * step)
    years = range(first + -first % step, last + 1, step)
    return {"format": "%Y", "values": [_start(f"{year:04d}") for year in years]}


def _marks(
    placed: Sequence[_Placed],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The data of bars, dots, dates that others give, and labels."""
    bars, dots, others, labels = [], [], [], []
    for one in placed:
        entry = one.entry
        base = {"key": entry.row.key, "line": one.line, "colour": entry.colour}
        look = "acting" if entry.hollow else "full"
        joined = len(entry.days) > 1
        stretches = [(look, entry.sure)] if joined and entry.sure else []
        stretches += [("acting" if entry.hollow and not joined else "span", each) for each in entry.unsure]
        bars += [{**base, "look": drawn, "since": a, "until": b} for drawn, (a, b) in stretches]
        days = [day for day in dict.fromkeys(entry.days) if len(day) == len("2024-09-03")]
        dots += [{**base, "look": look, "since": _start(day)} for day in days]
        others += [{**base, "since": _start(entry.days[0]), "until": _start(other)} for other in entry.others]
        left, right = entry.reach
        labels.append(
            {"line": one.line, "text": one.label, "after": one.after, "since": right if one.after else left}
        )
    return bars, dots, others, labels
