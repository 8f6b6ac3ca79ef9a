"""What stands around a place in a text, as far as it tells whether a number there is a date."""

from __future__ import annotations

import re
from typing import NamedTuple

#: How far back words are looked for.
_LOOK_BACK = 40
_NEXT_WORD = re.compile(r"[ \t]{0,3}([^\W\d_]{1,20})(?!\w)")
_CLOSING = re.compile(r"[ \t]{0,3}\)")
#: Signs that may touch the words before a number: "No.", "(tanggal", "Nomor:".
_SIGNS = ".:(\"'"
#: Behind one of these a number is part of something longer, such as an address or an amount.
_GLUE = frozenset("/+#=@&_\\?$€£~*")


class Before(NamedTuple):
    """The up to three words before a place, in the same line.

    Attributes:
        words: in lower case, without signs around them, the nearest last.
        last: the nearest one, or nothing.
        last_start: where it begins; the place itself when there is none.
        opened: a parenthesis opens right before the place.
    """

    words: list[str]
    last: str
    last_start: int
    opened: bool

    def ends_with(self, phrases: frozenset[str]) -> bool:
        """Whether the last word, or the last two, are one of these."""
        return bool(self.words) and (self.last in phrases or " ".join(self.words[-2:]) in phrases)


def before(text: str, place: int, floor: int = 0) -> Before:
    """What stands before a place, from the offset ``floor`` on."""
    line = text[max(floor, place - _LOOK_BACK) : place].rpartition("\n")[2]
    stripped = line.rstrip(" \t(")
    tokens = stripped.rsplit(None, 3)[-3:]
    if not tokens:
        return Before([], "", place, "(" in line)
    last = tokens[-1].lstrip(_SIGNS)
    start = place - len(line) + len(stripped) - len(last)
    words = [token.strip(_SIGNS).lower() for token in tokens]
    return Before(words, words[-1], start, "(" in line[len(stripped) :])


def next_word(text: str, place: int) -> str:
    """The word that follows, in lower case; nothing when something else does."""
    found = _NEXT_WORD.match(text, place)
    return found[1].lower() if found else ""


def closing(text: str, place: int) -> int | None:
    """The offset behind a parenthesis that closes here."""
    found = _CLOSING.match(text, place)
    return found.end() if found else None


def is_glued(text: str, start: int, in_words: bool) -> bool:
    """Whether a number is the rest of something longer: a path, an amount, a code, a telephone number.

    Args:
        text: the text.
        start: where the number begins.
        in_words: its month is a word, so that fewer other things look like it.
    """
    if start == 0:
        return False
    sign = text[start - 1]
    if sign.isspace() or sign == "(":
        return False
    after_digit = start > 1 and text[start - 2].isdigit()
    if sign.isalnum() or (after_digit and sign in "-–.,:/%"):
        return True
    return not in_words and (sign in _GLUE or (sign == "-" and start > 1 and text[start - 2].isalnum()))
