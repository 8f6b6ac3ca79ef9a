"""A project: the folder with `kg.toml`, its content folders and where its state is kept.

Content (concepts, loaders, queries, data) is found in this order, later wins: built in, installed
plug-ins, the user's project folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from kg.errors import ContentError, UsageError, told
from kg.files import files_in
from kg.given import at_home

ContentKind = Literal["schema", "loaders", "queries", "data"]

#: The file that marks a project folder.
MARKER = "kg.toml"
#: Plug-ins name a package that holds folders like the built-in ones.
PLUGIN_GROUP = "kg.content"

#: What content is written in; data files are told by their own checksums.
_CONTENT_SUFFIXES = (".yaml", ".py", ".cypher")

_KNOWN_KEYS = {"project": {"name", "ledger", "store"}}

#: The environment variable with the address of the ledger; it goes before `kg.toml`.
LEDGER_VARIABLE = "KG_LEDGER"

#: The one with the address of the store.
STORE_VARIABLE = "KG_STORE"

#: Where a password is put, which is never in an address: those are shown, saved and listed by `ps`.
WHERE_PASSWORDS_BELONG = (
    "A password belongs in the file ~/.pgpass or in the environment variable PGPASSWORD, "
    "a user's name in the address or in PGUSER."
)

#: How an address of a server begins, also one that lacks a sign; no file is made in its place.
_ADDRESS = re.compile(r"[\w+.-]{2,}:/|postgres[\w+]*(:|//)")

#: ``user:password@``, whatever signs the password is made of, or a setting that looks like one.
_PASSWORD = re.compile(r"^[^:]*:/*[^:/@]*:[^@]*@|[?&]\w*(pas+w|pwd)\w*=", re.IGNORECASE)


@dataclass(frozen=True)
class Project:
    """Where a project's files are. Nothing is created until something is written.

    Attributes:
        root: the folder with ``kg.toml``, or the current folder when there is none above it.
        chosen_store: address of the store that was asked for, empty for the file in the state folder; it
            overrides environment and ``kg.toml``.
    """

    root: Path
    chosen_store: str | None = None

    @property
    def state(self) -> Path:
        """The folder that holds ledger and graph."""
        return self.root / ".kg"

    @property
    def ledger_path(self) -> Path:
        """The SQLite file that holds every statement."""
        return self.state / "ledger.sqlite"

    @property
    def ledger_address(self) -> Path | str:
        """Where the ledger is: :attr:`ledger_path`, unless KG_LEDGER or else ``kg.toml`` says otherwise.

        Returns:
            a path, or an address such as ``postgresql+psycopg://host/database``.
        """
        address = os.environ.get(LEDGER_VARIABLE) or self.config.get("project", {}).get("ledger")
        if not address:
            return self.ledger_path
        return address if is_address(address) else self.root / at_home(Path(address))

    @property
    def graph_path(self) -> Path:
        """The embedded graph, which can always be rebuilt from the ledger."""
        return self.state / "graph.kgl"

    @property
    def pictures(self) -> Path:
        """The folder with the positions of pictures made before; it may be deleted."""
        return self.state / "pictures"

    @cached_property
    def config(self) -> dict[str, Any]:
        """What ``kg.toml`` says, checked; empty when there is none.

        Raises:
            ContentError: it is not TOML, or holds a key that nothing reads.
        """
        path = self.root / MARKER
        if not path.is_file():
            return {}
        try:
            config = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ContentError(
                f"not valid TOML ({error}); mend the line or delete the file.", path
            ) from error
        for table, values in config.items():
            known = _KNOWN_KEYS.get(table)
            if known is None or not isinstance(values, dict):
                raise ContentError(f"unknown table [{table}]; known: [{'], ['.join(_KNOWN_KEYS)}].", path)
            for key in values.keys() - known:
                raise ContentError(
                    f"unknown key {key!r} in [{table}]; known: {', '.join(sorted(known))}.", path
                )
        address = config.get("project", {}).get("ledger", "")
        if not isinstance(address, str):
            raise ContentError("the ledger must be a text: a file, or an address of a database.", path)
        if has_password(address):
            raise ContentError(f"the ledger's address has a password in it. {WHERE_PASSWORDS_BELONG}", path)
        return config

    @property
    def name(self) -> str:
        """The project's name: from ``kg.toml``, else the folder's."""
        return str(self.config.get("project", {}).get("name") or self.root.resolve().name)

    @property
    def store_address(self) -> str | None:
        """Where the graph is kept: the address of a server, or None for the file in the state folder.

        Raises:
            ContentError: ``kg.toml`` holds an address with a password in it.
        """
        written = self.config.get("project", {}).get("store")
        if written is not None and (not isinstance(written, str) or "@" in written):
            raise ContentError(
                "'store' is the address of a server as text, without user and password: these belong into "
                "the environment, where nobody else reads them.",
                self.root / MARKER,
            )
        if self.chosen_store is not None:
            return self.chosen_store or None
        return os.environ.get(STORE_VARIABLE) or written or None

    @property
    def build_command(self) -> str:
        """What brings this graph up to date, also where an option or the environment named its store."""
        return f"kg build --store {self.chosen_store}" if self.chosen_store else "kg build"

    def content(self, kind: ContentKind) -> list[Path]:
        """The existing folders of one kind of content, in the order in which later wins."""
        folders = [builtin(kind), *(folder / kind for folder in _plugin_folders()), self.root / kind]
        unique = {folder.resolve(): folder for folder in folders if folder.is_dir()}
        return list(unique.values())

    def fingerprint(self, *kinds: ContentKind) -> str:
        """A hash of the files of some kinds of content, to see whether they changed.

        It is of the files as they were when their kind was first asked for here: whoever keeps what it has
        read of them asks when it reads them, and again when it says what it has made by them.
        """
        hashed = hashlib.sha256()
        for kind in kinds:
            if kind not in self._contents:
                self._contents[kind] = b"".join(_contents_of(self.content(kind)))
            hashed.update(self._contents[kind])
        return hashed.hexdigest()

    @cached_property
    def _contents(self) -> dict[ContentKind, bytes]:
        """All that was in the files of a kind of content."""
        return {}


def _contents_of(folders: Iterable[Path]) -> Iterator[bytes]:
    for folder in folders:
        for path in files_in(folder, *_CONTENT_SUFFIXES):
            content = path.read_bytes()
            yield f"{path.name}\0{len(content)}\0".encode() + content


def is_address(place: str) -> bool:
    """Whether the place of a ledger is meant to be on a server, and not a file."""
    return _ADDRESS.match(place) is not None


def has_password(address: str) -> bool:
    """Whether an address of a server has a password in it, before the host or among its settings."""
    return _PASSWORD.search(address) is not None


def builtin(kind: ContentKind) -> Path:
    """The folder of content that comes with `kg`: in the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / kind
    return inside if inside.is_dir() else package.parent / kind


@cache  # what is installed stays as it is while the process runs, and takes long to look through
def _plugin_folders() -> list[Path]:
    folders: list[Path] = []
    for entry in sorted(entry_points(group=PLUGIN_GROUP), key=lambda entry: entry.name):
        module = entry.load()
        folders.extend(Path(path) for path in module.__path__)
    return folders


def find_project(start: Path | None = None) -> Project:
    """Find the project that a folder belongs to.

    Args:
        start: where to look from, upwards; the current folder by default.

    Returns:
        The nearest folder at or above ``start`` with a ``kg.toml``, else ``start`` itself.

    Raises:
        UsageError: the current folder is gone.
    """
    try:
        here = (start or Path.cwd()).resolve()
    except FileNotFoundError as error:
        raise UsageError(told(error)) from error
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return Project(folder)
    return Project(here)
