"""Titles, short forms and words for kinds of place: content that the look-up of names goes by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ContentError
from kg.library.suggest import hint
from kg.names import fold
from kg.ontology import read_document

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
        kinds: words that say what a thing is, so that its name is known without them.
    """

    honorifics: frozenset[tuple[str, ...]] = frozenset()
    degrees: frozenset[str] = frozenset()
    short_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()


def load_titles(folders: Sequence[Path]) -> Titles:
    """Read ``titles.yaml`` from several folders and unite the lists; a later short form wins.

    Raises:
        ContentError: with file and line; an unknown key, or a list that is none.
    """
    honorifics, degrees, kinds = set[tuple[str, ...]](), set[str](), set[str]()
    short_forms: dict[str, tuple[str, ...]] = {}
    for path in (folder / FILE for folder in folders):
        if not path.is_file():
            continue
        lists = _lists(path)
        honorifics |= {tuple(compact(word) for word in text.split()) for text in lists["honorifics"]}
        degrees |= {compact(text) for text in lists["degrees"]}
        kinds |= {word for text in lists["kinds"] for word in fold(text).split()}
        short_forms |= {compact(short): tuple(fold(long).split()) for short, long in _pairs(path).items()}
    return Titles(frozenset(honorifics), frozenset(degrees), short_forms, frozenset(kinds))


def compact(word: str) -> str:
    """A word without case, accents, dots and other marks: ``S.Sos.`` is ``ssos``."""
    return fold(word).replace(" ", "")


def _lists(path: Path) -> dict[str, list[str]]:
    document = read_document(path)
    for key in document.values:
        if key not in _KEYS:
            raise ContentError(f"unknown key {key!r}.{hint(key, _KEYS)}", path, document.lines[key,])
    lists = {}
    for key in ("honorifics", "degrees", "kinds"):
        said = document.values.get(key, [])
        if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
            raise ContentError(
                f"'{key}' must be a list of words; put quotes around each.", path, document.lines[key,]
            )
        lists[key] = said
    return lists


def _pairs(path: Path) -> dict[str, str]:
    document = read_document(path)
    said = document.values.get("short_forms", {})
    if not isinstance(said, dict) or not all(isinstance(long, str) for long in said.values()):
        raise ContentError("'short_forms' must map words to words.", path, document.lines["short_forms",])
    return said
