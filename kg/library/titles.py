"""Titles, short forms and words for kinds: content that the look-up of names goes by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ContentError
from kg.library.suggest import hint
from kg.names import fold
from kg.names.language import titles_file
from kg.ontology import Document, read_document

#: The file in a ``loaders`` folder that holds the lists.
FILE = "titles.yaml"
_KEYS = ("honorifics", "degrees", "short_forms", "kinds")


@dataclass(frozen=True)
class Titles:
    """Lists of words, folded as :func:`kg.names.fold` does, without blanks and dots.

    Attributes:
        honorifics: before a name, of one or more words (``irjen pol``).
        degrees: before or after a name (``sh``, ``msi``).
        short_forms: word -> words that it stands for.
        kinds: word that says what a thing is -> the ``detail`` of such a node; a name is also known
            without the word.
    """

    honorifics: frozenset[tuple[str, ...]] = frozenset()
    degrees: frozenset[str] = frozenset()
    short_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)


def load_titles(folders: Sequence[Path]) -> Titles:
    """Read the language's titles and ``titles.yaml`` of several folders, and unite the lists.

    A later short form wins.

    Raises:
        ContentError: with file and line; an unknown key, or a list that is none.
    """
    honorifics, degrees = set[tuple[str, ...]](), set[str]()
    short_forms: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, str] = {}
    for path in (titles_file(), *(folder / FILE for folder in folders)):
        if not path.is_file():
            continue
        document = read_document(path)
        for key in document.values:
            if key not in _KEYS:
                raise ContentError(f"unknown key {key!r}.{hint(key, _KEYS)}", path, document.lines[key,])
        honorifics |= {tuple(map(compact, title.split())) for title in _words(document, "honorifics", path)}
        degrees |= {compact(degree) for degree in _words(document, "degrees", path)}
        short_forms |= {
            compact(key): tuple(fold(to).split()) for key, to in _pairs(document, "short_forms", path)
        }
        kinds |= {fold(word): detail for word, detail in _pairs(document, "kinds", path)}
    return Titles(frozenset(honorifics), frozenset(degrees), short_forms, kinds)


def compact(word: str) -> str:
    """A word without case, accents, dots and other marks: ``S.Sos.`` is ``ssos``."""
    return fold(word).replace(" ", "")


def _words(document: Document, key: str, path: Path) -> list[str]:
    said = document.values.get(key, [])
    if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
        raise ContentError(
            f"'{key}' must be a list of words; put quotes around each.", path, document.lines[key,]
        )
    return said


def _pairs(document: Document, key: str, path: Path) -> list[tuple[str, str]]:
    said = document.values.get(key, {})
    if not isinstance(said, dict) or not all(isinstance(word, str) for word in said.values()):
        raise ContentError(f"'{key}' must map words to words.", path, document.lines[key,])
    return list(said.items())
