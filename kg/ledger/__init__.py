"""Keeps every statement, source, judgement and run. See :class:`Ledger`."""

from kg.ledger.copying import copy_ledger
from kg.ledger.ledger import VERDICTS, DatasetInfo, Judgement, Ledger
from kg.ledger.texts import KeptText
from kg.ledger.writing import Counts, Writer

__all__ = ["VERDICTS", "Counts", "DatasetInfo", "Judgement", "KeptText", "Ledger", "Writer", "copy_ledger"]
