"""What a question returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.counts import Count

if TYPE_CHECKING:
    import pandas

    from kg.library import QueryFile
    from kg.stores import Rows


#: Rows that a notebook shows: as many as most questions give.
_SHOWN = 200


@dataclass(frozen=True, repr=False)
class Result:
    """Rows with what is needed to read them.

    Attributes:
        rows: one mapping a row; see :class:`kg.stores.Rows` for the values.
        columns: names, in order.
        question: the query of the library that was asked; None for free Cypher.
        parameters: as they reached the store.
        truncated: whether there are more rows than were asked for.
        warnings: what the store remarks on free Cypher. (Questions of the library name only what the
            ontology has; that a graph has none of it is no news about the question.)
    """

    rows: list[dict[str, Any]]
    columns: list[str]
    question: QueryFile | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    truncated: bool = False
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, rows: Rows, question: QueryFile | None = None, parameters: Mapping[str, Any] | None = None
    ) -> Result:
        """Wrap the rows of a store, tidied as the question asks."""
        tidy = question.finish(rows.rows) if question is not None else rows.rows
        warnings = rows.warnings if question is None else []
        return cls(tidy, rows.columns, question, dict(parameters or {}), rows.truncated, warnings)

    def __repr__(self) -> str:
        name = type(self).__name__ + (f" of {self.question.name}" if self.question else "")
        rows = Count(len(self))
        return f"<{name}: {rows} {rows:row|rows} of {', '.join(self.columns)}>"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def source_columns(self) -> list[str]:
        """The columns that hold lists of ids of sources."""
        if self.question is None:
            return [name for name in self.columns if name == "sources" and _hold_ids(self.rows, name)]
        return list(self.question.source_columns)

    @property
    def limited(self) -> bool:
        """Whether a limit was reached, so that there may be more rows."""
        limit = self.parameters.get("limit") if self.question else None
        return self.truncated or (limit is not None and len(self) >= limit)

    def remarks(self, more: str = "a higher limit") -> list[str]:
        """What the rows do not show: a limit that was reached, what the question cannot tell.

        Args:
            more: what gives more rows, where the question has no parameter for it.
        """
        remarks = []
        if self.truncated:
            rows = Count(len(self))
            remarks.append(f"Only the first {rows} {rows:row|rows}; {more} gives more.")
        elif self.limited:
            limit = Count(self.parameters["limit"])
            first = f"The first {limit} {limit:row|rows}"
            remarks.append(f"{first}; limit={limit * 10} gives more, if there are more.")
        if self.question and self.question.coverage:
            remarks.append(self.question.coverage)
        return remarks

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a frame.

        Raises:
            ImportError: pandas is not installed; ``pip install 'kg-newsroom[all]'`` brings it.
        """
        try:
            import pandas
        except ImportError as error:
            remedy = "pip install 'kg-newsroom[all]'"
            raise ImportError(f"Frames need pandas, which is not installed: {remedy}") from error
        return pandas.DataFrame(self.rows, columns=self.columns)

    def _repr_html_(self) -> str:
        """A table for notebooks with what is to be said of it, escaped; of many rows the first."""
        from html import escape

        def cell(value: object) -> str:
            value = readable(value)
            return escape(
                "" if value is None else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
            )

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{cell(row[name])}</td>" for name in self.columns) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        remarks = [*self.remarks(), *self.warnings]
        if len(self) > _SHOWN:
            shown = f"The first {_SHOWN} of {Count(len(self))} rows are shown here"
            remarks.insert(0, f"{shown}; to_pandas() has all of them.")
        below = "".join(f"<p>{escape(remark)}</p>" for remark in remarks)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def _hold_ids(rows: Iterable[Mapping[str, Any]], name: str) -> bool:
    """Whether a column of free Cypher holds lists of texts: it may as well hold a count."""
    values = [row.get(name) or [] for row in rows]
    return all(isinstance(value, list) and all(isinstance(each, str) for each in value) for value in values)


def readable(value: Any) -> Any:
    """A value of a row with nodes by name, edges by concept and paths by the names of their nodes."""
    if hasattr(value, "labels"):
        return value.properties.get("name", value.id)
    if hasattr(value, "tail_concept"):
        return value.concept
    if hasattr(value, "nodes") and hasattr(value, "edges"):
        return [readable(node) for node in value.nodes]
    if isinstance(value, list | tuple):
        return [readable(item) for item in value]
    return value
