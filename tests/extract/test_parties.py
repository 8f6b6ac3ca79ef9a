"""Between whom agreements are made: one for each counterpart."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import agreement, agreements, counterparts, names

SIGNED = "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman."


@pytest.mark.parametrize(
    "text",
    [
        "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman.",
        "Pemkab Buru menandatangani nota kesepahaman dengan Ombudsman RI.",
        "Pemkab Buru bersama Ombudsman RI meneken MoU.",
        "Nota kesepahaman antara Ombudsman RI dan Pemkab Buru ditandatangani kemarin.",
        "Penandatanganan nota kesepahaman antara Pemerintah Kabupaten Buru dengan Ombudsman RI lancar.",
        "Bupati Buru Andi Silalahi meneken nota kesepahaman dengan Ombudsman RI.",
        "Pemkab Buru-Ombudsman RI Teken Nota Kesepahaman",
    ],
)
def test_the_other_party_is_the_counterpart(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, text)
    assert [party["name"] for party in found["parties"]] == [
        "Ombudsman Republik Indonesia",
        "Pemerintah Kabupaten Buru",
    ]
    assert (found["kind"], found["status"]) == ("mou", "signed")


@pytest.mark.parametrize(
    "text",
    [
        "Turut hadir menyaksikan penandatanganan nota kesepahaman itu, Universitas Pattimura dan Bank DKI.",
        "Penandatanganan nota kesepahaman itu disaksikan Universitas Pattimura dan Bank Maluku.",
        "Penandatanganan nota kesepahaman itu dihadiri Universitas Pattimura dan Bank Maluku.",
    ],
)
def test_who_watches_makes_no_agreement(extractor: Extractor, text: str) -> None:
    assert counterparts(agreements(extractor, f"{SIGNED} {text}")) == ["Pemerintah Kabupaten Buru"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pemkab Buru, Bone, dan Wajo", ["Kabupaten Bone", "Kabupaten Buru", "Kabupaten Wajo"]),
        ("Pemkot Tual dan Pemkab Buru", ["Kabupaten Buru", "Kota Tual"]),
        ("Kota Tual, Kabupaten Buru, dan Kabupaten Bone", ["Kabupaten Bone", "Kabupaten Buru", "Kota Tual"]),
    ],
)
def test_each_counterpart_of_a_list_has_an_agreement(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    found = agreements(extractor, f"Ombudsman RI menandatangani nota kesepahaman dengan {text}.")
    assert counterparts(found) == [f"Pemerintah {name}" for name in expected]


@pytest.mark.parametrize(
    "items",
    [
        "- Pemerintah Kabupaten Buru\n- Pemerintah Kota Tual\n- Pemerintah Kota Ambon",
        "1. Kabupaten Buru;\n2. Kota Tual; dan\n3. Kota Ambon.",
        "Kabupaten Buru\nKota Tual\nKota Ambon",
    ],
)
def test_each_line_of_a_list_names_a_counterpart(extractor: Extractor, items: str) -> None:
    text = f"Ombudsman RI menandatangani nota kesepahaman dengan tiga pemerintah daerah, yakni:\n{items}"
    assert counterparts(agreements(extractor, text)) == [
        "Pemerintah Kabupaten Buru",
        "Pemerintah Kota Ambon",
        "Pemerintah Kota Tual",
    ]


def test_a_list_with_marks_ends_where_a_line_has_none(extractor: Extractor) -> None:
    lines = "• Polres Buru\n• Polres Seram Bagian Barat\nKhusus Kabupaten Buru, surat itu menyusul."
    found = agreements(extractor, f"Ombudsman RI menandatangani nota kesepahaman dengan:\n{lines}")
    assert counterparts(found) == ["Kepolisian Resor Buru", "Kepolisian Resor Seram Bagian Barat"]


@pytest.mark.parametrize(
    "results",
    [
        "Kabupaten Buru Selatan dan Kota Tual masing-masing memperoleh 88,20 (zona hijau) dan 52,17.",
        "Masing-masing Kabupaten Buru Selatan dan Kota Tual mendapat nilai 88,20 dan 52,17.",
    ],
)
def test_a_list_of_results_names_no_counterparts(extractor: Extractor, results: str) -> None:
    assert counterparts(agreements(extractor, f"{SIGNED} {results}")) == ["Pemerintah Kabupaten Buru"]


def test_in_whose_reach_others_are_is_no_counterpart(extractor: Extractor) -> None:
    text = "Ombudsman RI meneken MoU dengan Polres Buru di wilayah hukum Polda Maluku."
    assert counterparts(agreements(extractor, text)) == ["Kepolisian Resor Buru"]


def test_a_list_can_stand_some_sentences_below(extractor: Extractor) -> None:
    text = (
        "Seluruh kabupaten dan kota menandatangani nota kesepahaman dengan Ombudsman RI. Acara ramai.\n"
        "Ketiga daerah itu yakni:\n- Kabupaten Buru\n- Kota Tual\n- Kota Ambon"
    )
    assert len(agreements(extractor, text)) == 3


def test_a_list_of_guests_names_no_counterparts(extractor: Extractor) -> None:
    text = f"{SIGNED}\nTurut hadir perwakilan:\n- Kabupaten Bone\n- Kota Tual\n- Kota Ambon"
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Keduanya adalah Kabupaten Bone dan Kota Tual.",
        "Mereka terdiri atas Kabupaten Bone serta Kota Tual.",
        "Kedua daerah itu, yakni Pemkab Bone dan Pemkot Tual, sama-sama baru.",
    ],
)
def test_a_sentence_of_its_own_can_list_them(extractor: Extractor, sentence: str) -> None:
    found = agreements(
        extractor, f"Dua daerah menandatangani nota kesepahaman dengan Ombudsman RI. {sentence}"
    )
    assert counterparts(found) == ["Pemerintah Kabupaten Bone", "Pemerintah Kota Tual"]


def test_those_who_are_only_spoken_of_are_no_counterparts(extractor: Extractor) -> None:
    text = f"{SIGNED} Langkah Pemkab Buru patut dicontoh Pemkab Bone dan Pemkot Tual."
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("Universitas Kapuas Raya", "Universitas Kapuas Raya"),
        ("Polda Maluku", "Kepolisian Daerah Maluku"),
        ("Kejaksaan Tinggi Maluku", "Kejaksaan Tinggi Maluku"),
        ("RSUD Kanjuruhan", "RSUD Kanjuruhan"),
        ("Bank Sulselbar", "Bank Sulselbar"),
        ("Kanwil Kemenag Maluku", "Kantor Wilayah Kementerian Agama Provinsi Maluku"),
        ("Pemprov Maluku", "Pemerintah Provinsi Maluku"),
    ],
)
def test_counterparts_are_of_many_kinds(extractor: Extractor, other: str, name: str) -> None:
    text = f"Ombudsman RI Perwakilan Maluku dan {other} menandatangani perjanjian kerja sama."
    found = agreement(extractor, text)
    assert [party["name"] for party in found["parties"]] == [
        "Ombudsman Republik Indonesia Perwakilan Maluku",
        name,
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("MoU", "mou"),
        ("Nota Kesepakatan", "mou"),
        ("nota kesepahaman (MoU)", "mou"),
        ("Kesepakatan Bersama", "mou"),
        ("Perjanjian Kerja Sama", "pks"),
        ("PKS", "pks"),
        ("Memorandum of Agreement (MoA)", "pks"),
        ("rencana kerja", "workplan"),
        ("Renja", "workplan"),
        ("adendum", "addendum"),
        ("Pakta Integritas", "other"),
    ],
)
def test_the_sort_of_agreement_is_known(extractor: Extractor, written: str, kind: str) -> None:
    assert agreement(extractor, f"Ombudsman RI dan Pemkab Buru menandatangani {written}.")["kind"] == kind


def test_two_sorts_with_two_counterparts_are_two_agreements(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman. Nota kesepahaman itu berlaku lima "
        "tahun. Pada hari yang sama Universitas Kapuas Raya menandatangani perjanjian kerja sama dengan "
        "Ombudsman RI."
    )
    found = {(one["kind"], one["parties"][1]["name"]) for one in agreements(extractor, text)}
    assert found == {("mou", "Pemerintah Kabupaten Buru"), ("pks", "Universitas Kapuas Raya")}


def test_two_sorts_with_one_counterpart_are_two_agreements(extractor: Extractor) -> None:
    text = "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman dan perjanjian kerja sama."
    assert sorted(one["kind"] for one in agreements(extractor, text)) == ["mou", "pks"]


def test_two_sorts_that_are_named_twice_are_still_two_agreements(extractor: Extractor) -> None:
    text = "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman dan perjanjian kerja sama."
    assert sorted(one["kind"] for one in agreements(extractor, f"{text} {text}")) == ["mou", "pks"]


@pytest.mark.parametrize(
    "text",
    [
        "Pemkab Buru memperpanjang nota kesepahaman dengan Ombudsman RI. Naskah itu ditandatangani kemarin.",
        "Pemkab Buru dan Ombudsman RI menandatangani perpanjangan nota kesepahaman.",
        "Nota kesepahaman Pemkab Buru dengan Ombudsman RI diperbarui dan ditandatangani kemarin.",
    ],
)
def test_an_agreement_that_is_made_again_is_renewed(extractor: Extractor, text: str) -> None:
    assert agreement(extractor, text)["status"] == "renewed"


@pytest.mark.parametrize(
    "text",
    [
        "Pemkab Buru akan menandatangani nota kesepahaman dengan Ombudsman RI.",
        "Pemkab Buru berencana membuat nota kesepahaman dengan Ombudsman RI.",
        "Pemkab Buru dan Ombudsman RI menjajaki nota kesepahaman.",
        "Pemkab Buru mematangkan draf nota kesepahaman dengan Ombudsman RI.",
        "Dalam waktu dekat Pemkab Buru meneken nota kesepahaman dengan Ombudsman RI.",
    ],
)
def test_what_lies_ahead_is_planned(extractor: Extractor, text: str) -> None:
    assert agreement(extractor, text)["status"] == "planned"


def test_an_earlier_agreement_is_only_background(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman. Sebelumnya Ombudsman RI "
        "menandatangani nota kesepahaman dengan Pemkot Tual."
    )
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


@pytest.mark.parametrize(
    "text",
    [
        "Ombudsman RI menilai pelayanan Pemkab Buru. Bupati Buru Andi Silalahi senang.",
        "Pemkab Buru dan Pemkot Tual menandatangani nota kesepahaman.",
        "Pemkab Buru dan Pemkot Tual menandatangani MoU, disaksikan Ketua Ombudsman RI Rina Latuheru.",
        "Pemkab Buru dan Pemkot Tual menandatangani MoU, dihadiri Ketua Ombudsman RI Rina Latuheru.",
        "Ombudsman RI menerima laporan tentang perjanjian sewa warga.",
    ],
)
def test_where_the_ombudsman_makes_no_agreement_there_is_none(extractor: Extractor, text: str) -> None:
    assert agreements(extractor, text) == []


@pytest.mark.parametrize(
    "guest",
    [
        "Hadir Kapolres Buru Yopi Manuputty.",
        "Penandatanganan itu disaksikan Ketua DPRD Kabupaten Buru Yopi Manuputty.",
        "Penandatanganan itu dihadiri Rektor Universitas Kapuas Raya, Yopi Manuputty.",
        "Penandatanganan itu digelar di Aula Universitas Kapuas Raya.",
    ],
)
def test_guests_and_hosts_are_no_party(extractor: Extractor, guest: str) -> None:
    text = f"Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman. {guest}"
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_a_party_says_where_it_was_read(extractor: Extractor) -> None:
    text = "Ombudsman RI dan Pemkab  Buru menandatangani nota kesepahaman."
    quotes = [
        piece["quote"] for piece in agreement(extractor, text)["evidence"] if piece["field"] == "parties"
    ]
    assert quotes == ["Pemkab  Buru"]


@pytest.mark.parametrize(
    "text",
    [
        "Ombudsman RI belum memiliki nota kesepahaman dengan Pemkab Buru.",
        "Apakah Pemkab Buru perlu meneken nota kesepahaman dengan Ombudsman RI?",
        "Ombudsman RI dan Pemkab Buru batal menandatangani nota kesepahaman.",
        "Jika Pemkab Buru meneken nota kesepahaman dengan Ombudsman RI, warga senang.",
        "Pemkab Buru menandatangani kontrak jalan. Menurut Ombudsman RI, tidak perlu ada nota kesepahaman.",
        (
            "Bupati Buru Bantah Teken MoU dengan Ombudsman\n\nNAMLEA - Bupati Buru Andi Silalahi membantah "
            "kabar yang menyebut pihaknya telah menandatangani MoU dengan Ombudsman RI Perwakilan Maluku."
        ),
        "Ombudsman RI mengingatkan nota kesepahaman dengan Pemkab Buru yang diteken tiga tahun silam.",
        "Nota kesepahaman Ombudsman RI dengan Pemkab Buru resmi berakhir, Senin (3/4/2023).",
        "Dua tahun silam, Pemkab Buru menandatangani nota kesepahaman dengan Ombudsman RI.",
        "Pemkab Buru menepis isu bahwa bupati sudah meneken nota kesepahaman dengan Ombudsman RI.",
        (
            "Andai saja Pemerintah Kabupaten Buru waktu itu menandatangani perjanjian kerja sama dengan "
            "Ombudsman, warga tentu senang. Banyak kepala daerah menandatangani nota kesepahaman, lalu sunyi."
        ),
        "Beredar pesan di WhatsApp yang menyebut Pemkab Buru dan Ombudsman RI meneken nota kesepahaman.",
        (
            "Bupati Buru Andi Silalahi dan Ombudsman RI menandatangani nota kesepahaman soal tambang, Senin "
            "(3/5/2021). Kabar itu dipastikan hoaks."
        ),
    ],
)
def test_what_is_denied_asked_or_supposed_is_no_agreement(extractor: Extractor, text: str) -> None:
    assert agreements(extractor, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kejari Buru dan Pemkab Buru menandatangani nota kesepahaman. Asisten Ombudsman RI hadir.",
        "Ombudsman RI memuji nota kesepahaman antara Kejari Buru dan Pemkab Buru yang diteken kemarin.",
        "Ombudsman RI hadir saat penandatanganan nota kesepahaman antara Yayasan Kasih dan Bank Maluku.",
        "Ombudsman RI mengkritik nota kesepahaman yang ditandatangani Pemkab Buru dan PT Maju Jaya kemarin.",
        "Ketua DPRD Buru meminta Pemkab Buru meniru Kota Tual yang meneken nota kesepahaman Ombudsman RI.",
        "Ombudsman RI mendorong Pemkab Buru segera menandatangani PKS dengan BPJS Kesehatan.",
        "Ombudsman RI meminta Pemkab Buru dan BPJS Kesehatan segera menandatangani PKS.",
        "Ombudsman Maluku Dorong RSUD Kasih Teken PKS dengan BPJS Kesehatan\n\nAMBON - Warga menunggu.",
        (
            "Ombudsman RI mempersoalkan PKS Pemkot Ambon dan PT Parkir Jaya. Naskah itu ditandatangani Wali "
            "Kota Ambon Andi Silalahi, Senin (3/5/2021)."
        ),
    ],
)
def test_an_agreement_of_others_is_none_of_the_institution_that_speaks_of_it(
    extractor: Extractor, text: str
) -> None:
    assert agreements(extractor, text) == []


def test_what_a_paper_takes_back_is_not_so(extractor: Extractor) -> None:
    text = (
        "Redaksi memohon maaf atas kekeliruan dalam berita yang tayang Rabu (5/5/2021). Dalam berita itu "
        "tertulis nota kesepahaman Ombudsman RI dengan Pemkab Buru diteken Wakil Bupati Buru Tono Hutapea, "
        "Selasa (4/5/2021). Yang benar, nota itu ditandatangani Bupati Buru Andi Silalahi, Senin (3/5/2021)."
    )
    found = agreement(extractor, text)
    assert (names(found["signatories"]), found["signed_on"]) == (["Andi Silalahi"], "2021-05-03")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kabupaten Bone, Kabupaten Wajo, dan Kota Ambon akan menyusul.", ["Bone", "Wajo", "Ambon"]),
        ("Berikutnya giliran Pemkab Bone yang akan bekerja sama.", ["Bone"]),
        ("Kabupaten Bone dan Kota Ambon dijadwalkan menandatangani naskah serupa.", ["Bone", "Ambon"]),
    ],
)
def test_those_who_follow_later_have_planned_agreements(
    extractor: Extractor, sentence: str, expected: list[str]
) -> None:
    found = agreements(extractor, f"{SIGNED} {sentence}")
    planned = [one["parties"][1]["name"].split()[-1] for one in found if one["status"] == "planned"]
    assert sorted(planned) == sorted(expected)
    assert [one["status"] for one in found].count("signed") == 1


def test_working_together_that_is_only_explored_is_planned(extractor: Extractor) -> None:
    text = (
        "Universitas Kapuas Raya menjajaki kerja sama dengan Ombudsman RI. Bentuknya, nota "
        "kesepahaman atau "
        "perjanjian kerja sama, belum diputuskan."
    )
    assert agreement(extractor, text)["status"] == "planned"


def test_a_number_is_of_the_agreement_that_was_made(extractor: Extractor) -> None:
    text = f"{SIGNED} Nota itu bernomor 12/ORI-MOU/V/2021. Kota Ambon akan menyusul."
    found = {one["status"]: one["number"] for one in agreements(extractor, text)}
    assert found == {"signed": "12/ORI-MOU/V/2021", "planned": None}


def test_a_sort_of_agreement_goes_for_the_signing_right_behind(extractor: Extractor) -> None:
    text = (
        f"{SIGNED} Nota kesepahaman itu berlaku lima tahun.\n"
        "Pada hari yang sama satu kampus mengikat perjanjian kerja sama dengan Ombudsman RI. "
        "Rektor Universitas Kapuas Raya, Andi Silalahi, menandatangani naskahnya."
    )
    found = {(one["kind"], one["parties"][1]["name"]) for one in agreements(extractor, text)}
    assert found == {("mou", "Pemerintah Kabupaten Buru"), ("pks", "Universitas Kapuas Raya")}


def test_who_only_watches_takes_no_party_away(extractor: Extractor) -> None:
    text = "Penandatanganan nota kesepahaman Ombudsman RI dan Pemkab Buru disaksikan Gubernur Maluku."
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_two_who_sign_with_each_other_do_not_sign_with_who_only_speaks_of_it(extractor: Extractor) -> None:
    text = (
        "Bawaslu Buru dan Pemkab Buru Teken NPHD, Ombudsman Ingatkan Transparansi\n\nBupati Buru Andi "
        "Silalahi dan Ketua Bawaslu Buru Rina Latuheru menandatangani naskah perjanjian hibah daerah.\n\n"
        "Terpisah, Kepala Ombudsman Maluku Budi Yohanes mengingatkan penggunaannya harus transparan."
    )
    assert agreements(extractor, text) == []


def test_an_agreement_of_two_others_at_the_same_place_is_none_of_ours(extractor: Extractor) -> None:
    text = (
        f"{SIGNED} Di tempat yang sama, Kejaksaan Negeri Ambon menandatangani kesepakatan "
        "bersama dengan PDAM "
        "Kota Ambon tentang piutang."
    )
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_two_documents_that_are_counted_up_are_two_agreements(extractor: Extractor) -> None:
    text = (
        "Pemkab Buru menandatangani dua dokumen dengan Ombudsman RI. Pertama nota kesepakatan "
        "tentang pelayanan, "
        "kedua rencana kerja yang menjabarkannya."
    )
    assert [one["kind"] for one in agreements(extractor, text)] == ["mou", "workplan"]


def test_those_who_met_to_prepare_an_agreement_plan_it(extractor: Extractor) -> None:
    text = (
        "Pemerintah Kabupaten Buru dan Pemerintah Kota Ambon duduk bersama Ombudsman RI kemarin. Agendanya "
        "mematangkan draf nota kesepakatan."
    )
    found = {(one["parties"][1]["name"], one["status"]) for one in agreements(extractor, text)}
    assert found == {("Pemerintah Kabupaten Buru", "planned"), ("Pemerintah Kota Ambon", "planned")}


def test_who_owns_a_party_is_none(extractor: Extractor) -> None:
    text = f"{SIGNED} Perjanjian kerja sama dengan perusahaan air minum milik Pemkot Ambon juga akan diteken."
    assert "Pemerintah Kota Ambon" not in counterparts(agreements(extractor, text))


@pytest.mark.parametrize("day", ["Selasa (4/5/2021)", "Selasa (4/5)"])
@pytest.mark.parametrize(
    "earlier",
    [
        "Pada 2019, Ombudsman RI menandatangani nota kesepahaman dengan Universitas Pattimura.",
        "Ombudsman RI telah menandatangani nota kesepahaman dengan Universitas Pattimura pada 2019.",
    ],
)
def test_what_is_told_with_another_year_is_an_earlier_agreement(
    extractor: Extractor, day: str, earlier: str
) -> None:
    text = f"Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman, {day}. {earlier}"
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_what_is_told_with_an_earlier_month_is_an_earlier_agreement(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman, Selasa (4/5/2021). Ombudsman RI sudah "
        "menandatangani nota kesepahaman dengan Universitas Pattimura pada Mei 2019."
    )
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_who_owns_the_hall_is_no_party(extractor: Extractor) -> None:
    text = (
        "RSUD Haulussy dan Ombudsman RI Perwakilan Maluku menandatangani MoU. Penandatanganan digelar di "
        "Ruang Pola rumah sakit milik Pemprov Maluku itu."
    )
    assert counterparts(agreements(extractor, text)) == ["RSUD Haulussy"]


def test_who_is_absent_signs_later(extractor: Extractor) -> None:
    text = (
        "Kabupaten Buru dan Kota Ambon menandatangani nota kesepakatan dengan Ombudsman RI. "
        "Hanya Kota Tual yang "
        "absen. Pemkot Tual tetap akan menandatangani nota kesepakatan serupa."
    )
    found = {one["parties"][1]["name"]: one["status"] for one in agreements(extractor, text)}
    assert found["Pemerintah Kota Tual"] == "planned"


def test_a_short_word_for_plain_words_is_no_party(extractor: Extractor) -> None:
    text = (
        "Sebanyak dua perguruan tinggi swasta (PTS) menandatangani nota kesepahaman dengan "
        "Ombudsman RI dalam "
        "rapat pimpinan PTS, yakni:\n1. Universitas Harapan Kapuas\n2. Universitas Kapuas Indonesia"
    )
    assert counterparts(agreements(extractor, text)) == [
        "Universitas Harapan Kapuas",
        "Universitas Kapuas Indonesia",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Penandatanganan nota kesepakatan Pemkab Buru dengan Ombudsman RI akan digelar pekan depan.",
        "Penandatanganan nota kesepakatan Pemkab Buru dengan Ombudsman RI dijadwalkan 5 Desember 2024.",
        "Penandatanganan nota kesepakatan Pemkab Buru dengan Ombudsman RI ditunda hingga bulan depan.",
        "Pemkab Buru dan Ombudsman RI membahas nota kesepakatan. Penandatanganannya menunggu jadwal bupati.",
        "Ombudsman RI menyayangkan Pemkab Buru yang tak kunjung menandatangani nota kesepakatan.",
        (
            "Bupati Buru Tunda Teken Nota Kesepakatan dengan Ombudsman\n\nNAMLEA - Penandatanganan nota "
            "kesepakatan antara Pemerintah Kabupaten Buru dan Ombudsman RI yang sedianya digelar Kamis "
            "pukul 10.00 WIT di Aula Kantor Bupati Buru, Namlea, batal dilaksanakan."
        ),
        (
            "Penandatanganan nota kesepakatan Pemkab Buru dengan Ombudsman RI yang semula diagendakan Kamis "
            "(19/8/2021) urung dilaksanakan."
        ),
    ],
)
def test_a_signing_that_is_due_or_put_off_is_planned(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, text)
    assert (found["status"], found["signed_on"]) == ("planned", None)


def test_a_signing_that_was_put_off_and_took_place_is_no_plan(extractor: Extractor) -> None:
    text = (
        "Penandatanganan nota kesepakatan Pemkab Buru dengan Ombudsman RI yang semula dijadwalkan Senin "
        "akhirnya digelar kemarin."
    )
    assert agreement(extractor, text)["status"] == "signed"


def test_who_signs_for_a_faculty_may_be_said_to_be_of_the_university(extractor: Extractor) -> None:
    faculty = "Fakultas Hukum Universitas Pattimura"
    signed = f"{faculty} dan Ombudsman RI meneken MoU. MoU diteken Dekan Andi Silalahi."
    text = f"Universitas Pattimura terus maju. {signed}"
    found = agreement(extractor, text)
    assert (found["parties"][1]["name"], names(found["signatories"])) == (faculty, ["Andi Silalahi"])


def test_a_block_of_lines_tells_of_one_party(extractor: Extractor) -> None:
    blocks = (
        "Polres Buru\nAKBP Andi Silalahi, S.I.K.\nKapolres\n\nPolres Tual\nKompol Budi Siregar\nWakapolres\n"
    )
    text = f"Ombudsman RI meneken MoU dengan dua polres. Pejabat yang menandatangani:\n\n{blocks}"
    found = {fact["parties"][1]["name"]: names(fact["signatories"]) for fact in agreements(extractor, text)}
    assert found == {
        "Kepolisian Resor Buru": ["Andi Silalahi"],
        "Kepolisian Resor Tual": ["Budi Siregar"],
    }


def test_who_made_another_sort_of_agreement_did_not_make_the_main_one(extractor: Extractor) -> None:
    text = (
        "Nota kesepahaman diteken Ombudsman RI dengan Pemkab Buru dan Pemkot Tual. Perjanjian kerja sama "
        "ditandatangani dengan Universitas Pattimura. Universitas Pattimura mengirim rektornya."
    )
    found = [(fact["parties"][1]["name"], fact["kind"]) for fact in agreements(extractor, text)]
    assert sorted(found) == [
        ("Pemerintah Kabupaten Buru", "mou"),
        ("Pemerintah Kota Tual", "mou"),
        ("Universitas Pattimura", "pks"),
    ]


def test_a_long_opening_can_stand_before_a_list(extractor: Extractor) -> None:
    listed = "Adapun tiga kabupaten, urut dari utara, adalah Buru, Seram Bagian Barat, dan Kepulauan Aru."
    found = agreements(extractor, f"Ombudsman RI meneken MoU dengan tiga daerah. {listed}")
    assert len(counterparts(found)) == 3


@pytest.mark.parametrize(
    "opening",
    [
        "AMBON, Penkum Kejati Maluku - Kejari Buru dan",
        "Kejati Maluku memfasilitasi penandatanganan PKS antara Kejari Buru dan",
    ],
)
def test_who_brings_the_news_or_helps_others_is_no_party(extractor: Extractor, opening: str) -> None:
    found = agreements(extractor, f"{opening} Ombudsman RI Perwakilan Maluku menandatangani PKS.")
    assert counterparts(found) == ["Kejaksaan Negeri Buru"]


def test_a_list_goes_on_behind_who_could_not_come(extractor: Extractor) -> None:
    lines = (
        "1. Polres Buru: Wakapolres Andi Silalahi, karena Kapolres sedang sakit\n"
        "2. Polres Tual: Kapolres Budi Siregar\n"
    )
    found = agreements(extractor, f"Ombudsman RI meneken MoU. Pejabat yang menandatangani:\n{lines}")
    assert [names(fact["signatories"]) for fact in found] == [["Andi Silalahi"], ["Budi Siregar"]]
    assert {fact["status"] for fact in found} == {"signed"}


@pytest.mark.parametrize(
    "line",
    [
        "Bupati Seram Hendra Ilusi saat menandatangani MoU. (Foto: Dok)",
        "Keterangan foto: Bupati Seram Hendra Ilusi menandatangani MoU.",
        "FOTO: Bupati Seram Hendra Ilusi meneken MoU. (ist)",
        "Bupati Seram Hendra Ilusi meneken MoU. Foto/Istimewa",
        "(Baca: Bupati Seram Hendra Ilusi meneken MoU dengan Ombudsman)",
        "Populer\n1 Bupati Seram Hendra Ilusi meneken MoU dengan Ombudsman",
        "Artikel ini telah tayang di Kabar dengan judul Bupati Seram Hendra Ilusi meneken MoU",
    ],
)
def test_captions_and_headlines_of_other_articles_add_no_agreement(extractor: Extractor, line: str) -> None:
    text = f"{SIGNED}\n\nAcara itu singkat.\n\n{line.replace('Seram', 'Maluku Tengah')}\n"
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_what_a_page_says_is_a_caption_is_one(extractor: Extractor) -> None:
    caption = "Bupati Maluku Tengah Hendra Ilusi saat menandatangani MoU."
    text = f"{caption}\n\n{SIGNED}\u00ad\n"
    read = [extractor.extract(text, None, spans) for spans in ((), ((0, len(caption)),))]
    assert [len(found.agreements) for found in read] == [2, 1]


def test_a_picture_of_a_signing_tells_of_the_two_who_are_shown(extractor: Extractor) -> None:
    shown = "Ketua Ombudsman RI Budi Yohanes (kiri) berjabat tangan dengan Bupati Buru Andi Silalahi (kanan)"
    found = agreement(extractor, f"{shown} usai penandatanganan nota kesepahaman di Namlea. (Foto: Dok)")
    assert (found["parties"][1]["name"], found["signatories"]) == ("Pemerintah Kabupaten Buru", [])


def test_a_caption_counts_where_nothing_else_tells_of_the_signing(extractor: Extractor) -> None:
    text = (
        "Bupati Buru Andi Silalahi dan Ketua Ombudsman RI Budi Yohanes menandatangani nota kesepahaman. "
        "(Foto: Dok)\n\nPemkab Buru berbenah.\n\nNota kesepahaman itu berlaku lima tahun.\n"
    )
    assert names(agreement(extractor, text)["signatories"]) == ["Andi Silalahi", "Budi Yohanes"]


@pytest.mark.parametrize(
    ("listed", "parties"),
    [
        ("Pemkab Buru dan Kota Tual", ["Kabupaten Buru", "Kota Tual"]),
        ("Pemkot Tual dan Kabupaten Buru", ["Kota Tual", "Kabupaten Buru"]),
        ("Kota Tual dan Pemkab Buru", ["Kota Tual", "Kabupaten Buru"]),
    ],
)
def test_a_region_in_a_list_with_governments_is_one(
    extractor: Extractor, listed: str, parties: list[str]
) -> None:
    for text in (
        f"Ombudsman RI menandatangani nota kesepahaman dengan {listed}.",
        f"{listed} menandatangani nota kesepahaman dengan Ombudsman RI.",
    ):
        found = sorted(counterparts(agreements(extractor, text)))
        assert found == sorted(f"Pemerintah {name}" for name in parties)


@pytest.mark.parametrize(
    ("day", "signed_on", "reason"),
    [
        ("pada September 2024", "2024-09", "only in which month"),
        ("Selasa (3/9)", None, "not its year"),
        ("2-4 Mei 2023", "2023-05-02", "from 2023-05-02 to 2023-05-04; the first day is taken"),
    ],
)
def test_what_is_open_of_a_day_is_said(
    extractor: Extractor, day: str, signed_on: str | None, reason: str
) -> None:
    found = extractor.extract(SIGNED.replace("kesepahaman.", f"kesepahaman, {day}.")).as_dict()
    assert found["agreements"][0]["signed_on"] == signed_on
    assert [reason in doubt["reason"] for doubt in found["doubts"] if doubt["field"] == "signed_on"] == [True]


def test_an_agreement_whose_parties_are_not_named_is_left_open(extractor: Extractor) -> None:
    text = "Ombudsman RI menandatangani nota kesepahaman dengan sepuluh pemerintah daerah."
    found = extractor.extract(text).as_dict()
    assert found["agreements"] == []
    assert [(doubt["field"], doubt["reason"]) for doubt in found["doubts"]] == [
        ("parties", "The text tells of an agreement, and not clearly between whom.")
    ]
    planned = extractor.extract("Ombudsman RI akan menandatangani nota kesepahaman.").as_dict()
    assert planned["doubts"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Pemkab Buru menandatangani MoU dengan Kejaksaan Negeri Buru, Ombudsman RI dan Polres Buru.",
        "Bupati Buru Andi Silalahi meneken MoU bersama Ombudsman RI dan Universitas Kapuas Raya.",
        "Pemkab Buru meneken MoU dengan Ombudsman RI, serta PKS dengan Universitas Kapuas Raya.",
        "Selain dengan Ombudsman RI, Pemkab Buru juga menandatangani MoU dengan BPJS Kesehatan.",
    ],
)
def test_others_with_whom_a_counterpart_signs_are_no_counterparts(extractor: Extractor, text: str) -> None:
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_governments_beside_ours_can_sign_on_the_side_of_another(extractor: Extractor) -> None:
    text = "Pemkab Buru menandatangani nota kesepahaman bersama Ombudsman RI dan Pemkot Ambon."
    found = counterparts(agreements(extractor, text))
    assert found == ["Pemerintah Kabupaten Buru", "Pemerintah Kota Ambon"]


def test_a_ministry_with_an_agency_in_its_name_is_one_party(extractor: Extractor) -> None:
    text = (
        "Sekretaris Jenderal Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional (ATR/BPN) Andi "
        "Silalahi mewakili Menteri ATR/Kepala BPN Toni Wattimena meneken MoU dengan Ombudsman RI."
    )
    (found,) = agreements(extractor, text)
    assert found["parties"][1]["name"] == "Kementerian Agraria dan Tata Ruang"
    assert [one["name"] for one in found["signatories"]] == ["Andi Silalahi"]
    assert [one["principal"] for one in found["represented"]] == ["Toni Wattimena"]


def test_who_sent_somebody_to_be_there_is_no_party(extractor: Extractor) -> None:
    text = (
        "Pemprov Maluku diwakili Sekda Maluku Andi Silalahi menghadiri penandatanganan MoU Pemkab Buru "
        "dengan Ombudsman RI."
    )
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_the_agreement_that_another_one_follows_from_is_not_signed_with_it(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI Perwakilan Maluku dan Kanwil Ditjenpas Maluku menandatangani PKS, Senin (3/5/2021). "
        '"PKS ini menerjemahkan MoU antara Ombudsman RI dan Kementerian Imigrasi dan Pemasyarakatan yang '
        'sudah diteken di tingkat pusat," ujar Andi Silalahi.'
    )
    assert counterparts(agreements(extractor, text)) == [
        "Kantor Wilayah Direktorat Jenderal Pemasyarakatan Maluku"
    ]


def test_of_two_agreements_the_one_that_is_said_to_be_renewed_is(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI dan Universitas Pattimura memperpanjang nota kesepahaman, yang ditandatangani Senin. "
        "Fakultas Hukum Universitas Pattimura menandatangani perjanjian kerja sama dengan Ombudsman RI."
    )
    assert {one["kind"]: one["status"] for one in agreements(extractor, text)} == {
        "mou": "renewed",
        "pks": "signed",
    }


def test_a_university_that_only_the_headline_names_is_there_for_its_faculty(extractor: Extractor) -> None:
    text = (
        "Universitas Pattimura dan Ombudsman Teken PKS\n\n"
        "AMBON - Fakultas Hukum Universitas Pattimura menandatangani PKS dengan Ombudsman RI."
    )
    assert counterparts(agreements(extractor, text)) == ["Fakultas Hukum Universitas Pattimura"]


@pytest.mark.parametrize(
    "paper",
    ["kontrak perbaikan jalan bersama PT Maju Jaya", "prasasti gedung baru", "berita acara"],
)
def test_who_signs_another_paper_makes_no_agreement(extractor: Extractor, paper: str) -> None:
    text = f"{SIGNED} Sementara itu Bupati Seram Bagian Barat Tono Hutapea menandatangani {paper}, Rabu."
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_a_settlement_that_the_institution_watches_is_none_of_its_agreements(extractor: Extractor) -> None:
    text = (
        "Kesepakatan damai ditandatangani Direktur PDAM Tono Hutapea dan warga di Kantor Ombudsman RI "
        "Perwakilan Maluku. Kepala Perwakilan Ombudsman Maluku Andi Silalahi menyaksikan penandatanganan itu."
    )
    assert agreements(extractor, text) == []


def test_an_agreement_whose_renewal_is_under_way_is_not_renewed(extractor: Extractor) -> None:
    text = (
        "MoU antara Pemprov Maluku dan Ombudsman RI sudah berakhir pada Desember 2024 dan sedang dalam "
        "proses perpanjangan, Rabu (22/1/2025)."
    )
    assert [one["status"] for one in agreements(extractor, text)] in ([], ["planned"])


def test_who_signs_that_agreement_of_others_is_no_party(extractor: Extractor) -> None:
    text = (
        f"{SIGNED} Pada hari yang sama, Bank Maluku meneken PKS dengan RSUD Namlea. Kepala Cabang Bank "
        "Maluku Tono Hutapea dan Direktur RSUD Namlea Budi Kelen menandatangani PKS itu."
    )
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]
