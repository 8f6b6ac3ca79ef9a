"""Brings files into the ledger: rows and articles become records, records statements, errors issues."""

from kg.intake.articles import vocabulary_of
from kg.intake.datasets import Withdrawn, issues, named, no_longer_in, origin, withdraw
from kg.intake.intake import Intake, files_in
from kg.intake.reports import FileReport, Progress, dataset_name, describe

__all__ = [
    "FileReport",
    "Intake",
    "Progress",
    "Withdrawn",
    "dataset_name",
    "describe",
    "files_in",
    "issues",
    "named",
    "no_longer_in",
    "origin",
    "vocabulary_of",
    "withdraw",
]
