"""What a loader is, and how the modules in `loaders/` folders are found."""

from __future__ import annotations

import importlib.util
import logging
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.errors import ContentError, UsageError
from kg.files import files_in
from kg.loading.build import Build
from kg.loading.records import Record
from kg.names import fold
from kg.ontology.hints import did_you_mean

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loader:
    """Data about a source of records, plus the function that says what a record says.

    Attributes:
        name: also the name of its module, its record kind and its template.
        version: raised when the same record gives other statements than before.
        description: one line on what a record is.
        publisher, licence, address: of the bundled files.
        record: the pydantic model of a record.
        statements: says into a :class:`Build` what a record says.
        files: bundled files, below a `data/` folder.
        least: fewest good records that the bundled files must give; fewer, and nothing is published.
        reference: other records refer to its records, so that it is always loaded first.
        source: what records cite when they carry no sources of their own; of a loader with ``files`` only
            the records in those.
        cites_file: whether they cite the file then, as they do where ``source`` is that of other files.
        linked: whether records refer to one another by id; each is then given those that it refers to.
    """

    name: str
    version: int
    description: str
    publisher: str
    licence: str
    address: str
    record: type[Record]
    statements: Callable[[Any, Build], None]
    files: tuple[str, ...] = ()
    least: int = 0
    reference: bool = False
    source: Mapping[str, str | None] | None = field(default=None, hash=False)
    cites_file: bool = False
    linked: bool = False

    @property
    def method(self) -> str:
        """How its statements name it."""
        return f"{self.name}/{self.version}"


def load_loaders(folders: Iterable[Path]) -> dict[str, Loader]:
    """Import the loader modules of some folders by file path; later folders win.

    A copy does not follow what it was copied from: where that is newer, a warning is logged.

    Raises:
        ContentError: a module cannot be imported or has no proper ``loader``.
    """
    found: dict[str, Loader] = {}
    for folder in folders:
        for path in files_in(folder, ".py"):
            loader = _load(path)
            replaced = found.get(loader.name)
            if replaced is not None and replaced.version > loader.version:
                _LOG.warning(
                    "%s is version %d and stands in for version %d of the built-in loader. Take over what is "
                    "new there; if it is a loader of your own, raise its version.",
                    *(path, loader.version, replaced.version),
                )
            found[loader.name] = loader
    return found


def get_loader(loaders: Mapping[str, Loader], name: str) -> Loader:
    """The loader of a record kind.

    Raises:
        UsageError: there is none, with the known ones.
    """
    match = loaders.get(name) or {fold(key): loader for key, loader in loaders.items()}.get(fold(name))
    if match is None:
        known = ", ".join(sorted(loaders))
        hint = did_you_mean(name, loaders)
        raise UsageError(f"There is no kind of record called {name!r}.{hint} Known: {known}.")
    return match


def _load(path: Path) -> Loader:
    try:
        module = _import(path)
    except (Exception, SystemExit) as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        line = last.lineno if last.filename == str(path) else getattr(error, "lineno", None)
        raise ContentError(f"cannot be imported: {type(error).__name__}: {error}", path, line) from error
    loader = getattr(module, "loader", None)
    if not isinstance(loader, Loader):
        raise ContentError("has no `loader = Loader(...)`; see docs/how-to/write-a-loader.md.", path)
    if loader.name != path.stem:
        raise ContentError(f"its loader is called {loader.name!r}; a loader is called like its file.", path)
    return loader


def _import(path: Path) -> ModuleType:
    name = f"kg_loader_{fold(str(path)).replace(' ', '_')}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pydantic resolves annotations through it
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
