"""Sorts of agreement that one sentence names beside each other."""

from __future__ import annotations

from kg.extract.doc import Doc
from kg.extract.layout import Sentence


def kinds_made(doc: Doc, sentence: Sentence) -> tuple[str, ...]:
    """Sorts of agreement that a sentence names, without those beside which it tells of others.

    "Besides the memorandum, a work plan was signed too" tells of the work plan alone.
    """
    named: list[str] = []
    apart: list[str] = []
    for i in range(sentence.first, sentence.last):
        if kind := doc.tokens[i].senses.get("agreement"):
            beside = i > sentence.first and "besides" in doc.tokens[i - 1].cues
            (apart if beside else named).append(kind)
    return tuple(dict.fromkeys(named or apart))


def paired(doc: Doc, sentence: Sentence) -> tuple[str, ...]:
    """Sorts of agreement that are named in one breath with another: "the MoU and the agreement"."""
    found: list[str] = []
    tokens = doc.tokens
    for i in range(sentence.first, sentence.last - 2):
        if "agreement" not in tokens[i].senses or "and" not in tokens[i + 1].cues:
            continue
        if "agreement" in tokens[i + 2].senses:
            found += [tokens[i].senses["agreement"], tokens[i + 2].senses["agreement"]]
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()


def enumerated(doc: Doc, sentence: Sentence) -> tuple[str, ...]:
    """Sorts of agreement that are counted up: "first a memorandum on ..., second a work plan"."""
    found: list[str] = []
    if "cue:ordinal" in doc.said(sentence):
        for i in range(sentence.first, sentence.last - 1):
            for token in (
                doc.tokens[i + 1 : min(sentence.last, i + 3)] if "ordinal" in doc.tokens[i].cues else ()
            ):
                found += [token.senses["agreement"]] if "agreement" in token.senses else []
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()
