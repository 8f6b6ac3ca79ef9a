"""Keeps every statement, source, judgement and run. See :class:`Ledger`."""

from kg.ledger.copying import copy_ledger
from kg.ledger.judgements import (
    PROGRAM,
    VERDICTS,
    Decision,
    Fact,
    Judgement,
    in_force,
    last_words,
    refused,
)  # fmt: skip
from kg.ledger.ledger import DatasetInfo, Ledger, fact_of
from kg.ledger.texts import KeptText
from kg.ledger.writing import WITHDRAWN, Counts, Writer

__all__ = [
    "PROGRAM",
    "VERDICTS",
    "WITHDRAWN",
    "Counts",
    "DatasetInfo",
    "Decision",
    "Fact",
    "Judgement",
    "KeptText",
    "Ledger",
    "Writer",
    "copy_ledger",
    "fact_of",
    "in_force",
    "last_words",
    "refused",
]
