from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import institutions, offices, regions

OMBUDSMAN = "Ombudsman Republik Indonesia"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pemerintah Kabupaten Paser siap.", ["Kabupaten Paser"]),
        ("Pemkab Paser siap.", ["Kabupaten Paser"]),
        ("Pemda Paser siap.", ["Kabupaten Paser"]),
        ("Pemkot Bogor siap.", ["Kota Bogor"]),
        ("Pemko Padang siap.", ["Kota Padang"]),
        ("Pemprov Bali siap.", ["Bali"]),
        ("Kab. Bogor siap.", ["Kabupaten Bogor"]),
        ("Kota Palangka Raya siap.", ["Kota Palangka Raya"]),
        ("Kota Palangkaraya siap.", ["Kota Palangka Raya"]),
        ("Bupati Bogor siap.", ["Kabupaten Bogor"]),
        ("Wali Kota Bogor siap.", ["Kota Bogor"]),
        ("Gubernur Gorontalo siap.", ["Gorontalo"]),
        ("DPRD Kota Tual siap.", ["Kota Tual"]),
        ("MoU Pemkab Nias Barat-Ombudsman siap.", ["Kabupaten Nias Barat"]),
        ("MoU Ombudsman-Pemkot Bitung siap.", ["Kota Bitung"]),
    ],
)
def test_words_around_a_name_say_which_region_it_is(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    assert regions(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pemkab Sleman, Bantul, Kulon Progo dan Wonogiri", ["Bantul", "Kulon Progo", "Sleman", "Wonogiri"]),
        ("Pemkab Buru dan Seram Bagian Barat", ["Buru", "Seram Bagian Barat"]),
        ("Kabupaten Sigi, Poso, serta Morowali", ["Morowali", "Poso", "Sigi"]),
        ("Kabupaten Bone maupun Wajo", ["Bone", "Wajo"]),
    ],
)  # fmt: skip
def test_a_list_shares_the_word_for_the_level(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert regions(extractor, f"Rapat dihadiri {text}.") == [f"Kabupaten {name}" for name in expected]


def test_a_list_of_governments_names_each_of_them(extractor: Extractor) -> None:
    found = institutions(extractor, "Pemkot Ambon, Tual, dan Ternate hadir.")
    assert found == [f"Pemerintah Kota {name}" for name in ("Ambon", "Ternate", "Tual")]


def test_regions_of_two_levels_stand_side_by_side(extractor: Extractor) -> None:
    text = "Penilaian mencakup Kota Sorong, Kabupaten Sorong, dan Provinsi Papua Barat Daya."
    assert regions(extractor, text) == ["Kabupaten Sorong", "Kota Sorong", "Papua Barat Daya"]


def test_a_city_and_a_regency_of_one_name_are_two(extractor: Extractor) -> None:
    assert regions(extractor, "Pemkot Madiun dan Pemkab Madiun bertemu.") == [
        "Kabupaten Madiun",
        "Kota Madiun",
    ]


def test_a_bare_name_is_the_one_of_two_that_the_text_names_clearly(extractor: Extractor) -> None:
    assert regions(extractor, "Wali Kota Madiun datang. Warga Madiun senang.") == ["Kota Madiun"]
    assert regions(extractor, "Bupati Madiun datang. Warga Madiun senang.") == ["Kabupaten Madiun"]


def test_a_bare_name_of_two_regions_is_none_of_them(extractor: Extractor) -> None:
    assert regions(extractor, "Warga Madiun senang.") == []


@pytest.mark.parametrize("text", ["Warga kota itu senang.", "Ia tinggal di kota.", "Para bupati datang."])
def test_a_word_for_a_level_alone_names_no_region(extractor: Extractor, text: str) -> None:
    assert regions(extractor, text) == []


def test_the_city_government_without_a_name_is_that_of_the_one_city(extractor: Extractor) -> None:
    found = extractor.extract("Kota Bitung berbenah. Pemkot menambah loket.")
    (body,) = found.institutions
    assert body["name"] == "Pemerintah Kota Bitung"
    assert [piece["quote"] for piece in body["evidence"]] == ["Pemkot"]


@pytest.mark.parametrize(
    "written",
    [
        "Ombudsman", "Ombudsman RI", "ORI", "OMBUDSMAN RI", "Ombudsman R.I.", "Ombusdman RI", "Ombusman",
        "Obudsman RI", "Ombudsman Republik Indonesia (ORI)", "Komisi Ombudsman Nasional",
    ],
)  # fmt: skip
def test_the_ombudsman_is_known_in_all_its_spellings(extractor: Extractor, written: str) -> None:
    assert institutions(extractor, f"Rapat digelar {written} kemarin.") == [OMBUDSMAN]


@pytest.mark.parametrize(
    "written",
    [
        "Ombudsman RI Perwakilan Maluku",
        "Ombudsman Perwakilan Maluku",
        "Ombudsman Perwakilan Provinsi Maluku",
        "Ombudsman RI Perwakilan Prov. Maluku",
        "Ombudsman RI Maluku",
        "Ombudsman Maluku",
        "Perwakilan Ombudsman RI Maluku",
        "Perwakilan Ombudsman Provinsi Maluku",
        "Kantor Perwakilan Ombudsman RI Maluku",
        "ORI Perwakilan Maluku",
        "Ombusdman RI Perwakilan Maluku",
        "Ombudsman RI Perwakiilan Maluku",
        "Ombudsman RI (ORI) Perwakilan Maluku",
        "Ombudsman RI, Perwakilan Maluku",
    ],
)
def test_a_branch_of_the_ombudsman_is_known_by_its_province(extractor: Extractor, written: str) -> None:
    assert institutions(extractor, f"Rapat digelar {written} kemarin.") == [f"{OMBUDSMAN} Perwakilan Maluku"]


def test_an_ombudsman_beside_a_regency_is_no_branch(extractor: Extractor) -> None:
    assert institutions(extractor, "Ombudsman RI Kabupaten Buru") == [OMBUDSMAN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polda Bali", "Kepolisian Daerah Bali"),
        ("Polres Buru", "Kepolisian Resor Buru"),
        ("Kejati Riau", "Kejaksaan Tinggi Riau"),
        ("Kejaksaan Negeri Bantul", "Kejaksaan Negeri Bantul"),
        ("Kejari Kota Tual", "Kejaksaan Negeri Tual"),
        ("DPRD Kabupaten Bone", "DPRD Kabupaten Bone"),
        ("DPRD Sulawesi Barat", "DPRD Provinsi Sulawesi Barat"),
        ("Kemendagri", "Kementerian Dalam Negeri"),
        ("Kanwil Kemenag Jambi", "Kantor Wilayah Kementerian Agama Provinsi Jambi"),
        ("KPK", "Komisi Pemberantasan Korupsi"),
        ("RSUD Kanjuruhan", "RSUD Kanjuruhan"),
        ("Bank Sulselbar", "Bank Sulselbar"),
    ],
)
def test_other_institutions_have_one_name_however_they_are_written(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert institutions(extractor, f"Rapat digelar {text} kemarin.") == [expected]


def test_the_short_form_in_brackets_names_the_university(extractor: Extractor) -> None:
    found = extractor.extract("Universitas Kapuas Raya (Unkara) berbenah. Rektorat Unkara menambah loket.")
    (body,) = found.institutions
    assert body["name"] == "Universitas Kapuas Raya"
    assert [piece["quote"] for piece in body["evidence"]] == ["Universitas Kapuas Raya", "Unkara", "Unkara"]


def test_a_faculty_and_its_university_are_one_name(extractor: Extractor) -> None:
    found = institutions(extractor, "Rapat digelar Fakultas Hukum Universitas Kapuas Raya kemarin.")
    assert found == ["Fakultas Hukum Universitas Kapuas Raya"]


def test_a_faculty_named_alone_is_that_of_the_text(extractor: Extractor) -> None:
    text = "Fakultas Hukum Universitas Kapuas Raya berbenah. Dekan Fakultas Hukum senang."
    assert institutions(extractor, text) == ["Fakultas Hukum Universitas Kapuas Raya"]


def test_a_faculty_that_is_always_named_alone_is_of_the_one_university(extractor: Extractor) -> None:
    text = "Universitas Kapuas Raya berbenah. Dekan Fakultas Hukum Andi Silalahi senang."
    whole = "Fakultas Hukum Universitas Kapuas Raya"
    assert institutions(extractor, text) == [whole, "Universitas Kapuas Raya"]
    found = institutions(extractor, f"{text} Hadir Universitas Bunaken.")
    assert found == ["Fakultas Hukum", "Universitas Bunaken", "Universitas Kapuas Raya"]


def test_the_name_of_a_university_can_go_on_behind_its_letters(extractor: Extractor) -> None:
    text = "Universitas Islam Negeri (UIN) Ambon berbenah. UIN Ambon senang."
    assert institutions(extractor, text) == ["UIN Ambon"]


def test_two_universities_in_a_list_are_two(extractor: Extractor) -> None:
    found = institutions(extractor, "Hadir Universitas Kapuas Raya dan Politeknik Negeri Bunaken.")
    assert found == ["Politeknik Negeri Bunaken", "Universitas Kapuas Raya"]


def test_a_party_in_capitals_is_no_word_in_small_letters(extractor: Extractor) -> None:
    assert institutions(extractor, "Ia kader PAN di kota itu.") == ["PAN"]
    assert institutions(extractor, "Ia membeli pan di kota itu.") == []


def test_a_sort_of_agreement_is_no_party(extractor: Extractor) -> None:
    assert "Partai Keadilan Sejahtera" not in institutions(extractor, "Naskah PKS itu diteken kemarin.")


@pytest.mark.parametrize("street", ["Jalan Teuku Umar", "Jl. Ahmad Yani No. 2", "Jl Jenderal Sudirman"])
def test_a_street_is_nobody(extractor: Extractor, street: str) -> None:
    assert extractor.extract(f"Kantor itu berdiri di {street}, kata warga.").people == []


def test_evidence_quotes_region_and_level(extractor: Extractor) -> None:
    (region,) = extractor.extract("Rapat digelar di Kabupaten\u00a0 Buru.").regions
    assert [piece["quote"] for piece in region["evidence"]] == ["Kabupaten\u00a0 Buru"]


def test_a_hospital_can_be_named_after_a_doctor_with_a_small_title(extractor: Extractor) -> None:
    text = "Direktur RSUD dr. Kapuas Sylvana, dr. Andi Silalahi, Sp.PK, menerima Ombudsman RI."
    assert "RSUD dr. Kapuas Sylvana" in institutions(extractor, text)


def test_a_word_of_a_name_is_no_region_where_the_name_stands_again(extractor: Extractor) -> None:
    text = "Foto: Ridwan Batubara Usai Acara Besar\nKetua Ombudsman RI Ridwan Batubara hadir di Kota Medan."
    assert regions(extractor, text) == ["Kota Medan"]


BRANCH = f"{OMBUDSMAN} Perwakilan Maluku"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ombudsman RI Perwakilan Maluku datang. Lapor ke Ombudsman.", [BRANCH]),
        ("Ombudsman Maluku datang, kata Asisten Ombudsman Andi Silalahi.", [BRANCH]),
        ("Ombudsman Maluku datang. Lapor ke Ombudsman RI.", [OMBUDSMAN, BRANCH]),
        ("Ombudsman Maluku datang. Ketua Ombudsman Andi Silalahi hadir.", [OMBUDSMAN, BRANCH]),
        ("Ombudsman Maluku dan Ombudsman Papua datang. Lapor ke Ombudsman.", None),
    ],
)
def test_one_word_means_the_branch_where_a_text_speaks_of_nothing_else(
    extractor: Extractor, text: str, expected: list[str] | None
) -> None:
    expected = expected or [OMBUDSMAN, BRANCH, f"{OMBUDSMAN} Perwakilan Papua"]
    assert institutions(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kanwil Kemenkum Maluku siap.", "Kementerian Hukum Maluku"),
        ("Kakanwil Kemenkum Maluku Andi Silalahi siap.", "Kementerian Hukum Maluku"),
        ("Kakanwil Kemenkumham Maluku Andi Silalahi siap.", "Kementerian Hukum dan HAM Maluku"),
        ("Kantor Wilayah Direktorat Jenderal Imigrasi Maluku siap.", "Direktorat Jenderal Imigrasi Maluku"),
        ("Kepala Kanwil Ditjenpas Maluku, Andi Silalahi, siap.", "Direktorat Jenderal Pemasyarakatan Maluku"),
    ],
)
def test_a_regional_office_of_a_ministry_has_its_whole_name(
    extractor: Extractor, text: str, name: str
) -> None:
    assert institutions(extractor, text) == [f"Kantor Wilayah {name}"]


def test_a_faculty_is_known_by_its_letters(extractor: Extractor) -> None:
    text = (
        "Fakultas Ilmu Sosial dan Ilmu Politik (FISIP) Universitas Pattimura maju. "
        "Dekan FISIP Universitas Pattimura, Andi Silalahi, senang."
    )
    assert offices(extractor, text) == {
        "Andi Silalahi": "Dekan / Fakultas Ilmu Sosial dan Ilmu Politik Universitas Pattimura"
    }


def test_the_head_of_a_regional_office_is_of_it_by_its_letters(extractor: Extractor) -> None:
    assert offices(extractor, "Kepala Kanwil BPN Maluku Andi Silalahi siap.") == {
        "Andi Silalahi": "Kepala Kantor Wilayah / Kantor Wilayah Badan Pertanahan Nasional Provinsi Maluku"
    }


@pytest.mark.parametrize("place", ["Jl. HR Rasuna Said, Kuningan", "Mega Kuningan"])
def test_a_quarter_of_a_city_is_no_region_of_its_name(extractor: Extractor, place: str) -> None:
    assert regions(extractor, f"Nota diteken di Gedung Ombudsman, {place}, Selasa.") == []
    assert regions(extractor, "Nota diteken di Jalan Siliwangi, Kuningan.") == ["Kabupaten Kuningan"]
