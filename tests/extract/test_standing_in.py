"""Who signs for somebody else, where that is told behind the sentence about signing. All names "
"are invented."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import Fact, agreement, agreements, names, stand_ins

BUPATI, SEKDA, KEPALA = "Andi Silalahi", "Yopi Manuputty", "Rina Latuheru"
LEAD = "NAMLEA - Pemkab Buru dan Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman kemarin.\n\n"
HEAD = f"Kepala Perwakilan Ombudsman RI Maluku {KEPALA}"


def signers(found: list[Fact]) -> dict[str, list[str]]:
    """Of each counterpart those who sign."""
    return {one["parties"][1]["name"]: names(one["signatories"]) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Buru {b} diwakili Sekda {s}. Dari Ombudsman, naskah diteken {k}.",
        (
            "Sedianya Bupati Buru {b} sendiri yang meneken. Namun ia berhalangan hadir, sehingga ia "
            "mengutus Sekda {s}. Dari Ombudsman, naskah diteken {k}."
        ),
        "Bupati Buru {b} menyerahkan urusan tanda tangan kepada Sekda {s}. {k} menekennya langsung.",
        (
            "Bupati Buru {b} yang tengah berada di Jakarta menugaskan Sekda {s} untuk "
            "menandatanganinya. Dari Ombudsman, {k}."
        ),
        (
            "Bupati Buru {b} dinas luar sehingga penandatanganan didelegasikan kepada Sekda {s}. "
            "Dari Ombudsman, {k}."
        ),
        (
            "Bupati Buru {b} yang semula dijadwalkan menandatangani naskah diwakili Sekda {s}. "
            "Ombudsman diwakili {k}."
        ),
        "Naskah diteken {k} dan Bupati Buru {b} melalui Sekda {s}.",
        "Naskah diteken {k} dan Sekda Buru {s}, yang ditunjuk Bupati {b}.",
        "Naskah diteken {k} dan Sekda Buru {s} sebagai perwakilan Bupati {b}.",
        "Naskah diteken {k} dan Sekda Buru {s} yang membawa surat kuasa dari Bupati {b}.",
        "{k} menandatangani naskah bersama Sekda Buru {s}. Bupati {b} sendiri sedang berada di Jakarta.",
    ],
)
def test_one_who_is_sent_by_the_head_of_a_party_signs(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, LEAD + text.format(b=BUPATI, s=SEKDA, k=HEAD))
    assert names(found["signatories"]) == [KEPALA, SEKDA]
    assert stand_ins(found) == [(BUPATI, SEKDA)]


def test_the_holder_of_an_office_that_is_named_alone_can_be_absent(extractor: Extractor) -> None:
    text = f"Bupati Buru berhalangan sehingga naskah diteken Sekda Buru, {SEKDA}. {HEAD} juga meneken naskah."
    assert stand_ins(agreement(extractor, LEAD + text)) == [("Bupati Buru", SEKDA)]


@pytest.mark.parametrize(("head", "signed"), [("Bupati Bone", True), ("Wali Kota Tual", False)])
def test_who_is_sent_signs_where_governments_of_the_same_level_do(
    extractor: Extractor, head: str, signed: bool
) -> None:
    text = f"{HEAD} dan {head} {BUPATI} menandatangani nota kesepahaman. Pemkab Buru diwakili Sekda {SEKDA}."
    found = signers(agreements(extractor, text))
    assert ("Pemerintah Kabupaten Buru" in found) == signed


@pytest.mark.parametrize(
    "text",
    [
        "Turut hadir Ketua DPRD Buru. Dandim Namlea diwakili {s}.",
        "Sekda {s} mewakili bupati membuka acara.",
        "Ketua DPRD Buru diwakili Wakil Ketua {s}.",
        "Bupati menugaskan Sekda {s} untuk menindaklanjutinya.",
        "Pemkab Buru menugaskan Sekda {s} menindaklanjuti nota kesepahaman itu.",
        "Selanjutnya Sekda {s} memimpin doa.",
        "Kemudian Sekda Buru {s} menyampaikan laporan.",
        "Terakhir, Sekda Buru {s} berterima kasih.",
    ],
)
def test_who_is_sent_for_something_else_does_not_sign(extractor: Extractor, text: str) -> None:
    signed = f"Nota kesepahaman ditandatangani Bupati Buru {BUPATI} dan {HEAD}. "
    for found in agreements(extractor, LEAD + signed + text.format(s=SEKDA)):
        assert SEKDA not in names(found["signatories"])


def test_a_head_who_gives_a_task_sends_nobody_to_sign(extractor: Extractor) -> None:
    text = f"Nota itu diteken {HEAD}. Bupati Buru {BUPATI} menugaskan Sekda {SEKDA} menyusun rencana kerja."
    assert names(agreement(extractor, LEAD + text)["signatories"]) == [KEPALA]


def test_one_who_stands_in_for_a_guest_is_there(extractor: Extractor) -> None:
    signed = f"Nota kesepahaman ditandatangani Bupati Buru {BUPATI} dan {HEAD}. "
    text = f"Turut hadir Sekda Buru Samuel Pongi. Dandim Namlea diwakili Kapten {SEKDA}."
    assert SEKDA in names(agreement(extractor, LEAD + signed + text)["attendees"])


THREE = "AMBON - Ketua Ombudsman RI Rina Latuheru meneken nota kesepakatan dengan tiga daerah kemarin."


@pytest.mark.parametrize(
    "text",
    [
        (
            "{t} Wali Kota Tual mengutus Sekda Jefri Sahetapy. Bupati Buru diwakili Sekda Yopi "
            "Manuputty, sedangkan Bupati Kepulauan Aru diwakili Asisten I Samuel Pongi."
        ),
        (
            "{t}\n\nKota Tual diwakili Sekda Jefri Sahetapy, Kabupaten Buru diwakili Sekda Yopi "
            "Manuputty, dan Kabupaten Kepulauan Aru diwakili Asisten I Samuel Pongi."
        ),
        (
            "{t}\n\nPenandatangan dari daerah:\n- Kota Tual: Sekda Jefri Sahetapy (mewakili Wali "
            "Kota)\n- Kabupaten Buru: Sekda Yopi Manuputty (mewakili Bupati)\n- Kabupaten Kepulauan "
            "Aru: Asisten I Samuel Pongi"
        ),
        (
            "{t}\n\nPejabat yang menandatangani:\nKota Tual (Sekda Jefri Sahetapy, mewakili wali "
            "kota)\nKabupaten Buru (Sekda Yopi Manuputty, mewakili bupati)\nKabupaten Kepulauan Aru "
            "(Asisten I Samuel Pongi)"
        ),
        (
            "{t}\n\nDaftar penandatangan dari daerah:\n\nNo\nDaerah\nNama\nJabatan\n1\nKota "
            "Tual\nJefri Sahetapy\nSekretaris Daerah\n2\nKabupaten Buru\nYopi Manuputty\nSekretaris "
            "Daerah\n3\nKabupaten Kepulauan Aru\nSamuel Pongi\nWakil Bupati"
        ),
    ],
)
def test_each_of_several_parties_is_signed_for(extractor: Extractor, text: str) -> None:
    found = agreements(extractor, text.format(t=THREE))
    assert signers(found) == {
        "Pemerintah Kota Tual": ["Jefri Sahetapy", "Rina Latuheru"],
        "Pemerintah Kabupaten Buru": ["Rina Latuheru", "Yopi Manuputty"],
        "Pemerintah Kabupaten Kepulauan Aru": ["Rina Latuheru", "Samuel Pongi"],
    }


def test_those_who_come_to_the_table_one_after_the_other_sign(extractor: Extractor) -> None:
    text = (
        "AMBON - Pemkab Buru, Pemkab Kepulauan Aru dan Pemkot Tual meneken nota kesepakatan "
        "dengan Ombudsman RI.\n\n"
        "Yang pertama maju Wali Kota Tual Jefri Sahetapy. Disusul Bupati Buru Yopi Manuputty. "
        "Terakhir Bupati "
        "Kepulauan Aru Samuel Pongi."
    )
    assert signers(agreements(extractor, text)) == {
        "Pemerintah Kota Tual": ["Jefri Sahetapy"],
        "Pemerintah Kabupaten Buru": ["Yopi Manuputty"],
        "Pemerintah Kabupaten Kepulauan Aru": ["Samuel Pongi"],
    }


def test_who_signs_all_of_several_sorts_signs_each(extractor: Extractor) -> None:
    text = (
        f"{HEAD} menandatangani kerja sama dengan dua instansi di Kabupaten Buru. Dengan Polres Buru, nota "
        "kesepahaman ditandatangani Kapolres Buru Samuel Pongi. Dengan Kejari Buru, perjanjian "
        "kerja sama diteken "
        "Kajari Buru Jefri Sahetapy."
    )
    assert signers(agreements(extractor, text)) == {
        "Kepolisian Resor Buru": [KEPALA, "Samuel Pongi"],
        "Kejaksaan Negeri Buru": ["Jefri Sahetapy", KEPALA],
    }


@pytest.mark.parametrize("word", ["siap", "bersedia", "ingin", "belum", "tinggal menunggu"])
def test_who_only_wants_to_has_not_signed(extractor: Extractor, word: str) -> None:
    text = f"Bupati Buru {BUPATI} {word} menandatangani nota kesepahaman dengan Ombudsman RI."
    found = agreement(extractor, f"{text} Pemkab Buru menyambutnya.")
    assert (found["status"], found["signatories"]) == ("planned", [])


def test_nobody_signs_for_a_building_named_after_him(extractor: Extractor) -> None:
    text = f"{LEAD.strip()} Acara itu berlangsung di Gedung Kesenian Ir. Soekarno. Naskah diteken {HEAD}."
    assert names(agreement(extractor, text)["signatories"]) == [KEPALA]


def test_who_is_set_against_those_who_sign_does_not_sign(extractor: Extractor) -> None:
    text = f"Bupati Buru {BUPATI} dan {HEAD} meneken naskah, sedangkan Kapolres Buru diwakili {SEKDA}."
    assert names(agreement(extractor, LEAD + text)["signatories"]) == [BUPATI, KEPALA]


def test_the_only_counterpart_can_send_somebody_through_a_head_without_its_name(extractor: Extractor) -> None:
    text = (
        "Bank Maluku Malut dan Ombudsman RI menandatangani nota kesepahaman. Direktur Utama Andi Silalahi "
        "digantikan Direktur Kepatuhan Yopi Manuputty."
    )
    assert stand_ins(agreement(extractor, text)) == [(BUPATI, SEKDA)]


def test_one_who_could_not_come_was_not_there(extractor: Extractor) -> None:
    text = f"Bupati Buru {BUPATI} berhalangan karena menghadiri rapat di Ambon. Naskah diteken {HEAD}."
    assert agreement(extractor, LEAD + text)["attendees"] == []


def test_who_does_the_same_as_those_who_signed_signs_too(extractor: Extractor) -> None:
    text = (
        "Wakil Bupati Buru Andi Silalahi mewakili Bupati Buru menandatangani nota kesepakatan dengan "
        "Ombudsman RI. Hal yang sama dilakukan Sekda Kota Tual Jefri Sahetapy yang mewakili Wali Kota Tual."
    )
    assert signers(agreements(extractor, text)) == {
        "Pemerintah Kabupaten Buru": ["Andi Silalahi"],
        "Pemerintah Kota Tual": ["Jefri Sahetapy"],
    }


def test_the_words_that_say_who_stands_in_are_kept(extractor: Extractor) -> None:
    text = (
        "Sekda Buru Yopi Manuputty mewakili Bupati Buru Andi Silalahi menandatangani nota kesepahaman "
        "dengan Ombudsman RI."
    )
    (found,) = extractor.extract(text).agreements
    quotes = [piece["quote"] for piece in found["represented"][0]["evidence"]]
    assert quotes == ["Sekda Buru Yopi Manuputty mewakili"]


@pytest.mark.parametrize("word", ["sedianya", "semula akan", "awalnya akan"])
def test_who_was_at_first_to_sign_did_not(extractor: Extractor, word: str) -> None:
    text = (
        "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman. Bupati Buru Andi Silalahi yang "
        f"{word} menandatangani naskah tidak hadir karena sakit. Ia digantikan Wakil Bupati Budi Kelen."
    )
    found = agreement(extractor, text)
    assert names(found["signatories"]) == ["Budi Kelen"]
    assert stand_ins(found) == [("Andi Silalahi", "Budi Kelen")]


@pytest.mark.parametrize(
    "second",
    [
        "Bupati Seram Bagian Barat yang diwakili Sekda {s}",
        "Bupati Seram Bagian Barat diwakili Asisten I {s}",
        "Bupati Seram Bagian Barat Nona Latuconsina yang diwakili Sekda {s}",
    ],
)
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1)])
def test_who_is_listed_beside_one_who_is_stood_in_for_signs_as_well(
    extractor: Extractor, second: str, order: tuple[int, ...]
) -> None:
    heads = [f"Bupati Buru {BUPATI}", second.format(s=SEKDA), "Wali Kota Tual Hasan Pelupessy"]
    one, other, last = (heads[i] for i in order)
    text = f"AMBON - {one}, {other}, dan {last} meneken nota kesepahaman dengan {HEAD}, Senin (4/3/2024)."
    found = agreements(extractor, text)
    assert signers(found) == {
        "Pemerintah Kabupaten Buru": [BUPATI, KEPALA],
        "Pemerintah Kabupaten Seram Bagian Barat": [KEPALA, SEKDA],
        "Pemerintah Kota Tual": ["Hasan Pelupessy", KEPALA],
    }


def test_regions_set_against_who_was_named_before_are_not_stood_in_for_by_that_one(
    extractor: Extractor,
) -> None:
    text = (
        "AMBON - Ombudsman RI Perwakilan Maluku, Kota Ambon, Kabupaten Buru, Kota Tual dan Kabupaten Maluku "
        "Tengah menandatangani nota kesepakatan, Senin (4/3/2024). Penandatanganan dilakukan Wali Kota Ambon "
        f"Hasan Pelupessy dan Bupati Buru {BUPATI}, sedangkan Tual dan Maluku Tengah masing-masing diwakili "
        f"Sekda {SEKDA} dan Asisten III Nona Latuconsina. {HEAD} menandatangani untuk Ombudsman."
    )
    found = agreements(extractor, text)
    assert [one["represented"] for one in found] == [[]] * 4
    assert signers(found)["Pemerintah Kabupaten Buru"] == [BUPATI, KEPALA]


FOUR = (
    "AMBON - Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman dengan empat pemerintah daerah "
    "di Aula Kantor Gubernur, Senin (4/3/2024).\n\n"
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            (
                "Naskah ditandatangani Bupati Buru {b}. Sementara Bupati Maluku Tengah Nona Latuconsina "
                "diwakili Sekda {s} dan Wali Kota Tual Hasan Pelupessy diwakili Wakil Wali Kota Budi "
                "Kelen. {k} meneken untuk Ombudsman."
            ),
            True,
        ),
        (
            (
                "Naskah ditandatangani Sekda Maluku Tengah {s} selaku penerima kuasa dari Bupati Nona "
                "Latuconsina, Bupati Buru {b}, Wakil Wali Kota Tual Budi Kelen yang hadir menggantikan "
                "Wali Kota Hasan Pelupessy dan {k}."
            ),
            True,
        ),
        (
            (
                "Naskah ditandatangani Sekda {s} mewakili Bupati Maluku Tengah Nona Latuconsina, Bupati "
                "Buru {b}, Wakil Wali Kota Budi Kelen mewakili Wali Kota Tual Hasan Pelupessy dan {k}."
            ),
            True,
        ),
        (
            (
                "Kabupaten Maluku Tengah diwakili Sekda {s} karena Bupati Nona Latuconsina berhalangan "
                "hadir. Kabupaten Buru diwakili langsung oleh Bupati {b}. Kota Tual diwakili Wakil Wali "
                "Kota Budi Kelen karena Wali Kota Hasan Pelupessy sakit. Sementara Ombudsman diwakili {k}."
            ),
            True,
        ),
        (
            (
                "Bupati Maluku Tengah Nona Latuconsina tidak dapat hadir dan mengutus Sekda {s}. Demikian "
                "pula Wali Kota Tual Hasan Pelupessy yang mengutus Wakil Wali Kota Budi Kelen serta Bupati "
                "Aru Samuel Pongi yang mengirim Asisten I Jefri Sahetapy. Hanya Bupati Buru {b} yang "
                "menandatangani sendiri. {k} juga meneken."
            ),
            True,
        ),
        (
            (
                "Bupati Buru {b} hadir langsung menandatangani naskah, sedangkan dua daerah lainnya "
                "diwakili, yakni Maluku Tengah oleh Sekda {s} dan Kota Tual oleh Wakil Wali Kota Budi "
                "Kelen. {k} juga meneken."
            ),
            False,
        ),
        (
            (
                "Masing-masing pemerintah daerah diwakili oleh Sekda Maluku Tengah {s}, Bupati Buru {b}, "
                "dan Wakil Wali Kota Tual Budi Kelen, sedangkan Ombudsman diwakili {k}."
            ),
            False,
        ),
        (
            (
                "Naskah diteken Bupati Buru {b}. Sementara itu, Sekda Maluku Tengah {s} dan Wakil Wali "
                "Kota Tual Budi Kelen menandatangani mewakili kepala daerah masing-masing. {k} juga "
                "meneken."
            ),
            False,
        ),
        (
            (
                "Sekda Maluku Tengah {s} hadir mewakili bupati untuk menandatangani naskah. Dari Buru, "
                "Bupati {b} menandatangani langsung. Dari Kota Tual, Wakil Wali Kota Budi Kelen mewakili "
                "wali kota. {k} juga meneken."
            ),
            False,
        ),
    ],
)
def test_who_signed_for_each_of_several_is_told_in_many_ways(
    extractor: Extractor, text: str, named: bool
) -> None:
    found = agreements(extractor, FOUR + text.format(b=BUPATI, s=SEKDA, k=HEAD))
    by_party = {one["parties"][1]["name"]: one for one in found}
    assert (
        signers(found).items()
        >= {
            "Pemerintah Kabupaten Buru": [BUPATI, KEPALA],
            "Pemerintah Kabupaten Maluku Tengah": sorted([KEPALA, SEKDA]),
            "Pemerintah Kota Tual": ["Budi Kelen", KEPALA],
        }.items()
    )
    first, second = (
        ("Nona Latuconsina", "Hasan Pelupessy") if named else ("Bupati Maluku Tengah", "Wali Kota Tual")
    )
    assert stand_ins(by_party["Pemerintah Kabupaten Maluku Tengah"]) == [(first, SEKDA)]
    assert stand_ins(by_party["Pemerintah Kota Tual"]) == [(second, "Budi Kelen")]


def test_those_who_sign_one_after_another_are_named_behind_who_began(extractor: Extractor) -> None:
    text = (
        "Satu per satu mereka maju ke depan untuk menandatangani naskah. Dimulai dari Sekda Maluku Tengah "
        f"{SEKDA}, dilanjutkan Bupati Buru {BUPATI}, dan terakhir Wakil Wali Kota Tual Budi Kelen."
    )
    assert signers(agreements(extractor, FOUR + text)) == {
        "Pemerintah Kabupaten Maluku Tengah": [SEKDA],
        "Pemerintah Kabupaten Buru": [BUPATI],
        "Pemerintah Kota Tual": ["Budi Kelen"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Sejumlah daerah tetangga diwakili Sekda Tual {s} sebagai peninjau.",
        "Turut hadir kepala daerah lain yang diwakili Sekda Tual {s}.",
        "Sekda Tual {s} mewakili wali kota membacakan sambutan.",
    ],
)
def test_who_acts_for_others_that_are_only_there_does_not_sign(extractor: Extractor, text: str) -> None:
    signed = f"Nota kesepahaman ditandatangani Bupati Buru {BUPATI} dan {HEAD}. "
    for found in agreements(extractor, LEAD + signed + text.format(s=SEKDA)):
        assert SEKDA not in names(found["signatories"])


THREE_SORTS = (
    "AMBON - Tiga instansi meneken perjanjian kerja sama dengan Ombudsman RI, Senin (4/3/2024). Ketiganya "
    "yakni {p}, Universitas Pattimura, dan Pemkab Buru.\n\n{told}\n\nUniversitas Pattimura diwakili Rektor "
    "Hasan Pelupessy.\n\nUntuk Pemkab Buru, naskah diteken Bupati Nona Latuconsina."
)


@pytest.mark.parametrize(
    ("party", "told"),
    [
        (
            "Polda Maluku",
            (
                "Karena Kapolda Maluku Irjen Pol. {b} mengikuti rapat di Jakarta, Polda Maluku diwakili "
                "Wakapolda Brigjen Pol. {s}."
            ),
        ),
        (
            "Polda Maluku",
            (
                "Kapolda Maluku Irjen Pol. {b} yang sedang bertugas di Jakarta menugaskan Irwasda Kombes "
                "Pol. {s} membubuhkan tanda tangan."
            ),
        ),
        (
            "Polda Maluku",
            "Kapolda Maluku Irjen Pol. {b} berhalangan hadir. Naskah diteken Irwasda Kombes Pol. {s}.",
        ),
        ("DPRD Tual", "Ketua DPRD Tual {b} mengutus Wakil Ketua DPRD {s}."),
        (
            "Kejati Maluku",
            "Asisten Perdata dan Tata Usaha Negara Kejati Maluku {s} maju mewakili Kepala {b}.",
        ),
        (
            "Fakultas Hukum Universitas Udayana",
            "Dekan Fakultas Hukum Universitas Udayana {b} mengutus Wakil Dekan I {s}.",
        ),
    ],
)
def test_the_head_of_one_of_several_institutions_is_stood_in_for(
    extractor: Extractor, party: str, told: str
) -> None:
    text = THREE_SORTS.format(p=party, told=told.format(b=BUPATI, s=SEKDA))
    found = agreements(extractor, text)
    assert len(found) == 3
    first = found[0]
    assert first["parties"][1]["name"] in {
        "Kepolisian Daerah Maluku",
        "DPRD Kota Tual",
        "Kejaksaan Tinggi Maluku",
        "Fakultas Hukum Universitas Udayana",
    }
    assert names(first["signatories"]) == [SEKDA]
    assert stand_ins(first) == [(BUPATI, SEKDA)]


@pytest.mark.parametrize("comma", ["", ","])
def test_who_is_named_last_behind_on_behalf_of_is_who_stayed_away(extractor: Extractor, comma: str) -> None:
    text = f"{LEAD}MoU ditandatangani Sekda Buru {SEKDA}{comma} yang mewakili Bupati Buru, {BUPATI}."
    found = agreement(extractor, text)
    assert names(found["signatories"]) == [SEKDA]
    assert stand_ins(found) == [(BUPATI, SEKDA)]


def test_what_keeps_somebody_away_may_follow_the_name(extractor: Extractor) -> None:
    away = f"atas nama Bupati Buru, {BUPATI} yang sedang mengikuti rapat"
    text = f"{LEAD}MoU ditandatangani Sekda Buru {SEKDA}, {away}."
    assert names(agreement(extractor, text)["signatories"]) == [SEKDA]


def test_who_watched_was_not_away(extractor: Extractor) -> None:
    text = (
        f"{LEAD}MoU ditandatangani Ketua Ombudsman RI Budi Lestarno, disaksikan {HEAD}. {KEPALA.split()[0]} "
        "mengatakan nilai Buru naik dibanding tahun lalu yang masih berada di zona kuning."
    )
    assert stand_ins(agreement(extractor, text)) == []
