"""Institutions whose names end with a place: one of several regions, a town, behind what sort they are of.

All names of people are invented.
"""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import (
    agreement,
    agreements,
    counterparts,
    institutions,
    names,
    offices,
    people,
    stand_ins,
)

TOLD = (
    "SEMARANG - Ombudsman RI Perwakilan Jawa Tengah dan {body} menandatangani nota kesepahaman, Senin "
    "(4/3/2024). Naskah ditandatangani Kepala Perwakilan Ombudsman RI Jawa Tengah Siti Latifah dan {head} "
    "{body} Sutrisno Hadi."
)


@pytest.mark.parametrize(
    ("body", "head", "name"),
    [
        ("Polres Bogor", "Kepala", "Kepolisian Resor Bogor"),
        ("Kejari Semarang", "Kepala", "Kejaksaan Negeri Semarang"),
        ("DPRD Malang", "Ketua", "DPRD Malang"),
        ("Bawaslu Semarang", "Ketua", "Bawaslu Semarang"),
        ("Pengadilan Negeri Purwokerto", "Ketua", "Pengadilan Negeri Purwokerto"),
        ("Lapas Kelas I Semarang", "Kepala", "Lapas Kelas I Semarang"),
        ("Rutan Kelas IIB Purbalingga", "Kepala", "Rutan Kelas IIB Purbalingga"),
        ("Kantor Imigrasi Kelas I TPI Semarang", "Kepala", "Kantor Imigrasi Kelas I TPI Semarang"),
        ("KPPN Purwokerto", "Kepala", "KPPN Purwokerto"),
        ("BBPOM di Semarang", "Kepala", "BBPOM di Semarang"),
        ("Komisi Informasi Provinsi Jawa Tengah", "Ketua", "Komisi Informasi Provinsi Jawa Tengah"),
        ("AJI Semarang", "Ketua", "AJI Semarang"),
        ("RRI Purwokerto", "Kepala", "RRI Purwokerto"),
        ("OJK Purwokerto", "Kepala", "OJK Purwokerto"),
        ("BPJS Kesehatan Cabang Purwokerto", "Kepala", "BPJS Kesehatan Cabang Purwokerto"),
    ],
)
def test_a_name_ends_with_its_place(extractor: Extractor, body: str, head: str, name: str) -> None:
    found = agreement(extractor, TOLD.format(body=body, head=head))
    assert found["parties"][1]["name"] == name
    assert names(found["signatories"]) == ["Siti Latifah", "Sutrisno Hadi"]


def test_a_place_that_several_regions_are_called_by_is_the_one_that_the_text_is_clear_of(
    extractor: Extractor,
) -> None:
    text = TOLD.format(body="DPRD Bogor", head="Ketua") + " Acara itu berlangsung di Kota Bogor."
    party = agreement(extractor, text)["parties"][1]
    assert (party["name"], party["region"]) == ("DPRD Kota Bogor", "32.71")


def test_a_town_can_be_a_word_within_a_name(extractor: Extractor) -> None:
    assert people(extractor, "Bupati Buru Andi Kisaran Putra menerima naskah.") == ["Andi Kisaran Putra"]


def test_a_branch_is_one_party_with_and_without_the_word_for_it(extractor: Extractor) -> None:
    text = (
        "AMBON - Ombudsman RI Perwakilan Maluku dan BPKP Perwakilan Maluku menandatangani nota "
        "kesepahaman. Penandatanganan dilakukan Kepala Perwakilan BPKP Maluku Andi Silalahi dan Kepala "
        "Perwakilan Ombudsman RI Maluku Rina Latuheru."
    )
    found = agreement(extractor, text)
    assert found["parties"][1]["name"] == "BPKP Perwakilan Maluku"
    assert names(found["signatories"]) == ["Andi Silalahi", "Rina Latuheru"]


def test_two_branches_of_a_town_stay_two(extractor: Extractor) -> None:
    text = (
        "PURWOKERTO - Ombudsman RI menandatangani nota kesepahaman dengan PLN UP3 Purwokerto dan PLN ULP "
        "Purwokerto, Senin (4/3/2024)."
    )
    found = [one["parties"][1]["name"] for one in agreements(extractor, text)]
    assert found == ["PLN UP3 Purwokerto", "PLN ULP Purwokerto"]


@pytest.mark.parametrize(
    ("office", "comma"),
    [("Anggota KPU", ""), ("Anggota KPU", ","), ("Anggota Bawaslu", ""), ("Kabag TU", "")],
)
def test_who_stands_in_can_be_of_a_sort_of_institution(extractor: Extractor, office: str, comma: str) -> None:
    body = "KPU Buru" if office == "Kabag TU" else f"{office.split()[1]} Buru"
    text = (
        f"NAMLEA - Ombudsman RI Perwakilan Maluku dan {body} meneken nota kesepahaman. Penandatanganan "
        f"dilakukan Ketua {body} Andi Silalahi yang diwakili {office}{comma} Yopi Manuputty{comma} dan "
        "Kepala Perwakilan Ombudsman RI Maluku Rina Latuheru."
    )
    found = agreement(extractor, text)
    assert names(found["signatories"]) == ["Rina Latuheru", "Yopi Manuputty"]
    assert stand_ins(found) == [("Andi Silalahi", "Yopi Manuputty")]


def test_nobody_beside_an_office_that_is_named_alone_stands_in_for_its_head(extractor: Extractor) -> None:
    text = (
        "AMBON - Ombudsman RI Perwakilan Maluku dan Pemkab Buru menandatangani nota kesepahaman. "
        "Penandatanganan dilakukan Bupati Buru Andi Silalahi yang diwakili Sekretaris Daerah dan Kepala "
        "Perwakilan Ombudsman RI Maluku Rina Latuheru."
    )
    found = agreement(extractor, text)
    assert names(found["signatories"]) == ["Rina Latuheru"]
    assert stand_ins(found) == []


@pytest.mark.parametrize(
    ("before", "both", "party"),
    [
        ("Universitas Pattimura menerima kunjungan Ombudsman RI", "kedua lembaga", "Universitas Pattimura"),
        ("Bupati Buru menerima audiensi Ombudsman RI", "kedua belah pihak", "Pemerintah Kabupaten Buru"),
        ("Bupati Buru Andi Silalahi menemui Ombudsman RI", "kedua instansi", "Pemerintah Kabupaten Buru"),
        ("Bupati Buru menerima Ombudsman RI dan Polres Buru", "kedua pihak", None),
        ("Universitas Pattimura menerima kunjungan Polda Maluku", "kedua lembaga", None),
    ],
)
def test_both_are_the_two_institutions_of_the_sentence_before(
    extractor: Extractor, before: str, both: str, party: str | None
) -> None:
    text = f"AMBON - {before} di Ambon, Senin (4/3/2024). Di sela acara itu {both} meneken nota kesepahaman."
    found = [one["parties"][1]["name"] for one in agreements(extractor, text)]
    assert found == ([party] if party else [])


def test_the_branch_of_an_institution_is_a_place_only_where_something_is_at_it(extractor: Extractor) -> None:
    acts = (
        "Kantor Perwakilan Bank Indonesia menggandeng Ombudsman RI untuk pelayanan publik. MoU diteken Senin."
    )
    (found,) = agreements(extractor, f"AMBON - {acts}")
    assert found["parties"][1]["name"] == "Bank Indonesia"
    at_it = "Ombudsman RI dan Pemkab Buru meneken MoU di Kantor Perwakilan Bank Indonesia, Senin (4/3/2024)."
    (found,) = agreements(extractor, f"AMBON - {at_it}")
    assert found["parties"][1]["name"] == "Pemerintah Kabupaten Buru"


def test_a_number_behind_the_word_for_a_branch_is_part_of_a_name(extractor: Extractor) -> None:
    found = agreement(extractor, TOLD.format(body="PT KAI Daop 5 Purwokerto", head="Kepala"))
    assert found["parties"][1]["name"] == "PT KAI Daop 5 Purwokerto"
    assert names(found["signatories"]) == ["Siti Latifah", "Sutrisno Hadi"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Ombudsman RI menandatangani nota kesepahaman dengan {heads}, Senin (4/3/2024).", True),
        ("Nota kesepahaman dengan Ombudsman RI diteken {heads} di Ambon, Senin (4/3/2024).", True),
        ("Penandatanganan nota kesepahaman antara Ombudsman RI dan {heads} digelar di Ambon.", True),
        ("Ombudsman RI menandatangani nota kesepahaman, dan {heads} menyambut baik hal itu.", False),
        ("Ombudsman RI menandatangani nota kesepahaman disaksikan {heads}.", False),
        ("Ombudsman RI menandatangani nota kesepahaman di hadapan {heads}.", False),
        ("Ombudsman RI menandatangani nota kesepahaman. Hadir {heads}.", False),
    ],
)
def test_heads_without_names_are_those_of_parties_where_they_sign(
    extractor: Extractor, text: str, signs: bool
) -> None:
    told = text.format(heads="Bupati Buru, Bupati Maluku Tengah, dan Wali Kota Tual")
    found = {one["parties"][1]["name"] for one in agreements(extractor, f"AMBON - {told}")}
    parties = {"Pemerintah Kabupaten Buru", "Pemerintah Kabupaten Maluku Tengah", "Pemerintah Kota Tual"}
    assert found == (parties if signs else set())


@pytest.mark.parametrize(
    "listed",
    [
        "Kabupaten Bangkalan, Sampang, dan Kota Surabaya",
        "Kabupaten Bangkalan dan Sampang, serta Kota Surabaya",
        "dua kabupaten (Bangkalan dan Sampang) dan satu kota (Surabaya)",
    ],
)
@pytest.mark.parametrize(
    "told",
    [
        "Ombudsman RI menjalin kerja sama dengan {listed}. Nota kesepakatan diteken di Surabaya.",
        "Ombudsman RI menandatangani nota kesepakatan dengan {listed}.",
    ],
)
def test_regions_are_parties_however_they_are_listed(extractor: Extractor, listed: str, told: str) -> None:
    found = {
        one["parties"][1]["name"] for one in agreements(extractor, f"SURABAYA - {told.format(listed=listed)}")
    }
    assert found == {
        "Pemerintah Kabupaten Bangkalan",
        "Pemerintah Kabupaten Sampang",
        "Pemerintah Kota Surabaya",
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("KPU Kota Bogor", "KPU Kota Bogor"),
        ("KPU Kabupaten Bogor", "KPU Kabupaten Bogor"),
        ("Baznas Provinsi Maluku", "Baznas Provinsi Maluku"),
        ("Bawaslu Maluku", "Bawaslu Maluku"),
        ("Bawaslu DIY", "Bawaslu Daerah Istimewa Yogyakarta"),
        ("Bawaslu Kota Yogyakarta", "Bawaslu Kota Yogyakarta"),
        ("Kejari Kota Tasikmalaya", "Kejaksaan Negeri Kota Tasikmalaya"),
        ("Kejari Kota Ambon", "Kejaksaan Negeri Ambon"),  # no other is called so
    ],
)
def test_the_level_of_its_region_tells_a_body_from_another(
    extractor: Extractor, written: str, name: str
) -> None:
    assert counterparts(agreements(extractor, f"Ombudsman RI dan {written} menandatangani MoU.")) == [name]


def test_a_body_keeps_the_level_of_its_region_where_a_text_leaves_it_out_once(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI dan Bawaslu Maluku menandatangani MoU. Bawaslu Provinsi Maluku menyambut baik MoU itu."
    )
    assert counterparts(agreements(extractor, text)) == ["Bawaslu Provinsi Maluku"]


def test_bodies_of_a_city_and_of_a_regency_of_one_name_are_two_parties(extractor: Extractor) -> None:
    text = "Ombudsman RI menandatangani MoU dengan KPU Kota Bogor dan KPU Kabupaten Bogor."
    assert counterparts(agreements(extractor, text)) == ["KPU Kabupaten Bogor", "KPU Kota Bogor"]


def test_a_long_name_with_letters_within_is_one(extractor: Extractor) -> None:
    text = "Badan Penyelenggara Jaminan Sosial (BPJS) Ketenagakerjaan dan Ombudsman RI menandatangani MoU."
    assert counterparts(agreements(extractor, text)) == ["BPJS Ketenagakerjaan"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kanwil BPN Maluku", "Kantor Wilayah Badan Pertanahan Nasional Provinsi Maluku"),
        (
            "Kantor Wilayah Badan Pertanahan Nasional (BPN) Provinsi Maluku",
            "Kantor Wilayah Badan Pertanahan Nasional Provinsi Maluku",
        ),
        ("Kanwil Kemenag DIY", "Kantor Wilayah Kementerian Agama Daerah Istimewa Yogyakarta"),
    ],
)
def test_an_office_of_the_centre_has_its_name_in_full(extractor: Extractor, written: str, name: str) -> None:
    assert counterparts(agreements(extractor, f"Ombudsman RI dan {written} menandatangani MoU.")) == [name]


def test_an_area_of_several_provinces_ends_the_name_of_an_office(extractor: Extractor) -> None:
    text = "BPJS Ketenagakerjaan Kantor Wilayah Sumbagsel hadir. BPJS Ketenagakerjaan Sumbagsel meneken nota."
    assert institutions(extractor, text) == ["BPJS Ketenagakerjaan Kantor Wilayah Sumbagsel"]


@pytest.mark.parametrize("written", ["Kanwil Imigrasi", "Kantor Wilayah Imigrasi", "Kanwil Ditjen Imigrasi"])
def test_an_office_of_immigration_has_one_name(extractor: Extractor, written: str) -> None:
    text = f"{written} Kepri meneken nota. Kanwil Ditjen Imigrasi Kepri puas."
    assert institutions(extractor, text) == ["Kantor Wilayah Direktorat Jenderal Imigrasi Kepulauan Riau"]


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("RSUD Tgk. Chik Ditiro Sigli", "RSUD Tgk. Chik Ditiro"),
        ("RSUD Latu Harapan Masohi", "RSUD Latu Harapan"),
        ("RSUD Latu Kota Ambon", "RSUD Latu"),
        ("RSUD Latu Harapan Kabupaten Buru", "RSUD Latu Harapan"),
    ],
)
def test_a_hospital_keeps_its_town(extractor: Extractor, whole: str, short: str) -> None:
    text = f"{whole} meneken nota. Direktur {short} dr. Andi Silalahi, M.Kes. hadir. {short} puas."
    assert institutions(extractor, text) == [whole]
    assert offices(extractor, text) == {"Andi Silalahi": f"Direktur / {whole}"}


def test_of_two_hospitals_of_one_name_neither_is_meant_alone(extractor: Extractor) -> None:
    text = "RSUD Latu Kota Ambon hadir. RSUD Latu Kabupaten Buru hadir. RSUD Latu puas."
    assert institutions(extractor, text) == ["RSUD Latu", "RSUD Latu Kabupaten Buru", "RSUD Latu Kota Ambon"]


@pytest.mark.parametrize("branch", ["BPJS Ketenagakerjaan Sumbagsel", "BPJS Kesehatan Kupang"])
def test_an_institution_and_its_office_in_an_area_are_two(extractor: Extractor, branch: str) -> None:
    whole = branch.rpartition(" ")[0]
    assert institutions(extractor, f"{branch} hadir. {whole} mencatat klaim itu.") == sorted([branch, whole])


def test_the_name_of_a_school_ends_behind_its_number_and_place(extractor: Extractor) -> None:
    text = "SMAN 1 Ambon meneken nota. SMP Negeri 3 ikut. SMAN 2024 meneken nota."
    assert institutions(extractor, text) == ["SMAN 1 Ambon", "SMP Negeri 3"]


@pytest.mark.parametrize("name", ["RSUD S.K. Lerik", "RSUD A.W. Sjahranie", "RS K.H. Mansyur"])
def test_a_hospital_is_named_after_somebody_with_initials(extractor: Extractor, name: str) -> None:
    assert institutions(extractor, f"{name} meneken nota.") == [name]


def test_and_joins_no_other_institution_to_a_name(extractor: Extractor) -> None:
    text = "Rombongan meninjau RSUD Masohi dan Puskesmas Amahai."
    assert institutions(extractor, text) == ["RSUD Masohi"]


@pytest.mark.parametrize("between", [" dan ", " hadir. Juga "])
def test_of_two_faculties_the_one_named_alone_is_of_the_same_university(
    extractor: Extractor, between: str
) -> None:
    text = f"Fakultas Hukum{between}Fakultas Teknik Universitas Pattimura hadir."
    assert institutions(extractor, text) == [
        "Fakultas Hukum Universitas Pattimura",
        "Fakultas Teknik Universitas Pattimura",
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Komisi Pemilihan Umum Provinsi Maluku", "KPU Provinsi Maluku"),
        ("Komisi Pemilihan Umum (KPU) Maluku", "KPU Maluku"),
        ("Badan Pengawas Pemilihan Umum Kota Ambon", "Bawaslu Kota Ambon"),
        ("Badan Amil Zakat Nasional Buru", "Baznas Buru"),
        ("Majelis Ulama Indonesia Maluku", "MUI Maluku"),
        ("Badan Narkotika Nasional Provinsi Maluku", "BNNP Maluku"),
        ("BNN Kota Ambon", "BNNK Ambon"),
    ],
)
def test_a_commission_has_one_name_in_full_and_by_its_letters(
    extractor: Extractor, written: str, name: str
) -> None:
    assert institutions(extractor, f"{written} meneken nota. {name} puas.") == [name]
