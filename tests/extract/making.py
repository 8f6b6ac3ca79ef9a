"""Makes what reads articles, from the files that kg brings along."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import kg.extract
from kg.extract import Extractor, read_pack
from kg.extract.extractor import language_files
from kg.extract.pack import Pack
from kg.extracting import make_reading
from kg.project import Project, builtin

LANGUAGE = Path(kg.extract.__path__[0]) / "id"


def pack_files() -> list[Path]:
    """The words of the language, then those of the subject."""
    return [*language_files(LANGUAGE), builtin("loaders") / "extract.yaml"]


@functools.cache
def pack() -> Pack:
    return read_pack(pack_files())


@functools.cache
def bundled_extractor() -> Extractor:
    """As a project gets it that adds nothing of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return make_reading(Project(Path(folder))).extractor
