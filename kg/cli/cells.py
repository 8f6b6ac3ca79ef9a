"""Values as text that is safe to print.

What results hold was written by strangers: characters that steer a terminal or turn text around are
made visible here, for every format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a result.

    Attributes:
        name: the key of its values in every row, and its heading.
        help: what stands in it.
        kind: ``number`` and ``integer`` columns are aligned to the right; every other kind is text.
    """

    name: str
    help: str = ""
    kind: str = "text"

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in ("number", "integer")


#: C0 and C1 controls, but for tab and newline; what changes the direction of text
#: (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters); line and paragraph
#: separators; halves of surrogate pairs, which no encoding takes.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with every character that could steer a terminal or turn text around made visible.

    Control characters become their pictures (``␛``), others their code point (``⟨U+202E⟩``). Tabs and
    newlines stay.
    """
    return UNSAFE.sub(_picture, text.replace("\r\n", "\n"))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def cell(value: Any) -> str:
    """A value as one piece of safe text for people.

    83.0 is ``83``, dates have ISO form, lists are joined by ``; ``, None is empty.
    """
    if isinstance(value, float):
        return f"{value:.10g}"
    return "; ".join(texts(value))


def texts(value: Any) -> list[str]:
    """The safe texts of a value: several for a list, none for None."""
    if value is None:
        return []
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text for item in value for text in texts(item)]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, Mapping):
        return [visible(json.dumps(value, ensure_ascii=False, default=str))]
    return [visible(str(value))]


def columns_of(rows: Sequence[Row]) -> list[Column]:
    """A column for every key that occurs, in the order in which they first do."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [Column(name, kind=_kind(row.get(name) for row in rows)) for name in names]


def _kind(values: Iterable[Any]) -> str:
    known = [value for value in values if value is not None]
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known)
    return "number" if known and numbers else "text"
