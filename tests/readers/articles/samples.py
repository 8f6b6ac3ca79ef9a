"""Files made for tests. All articles, people and newspapers in them are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import docx

from kg.readers.articles import BadDocument, Document, Limits, read_documents

LEDE = (
    "JAKARTA, KORAN CONTOH\xa0– Ketua Ombudsman RI, Siti Contoh, menanda\xadtangani “nota kesepahaman” "
    "dengan Bupati Contoh, Dr. H. Rahmat Contoh, M.Si., di Pendopo Kabupaten Contoh, Selasa (3/9)."
)
MORE = (
    "Nota itu berlaku lima tahun. ‘Kami akan mengawasi layanan publik bersama-sama,’ kata Siti Contoh kepada "
    "wartawan seusai acara yang dihadiri Sekretaris Daerah Budi Contoh."
)
CAPTION = "Siti Contoh (kiri) dan Rahmat Contoh. Foto: Dok. Humas Pemkab Contoh"
MENU = '<nav><ul><li><a href="/">Beranda</a></li><li><a href="/n">Nasional</a></li></ul></nav>'


def page(*paragraphs: str, head: str = "", before: str = "", after: str = "") -> str:
    """A page of a newspaper, with menus and a list of other articles around the article."""
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs or (LEDE, MORE))
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>Ombudsman teken MoU - Koran Contoh</title>{head}</head>
<body><header>{MENU}</header><main><article><h1>Ombudsman teken MoU dengan Pemkab Contoh</h1>
{before}{body}{after}</article>
<div class="related"><h3>Berita terkait</h3>
<ul><li><a href="/b">Bupati Lain resmikan pasar</a></li></ul></div>
</main><aside><p>Terpopuler hari ini: harga cabai naik</p></aside>
<footer><p>Hak cipta 2024 Koran Contoh. Pedoman media siber.</p></footer></body></html>"""


def pdf(*pages: Sequence[str], info: str = "") -> bytes:
    """A PDF with lines of text in cp1252; ``info`` is the inside of its information dictionary."""
    count = len(pages)
    font, about = 3 + 2 * count, 4 + 2 * count
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        shown = "BT /F1 12 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} "
        f"/Root 1 0 R /Info {about} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode("cp1252")


def word(*paragraphs: str, rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    """A Word file: paragraphs, and a table after the first of them."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Budi Contoh"
    for number, text in enumerate(paragraphs):
        document.add_paragraph(text)
        if number == 0 and rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, cell_text in zip(row.cells, texts, strict=True):
                    cell.text = cell_text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(data: bytes | str, limits: Limits | None = None) -> list[Document | BadDocument]:
    """What bytes on standard input hold."""
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_documents(["-"], stdin=stream, limits=limits or Limits()))


def one(data: bytes | str, limits: Limits | None = None) -> Document:
    """The document that bytes on standard input are."""
    (found,) = read(data, limits)
    assert isinstance(found, Document), found
    return found


def bad(data: bytes | str, limits: Limits | None = None) -> BadDocument:
    """Why bytes on standard input cannot be read."""
    (found,) = read(data, limits)
    assert isinstance(found, BadDocument), found
    return found


def named(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """A folder with some files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def names(found: Iterable[Document | BadDocument]) -> list[str]:
    """What documents are called."""
    return [each.name for each in found]
