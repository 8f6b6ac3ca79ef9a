"""Where `kg extract` writes: one file for each article in a folder, which a later run takes up."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, Protocol, TextIO

from kg.cli.extracted import line, print_tables, whole
from kg.cli.output import say
from kg.errors import UsageError
from kg.files import written_whole

#: Bytes of a page in which it says what it was made of.
_HEAD = 8_000
_SAID = re.compile(r'<meta name="kg:(document|checksum|method)" content="([^"]*)">')


class Origin(NamedTuple):
    """What a file that was written earlier says it was made of."""

    document: str
    checksum: str
    fingerprint: str
    media: str = ""


class Output(Protocol):
    """Takes what was found in one document after the other."""

    def put(self, name: str, checksum: str, content: Any) -> None:
        """Take what was found in a document, in the shape that the output asked for."""


class Tables:
    """Prints tables."""

    _printed = False

    def put(self, _name: str, _checksum: str, content: Any) -> None:
        """Print the facts of a document."""
        if self._printed:
            say("\n")
        self._printed = True
        print_tables(content)


class Json:
    """Writes JSON: one object a line, or for a single document one object for people to read as well.

    Args:
        file: to write to.
        single: whether one document is expected; facts come as such then, else as lines.
    """

    def __init__(self, file: TextIO, *, single: bool) -> None:
        self._file = file
        self._single = single
        self._held: Any = None

    def put(self, _name: str, _checksum: str, content: Any) -> None:
        """Write what was found, once it is known whether more comes."""
        if not self._single:
            self._file.write(content)
        elif self._held is None:
            self._held = content
        else:
            self._file.write(line(self._held))
            self._held = content
            self._several = True

    _several = False

    def close(self) -> None:
        """Write what was held back."""
        if self._held is not None:
            self._file.write(line(self._held) if self._several else whole(self._held))


class OnePage:
    """Writes the page of a single document."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._written = False

    def put(self, name: str, _checksum: str, content: Any) -> None:
        """Write the page.

        Raises:
            UsageError: it is the second.
        """
        if self._written:
            raise UsageError(f"{name} is a second article, and a page shows one. Name a folder with -o.")
        self._written = True
        self._file.write(content)


class Folder:
    """A folder with one file for each document, ``<stem>.json`` or ``<stem>.html``.

    Args:
        path: of the folder; it is made when something is written.
        suffix: ``.json`` or ``.html``.
        fingerprint: of the method; files made by another are made anew.
        force: replace files that were not written here.
    """

    def __init__(self, path: Path, suffix: str, fingerprint: str, *, force: bool = False) -> None:
        self.path = path
        self._suffix = suffix
        self._fingerprint = fingerprint
        self._force = force

    def has(self, name: str, checksum: str) -> bool:
        """Whether there is a file for a document that would be written again just as it is.

        A mail is always read: its annexes come after it, and may be missing.
        """
        if name.lower().endswith((".eml", ".mht", ".mhtml")):
            return False
        origin = origin_of(self._place(name, checksum)[0])
        return (
            origin is not None
            and origin.media != "eml"
            and (origin.checksum, origin.fingerprint) == (checksum, self._fingerprint)
        )

    def put(self, name: str, checksum: str, content: str) -> None:
        """Write the file of a document, whole or not at all.

        Raises:
            UsageError: there is a file that was not written here.
        """
        path, free = self._place(name, checksum)
        if not free and not self._force:
            raise UsageError(
                f"{path} exists already and was not written by kg extract. Name another folder with -o, "
                "or add --force to replace it."
            )
        self.path.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as file:
            file.write(content)

    def _place(self, name: str, checksum: str) -> tuple[Path, bool]:
        """The file of a document, and whether it may be written: documents can share a stem."""
        stem = re.sub(r"[^\w.-]+", "-", PurePosixPath(name.rstrip("/")).name)
        stem = (PurePosixPath(stem).stem if not name.startswith("http") else stem)[:100].strip(
            ".-"
        ) or "article"
        path = self.path / f"{stem}{self._suffix}"
        if not path.exists():
            return path, True
        origin = origin_of(path)
        if origin is None:
            return path, False
        if origin.document == name or origin.checksum == checksum:
            return path, True
        path = self.path / f"{stem}-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}{self._suffix}"
        return path, not path.exists() or origin_of(path) is not None


def origin_of(path: Path) -> Origin | None:
    """What a file of facts says it was made of; None when it is none of ours."""
    try:
        if path.suffix == ".html":
            with path.open("rb") as file:
                head = file.read(_HEAD).decode("utf-8", "replace")
            said = {name: unescape(value) for name, value in _SAID.findall(head)}
            return Origin(said["document"], said["checksum"], said["method"])
        with path.open(encoding="utf-8") as text:
            first = text.readline()
            found = json.loads(first if first.strip() != "{" else first + text.read())
        document = found["document"]
        return Origin(
            document["name"], document["checksum"], found["method"]["fingerprint"], document["media"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
