"""Files, folders, archives and standard input; what is refused, and limits. All articles are invented."""

from __future__ import annotations

import io
import os
import re
import struct
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.readers.articles import BadDocument, Document, Limits, read_documents
from tests.readers.articles.samples import LEDE, bad, named, names, one, packed, page, pdf, read, word


def test_documents_come_in_the_order_of_paths_and_folders_in_that_of_names(tmp_path: Path) -> None:
    files = {
        "b/2.txt": LEDE,
        "b/1.html": page(),
        "a.txt": LEDE,
        "c.pdf": pdf(["x y z"]),
        "b.docx": word(LEDE),
    }
    named(tmp_path / "f", files | {".hidden/x.txt": "x", ".DS_Store": "x", "~$b.docx": "x"})
    (tmp_path / "z.txt").write_text(LEDE)
    found = list(read_documents([tmp_path / "z.txt", tmp_path / "f"]))
    expected = ["a.txt", "b/1.html", "b/2.txt", "b.docx", "c.pdf"]
    assert names(found) == [str(tmp_path / "z.txt"), *(str(tmp_path / "f" / each) for each in expected)]
    assert all(isinstance(each, Document) for each in found)


def test_names_are_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named(tmp_path, {"berita/satu dua.txt": LEDE})
    monkeypatch.chdir(tmp_path)
    assert names(read_documents(["berita/satu dua.txt", Path("berita")])) == ["berita/satu dua.txt"] * 2


def test_a_bad_file_among_many_is_handed_on_in_its_place(tmp_path: Path) -> None:
    named(tmp_path, {"1.txt": LEDE, "2.pdf": b"%PDF-1.7 broken", "3.txt": LEDE, "4.txt": b""})
    found = list(read_documents([tmp_path]))
    assert [type(each) for each in found] == [Document, BadDocument, Document, BadDocument]
    assert all(each.reason and each.remedy for each in found if isinstance(each, BadDocument))


def test_a_missing_path_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    named(tmp_path, {"berita.html": page()})
    with pytest.raises(InputError, match=r"does not exist\. Is it .*berita\.html"):
        read_documents([tmp_path / "berita.html", tmp_path / "berita.htm"])
    with pytest.raises(InputError):
        read_documents(["a\0b.txt"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_handed_on(tmp_path: Path) -> None:
    named(tmp_path, {"1.txt": LEDE}).joinpath("1.txt").chmod(0)
    (found,) = read_documents([tmp_path])
    assert isinstance(found, BadDocument)


def test_pipes_and_links_in_circles_hold_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing")
    found = list(read_documents([tmp_path]))
    assert {each.name: (each.reason, each.remedy) for each in found if isinstance(each, BadDocument)} == {
        str(tmp_path / "nowhere.txt"): (
            "is a link that leads to no file",
            "give the file itself, or mend the link",
        ),
        str(tmp_path / "pipe.txt"): (
            "is neither a file nor a folder",
            "give `-`, and send what it holds to standard input",
        ),
    }


def test_a_file_that_is_deleted_while_others_are_read_is_handed_on(tmp_path: Path) -> None:
    files = read_documents([named(tmp_path, {"1.txt": LEDE, "2.txt": LEDE})])
    first = next(files)
    (tmp_path / "2.txt").unlink()
    (second,) = files
    assert isinstance(first, Document)
    assert isinstance(second, BadDocument)
    assert (second.reason, second.remedy) == ("was there and is gone", "read it again from where it is now")


def test_standard_input_is_told_by_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert one(page()).media == "html"
    assert one(pdf(["abc"])).media == "pdf"
    assert one(word(LEDE)).media == "docx"
    assert one(LEDE).media == "text"
    assert one(LEDE).name == "standard input"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LEDE.encode())))
    assert names(read_documents(["-"])) == ["standard input"]


def test_content_counts_more_than_the_suffix(tmp_path: Path) -> None:
    files = {
        "1.pdf": page(),
        "2.html": pdf(["abc"]),
        "3.txt": word(LEDE),
        "4.html": f"{LEDE}<br>x",
        "5": LEDE,
    }
    found = list(read_documents([named(tmp_path, files)]))
    assert [getattr(each, "media", each) for each in found] == ["html", "pdf", "docx", "html", "text"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture.*OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(99), "picture"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(99), "recording"),
        (b"MZ\x90\x00" + bytes(99), "program"),
        (b"\x7fELF" + bytes(99), "program"),
        (b"\x1f\x8b\x08\x00" + bytes(99), "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), r"old Office.*\.docx"),
        (b"{\\rtf1 x}", r"RTF.*\.docx"),
        (bytes(range(256)) * 9, "binary"),
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("\N{NO-BREAK SPACE}\n".encode(), "empty"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (packed({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "workbook.*kg load"),
        (packed({"[Content_Types].xml": "x", "ppt/x.xml": "x"}), "presentation"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), "OpenDocument"),
        (b"PK\x03\x04 and nothing more", "damaged archive"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    found = bad(data)
    assert re.search(words, f"{found.reason}; {found.remedy}")


def test_records_are_sent_to_the_command_that_loads_them(tmp_path: Path) -> None:
    named(tmp_path, {"a.jsonl": '{"a": 1}', "b.csv": "a,b", "c.js": "x()"})
    for found in read_documents([tmp_path]):
        assert isinstance(found, BadDocument)
        assert "kg load" in found.remedy


def test_members_of_archives_are_documents_sorted_and_named_after_both() -> None:
    files = {
        "b/2.html": page(),
        "a.txt": LEDE,
        "__MACOSX/a.txt": "x",
        "b/.x.txt": "x",
        "c.png": b"\x89PNG" + bytes(99),
    }
    found = read(packed(files))
    assert names(found) == [f"standard input!/{each}" for each in ("a.txt", "b/2.html", "c.png")]
    assert [type(each) for each in found] == [Document, Document, BadDocument]


def test_archives_and_mails_within_each_other_are_read_three_deep() -> None:
    data: bytes = packed({"a.txt": LEDE})
    for _ in range(2):
        data = packed({"inner.zip": data})
    assert names(read(data)) == ["standard input!/inner.zip!/inner.zip!/a.txt"]
    found = bad(packed({"inner.zip": data}))
    assert found.name == "standard input" + "!/inner.zip" * 3
    assert "3 archives or mails deep" in found.reason


def test_names_in_archives_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    evil = {"../../x.txt": LEDE, "/etc/x.txt": LEDE, "c:\\x.txt": LEDE, "a\x1b[31m\n.txt": LEDE}
    found = read(packed(evil))
    assert len(found) == 4
    assert all(each.name.isprintable() for each in found)
    assert list(tmp_path.iterdir()) == []


def test_members_of_the_same_name_are_told_apart() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "satu")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "dua")
    assert names(read(stream.getvalue())) == ["standard input!/a.txt", "standard input!/a.txt (2)"]


@pytest.mark.parametrize(
    ("files", "limits", "words"),
    [
        ({"a.txt": b"0" * 20_000_000}, Limits(), "200 times larger"),
        ({str(n): "x" for n in range(101)}, Limits(members=100), "more than 100 files"),
        ({f"{n}.txt": os.urandom(400) for n in range(9)}, Limits(unpacked=3_000), "more than 3,000 bytes"),
        ({"a.txt": "x" * 2_000}, Limits(file=1_000), "larger than 1,000 bytes"),
        ({"word/document.xml": b"0" * 20_000_000, "[Content_Types].xml": "x"}, Limits(), "200 times larger"),
    ],
)
def test_bombs_are_not_set_off(files: dict[str, bytes | str], limits: Limits, words: str) -> None:
    data = packed(files)
    tracemalloc.start()
    found = read(data, limits)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert words in found[-1].reason  # type: ignore[union-attr]
    assert peak < 10_000_000


def test_archives_within_an_archive_share_what_may_come_out_of_it() -> None:
    inner = packed({f"{n}.txt": LEDE for n in range(40)})
    found = read(packed({f"{n}.zip": inner for n in range(9)}), Limits(members=100))
    assert sum(isinstance(each, Document) for each in found) < 100
    assert "more than 100 files" in str(found[-1])


def test_a_member_that_is_larger_than_it_claims_is_cut_off() -> None:
    data = packed({"a.txt": "x" * 900})
    size = struct.pack("<I", 900)
    for claimed in (1, 50):
        assert "damaged" in bad(data.replace(size, struct.pack("<I", claimed))).reason


def test_members_with_a_password_say_so() -> None:
    data = bytearray(packed({"a.txt": LEDE}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in bad(bytes(data)).reason


@pytest.mark.parametrize("cut", [10, 30, 100, 150])
def test_an_archive_that_was_cut_off_says_so(cut: int) -> None:
    assert "damaged" in bad(packed({"a.txt": LEDE, "b.txt": LEDE})[:-cut]).reason


def test_a_file_larger_than_is_read_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"x" * 10_000)
        stream.truncate(100_000_000)
    tracemalloc.start()
    (found,) = read_documents([path])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, BadDocument)
    assert "larger than 50 MB" in found.reason
    assert peak < 1_000_000


def test_an_archive_may_be_larger_than_a_file(tmp_path: Path) -> None:
    files = {f"{n}.txt": os.urandom(3_000).hex() for n in range(9)}
    path = named(tmp_path, {"a.zip": packed(files)}) / "a.zip"
    found = list(read_documents([path], limits=Limits(file=6_000)))
    assert len(found) == 9
    assert all(isinstance(each, Document) for each in found)


def test_a_text_longer_than_is_read_is_refused() -> None:
    assert "of text" in bad(LEDE, Limits(text=100)).reason


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    named(tmp_path, {"1.txt": LEDE, "2.txt": LEDE})
    found = read_documents([tmp_path])
    next(found)
    (tmp_path / "2.txt").write_text("Lain")
    second = next(found)
    assert isinstance(second, Document)
    assert second.text == "Lain"


def test_addresses_are_read_only_when_that_is_asked_for() -> None:
    with pytest.raises(UsageError, match="--fetch"):
        read_documents(["https://contoh.example/1"])
    for address in ("ftp://contoh.example/1", "file:///etc/passwd", "gopher://x"):
        with pytest.raises(UsageError, match="only http and https"):
            read_documents([address], fetch=True)


def test_without_the_packages_it_is_said_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for package, data in {
        "pypdfium2": pdf(["x"]),
        "docx": word(LEDE),
        "trafilatura": page().encode(),
    }.items():
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(InputError, match=r"pip install 'kg-newsroom\[articles\]'"):
            one(data)
    assert one(LEDE).text == LEDE
