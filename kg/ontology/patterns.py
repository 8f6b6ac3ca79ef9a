"""Names made from a pattern, when no source gives one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

#: Stands for a missing value while a name is made. Values are put in last, so they cannot hold it.
_GAP = "\x00"
_SEPARATORS = r"[\s,;:/|·–—-]"
_EMPTY_BRACKETS = re.compile(rf"\s*[(\[]{_SEPARATORS}*(?:{_GAP}{_SEPARATORS}*)+[)\]]")
_GAP_BEFORE_BRACKET = re.compile(rf"{_SEPARATORS}*(?:{_GAP}{_SEPARATORS}*)+(?=[(\[])")
_INNER_GAP = re.compile(rf"({_SEPARATORS}*)(?:{_GAP}{_SEPARATORS}*)+")
_ENDS = re.compile(rf"\A{_SEPARATORS}+|{_SEPARATORS}+\Z")
_GAP_AFTER_OPENING = re.compile(rf"(?<=[(\[])(?:{_SEPARATORS}*{_GAP})+{_SEPARATORS}*")
_GAP_BEFORE_CLOSING = re.compile(rf"{_SEPARATORS}*(?:{_GAP}{_SEPARATORS}*)+(?=[)\]])")
#: Private-use characters stand for the values, so that separators in a value stay as they are.
_FIRST_SLOT = 0xE000


def pattern_fields(pattern: str) -> tuple[str, ...]:
    """The names between braces in a pattern, in order.

    Raises:
        ValueError: a brace is not closed, or something other than a bare name stands in one.
    """
    fields = []
    for _, field, spec, conversion in Formatter().parse(pattern):
        if field is None:
            continue
        if spec or conversion or not field.isidentifier():
            raise ValueError(f"write a bare property name between braces, not {{{field}}}")
        fields.append(field)
    return tuple(fields)


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """Fill a pattern; a missing value takes the separators and brackets around it along.

    >>> fill_pattern("{kind} {parties}, {signed_on}", {"kind": "MoU", "signed_on": "2024"})
    'MoU 2024'

    Args:
        pattern: text with ``{name}`` in it.
        values: texts by name; a name that is absent or blank counts as missing.

    Returns:
        The name; empty when nothing is left of it.
    """
    slots: dict[str, str] = {}
    draft = ""
    for literal, field, _, _ in Formatter().parse(pattern):
        draft += literal
        if field is None:
            continue
        value = (values.get(field) or "").strip()
        if value:
            slot = chr(_FIRST_SLOT + len(slots))
            slots[slot] = value
        draft += slot if value else _GAP
    if _GAP in draft:
        draft = _close_gaps(draft)
    return "".join(slots.get(character, character) for character in draft)


def _close_gaps(draft: str) -> str:
    draft = _EMPTY_BRACKETS.sub("", draft)
    draft = _GAP_BEFORE_CLOSING.sub("", _GAP_AFTER_OPENING.sub("", draft))
    draft = _INNER_GAP.sub(r"\1", _GAP_BEFORE_BRACKET.sub(" ", draft))
    return _ENDS.sub("", draft)
