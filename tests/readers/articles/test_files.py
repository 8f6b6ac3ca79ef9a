"""PDF, Word files, texts and mails. All articles in them are invented."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.articles import BadDocument, Document, Limits
from tests.readers.articles.samples import LEDE, MORE, bad, names, one, packed, page, pdf, read, word


def test_a_pdf_is_its_pages_in_their_order_with_lines_and_hyphens_as_they_are() -> None:
    data = pdf(
        ["Ombudsman menanda-", "tangani “nota”"],
        ["Halaman dua"],
        info="/Title (Siaran Pers) /Author (Humas Contoh)",
    )
    document = one(data)
    assert document.text == "Ombudsman menanda-\ntangani “nota”\n\nHalaman dua"
    assert (document.media, document.title, document.author) == ("pdf", "Siaran Pers", "Humas Contoh")
    assert document.published is None
    assert document.checksum == hashlib.sha256(data).hexdigest()


def test_a_scanned_pdf_is_sent_to_ocr() -> None:
    found = bad(pdf([], []))
    assert "scanned" in found.reason
    assert "ocrmypdf" in found.remedy


def test_a_pdf_with_a_password_says_so() -> None:
    keys = f"/O <{'00' * 32}> /U <{'11' * 32}> /P -4"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 {keys} >> /ID [<00> <00>] /Info"
    assert "password" in bad(pdf(["rahasia"]).replace(b"/Info", lock.encode())).reason


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 and then nothing", pdf(["x"])[:150], b"%PDF-" + bytes(range(256)) * 50]
)
def test_a_damaged_pdf_says_so(data: bytes) -> None:
    assert "damaged" in bad(data).reason


def test_a_pdf_with_more_text_than_is_read_is_refused() -> None:
    assert "larger" in bad(pdf(["x" * 80] * 40), Limits(text=1_000)).reason


def test_a_word_file_is_its_paragraphs_and_tables_in_their_order() -> None:
    data = word(
        "Nota  Kesepahaman",
        LEDE,
        rows=[["Nama", "Jabatan"], ["Siti Contoh", "Ketua\nOmbudsman"]],
        title="MoU",
    )
    document = one(data)
    assert document.text == f"Nota  Kesepahaman\n\nNama\tJabatan\nSiti Contoh\tKetua Ombudsman\n\n{LEDE}"
    assert (document.media, document.title, document.author) == ("docx", "MoU", "Budi Contoh")


def changed(data: bytes, old: str, new: str) -> bytes:
    """A Word file with another text in its XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = files["word/document.xml"].decode().replace(old, new).encode()
    return packed(files)


def test_tracked_changes_count_as_accepted_and_content_controls_are_read() -> None:
    runs = "<w:ins><w:r><w:t>baru</w:t></w:r></w:ins><w:del><w:r><w:delText>lama</w:delText></w:r></w:del>"
    data = changed(word("X", "Y"), "<w:r><w:t>X</w:t></w:r>", runs)
    data = changed(
        data,
        "<w:p><w:r><w:t>Y</w:t></w:r></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>isi</w:t><w:br/><w:t>dua</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert one(data).text == "baru\n\nisi\ndua"


def test_a_word_file_cannot_read_files_nor_claim_a_million_columns() -> None:
    attack = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document '
    for found in read(changed(word("X", LEDE), "<w:document ", attack)):
        assert isinstance(found, BadDocument) or "root:" not in found.text
    wide = changed(word("X", rows=[["a", "b"]]), "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="1000000000"/>')
    assert "a\tb" in one(wide).text


def test_damaged_and_empty_word_files_say_so() -> None:
    assert "damaged" in bad(changed(word("X"), "</w:document>", "")).reason
    assert "damaged" in bad(packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<y/>"})).reason
    assert "no text" in bad(word("")).reason


def test_a_text_is_what_it_is() -> None:
    assert (
        one("\ufeffNota  itu\u00a0sah\r\n\r\nCafe\u0301 \t.\n".encode()).text
        == "Nota  itu\u00a0sah\n\nCafe\u0301 \t.\n"
    )
    assert one("“Nota” – café".encode("cp1252")).text == "“Nota” – café"
    assert one("“Nota” – café".encode("utf-16")).text == "“Nota” – café"


def mail(text: str | None = None, html: str | None = None, **attached: bytes) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Humas Contoh <humas@contoh.example>"
    message["To"] = "redaksi@koran.example"
    message["Subject"] = "Siaran pers: MoU – Ombudsman"
    message["Date"] = "Tue, 03 Sep 2024 10:15:00 +0700"
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_a_mail_says_in_its_headers_what_it_is() -> None:
    document = one(mail(text=LEDE, html="<p>Halo</p>").as_bytes())
    assert document.text.strip() == LEDE
    assert document.media == "eml"
    assert document.title == "Siaran pers: MoU – Ombudsman"
    assert (document.author, document.published) == ("Humas Contoh", "2024-09-03T10:15:00+07:00")


def test_a_mail_in_html_is_read_like_a_page() -> None:
    assert one(mail(html=page()).as_bytes()).text.endswith(f"{LEDE}\n\n{MORE}")


def test_blanks_before_a_text_do_not_make_it_empty() -> None:
    assert one(b" \n" * 20_000 + LEDE.encode()).text.strip() == LEDE


def test_of_a_header_without_end_the_beginning_is_read() -> None:
    # The parser of encoded words takes memory in the square of their number: 700 kB took 6 GB.
    head, _, body = mail(text=LEDE).as_bytes().replace(b"Subject", b"X-Subject").partition(b"\n\n")
    document = one(head + b"\nSubject: " + b"=?utf-8?q?MoU?= " * 50_000 + b"\n\n" + body)
    assert document.text.strip() == LEDE
    assert (document.title or "").startswith("MoU")


def test_attachments_are_documents_after_their_mail() -> None:
    inner = mail(text="Isi lampiran").as_bytes()
    data = mail(
        text=LEDE,
        **{"rilis.pdf": pdf(["Halaman"]), "foto.png": b"\x89PNG\r\n\x1a\n" + bytes(99), "a.eml": inner},
    )
    found = read(data.as_bytes())
    assert names(found) == [f"standard input{each}" for each in ("", "!/rilis.pdf", "!/foto.png", "!/a.eml")]
    assert [type(each) for each in found] == [Document, Document, BadDocument, Document]


def test_a_mail_that_was_forwarded_as_a_whole_is_a_document() -> None:
    outer = mail(text="Diteruskan")
    outer.add_attachment(mail(text=LEDE))
    found = read(outer.as_bytes())
    assert isinstance(found[1], Document)
    assert found[1].text.strip() == LEDE


def test_a_page_saved_as_one_file_speaks_for_itself() -> None:
    head = '<meta property="og:site_name" content="Koran Contoh">'
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://contoh.example/1\r\n"
        "Subject: Judul\r\n"
        "Date: Mon, 2 Dec 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n\r\n----b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{page(head=head)}\r\n----b\r\nContent-Type: image/png\r\n\r\nxx\r\n----b--\r\n"
    )
    document = one(saved)
    assert (document.outlet, document.url, document.published) == (
        "Koran Contoh",
        "https://contoh.example/1",
        None,
    )
    assert document.text.endswith(MORE)


@pytest.mark.parametrize(
    "headers",
    [
        "From: \x00<<<@>\r\nTo: a\r\nSubject: =?utf-99?q?x?=\r\nDate: kemarin\r\n",
        'From: a\r\nTo: b\r\nSubject: c\r\nContent-Type: text/plain; charset="no-such"\r\n',
        "From: a\r\nTo: b\r\nSubject: c\r\nContent-Transfer-Encoding: base64\r\n",
        "From: a\r\nTo: b\r\nSubject: c\r\nContent-Type: multipart/mixed\r\n",
        "From: a\r\nTo: b\r\nSubject: c\r\nContent-Type: ;;;=\r\nContent-Disposition: ;;\r\n",
    ],
)
def test_a_mail_with_odd_headers_is_read_or_refused(headers: str) -> None:
    assert len(read(headers + "\r\nNota kesepahaman Ombudsman dan Pemkab Contoh\r\n")) == 1


GOOD = {
    "pdf": pdf(["Ombudsman menanda-", "tangani"], ["dua"], info="/Title (Nota)"),
    "docx": word("Nota", LEDE, rows=[["a", "b"]]),
    "zip": packed({"a.txt": LEDE, "b.html": page(), "c.zip": packed({"d.txt": "x y"})}),
    "mail": mail(text=LEDE, html=page(), **{"a.pdf": pdf(["x"])}).as_bytes(),
    "page": page().encode(),
}


@pytest.mark.parametrize("kind", GOOD)
@given(chance=st.randoms(use_true_random=False), changes=st.integers(1, 12))
def test_a_file_in_which_bytes_were_changed_is_read_or_refused(
    kind: str, chance: Random, changes: int
) -> None:
    data = bytearray(GOOD[kind])
    for _ in range(changes):
        start = chance.randrange(len(data))
        end = start + chance.choice([0, 1, 1, 20])
        data[start:end] = chance.choice([chance.randbytes(end - start), b"", data[:30]])
    for found in read(bytes(data)):
        assert found.text.strip() if isinstance(found, Document) else found.reason


def test_parts_within_parts_without_end_are_refused_or_read() -> None:
    start = "From: a\r\nTo: b\r\nSubject: c\r\nMIME-Version: 1.0\r\n"
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(5_000)
    )
    assert len(read(start + nested + "\r\nisi")) == 1
