from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import offices

ANDI = "Andi Silalahi"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Bupati Buru", "Bupati / Pemerintah Kabupaten Buru"),
        ("Wabup Buru", "Wakil Bupati / Pemerintah Kabupaten Buru"),
        ("Walikota Ambon", "Wali Kota / Pemerintah Kota Ambon"),
        ("Wako Ambon", "Wali Kota / Pemerintah Kota Ambon"),
        ("Walkot Ambon", "Wali Kota / Pemerintah Kota Ambon"),
        ("Wawali Ambon", "Wakil Wali Kota / Pemerintah Kota Ambon"),
        ("Wagub Maluku", "Wakil Gubernur / Pemerintah Provinsi Maluku"),
        ("Sekda Kabupaten Buru", "Sekretaris Daerah / Pemerintah Kabupaten Buru"),
        ("Sekretaris Daerah Kota Ambon", "Sekretaris Daerah / Pemerintah Kota Ambon"),
        ("Kapolda Maluku", "Kepala Kepolisian Daerah / Kepolisian Daerah Maluku"),
        ("Kapolres Buru", "Kepala Kepolisian Resor / Kepolisian Resor Buru"),
        ("Kajati Maluku", "Kepala Kejaksaan Tinggi / Kejaksaan Tinggi Maluku"),
        ("Kajari Buru", "Kepala Kejaksaan Negeri / Kejaksaan Negeri Buru"),
        ("Rektor Universitas Kapuas Raya", "Rektor / Universitas Kapuas Raya"),
        ("Ketua Ombudsman RI", "Ketua / Ombudsman Republik Indonesia"),
        ("Anggota Ombudsman RI", "Anggota / Ombudsman Republik Indonesia"),
        (
            "Kepala Perwakilan Ombudsman RI Maluku",
            "Kepala Perwakilan / Ombudsman Republik Indonesia Perwakilan Maluku",
        ),
        (
            "Kepala Ombudsman RI Perwakilan Maluku",
            "Kepala Perwakilan / Ombudsman Republik Indonesia Perwakilan Maluku",
        ),
        ("Kaper Ombudsman Maluku", "Kepala Perwakilan / Ombudsman Republik Indonesia Perwakilan Maluku"),
        ("Wakil Kepala BP Batam", "Wakil Kepala / Badan Pengusahaan Batam"),
        ("Ketua DPRD Kota Ambon", "Ketua / DPRD Kota Ambon"),
        ("Sekwan Ambon", "Sekretaris / DPRD Kota Ambon"),
        ("Kakanim Ambon", "Kepala / Kantor Imigrasi Ambon"),
        ("Kakantah Buru", "Kepala / Kantor Pertanahan Kabupaten Buru"),
        ("Kakankemenag Buru", "Kepala / Kantor Kementerian Agama Kabupaten Buru"),
        ("Kabinda Maluku", "Kepala / Badan Intelijen Negara Daerah Maluku"),
        ("Direktur RSUD Kanjuruhan", "Direktur / RSUD Kanjuruhan"),
        ("Direktur RSUD Kota Ambon", "Direktur / RSUD Kota Ambon"),
        ("Direktur PDAM Kabupaten Buru", "Direktur / PDAM Kabupaten Buru"),
        (
            "Wakil Kepala Kepolisian Resor (Wakapolres) Buru",
            "Wakil Kepala Kepolisian Resor / Kepolisian Resor Buru",
        ),
        ("Menteri Dalam Negeri", "Menteri / Kementerian Dalam Negeri"),
        ("Bupati Kabupaten Buru", "Bupati / Pemerintah Kabupaten Buru"),
        ("Gubernur Provinsi Maluku", "Gubernur / Pemerintah Provinsi Maluku"),
    ],
)
def test_an_office_is_named_in_full_with_what_it_is_held_in(
    extractor: Extractor, text: str, office: str
) -> None:
    assert offices(extractor, f"Naskah diserahkan {text}, {ANDI}, kemarin.") == {ANDI: office}


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Pj Bupati", "Pj"),
        ("Pj. Bupati", "Pj"),
        ("Penjabat Bupati", "Pj"),
        ("Penjabat (Pj) Bupati", "Pj"),
        ("Pjs Bupati", "Pjs"),
        ("Penjabat Sementara (Pjs) Bupati", "Pjs"),
        ("Plt. Bupati", "Plt"),
        ("Pelaksana Tugas (Plt) Bupati", "Plt"),
        ("Plh Bupati", "Plh"),
        ("Pelaksana Harian Bupati", "Plh"),
    ],
)
def test_how_an_office_is_held_is_kept_apart(extractor: Extractor, text: str, acting: str) -> None:
    found = offices(extractor, f"Naskah diserahkan {text} Buru {ANDI} kemarin.")
    assert found == {ANDI: f"{acting} / Bupati / Pemerintah Kabupaten Buru"}


@pytest.mark.parametrize("text", ["Bupati terpilih Buru", "Bupati Buru terpilih"])
def test_an_office_that_is_not_held_yet_says_so(extractor: Extractor, text: str) -> None:
    found = offices(extractor, f"Naskah dibaca {text} {ANDI} kemarin.")
    assert found == {ANDI: "Bupati terpilih / Pemerintah Kabupaten Buru"}


@pytest.mark.parametrize("word", ["Mantan", "mantan", "eks"])
def test_an_office_that_is_over_is_held_in_nothing(extractor: Extractor, word: str) -> None:
    found = offices(extractor, f"Naskah dibaca {word} Bupati Buru {ANDI} kemarin.")
    assert found == {ANDI: "mantan Bupati"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kabag Hukum Setda Kabupaten Buru", "Kepala Bagian Hukum"),
        ("Kepala Bagian Organisasi Setda Kabupaten Buru", "Kepala Bagian Organisasi"),
        ("Kabag Hukum dan Organisasi Setda Kabupaten Buru", "Kepala Bagian Hukum dan Organisasi"),
        ("Kabag Tata Pemerintahan Setda Buru", "Kepala Bagian Tata Pemerintahan"),
        ("Asisten I Setda Kabupaten Buru", "Asisten I"),
        ("Staf Ahli Bidang Hukum Setda Kabupaten Buru", "Staf Ahli Bidang Hukum"),
        ("Asisten Bidang Pelayanan Publik Setda Kabupaten Buru", "Asisten Bidang Pelayanan Publik"),
    ],
)
def test_a_unit_is_part_of_the_office(extractor: Extractor, text: str, role: str) -> None:
    found = offices(extractor, f"Naskah diserahkan {text} {ANDI} kemarin.")
    assert found == {ANDI: f"{role} / Sekretariat Daerah Kabupaten Buru"}


def test_the_head_of_a_department_is_in_a_government(extractor: Extractor) -> None:
    found = offices(extractor, f"Hadir Kepala Dinas Kesehatan Kabupaten Buru {ANDI}.")
    assert found == {ANDI: "Kepala Dinas Kesehatan / Pemerintah Kabupaten Buru"}


@pytest.mark.parametrize("between", [" ", ", "])
def test_a_part_of_an_agency_is_held_in_that_of_its_region(extractor: Extractor, between: str) -> None:
    text = f"Hadir Kabid Pelayanan Kesehatan Dinas Kesehatan Kabupaten Buru{between}{ANDI}."
    office = "Kepala Bidang Pelayanan Kesehatan / Dinas Kesehatan Kabupaten Buru"
    assert offices(extractor, text) == {ANDI: office}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Staf Ahli Bupati Buru", "Staf Ahli Bupati"),
        ("Staf Khusus Bupati Buru", "Staf Khusus Bupati"),
        ("Stafsus Bupati Buru", "Staf Khusus Bupati"),
        ("Ajudan Bupati Buru", "Ajudan"),
        ("Tenaga Ahli Bupati Buru", "Tenaga Ahli"),
        ("Staf Ahli Bupati Buru Bidang Hukum dan Politik", "Staf Ahli Bupati Bidang Hukum dan Politik"),
    ],
)
def test_who_advises_a_regent_is_no_regent(extractor: Extractor, text: str, role: str) -> None:
    found = offices(extractor, f"Hadir {text} {ANDI} kemarin.")
    assert found == {ANDI: f"{role} / Pemerintah Kabupaten Buru"}


def test_the_name_of_a_unit_can_have_a_comma_before_its_last_and(extractor: Extractor) -> None:
    text = f"Hadir Staf Ahli Bupati Bidang Pemerintahan, Hukum, dan Politik {ANDI}."
    role = "Staf Ahli Bupati Bidang Pemerintahan, Hukum, dan Politik"
    assert offices(extractor, text) == {ANDI: role}


@pytest.mark.parametrize("as_", ["selaku", "sebagai"])
def test_who_is_there_as_deputy_head_stands_in_for_nobody(extractor: Extractor, as_: str) -> None:
    text = f"Pemerintah Kabupaten Buru meneken MoU dengan Ombudsman RI. Hadir {ANDI} {as_} Wakil Bupati Buru."
    assert offices(extractor, text) == {ANDI: "Wakil Bupati / Pemerintah Kabupaten Buru"}
    assert extractor.extract(text).as_dict()["agreements"][0]["represented"] == []


@pytest.mark.parametrize("by", ["yang dijabat", "yang saat ini dijabat oleh"])
def test_who_holds_an_office_is_named_behind_it(extractor: Extractor, by: str) -> None:
    found = offices(extractor, f"Hadir Sekda Kabupaten Buru {by} {ANDI}.")
    assert found == {ANDI: "Sekretaris Daerah / Pemerintah Kabupaten Buru"}


def test_who_held_an_office_before_does_not_hold_it(extractor: Extractor) -> None:
    found = offices(extractor, f"Jabatan Sekda Kabupaten Buru yang sebelumnya dijabat {ANDI} masih kosong.")
    assert found.get(ANDI) is None


def test_who_held_an_office_when_something_was_signed_is_not_who_holds_it(extractor: Extractor) -> None:
    text = f"Bupati Buru Rina Manuputty hadir. Naskah diteken pada 2019 oleh Bupati Buru saat itu, {ANDI}."
    held = "Bupati / Pemerintah Kabupaten Buru"
    assert offices(extractor, text) == {"Rina Manuputty": held, ANDI: held}


def test_units_are_no_names(extractor: Extractor) -> None:
    text = "Hadir Kabag Hukum Andi Silalahi dan Kabag Organisasi Rina Latuheru."
    found = offices(extractor, text)
    assert found == {"Andi Silalahi": "Kepala Bagian Hukum", "Rina Latuheru": "Kepala Bagian Organisasi"}


@pytest.mark.parametrize(
    ("unit", "role"),
    [
        ("Kabid Penegakan Perda", "Kepala Bidang Penegakan Perda"),
        ("Kasi Pendaftaran Penduduk", "Kepala Seksi Pendaftaran Penduduk"),
        ("Kasubbag Evaluasi", "Kepala Subbagian Evaluasi"),
        ("Kabid Pembukuan", "Kepala Bidang Pembukuan"),  # in no list
        ("Kepala Seksi Klimatologi", "Kepala Seksi Klimatologi"),
        ("Sekretaris Disdukcapil", "Sekretaris Disdukcapil"),
        ("Kepala Diskominfo", "Kepala Diskominfo"),
    ],
)
def test_what_somebody_is_in_charge_of_is_no_part_of_the_name(
    extractor: Extractor, unit: str, role: str
) -> None:
    assert offices(extractor, f"Hadir {unit} {ANDI} kemarin.") == {ANDI: role}


def test_a_name_may_look_like_a_word_for_a_unit(extractor: Extractor) -> None:
    assert offices(extractor, "Hadir Kabag Kertawan, warga Buru.") == {"Kertawan": "Kepala Bagian"}


def test_an_office_without_a_region_is_of_the_one_that_the_text_is_about(extractor: Extractor) -> None:
    text = f"Pemkab Buru berbenah. Bupati {ANDI} menambah loket. Warga Kabupaten Buru senang."
    assert offices(extractor, text) == {ANDI: "Bupati / Pemerintah Kabupaten Buru"}


def test_an_office_without_a_region_is_of_none_where_there_are_two(extractor: Extractor) -> None:
    text = f"Pemkab Buru dan Pemkab Bone berbenah. Kemarin Bupati {ANDI} menambah loket."
    assert offices(extractor, text) == {ANDI: "Bupati"}


def test_the_head_of_a_branch_is_of_the_one_that_is_named(extractor: Extractor) -> None:
    text = f"Ombudsman RI Perwakilan Maluku berbenah. Kepala Perwakilan {ANDI} menambah loket."
    assert offices(extractor, text)[ANDI].endswith("Perwakilan Maluku")


def test_a_village_head_is_in_no_regency_of_that_name(extractor: Extractor) -> None:
    for place in ("Namlea", "Rembang"):
        assert offices(extractor, f"Naskah diserahkan Camat {place} {ANDI} kemarin.") == {ANDI: "Camat"}


def test_a_name_behind_a_district_of_several_words_begins_where_names_do(extractor: Extractor) -> None:
    found = offices(extractor, "Hadir Camat Sigi Biromaru I Ketut Suardika kemarin.")
    assert found == {"I Ketut Suardika": "Camat"}


def test_a_second_office_is_no_second_person(extractor: Extractor) -> None:
    text = f"Hadir Bupati Buru {ANDI}. Sebelumnya {ANDI}, Ketua DPRD Kabupaten Buru, ikut rapat."
    assert list(offices(extractor, text)) == [ANDI]


def test_where_an_office_was_read_is_kept(extractor: Extractor) -> None:
    (person,) = extractor.extract(f"Naskah diserahkan Pj. Bupati  Buru {ANDI} kemarin.").people
    quotes = [piece["quote"] for piece in person["evidence"] if piece["field"] == "role"]
    assert quotes == ["Pj. Bupati  Buru"]


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("Rektor Pattimura Dr.", "Rektor / Universitas HKBP Pattimura"),
        ("Rektor UMN Al-Washliyah", "Rektor / Universitas Muslim Nusantara Al-Washliyah"),
        ("Direktur Polmed", "Direktur / Politeknik Negeri Medan"),
    ],
)
def test_a_university_of_the_text_is_known_by_a_part_of_its_name(
    extractor: Extractor, office: str, expected: str
) -> None:
    three = (
        "Universitas HKBP Pattimura, Politeknik Negeri Medan, dan Universitas Muslim Nusantara Al-Washliyah"
    )
    assert offices(extractor, f"Hadir {three}. Menurut {office} {ANDI}, itu baik.") == {ANDI: expected}


def test_a_word_for_a_hospital_before_a_title_is_no_part_of_a_name(extractor: Extractor) -> None:
    text = f"RSUD dr. Budi Siregar maju. Direktur RSUD dr. {ANDI}, Sp.PD hadir. Terima kasih, kata dr. Andi."
    assert offices(extractor, text) == {ANDI: "Direktur / RSUD dr. Budi Siregar"}


def test_a_ministry_is_known_by_its_letters(extractor: Extractor) -> None:
    ministry = "Kementerian Perumahan dan Kawasan Permukiman"
    assert offices(extractor, f"Menteri PKP {ANDI} hadir.") == {ANDI: f"Menteri / {ministry}"}


def test_where_somebody_goes_is_not_where_another_holds_office(extractor: Extractor) -> None:
    text = f"Pemkab Buru maju. Karena bupati pergi ke Kota Tual, Sekretaris Daerah {ANDI} hadir."
    assert offices(extractor, text) == {ANDI: "Sekretaris Daerah / Pemerintah Kabupaten Buru"}


def test_a_sentence_can_turn_to_another_region(extractor: Extractor) -> None:
    text = f"Bupati Buru Budi Siregar datang, sedangkan dari Kepulauan Aru hadir Sekretaris Daerah {ANDI}."
    assert offices(extractor, text)[ANDI] == "Sekretaris Daerah / Pemerintah Kabupaten Kepulauan Aru"


def test_an_office_in_a_line_of_a_list_is_of_what_the_line_begins_with(extractor: Extractor) -> None:
    text = f"Yang hadir:\n• Polres Buru: AKBP {ANDI}, Kapolres\n• Polres Tual: Budi Siregar, Wakapolres\n"
    assert offices(extractor, text) == {
        ANDI: "Kepala Kepolisian Resor / Kepolisian Resor Buru",
        "Budi Siregar": "Wakil Kepala Kepolisian Resor / Kepolisian Resor Tual",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Pemprov Maluku maju. Hadir Ketua DPRD Provinsi {ANDI}.", "Ketua / DPRD Provinsi Maluku"),
        (f"Kepala Badan Pengawas Obat dan Makanan {ANDI} hadir.", "Kepala / Badan Pengawas Obat dan Makanan"),
        (f"Yang hadir:\n• Politeknik Maju: {ANDI}, M.T. (Direktur)\n", "Direktur / Politeknik Maju"),
    ],
)
def test_what_an_office_is_held_in_can_stand_around_it(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert offices(extractor, text) == {ANDI: expected}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Rektor Universitas Pattimura (Unpatti), Prof. Dr. {n}, M.Si., hadir.",
            "Rektor / Universitas Pattimura",
        ),
        ("Rektor Universitas Pattimura (Unpatti) Prof. {n} hadir.", "Rektor / Universitas Pattimura"),
        (
            "Gubernur Kalimantan Utara (Kaltara) H. {n} hadir.",
            "Gubernur / Pemerintah Provinsi Kalimantan Utara",
        ),
        ("Bupati Buru Dr. (H.C.) H. {n} hadir.", "Bupati / Pemerintah Kabupaten Buru"),
        ("Bupati Kep. Aru {n} hadir.", "Bupati / Pemerintah Kabupaten Kepulauan Aru"),
        ("Bupati Buru Dr (HC) {n} hadir.", "Bupati / Pemerintah Kabupaten Buru"),
    ],
)
def test_what_stands_before_a_name_parts_it_from_no_office(
    extractor: Extractor, text: str, office: str
) -> None:
    assert offices(extractor, text.format(n="Andi Silalahi")) == {"Andi Silalahi": office}


@pytest.mark.parametrize("name", ["Hari Darmawan", "Putu Budi Utama", "Dwi Karya", "Soekirman"])
def test_words_that_mean_something_else_can_be_part_of_a_name(extractor: Extractor, name: str) -> None:
    found = offices(extractor, f"Nota itu diteken Bupati Buru {name}, Selasa (4/3/2025).")
    assert found == {name: "Bupati / Pemerintah Kabupaten Buru"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Ketua Komisi A DPRD Buru Andi Silalahi hadir.", "Ketua Komisi A / DPRD Kabupaten Buru"),
        ("Ketua Komisi B, Andi Silalahi, hadir.", "Ketua Komisi B"),
    ],
)
def test_the_letter_of_a_unit_is_no_initial(extractor: Extractor, text: str, office: str) -> None:
    assert offices(extractor, text) == {"Andi Silalahi": office}
