"""Files that are written whole or not at all, those of a folder that count, and those that kg is made of."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TextIO

from kg.errors import KgError, UsageError, told
from kg.given import at_home

#: How a file is called until it is whole: with the number of the process that writes it. Other programs leave
#: parts of files, too, and those are none of ours.
_PART = re.compile(r"^\..+\.(\d+)\.kg-part$")


def files_in(folder: Path, *suffixes: str) -> list[Path]:
    """The files of a folder that end so, in the order of their names; hidden ones are nobody's.

    Editors leave hidden copies, and links that lead nowhere, beside a file that is open; some disks a hidden
    file beside each that a Mac has written.

    Args:
        folder: to look in, and not below it.
        suffixes: such as ``.yaml``.

    Raises:
        OSError: the folder is not there, or cannot be read.
    """
    shown = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(path for path in shown if path.suffix in suffixes)


@cache  # what runs is what was there when it began
def code_of(*parts: str) -> str:
    """A hash of parts of kg, with the words that they read: what another version made is told by it.

    Args:
        parts: packages and modules, such as ``names``.
    """
    engine, hashed = Path(__file__).parent, hashlib.sha256()
    for part in parts:
        folder = engine / part
        inside = sorted(folder.rglob("*")) if folder.is_dir() else [folder.with_suffix(".py")]
        for path in inside:
            if path.suffix in (".py", ".yaml"):
                content = path.read_bytes()
                hashed.update(f"{path.relative_to(engine).as_posix()}\0{len(content)}\0".encode() + content)
    return hashed.hexdigest()


def place_of(path: Path) -> Path:
    """Where a file goes: what a link leads to, absolute.

    Raises:
        UsageError: its folder does not exist, or there is a folder or a device of that name.
        KgError: no file can have that name.
    """
    try:
        target = at_home(path).resolve()
        target.exists()  # a name may be longer than this system takes
    except OSError as error:
        raise KgError(f"Cannot write {path}: {told(error)}") from error
    except ValueError as error:  # it holds a character that ends names
        raise UsageError(f"Cannot write {str(path)!r}: no file can be called so. Name another.") from error
    if target.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it.")
    if target.exists() and not target.is_file():
        raise UsageError(f"{path} is no ordinary file, and would be replaced by one: name another.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}: make it first, or write somewhere else.")
    return target


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A file to write, which stands in its place only once all of it is written.

    Raises:
        UsageError: see :func:`place_of`.
        KgError: it cannot be written.
    """
    target = place_of(path)
    _remove_leftovers(target.parent)
    part = target.with_name(f".{target.name}.{os.getpid()}.kg-part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise KgError(f"Cannot write {path}: {told(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@cache
def _remove_leftovers(folder: Path) -> None:
    """Remove the parts of files that killed processes left in a folder; a process looks there once."""
    for part in folder.glob(".*.kg-part"):
        if (number := _PART.search(part.name)) and not _runs(int(number[1])):
            with suppress(OSError):
                part.unlink()


def _runs(process: int) -> bool:
    """Whether there is such a process, as far as this system can tell without ending it."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is another user's
        return True
    return True
