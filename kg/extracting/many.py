"""Many articles, one after the other or in several processes, in the order in which they were named.

Memory does not grow with their number: no more of them are on their way than processes can use.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Generic, NamedTuple, TypeVar

from kg.errors import KgError
from kg.extract.records import to_source
from kg.extracting.making import Reading, make_reading
from kg.processes import SPAWNED, end_with_parent
from kg.project import Project
from kg.readers.articles import BadDocument, Document, files_below, is_address, read_documents

R = TypeVar("R")

#: Articles on their way for each process: one that is read, one that waits, and some that are done.
_AHEAD = 4
_ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True)
class Found:
    """What was found in a document.

    Attributes:
        text: of the document.
        facts: as ``kg extract --format json`` prints them; plain values.
    """

    text: str
    facts: dict[str, Any]


class Shaped(NamedTuple, Generic[R]):
    """A document in the shape that was asked for."""

    name: str
    checksum: str
    value: R


class Unchanged(NamedTuple):
    """A document that was left out, since ``known`` said that nothing about it has changed."""

    name: str


#: Says whether a document, by its name and checksum, need not be read again.
Known = Callable[[str, str], bool]


def facts_of(reading: Reading, document: Document) -> Found | BadDocument:
    """What a document says, beside what it is and what read it."""
    found = reading.facts(document)
    if isinstance(found, BadDocument):
        return found
    about = asdict(document)
    source = to_source(about, found.source, document.name)
    facts = found.as_dict()
    facts |= {
        "document": {name: about[name] for name in ("name", "media", "checksum", "text")},
        "method": {"name": reading.method, "fingerprint": reading.fingerprint},
        "source": source,
    }
    order = ("document", "method", "source")
    return Found(document.text, {**{name: facts[name] for name in order}, **facts})


def read_many(
    project: Project,
    paths: Sequence[str],
    shape: Callable[[Found], R],
    *,
    fetch: bool = False,
    jobs: int = 1,
    known: Known | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Shaped[R] | BadDocument | Unchanged]:
    """Read articles and give each in some shape, in the order of ``paths``.

    Args:
        project: whose words are used.
        paths: files, folders, archives, ``-`` and addresses; see :func:`kg.readers.articles.read_documents`.
        shape: called with what was found, in the process that found it; a function of a module.
        fetch: whether addresses may be read.
        jobs: processes that read; 1 is this one.
        known: see :data:`Known`.
        stdin: bytes that stand for standard input.

    Raises:
        InputError, UsageError: see :func:`kg.readers.articles.read_documents`; at once.
        ContentError: a file with words is wrong.
    """
    read_documents(paths, fetch=fetch)  # what cannot be read at all is refused before anything is done
    units = _units(paths, fetch=fetch, known=known, stdin=stdin)
    if jobs == 1:
        reading = make_reading(project)
        return (each for unit in units for each in _done(unit, partial(_shaped, reading, shape)))
    return _in_processes(project, units, shape, jobs)


def count_files(paths: Sequence[str]) -> int | None:
    """How many files there are to read; None when it cannot be told, as of an archive."""
    total = 0
    for path in paths:
        if _is_stream(path):
            total += 1
            continue
        for file in files_below(path):
            if isinstance(file, str) and file.lower().endswith(".zip"):
                return None
            total += 1
    return total


_Unit = str | Document | BadDocument | Unchanged


def _units(
    paths: Sequence[str], *, fetch: bool, known: Known | None, stdin: BinaryIO | None
) -> Iterator[_Unit]:
    """Files to read, and documents that are read already: those of archives, which may hold thousands."""
    for path in paths:
        inner: Iterator[str | BadDocument] = iter([path]) if _is_stream(path) else files_below(path)
        for file in inner:
            if isinstance(file, BadDocument):
                yield file
            elif _is_stream(file) or _is_archive(file):
                for document in read_documents([file], fetch=fetch, stdin=stdin):
                    old = known and isinstance(document, Document) and known(document.name, document.checksum)
                    yield Unchanged(document.name) if old else document
            else:
                yield Unchanged(file) if known and known(file, _checksum(file)) else file


def _is_stream(path: str) -> bool:
    return path == "-" or is_address(path)


def _is_archive(file: str) -> bool:
    """Whether a file holds others. A Word file does too, but it is one document."""
    if not Path(file).is_file():  # opening a pipe would wait for whoever writes to it
        return False
    try:
        with Path(file).open("rb") as stream:
            return stream.read(4) == _ARCHIVE and Path(file).suffix.lower() != ".docx"
    except OSError:
        return False


def _checksum(file: str) -> str:
    if not Path(file).is_file():
        return ""
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""  # whoever reads it says why it cannot be read


def _shaped(
    reading: Reading, shape: Callable[[Found], R], unit: str | Document
) -> list[Shaped[R] | BadDocument]:
    """What comes of a file or document, in the process that has it."""
    results: list[Shaped[R] | BadDocument] = []
    for document in read_documents([unit]) if isinstance(unit, str) else [unit]:
        if isinstance(document, BadDocument):
            results.append(document)
            continue
        found = facts_of(reading, document)
        if isinstance(found, Found):
            results.append(Shaped(document.name, document.checksum, shape(found)))
        else:
            results.append(found)
    return results


def _done(
    unit: _Unit, work: Callable[[str | Document], list[Shaped[R] | BadDocument]]
) -> Iterator[Shaped[R] | BadDocument | Unchanged]:
    if isinstance(unit, (BadDocument, Unchanged)):
        yield unit
    else:
        yield from work(unit)


# In several processes

_here: Reading | None = None


def _start(project: Project) -> None:
    """Make what reads, once for each process."""
    global _here  # noqa: PLW0603 - a process of a pool has no other place for it
    end_with_parent()
    _here = make_reading(project)


def _work(shape: Callable[[Found], R], unit: str | Document) -> list[Shaped[R] | BadDocument]:
    assert _here is not None
    return _shaped(_here, shape, unit)


def _in_processes(
    project: Project, units: Iterator[_Unit], shape: Callable[[Found], R], jobs: int
) -> Iterator[Shaped[R] | BadDocument | Unchanged]:
    make_reading(project)  # a wrong word list is reported once, and not by a process that dies of it
    waiting: deque[Future[list[Shaped[R] | BadDocument]] | BadDocument | Unchanged] = deque()
    pool = ProcessPoolExecutor(jobs, SPAWNED, _start, (project,))
    try:
        for unit in units:
            if isinstance(unit, (BadDocument, Unchanged)):
                waiting.append(unit)
            else:
                waiting.append(pool.submit(_work, shape, unit))
            if len(waiting) >= jobs * _AHEAD:
                yield from _next(waiting.popleft())
        while waiting:
            yield from _next(waiting.popleft())
    except BrokenProcessPool as error:
        raise KgError(
            "A process that was reading articles was ended from outside, probably for want of memory. Run "
            "the same again with fewer --jobs: what was written into a folder so far is not read again."
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _next(
    result: Future[list[Shaped[R] | BadDocument]] | BadDocument | Unchanged,
) -> Iterator[Shaped[R] | BadDocument | Unchanged]:
    if isinstance(result, Future):
        yield from result.result()
    else:
        yield result
