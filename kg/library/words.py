"""What stands above columns, and what stands for texts that questions write, in the languages of pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ContentError
from kg.library.suggest import hint
from kg.ontology import Document, read_document

#: The file in a ``queries`` folder that holds them, below a language each.
FILE = "words.yaml"
#: Those that pages are written in.
LANGUAGES = ("en", "id")
_KEYS = ("headings", "values")
#: At the end or the beginning of a text, for whatever else is there, and so in what stands for it.
REST = "..."


@dataclass(frozen=True)
class Words:
    """Of one language.

    Attributes:
        headings: by name of the column.
        values: by what a question writes.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def value(self, text: str) -> str:
        """What stands for a text; where nothing does, the text."""
        if text in self.values:
            return self.values[text]
        for part, to in self.values.items():
            if part.startswith(REST) and text.endswith(end := part.removeprefix(REST)):
                return self.value(text.removesuffix(end)) + to.removeprefix(REST)
        for part, to in self.values.items():
            if part.endswith(REST) and text.startswith(begin := part.removesuffix(REST)):
                return to.removesuffix(REST) + text.removeprefix(begin)
        return text


def load_words(folders: Sequence[Path], language: str) -> Words:
    """Read ``words.yaml`` of several folders; what a later one has replaces what an earlier one has.

    Raises:
        ContentError: with file and line; an unknown key, or words that are none.
    """
    found: dict[str, dict[str, str]] = {key: {} for key in _KEYS}
    for path in (folder / FILE for folder in folders):
        document = read_document(path) if path.is_file() else None
        for key, said in _pairs(document, language, path) if document else ():
            found[key] |= said
    return Words(**found)


def _pairs(document: Document, language: str, path: Path) -> Iterable[tuple[str, dict[str, str]]]:
    parts = document.values.get(language, {})
    if not isinstance(parts, dict):
        raise ContentError(f"'{language}' must hold headings and values.", path, document.lines[language,])
    for key, said in parts.items():
        at = document.lines[language, key]
        if key not in _KEYS:
            raise ContentError(f"unknown key {key!r}.{hint(key, _KEYS)}", path, at)
        if not isinstance(said, dict) or not all(isinstance(word, str) for word in said.values()):
            raise ContentError(f"'{key}' must map words to words; put quotes around each.", path, at)
        if REST in said:
            raise ContentError(f"{REST!r} alone stands for every text; write a part beside it.", path, at)
        yield key, said
