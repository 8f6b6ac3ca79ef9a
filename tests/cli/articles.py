"""Made-up articles: the people in them do not exist, and nothing of it happened."""

from __future__ import annotations

import zipfile
from pathlib import Path

TITLE = "Ombudsman RI dan Pemkab Paser Teken Nota Kesepahaman"
BODY = (
    (
        "TANAH GROGOT - Ketua Ombudsman RI, Rahmat Contoh, dan Penjabat (Pj) Bupati Paser, Hj. Siti Contoh, "
        "SE, menandatangani nota kesepahaman di Pendopo Lou Bapekat, Selasa (3/9/2024)."
    ),
    "Penandatanganan itu disaksikan Kepala Perwakilan Ombudsman Kalimantan Timur, Budi Contoh.",
    "Nilai kepatuhan Kabupaten Paser tahun 2023 adalah 83,5 (zona kuning).",
)
TEXT = "\n\n".join((TITLE, *BODY)) + "\n"

#: The same without the day and with one signatory, so that something stays open.
OPEN = (
    f"{TITLE}\n\nPenjabat (Pj) Bupati Paser, Hj. Siti Contoh, SE, menandatangani nota kesepahaman dengan "
    "Ombudsman RI di Pendopo Lou Bapekat."
)

PAGE = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{TITLE} - Contoh Daily</title>
<link rel="canonical" href="https://example.org/paser">
<meta property="og:site_name" content="Contoh Daily"><meta property="og:title" content="{TITLE}">
<meta name="author" content="Wartawan Contoh">
<meta property="article:published_time" content="2024-09-04T08:00:00+08:00">
</head><body><nav>Beranda Politik Olahraga</nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in BODY)}
</article><footer>Hak cipta Contoh Daily</footer></body></html>
"""


def write_zip(path: Path, members: dict[str, str]) -> Path:
    """Write an archive of texts."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
