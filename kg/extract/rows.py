"""Regions and institutions that a text names in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.doc import Doc, Mention
from kg.extract.tokens import Token


def rows(doc: Doc, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions that are parted from each other by no more than a word or mark of joining."""
    row: list[Mention] = []
    for mention in mentions:
        gap = without_brackets(doc.tokens[row[-1].last : mention.first]) if row else []
        if row and not (0 < len(gap) <= 2 and all(t.text == "," or "with" in t.cues for t in gap)):
            yield row
            row = []
        row = [*row, mention]
    if row:
        yield row


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Tokens but those between brackets, such as "(left)" in a caption."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        if token.text == "(":
            inside = True
        elif token.text == ")":
            inside = False
        elif not inside:
            kept.append(token)
    return kept
