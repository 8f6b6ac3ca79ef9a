"""A page that counts who comes together with whom: a cell for each pair, and what stands behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kg.statements import Source
from kg.views.citing import Cited, cited
from kg.views.document import Document
from kg.views.page import counted


class Entry(NamedTuple):
    """One case behind a cell.

    Attributes:
        row, column: what comes together; None for what is not named.
        facts: the rest, as (label, value).
        sources: ids.
    """

    row: str | None
    column: str | None
    facts: Sequence[tuple[str, str]]
    sources: Sequence[str]


class Behind(NamedTuple):
    """What stands behind a cell: who, with whom, and each case as facts with sources."""

    id: str
    row: str
    column: str
    cases: list[tuple[Sequence[tuple[str, str]], list[Cited]]]


class Matrix(Document):
    """Rows by columns, both sorted by their totals, each cell with the number of cases and their sources.

    Args:
        title: heading of the page.
        entries: the cases.
        sources: by id.
        language: of the interface, ``en`` or ``id``.
        note: what the cases do not show.
        rows, columns: how many are shown at most; the page says how many there are.
    """

    template, words = "matrix.html.j2", "matrix"
    styles, scripts = ("matrix.css",), ("matrix.js",)

    def __init__(
        self,
        title: str,
        entries: Iterable[Entry],
        sources: Mapping[str, Source],
        *,
        language: str = "en",
        note: str = "",
        rows: int = 200,
        columns: int = 40,
    ) -> None:
        super().__init__(title, language=language, note=note)
        self.sources = sources
        self.cells: dict[tuple[str | None, str | None], list[Entry]] = defaultdict(list)
        for entry in entries:
            self.cells[entry.row, entry.column].append(entry)
        self.rows, self.all_rows = self._largest(0, rows)
        self.columns, self.all_columns = self._largest(1, columns)

    def _largest(self, axis: int, most: int) -> tuple[list[str | None], Counter[str | None]]:
        """The names along an axis, largest total first, what is not named last; and all totals."""
        totals: Counter[str | None] = Counter()
        named: Counter[str | None] = Counter()  # with somebody who is named, which says more
        for names, cases in self.cells.items():
            totals[names[axis]] += len(cases)
            named[names[axis]] += len(cases) if names[1 - axis] is not None else 0
        order = sorted(totals, key=lambda name: (name is None, -totals[name], -named[name], name or ""))
        return order[:most], totals

    def shown(self) -> Mapping[str, Any]:
        """The names along both axes with their totals, the cells, and what stands behind each."""
        lines = [
            (self._name(row), self.all_rows[row], [self._cell(x, y) for x in range(len(self.columns))])
            for y, row in enumerate(self.rows)
        ]
        heads = [(self._name(column), self.all_columns[column]) for column in self.columns]
        behind = [self._behind(x, y) for y in range(len(self.rows)) for x in range(len(self.columns))]
        return {"heads": heads, "lines": lines, "behind": filter(None, behind), "limits": self._limits()}

    def _cell(self, x: int, y: int) -> tuple[str, int]:
        return f"cell-{y}-{x}", len(self.cells.get((self.rows[y], self.columns[x]), ()))

    def _behind(self, x: int, y: int) -> Behind | None:
        row, column = self.rows[y], self.columns[x]
        cases = [
            (each.facts, cited(each.sources, self.sources, self.language))
            for each in self.cells.get((row, column), ())
        ]
        return Behind(self._cell(x, y)[0], self._name(row), self._name(column), cases) if cases else None

    def _name(self, name: str | None) -> str:
        return self.texts["not_named"] if name is None else name

    def _limits(self) -> str:
        """What is shown of how much."""
        names = (self.rows, self.all_rows, "rows"), (self.columns, self.all_columns, "columns")
        parts = [
            (self.texts[f"{what}_of" if len(kept) < len(every) else what], len(kept), len(every))
            for kept, every, what in names
        ]
        return ", ".join(counted(text, self.language, count=kept, total=every) for text, kept, every in parts)
