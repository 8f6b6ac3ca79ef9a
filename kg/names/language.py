"""Where the words of a language stand."""

from __future__ import annotations

from pathlib import Path

#: The language of the names that are compared; its files are in ``kg/names/<language>``.
LANGUAGE = "id"


def titles_file(language: str = LANGUAGE) -> Path:
    """The list of titles around names, which extraction and the look-up of names read, too."""
    return language_folder(language) / "titles.yaml"


def language_folder(language: str = LANGUAGE) -> Path:
    """The folder with the words and rules for names of a language."""
    return Path(__file__).resolve().parent / language
