"""Pages that print one press release are one voice. The articles are made up; nothing of it happened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.conflicts import disagreements
from kg.resolve.voices import sampled_runs
from kg.workspace import Workspace

#: What every copy of the release goes on to say.
RELEASE = """\
Kegiatan contoh itu berlangsung di aula kantor bupati sejak pagi dan diikuti kepala dinas, camat serta
lurah dari seluruh kecamatan. Mereka mendapat penjelasan tentang cara menyusun standar layanan, memasang
maklumat di ruang tunggu, dan menjawab keluhan warga paling lambat lima hari kerja. Panitia membagikan
buku panduan, lalu membuka tanya jawab yang berlangsung sampai siang. Beberapa lurah menceritakan antrean
panjang pada awal bulan, sementara camat meminta tambahan petugas loket dan jaringan internet yang lebih
baik. Acara ditutup dengan foto bersama dan makan siang di halaman belakang.
"""

OWN_WORDS = (
    """\
Wartawan kami menemui sejumlah warga yang sedang mengurus surat pindah. Seorang ibu mengaku sudah dua
kali datang karena blanko habis, sedangkan pedagang di dekat situ menilai pelayanan kini lebih ramah
dibanding tahun sebelumnya. Pegawai loket membenarkan adanya perbaikan, terutama setelah kursi tunggu
ditambah dan papan informasi dipindahkan ke dekat pintu masuk. Namun mereka berharap komputer lama segera
diganti.
""",
    """\
Dewan setempat menyambut hasil tersebut dengan catatan. Ketua komisi mengingatkan agar puskesmas pembantu
di pulau kecil tidak dilupakan, sebab perahu hanya berangkat dua kali sepekan dan obat sering terlambat.
Pengamat dari perguruan tinggi menyarankan survei kepuasan dilakukan setiap triwulan supaya kenaikan
angka dapat dibandingkan, bukan hanya dirayakan sekali lalu hilang dari ingatan pejabat.
""",
)


def page(outlet: str, score: str, *paragraphs: str) -> str:
    said = f"TANAH GROGOT - Nilai kepatuhan Kabupaten Paser tahun 2023 adalah {score} (zona kuning)."
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (said, *paragraphs))
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Nilai Paser</title>'
        f'<link rel="canonical" href="https://{outlet}.example/paser">'
        f'<meta property="og:site_name" content="{outlet}"></head><body><article><h1>Nilai Paser</h1>'
        f"{body}</article></body></html>"
    )


OUTLETS = {name: f"{name}-contoh" for name in "abcde"}
SCORES = {**dict.fromkeys("abc", "83,5"), **dict.fromkeys("de", "81,2")}
#: Three outlets print the release, each under a lead of its own; two others found out for themselves.
PAGES = {
    "a": page(OUTLETS["a"], SCORES["a"], RELEASE),
    "b": page(OUTLETS["b"], SCORES["b"], "Kabar dari daerah.", RELEASE),
    "c": page(OUTLETS["c"], SCORES["c"], RELEASE, "Redaksi mengucapkan terima kasih."),
    "d": page(OUTLETS["d"], SCORES["d"], OWN_WORDS[0]),
    "e": page(OUTLETS["e"], SCORES["e"], OWN_WORDS[1]),
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Workspace]:
    with kg.open(tmp_path) as workspace:
        yield workspace


def put(graph: Workspace, pages: dict[str, str]) -> None:
    files = []
    for name, text in pages.items():
        file = graph.project.root / f"{name}.html"
        file.write_text(text, "utf-8")
        files.append(file)
    graph.load(files, strict=True)


def assessment(graph: Workspace) -> dict[str, object]:
    (row,) = graph.cypher(
        "MATCH (a:Assessment) RETURN a.score AS score, a.voices AS voices, size(a.sources) AS sources"
    ).rows
    return dict(row)


def test_three_copies_of_a_release_do_not_outvote_two_who_found_out_for_themselves(graph: Workspace) -> None:
    put(graph, PAGES)
    graph.build()
    assert assessment(graph) == {"score": 81.2, "voices": 3, "sources": 5}


def test_the_weight_of_a_side_is_the_number_of_its_voices(graph: Workspace) -> None:
    put(graph, PAGES)
    graph.build()
    (one,) = disagreements(graph)
    sides = [(side.value, side.weight, len(side.sources)) for side in one.sides]
    assert sides == [("81.2", 2, 2), ("83.5", 1, 3)]


def test_the_sides_of_all_disagreements_are_weighed_by_voices(graph: Workspace) -> None:
    put(graph, PAGES)
    graph.build()
    put(
        graph,
        {
            f"{name}2": text.replace("Paser", "Berau").replace("/paser", "/berau")
            for name, text in PAGES.items()
        },
    )
    graph.build()
    found = [[(side.value, side.weight) for side in one.sides] for one in disagreements(graph)]
    assert found == [[("81.2", 2), ("83.5", 1)]] * 2


def test_what_only_copies_of_one_text_say_is_listed_as_resting_on_one_source(graph: Workspace) -> None:
    put(graph, {name: PAGES[name] for name in "abc"})
    graph.build()
    (row,) = graph.query("single-source", what="assessment").rows
    assert len(row["sources"]) == 3
    put(graph, {"d": PAGES["d"].replace("81,2", "83,5")})
    graph.build()
    assert not graph.query("single-source", what="assessment").rows


def test_sources_that_each_speak_for_themselves_are_not_counted_otherwise(graph: Workspace) -> None:
    put(graph, {name: PAGES[name] for name in "ade"})
    graph.build()
    assert assessment(graph)["voices"] is None


def elements(graph: Workspace) -> dict[str, object]:
    return {element.id: element for element in graph.store.snapshot()}


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from([RELEASE, *OWN_WORDS])), min_size=1, max_size=3
    )
)
def test_a_text_that_changes_is_heard_in_the_graph_as_in_one_built_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    """Only words change from which nothing was read, so that no statement does."""
    with kg.open(tmp_path_factory.mktemp("changing")) as graph:
        put(graph, PAGES)
        graph.build()
        for name, words in steps:
            put(graph, {name: page(OUTLETS[name], SCORES[name], words)})
            graph.build()
        by_steps = elements(graph)
        graph.build(rebuild=True)
        assert by_steps == elements(graph)


def test_a_run_of_words_is_the_same_whatever_its_case_and_punctuation() -> None:
    assert sampled_runs(RELEASE) == sampled_runs(RELEASE.upper().replace(",", " –"))
    assert len(sampled_runs(RELEASE)) > 12


def voices(graph: Workspace, **words: str) -> object:
    """How many voices pages with these words are, which all give one score; None when each is its own."""
    put(graph, {name: page(OUTLETS[name], "83,5", text) for name, text in words.items()})
    graph.build()
    return assessment(graph)["voices"]


def test_who_prints_most_of_a_release_speaks_with_its_voice(graph: Workspace) -> None:
    beginning = " ".join(RELEASE.split()[:45])
    assert voices(graph, a=RELEASE, b=" ".join((beginning, OWN_WORDS[0]))) == 1


def test_who_tells_the_same_in_words_of_their_own_is_a_voice(graph: Workspace) -> None:
    """Every phrase is found in both, and no sentence."""
    told = [f"{word} juga" if place % 4 == 3 else word for place, word in enumerate(RELEASE.split())]
    assert voices(graph, a=RELEASE, b=" ".join(told)) is None


def test_a_page_with_two_releases_joins_the_voices_of_both(graph: Workspace) -> None:
    assert voices(graph, a=RELEASE, b=OWN_WORDS[0], c="\n".join((RELEASE, OWN_WORDS[0]))) == 1
    assert voices(graph, c=OWN_WORDS[1]) is None


def test_a_page_that_was_written_anew_is_no_longer_a_copy(graph: Workspace) -> None:
    assert voices(graph, a=RELEASE, b=RELEASE) == 1
    assert voices(graph, b=OWN_WORDS[0]) is None
    graph.build(rebuild=True)
    assert assessment(graph)["voices"] is None


def test_the_same_page_to_the_letter_is_a_copy_however_short(graph: Workspace) -> None:
    assert voices(graph, a="Kabar hari ini.", b="Kabar hari ini.") == 1


def test_short_texts_are_never_taken_for_copies(graph: Workspace) -> None:
    """Two who only give the figure say the same because it is the same, not because one copied."""
    put(graph, {name: page(OUTLETS[name], "83,5", f"Kabar {name} hari ini.") for name in "ab"})
    graph.build()
    assert assessment(graph)["voices"] is None
