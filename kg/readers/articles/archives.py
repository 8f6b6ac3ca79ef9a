"""Zip archives, of which nothing touches the disk and nothing is believed before it is counted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from kg.readers.articles.document import Limits, Unreadable, size_of, too_large

#: Bytes of an archive's list of members, which is read as a whole.
_LIST = 10_000_000
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LOCATOR_SIZE = 22, 20
#: A small file may well be a thousand times smaller when packed.
_HARMLESS = 1_000_000
_UNPACK = "unpack it yourself if you trust it, and give the folder"


@dataclass
class Budget:
    """What may still come out of an archive and all that is inside it."""

    members: int
    unpacked: int

    def take(self, size: int, limits: Limits) -> None:
        """Count a member of some bytes in.

        Raises:
            Unreadable: there is more than is read.
        """
        self.members -= 1
        self.unpacked -= size
        if self.members < 0:
            raise Unreadable(f"holds more than {limits.members:,} files", _UNPACK)
        if self.unpacked < 0:
            raise Unreadable(f"holds more than {size_of(limits.unpacked)}", _UNPACK)


def open_archive(stream: BinaryIO, limits: Limits) -> ZipFile:
    """Open an archive, once its list of members is known to be of a reasonable size.

    Raises:
        Unreadable: it is damaged, or holds too much.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_535 - _END_SIZE - _LOCATOR_SIZE))
    tail = stream.read()
    end = len(tail) - _END_SIZE
    if not (tail.startswith(_END, max(0, end)) and tail.endswith(b"\0\0")):
        end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        raise _damaged()
    count = int.from_bytes(tail[end + 10 : end + 12], "little")
    list_size = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail.startswith(_END_64, max(0, end - _LOCATOR_SIZE))
    if large or count > limits.members or list_size > _LIST:
        raise Unreadable(f"holds more than {limits.members:,} files, or more than 4 GB", _UNPACK)
    try:
        archive = ZipFile(stream)
    # zipfile raises NotImplementedError for a version of the format, or a packing, that it does not know.
    except (BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise _damaged() from error
    if len(archive.infolist()) > limits.members:
        raise Unreadable(f"holds more than {limits.members:,} files", _UNPACK)
    return archive


def is_docx(archive: ZipFile) -> bool:
    """Whether an archive is a Word file.

    Raises:
        Unreadable: it is a file of another office program.
    """
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return True
        if any(name.startswith("xl/") for name in names):
            raise Unreadable("is a workbook, not an article", "load its records with `kg load FILE`")
        if any(name.startswith("ppt/") for name in names):
            raise Unreadable("is a presentation", "save it as PDF")
    if "mimetype" in names and ("content.xml" in names or "META-INF/container.xml" in names):
        raise Unreadable("is an OpenDocument file or a book", "save it as .docx or PDF")
    return False


def check_parts(archive: ZipFile, limits: Limits) -> None:
    """See to it that unpacking all of a Word file is harmless.

    Raises:
        Unreadable: it is not.
    """
    for info in archive.infolist():
        _check_ratio(info, limits)
    if sum(info.file_size for info in archive.infolist()) > 4 * limits.file:
        raise too_large(4 * limits.file)


def members(archive: ZipFile) -> Iterator[tuple[str, ZipInfo]]:
    """The files in an archive, sorted, each with a name of its own; hidden ones are skipped."""
    seen: dict[str, int] = {}
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        parts = info.filename.replace("\\", "/").split("/")
        if info.is_dir() or any(p.startswith((".", "~$")) and p not in (".", "..") for p in parts):
            continue
        if parts[0] == "__MACOSX":
            continue
        name = shown("/".join(parts))
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), info


def read_member(archive: ZipFile, info: ZipInfo, limits: Limits) -> bytes:
    """The bytes of a member, no more than it claims to have.

    Raises:
        Unreadable: it is too large, packed too well, needs a password, or is damaged.
    """
    if info.file_size > limits.file:
        raise too_large(limits.file)
    _check_ratio(info, limits)
    if info.flag_bits & 1:
        raise Unreadable("needs a password", "unpack the archive first, and give the folder")
    try:
        with archive.open(info) as stream:
            return stream.read(limits.file + 1)
    except NotImplementedError as error:  # as zipfile says it
        raise Unreadable(
            "is packed in a way that is not known", "pack the archive as ordinary zip"
        ) from error
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Unreadable("is damaged in the archive", "download or pack it again") from error


def _damaged() -> Unreadable:
    return Unreadable("is a damaged archive", "download or pack it again")


def _check_ratio(info: ZipInfo, limits: Limits) -> None:
    if info.file_size > _HARMLESS and info.file_size > limits.ratio * info.compress_size:
        raise Unreadable(f"would become over {limits.ratio} times larger when unpacked", _UNPACK)


def shown(name: str) -> str:
    """A name that a stranger chose, in printable characters, and not too long."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:300]
