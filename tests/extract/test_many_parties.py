"""Ceremonies at which several governments sign, in the ways in which that is told. All names are invented."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import agreement, agreements, counterparts, names, offices, stand_ins

HEAD = "Suryadi Wirawan"
SIGNERS = {
    "Pemerintah Kabupaten Banyumas": "Sutrisno Hadi",
    "Pemerintah Kabupaten Cilacap": "Farida Anggraini",
    "Pemerintah Kota Tegal": "Yusuf Kartono",
    "Pemerintah Kabupaten Kebumen": "Wahyu Prasetya",
    "Pemerintah Kabupaten Sragen": "Rini Astuti",
}
STAND_INS = {"Farida Anggraini", "Yusuf Kartono", "Wahyu Prasetya"}
LEAD = """SEMARANG - Ombudsman RI Perwakilan Jawa Tengah dan lima pemerintah daerah menandatangani nota \
kesepahaman di Gedung Contoh, Rabu (12/6/2019).

"""
END = f"""

Kerja sama itu berlaku tiga tahun, kata Kepala Perwakilan Ombudsman RI Jawa Tengah {HEAD} yang \
menandatangani semua naskah.
"""


@pytest.mark.parametrize(
    ("told", "standing_in"),
    [
        (
            (
                "Daerah dan penandatangannya:\n"
                "1. Kabupaten Banyumas: Bupati Sutrisno Hadi\n"
                "2. Kabupaten Cilacap: Sekretaris Daerah Farida Anggraini, mewakili Bupati\n"
                "3. Kota Tegal: Wakil Wali Kota Yusuf Kartono, mewakili Wali Kota\n"
                "4. Kabupaten Kebumen: Asisten Administrasi Umum Wahyu Prasetya, mewakili Bupati\n"
                "5. Kabupaten Sragen: Pj Bupati Rini Astuti"
            ),
            STAND_INS,
        ),
        (
            (
                "Para penandatangan: Sutrisno Hadi (Bupati Banyumas); Farida Anggraini (Sekretaris "
                "Daerah Cilacap, a.n. Bupati); Yusuf Kartono (Wakil Wali Kota Tegal, a.n. Wali Kota); "
                "Wahyu Prasetya (Asisten Administrasi Umum Kebumen, a.n. Bupati); Rini Astuti (Pj "
                "Bupati Sragen)."
            ),
            STAND_INS,
        ),
        (
            (
                "Bupati Banyumas Sutrisno Hadi menandatangani langsung. Kabupaten Cilacap diwakili "
                "Sekretaris Daerah Farida Anggraini. Kota Tegal diwakili Wakil Wali Kota Yusuf "
                "Kartono. Kabupaten Kebumen diwakili Asisten Administrasi Umum Wahyu Prasetya. Pj "
                "Bupati Sragen Rini Astuti menandatangani langsung."
            ),
            STAND_INS,
        ),
        (
            (
                "Bupati Banyumas Sutrisno Hadi dan Pj Bupati Sragen Rini Astuti meneken sendiri, "
                "sedangkan Cilacap diwakili Sekretaris Daerah Farida Anggraini, Tegal diwakili Wakil "
                "Wali Kota Yusuf Kartono, dan Kebumen diwakili Asisten Administrasi Umum Wahyu "
                "Prasetya."
            ),
            STAND_INS,
        ),
        (
            (
                "Dua di antaranya diteken langsung kepala daerahnya, yakni Bupati Banyumas Sutrisno "
                "Hadi dan Pj Bupati Sragen Rini Astuti. Tiga lainnya diwakili, masing-masing "
                "Sekretaris Daerah Cilacap Farida Anggraini, Wakil Wali Kota Tegal Yusuf Kartono, dan "
                "Asisten Administrasi Umum Kebumen Wahyu Prasetya."
            ),
            set(),
        ),
        (
            (
                "Kabupaten Banyumas ditandatangani Bupati Sutrisno Hadi, Kabupaten Cilacap oleh "
                "Sekretaris Daerah Farida Anggraini, Kota Tegal oleh Wakil Wali Kota Yusuf Kartono, "
                "Kabupaten Kebumen oleh Asisten Administrasi Umum Wahyu Prasetya, dan Kabupaten Sragen "
                "oleh Pj Bupati Rini Astuti."
            ),
            set(),
        ),
    ],
)
def test_who_signed_for_whom_is_told_in_many_ways(
    extractor: Extractor, told: str, standing_in: set[str]
) -> None:
    found = agreements(extractor, LEAD + told + END)
    signed = {one["parties"][1]["name"]: set(names(one["signatories"])) - {HEAD} for one in found}
    assert signed == {government: {name} for government, name in SIGNERS.items()}
    assert all(HEAD in names(one["signatories"]) for one in found)
    assert {by for one in found for _, by in stand_ins(one)} == standing_in


def test_a_table_tells_who_signed_for_whom(extractor: Extractor) -> None:
    rows = [
        "Daerah\tPenandatangan\tJabatan",
        "Kabupaten Banyumas\tSutrisno Hadi\tBupati",
        "Kabupaten Cilacap\tFarida Anggraini\tSekretaris Daerah (mewakili Bupati)",
        "Kota Tegal\tYusuf Kartono\tWakil Wali Kota (mewakili Wali Kota)",
        "Kabupaten Kebumen\tWahyu Prasetya\tAsisten Administrasi Umum (mewakili Bupati)",
        "Kabupaten Sragen\tRini Astuti\tPj Bupati",
    ]
    found = agreements(extractor, LEAD + "\n".join(rows) + END)
    signed = {one["parties"][1]["name"]: set(names(one["signatories"])) - {HEAD} for one in found}
    assert signed == {government: {name} for government, name in SIGNERS.items()}
    assert {by for one in found for _, by in stand_ins(one)} == STAND_INS


def test_who_heads_the_government_is_stood_in_for_though_nobody_names_them(extractor: Extractor) -> None:
    told = (
        "Bupati Banyumas Sutrisno Hadi meneken langsung. Kabupaten Cilacap diwakili Sekda Farida Anggraini."
    )
    found = {one["parties"][1]["name"]: one for one in agreements(extractor, LEAD + told + END)}
    (stood_in,) = found["Pemerintah Kabupaten Cilacap"]["represented"]
    assert (stood_in["role"], stood_in["institution"]) == ("Bupati", "Pemerintah Kabupaten Cilacap")
    assert found["Pemerintah Kabupaten Banyumas"]["represented"] == []


def test_a_deputy_mayor_is_not_one_of_a_regency_named_before(extractor: Extractor) -> None:
    told = "Cilacap diwakili Sekda Farida Anggraini dan Tegal diwakili Wakil Wali Kota Yusuf Kartono."
    held = offices(extractor, LEAD + told + END)
    assert held["Yusuf Kartono"] == "Wakil Wali Kota / Pemerintah Kota Tegal"


def test_nobody_of_another_government_signs_the_only_agreement(extractor: Extractor) -> None:
    told = "Naskah Pemkab Banyumas diteken Bupati Banyumas Sutrisno Hadi dan Sekda Cilacap Farida Anggraini."
    for one in agreements(extractor, LEAD + told + END):
        others = {name for government, name in SIGNERS.items() if government != one["parties"][1]["name"]}
        assert others.isdisjoint(names(one["signatories"]))


@pytest.mark.parametrize(
    "told",
    [
        "Karena Bupati Cilacap Tatto Pamungkas sakit, Sekda Farida Anggraini yang tanda tangan.",
        "Giliran kedua Sekda Cilacap Farida Anggraini, mewakili Bupati Tatto Pamungkas.",
        "Bupati Cilacap berhalangan. Wakilnya, Farida Anggraini, yang meneken.",
    ],
)
def test_who_is_kept_away_does_not_sign(extractor: Extractor, told: str) -> None:
    text = (
        "SEMARANG - Ombudsman RI Perwakilan Jawa Tengah menandatangani nota kesepahaman dengan Pemerintah "
        f"Kabupaten Banyumas dan Pemerintah Kabupaten Cilacap, Rabu (12/6/2019).\n\n{told}"
    )
    signed = {one["parties"][1]["name"]: names(one["signatories"]) for one in agreements(extractor, text)}
    assert signed["Pemerintah Kabupaten Cilacap"] == ["Farida Anggraini"]


@pytest.mark.parametrize(
    "told",
    [
        "Rombongan tiba di Gedung Contoh Praja sekitar pukul 09.00 WIB.",
        "Empat meja berjajar di Gedung Contoh Praja.",
        "Mereka berkumpul di Gedung Contoh Praja.",
        "Para bupati bergiliran maju ke panggung Gedung Contoh Praja.",
        "Gedung Contoh Praja, tempat acara digelar, dijaga ketat.",
        "Gedung Contoh Praja yang biasanya memuat 300 orang kali ini hanya diisi 40 kursi.",
        "Ketua dewan hadir di tempat acara, Gedung Contoh Praja.",
        "Lokasi yang dipilih adalah Gedung Contoh Praja.",
    ],
)
def test_the_one_building_near_the_signing_is_where_it_was(extractor: Extractor, told: str) -> None:
    text = f"Pemkab Banyumas dan Ombudsman RI menandatangani nota kesepahaman, Rabu (12/6/2019). {told}"
    (found,) = agreements(extractor, text)
    assert found["venue"]["name"] == "Gedung Contoh Praja"


def test_of_two_buildings_that_are_only_named_neither_is(extractor: Extractor) -> None:
    text = (
        "Pemkab Banyumas dan Ombudsman RI menandatangani nota kesepahaman, Rabu (12/6/2019). "
        "Para tamu berkumpul di Gedung Contoh Praja. Rombongan lain beristirahat di Hotel "
        "Contoh Indah."
    )
    (found,) = agreements(extractor, text)
    assert found["venue"] is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Unnes", "Universitas Negeri Semarang"),
        ("Universitas Sebelas Maret", "Universitas Sebelas Maret"),
        ("Fakultas Hukum Unhas", "Fakultas Hukum Universitas Hasanuddin"),
        ("Kantor Pertanahan Kota Semarang", "Kantor Pertanahan Kota Semarang"),
        ("PT Pos Indonesia (Persero)", "PT Pos Indonesia (Persero)"),
        ("PT PLN (Persero)", "PT PLN (Persero)"),
        (
            "PT PLN (Persero) Unit Induk Distribusi Jawa Tengah",
            "PT PLN (Persero) Unit Induk Distribusi Jawa Tengah",
        ),
        ("Ditjen Imigrasi Kementerian Hukum dan HAM", "Direktorat Jenderal Imigrasi"),
        (
            "PT Pos Indonesia (Persero) Kantor Cabang Utama Semarang",
            "PT Pos Indonesia (Persero) Kantor Cabang Utama Semarang",
        ),
    ],
)
def test_parties_are_known_by_their_names(extractor: Extractor, written: str, name: str) -> None:
    text = f"SEMARANG - Ombudsman RI meneken nota kesepahaman dengan {written}, Rabu (12/6/2019)."
    (found,) = agreements(extractor, text)
    assert found["parties"][1]["name"] == name


def test_what_two_sorts_of_agreement_are_about_is_said_of_both(extractor: Extractor) -> None:
    text = (
        "SEMARANG - Wali Kota Semarang Rini Umpamanya dan Ketua Ombudsman RI Intan Misalnya meneken nota "
        "kesepahaman dan perjanjian kerja sama tentang pencegahan maladministrasi, Rabu (12/6/2019)."
    )
    found = [(each["kind"], each["topics"]) for each in agreements(extractor, text)]
    topics = ["pencegahan maladministrasi"]
    assert sorted(found) == [("mou", topics), ("pks", topics)]


def test_a_hospital_is_one_party_under_its_letters_too(extractor: Extractor) -> None:
    text = (
        "MANOKWARI - Rumah Sakit Umum Daerah Manokwari dan Ombudsman Papua Barat meneken komitmen bersama, "
        "Kamis (2/11/2023). Direktur RSUD Manokwari Rahmat Contohnya meneken bersama Kepala Perwakilan "
        "Ombudsman Papua Barat Fitri Misalnya."
    )
    found = agreement(extractor, text)
    assert found["parties"][1]["name"] == "Rumah Sakit Umum Daerah Manokwari"
    assert names(found["signatories"]) == ["Fitri Misalnya", "Rahmat Contohnya"]


def test_what_one_sort_of_agreement_is_about_and_its_years_are_not_those_of_another(
    extractor: Extractor,
) -> None:
    text = (
        "SEMARANG - Gubernur Jawa Tengah Bagas Contohnya dan Ketua Ombudsman RI Intan Misalnya meneken nota "
        "kesepahaman tentang peningkatan kualitas pelayanan publik, Rabu (12/6/2019). Bupati Sragen Rini "
        "Umpamanya menandatangani perjanjian kerja sama dengan Kepala Perwakilan Ombudsman RI Jawa Tengah "
        "Suryadi Andaikata. Nota kesepahaman itu berlaku selama lima tahun."
    )
    found = {each["kind"]: (each["topics"], each["term_years"]) for each in agreements(extractor, text)}
    assert found == {"mou": (["peningkatan kualitas pelayanan publik"], 5), "pks": ([], None)}
    told_of = {each["field"] for each in agreements(extractor, text)[1]["evidence"]}
    assert not told_of & {"topics[0]", "term_years"}


@pytest.mark.parametrize(
    ("short", "signed_for"),
    [
        ("PLN UID Banten", ["PT PLN (Persero) Unit Induk Distribusi Banten"]),
        ("PLN UIW Banten", ["PLN UIW Banten", "PT PLN (Persero) Unit Induk Distribusi Banten"]),
        ("PLN UID Bali", ["PLN UID Bali", "PT PLN (Persero) Unit Induk Distribusi Banten"]),
    ],
)
def test_a_company_is_one_party_under_letters_for_its_words_too(
    extractor: Extractor, short: str, signed_for: list[str]
) -> None:
    text = (
        "SERANG - PT PLN (Persero) Unit Induk Distribusi Banten dan Perwakilan Ombudsman RI Provinsi Banten "
        f"menandatangani perjanjian kerja sama, Senin (5/5/2025). PKS diteken General Manager {short}, "
        "Rahmat Contohnya, dan Kepala Perwakilan Ombudsman Banten, Fitri Misalnya."
    )
    assert counterparts(agreements(extractor, text)) == signed_for


MEMORANDUM = "Gubernur Jawa Tengah Bagas Wicaksono dan Ketua Ombudsman RI Intan Maharani"
FOLLOWING = "Kepala Perwakilan Ombudsman RI Jawa Tengah Suryadi Wirawan dan Bupati Sragen Rini Astuti"


@pytest.mark.parametrize(
    "text",
    [
        "{m} menandatangani nota kesepahaman, dilanjutkan penandatanganan perjanjian kerja sama oleh {f}.",
        "Setelah nota kesepahaman diteken {m}, perjanjian kerja sama ditandatangani {f}.",
        "Nota kesepahaman ditandatangani {m}. Selanjutnya, perjanjian kerja sama ditandatangani {f}.",
        "{m} meneken MoU. Usai penandatanganan MoU, dilanjutkan penandatanganan PKS antara {f}.",
    ],
)
def test_a_memorandum_and_the_agreement_signed_after_it_have_their_own_signatories(
    extractor: Extractor, text: str
) -> None:
    found = {
        one["kind"]: names(one["signatories"])
        for one in agreements(extractor, text.format(m=MEMORANDUM, f=FOLLOWING))
    }
    assert found == {
        "mou": ["Bagas Wicaksono", "Intan Maharani"],
        "pks": ["Rini Astuti", "Suryadi Wirawan"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Sebagai tindak lanjut nota kesepahaman tahun 2021, {f} menandatangani PKS, Rabu (12/6/2024).",
        "SRAGEN - Menindaklanjuti nota yang diteken {m} pada 2 Mei 2021, {f} meneken PKS, Rabu (12/6/2024).",
        "PKS itu diteken {f}, Rabu (12/6/2024). Nota kesepahaman sudah diteken 2 Desember 2021 oleh {m}.",
        "PKS itu merupakan tindak lanjut MoU yang ditandatangani {m}. PKS diteken {f}, Rabu (12/6/2024).",
    ],
)
def test_what_an_agreement_follows_from_has_other_signatories_and_another_day(
    extractor: Extractor, text: str
) -> None:
    (found,) = agreements(extractor, text.format(m=MEMORANDUM, f=FOLLOWING))
    assert (found["kind"], found["signed_on"]) == ("pks", "2024-06-12")
    assert names(found["signatories"]) == ["Rini Astuti", "Suryadi Wirawan"]


def test_the_name_of_a_party_ends_before_that_of_who_signs_for_it(extractor: Extractor) -> None:
    text = (
        "Perumda Air Minum Tirta Batu Kota Ambon menandatangani perjanjian kerja sama dengan Ombudsman RI. "
        "Direktur Utama Perumda Tirta Batu Rina Latuheru menandatangani perjanjian itu."
    )
    found = agreement(extractor, text)
    assert found["parties"][1]["name"] == "Perumda Air Minum Tirta Batu Kota Ambon"
    assert names(found["signatories"]) == ["Rina Latuheru"]


def test_a_city_that_sent_somebody_is_a_party_beside_regencies(extractor: Extractor) -> None:
    text = (
        "Nota kesepakatan tiga daerah dengan Ombudsman RI diteken di Ambon. Kota Ambon diwakili Pj Wali Kota "
        "Andi Silalahi. Kabupaten Buru diwakili Sekda Budi Kelen. Sedangkan Bupati Maluku Tengah, Rina "
        "Hutapea, datang sendiri dan menandatangani dokumen."
    )
    assert counterparts(agreements(extractor, text)) == [
        "Pemerintah Kabupaten Buru",
        "Pemerintah Kabupaten Maluku Tengah",
        "Pemerintah Kota Ambon",
    ]
