"""The way in: files, folders, archives, standard input and addresses -> documents, one at a time."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, UsageError
from kg.readers.articles.addresses import Allowed, is_address, is_public
from kg.readers.articles.contents import Contents, Found
from kg.readers.articles.document import BadDocument, Limits, Unreadable, too_large
from kg.readers.articles.fetching import fetch as fetch_page
from kg.readers.base import missing_file

_STDIN, _STDIN_NAME = "-", "standard input"
_USUAL = Limits()
#: Names of a folder that are put in order at once.
_BATCH = 4_096


def read_documents(
    paths: Sequence[Path | str],
    *,
    fetch: bool = False,
    stdin: BinaryIO | None = None,
    limits: Limits = _USUAL,
    allowed: Allowed = is_public,
) -> Found:
    """Read articles, one at a time: memory does not grow with their number.

    Not safe in threads: pdfium, which reads PDF, is not.

    Args:
        paths: files; folders, which are read with all below them in the order of names, but for hidden files
            and linked folders; zip archives; ``-`` for standard input; addresses beginning with ``http://``
            or ``https://``, as text (a ``Path`` would lose a stroke). Contents tell what a file is.
        fetch: whether addresses may be read.
        stdin: bytes that stand for standard input.
        limits: how much is read.
        allowed: which machines addresses may lead to; by default those of the public internet.

    Returns:
        documents, and what could not be read, in the order of ``paths``. A mail comes before what is
        attached to it, which is named ``mail.eml!/annex.pdf``.

    Raises:
        InputError: at once for a path that does not exist; from ``next`` when a package of the extra
            ``articles`` is missing.
        UsageError: at once for an address while ``fetch`` is False, and for one of another scheme.
    """
    names = [str(path) for path in paths]
    for name in names:
        _check(name, fetch=fetch)
    contents = Contents(limits)
    return (found for name in names for found in _of_path(name, contents, stdin, allowed))


def _check(name: str, *, fetch: bool) -> None:
    if is_address(name):
        if name.partition(":")[0].lower() not in ("http", "https"):
            raise UsageError(f"{name}: only http and https addresses can be read. Save the file and name it.")
        if not fetch:
            raise UsageError(f"{name} is an address. Say --fetch to read pages from the internet.")
    elif name != _STDIN:
        try:
            if Path(name).exists():
                return
        except (OSError, ValueError) as error:
            raise InputError(
                f"{name!r} cannot be read: {getattr(error, 'strerror', None) or error}."
            ) from error
        raise missing_file(Path(name))


def _of_path(name: str, contents: Contents, stdin: BinaryIO | None, allowed: Allowed) -> Found:
    if name == _STDIN:
        data = (stdin or sys.stdin.buffer).read(contents.limits.file + 1)
        if len(data) > contents.limits.file:
            yield too_large(contents.limits.file).of(_STDIN_NAME)
        else:
            yield from contents.of(_STDIN_NAME, io.BytesIO(data), "")
    elif is_address(name):
        yield from _of_address(name, contents, allowed)
    else:
        for file in files_below(name):
            if isinstance(file, BadDocument):
                yield file
            else:
                yield from _of_file(file, contents)


def _of_address(address: str, contents: Contents, allowed: Allowed) -> Found:
    try:
        page = fetch_page(address, contents.limits, allowed)
    except Unreadable as error:
        yield error.of(address)
        return
    yield from contents.of(address, io.BytesIO(page.data), page.suffix, page.address, page.charset)


def _of_file(path: str, contents: Contents) -> Found:
    file = Path(path)
    try:
        if file.exists() and not file.is_file():  # opening a pipe would wait for whoever writes to it
            reason = "is neither a file nor a folder"
            yield BadDocument(path, reason, "give `-`, and send what it holds to standard input")
            return
        with file.open("rb") as stream:
            yield from contents.of(path, stream, file.suffix)
    except OSError as error:
        yield _closed(path, error)


def files_below(path: str) -> Iterator[str | BadDocument]:
    """A file, or all files below a folder in the order of their names; of a folder, names alone are held."""
    levels: list[Iterator[tuple[str, bool]]] = [iter([(path, Path(path).is_dir())])]
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
            continue
        place, is_folder = found
        if not is_folder:
            yield place
        else:
            try:
                levels.append(_inside(place))
            except OSError as error:
                yield _closed(place, error)


def _inside(folder: str) -> Iterator[tuple[str, bool]]:
    """What a folder holds, and whether that is a folder; nothing hidden, and no folder that is elsewhere."""
    folders: set[str] = set()
    batches: list[str] = []
    with os.scandir(folder) as entries:
        names = _shown(entries, folders)
        while batch := sorted(islice(names, _BATCH)):
            batches.append("/".join(batch))  # as one text they take a sixth of the memory; none has a stroke
    in_order = merge(*((name[0] for name in re.finditer("[^/]+", batch)) for batch in batches))
    return ((str(Path(folder) / name), name in folders) for name in in_order)


def _shown(entries: Iterable[os.DirEntry[str]], folders: set[str]) -> Iterator[str]:
    for each in entries:
        if each.name.startswith((".", "~$")) or (each.is_symlink() and each.is_dir()):
            continue
        if each.is_dir():
            folders.add(each.name)
        yield each.name


def _closed(path: str, error: OSError) -> BadDocument:
    if isinstance(error, FileNotFoundError):
        if Path(path).is_symlink():
            return BadDocument(
                path, "is a link that leads to no file", "give the file itself, or mend the link"
            )
        return BadDocument(path, "was there and is gone", "read it again from where it is now")
    reason = f"cannot be read ({error.strerror or error})"
    return BadDocument(path, reason, "check its permissions, and whether the disk is in order")
