"""The list of regions, as a file gives it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

from kg.errors import ContentError
from kg.loading.lexicon import Lexicon

_COLUMNS = ("code", "name", "level", "province", "lat", "lon", "name_en", "aliases")


class Region(NamedTuple):
    """A region as in the list of regions.

    Attributes:
        code: given by the state, ``64`` or ``64.01``.
        name: official, with its level word where it has one.
        level: one of the lexicon's levels.
        province: code of the region it is part of; None at the top.
        lat, lon: centroid in degrees, WGS 84.
        name_en: only where the English name differs.
        aliases: short forms and other spellings.
    """

    code: str
    name: str
    level: str
    province: str | None
    lat: float
    lon: float
    name_en: str | None
    aliases: tuple[str, ...]

    def within(self, other: Region) -> bool:
        """Whether it is the other region or a part of it."""
        return other.code in (self.code, self.province)


def read_regions(path: Path, lexicon: Lexicon) -> dict[str, Region]:
    """Read a list of regions: a CSV file with the columns of :class:`Region`, aliases separated by ``;``.

    Returns:
        The regions by code, in the order of the file.

    Raises:
        ContentError: a column is missing, a value is wrong, a code is given twice; with the line.
    """
    regions: dict[str, Region] = {}
    lines: dict[str, int] = {}
    text = _text(path)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(rows.fieldnames or ()) != _COLUMNS:
            raise ContentError(f"the columns must be {','.join(_COLUMNS)}.", path, 1)
        for row in rows:
            region = _region(row, lexicon)
            if region.code in regions:
                raise ValueError(f"code {region.code} is given twice, first in line {lines[region.code]}.")
            regions[region.code], lines[region.code] = region, rows.line_num
    except csv.Error as error:
        line = min(rows.line_num + 1, len(text.splitlines()))  # the reader counts a line once it is through
        raise ContentError(f"not proper CSV: {error}; check the quotation marks.", path, line) from error
    except ValueError as error:
        raise ContentError(str(error), path, rows.line_num) from error
    for region in regions.values():
        if region.province is not None and region.province not in regions:
            raise ContentError(
                f"province: no region {region.province!r} in this file.", path, lines[region.code]
            )
    return regions


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8.", path) from error
    except OSError as error:
        raise ContentError(f"cannot be read: {error.strerror}.", path) from error


def _region(row: dict[str, str], lexicon: Lexicon) -> Region:
    """One row. Raises ``ValueError`` that says what is wrong with it."""
    if None in row or None in row.values():
        raise ValueError(f"must have {len(_COLUMNS)} cells; check the commas.")
    cells = {column: cell.strip() for column, cell in row.items()}
    for column in ("code", "name"):
        if not cells[column]:
            raise ValueError(f"{column}: must not be empty.")
    if cells["level"] not in lexicon.levels:
        raise ValueError(
            f"level: {cells['level']!r} is unknown; the lexicon has {', '.join(lexicon.levels)}."
        )
    return Region(
        code=cells["code"],
        name=cells["name"],
        level=cells["level"],
        province=cells["province"] or None,
        lat=_degrees("lat", cells["lat"], 90),
        lon=_degrees("lon", cells["lon"], 180),
        name_en=cells["name_en"] or None,
        aliases=tuple(alias.strip() for alias in cells["aliases"].split(";") if alias.strip()),
    )


def _degrees(column: str, cell: str, most: int) -> float:
    try:
        degrees = float(cell)
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:  # also when it is no number at all
        raise ValueError(f"{column}: {cell!r} must be degrees, a number from -{most} to {most}.")
    return degrees
