"""Who did what when an agreement was made. The worst mistake is to say that somebody signed who did not."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import Fact, agreement, agreements, counterparts, names, stand_ins
from tests.extract.making import pack

BUPATI = "Andi Silalahi"
KETUA = "Rina Latuheru"
SEKDA = "Yopi Manuputty"
SIGNED = "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman."


@pytest.mark.parametrize(
    "text",
    [
        "Nota kesepahaman itu ditandatangani oleh Bupati Buru, {b}, dan Ketua Ombudsman RI, {k}.",
        "Nota kesepahaman itu ditandatangani Bupati Buru {b} dan Ketua Ombudsman RI {k}.",
        "Nota kesepahaman itu diteken Bupati Buru {b} bersama Ketua Ombudsman RI {k}.",
        "Bupati Buru {b} dan Ketua Ombudsman RI {k} menandatangani nota kesepahaman.",
        "Bupati Buru {b} bersama Ketua Ombudsman RI {k} meneken nota kesepahaman.",
        "Bupati Buru {b} menandatangani nota kesepahaman dengan Ketua Ombudsman RI {k}.",
        "Penandatanganan nota kesepahaman dilakukan oleh Bupati Buru {b} dan Ketua Ombudsman RI {k}.",
        "Penandatanganan nota kesepahaman antara Bupati Buru {b} dan Ketua Ombudsman RI {k} berjalan lancar.",
        "Penandatanganan nota kesepahaman oleh Bupati Buru {b} dan Ketua Ombudsman RI {k} berjalan lancar.",
        "Bupati Buru {b} membubuhkan tanda tangan pada nota kesepahaman, disusul Ketua Ombudsman RI {k}.",
        "Bupati Buru {b} melakukan penandatanganan nota kesepahaman bersama Ketua Ombudsman RI {k}.",
        "Bupati Buru {b} menandatangani nota kesepahaman. Kemudian giliran Ketua Ombudsman RI {k}.",
        "Yang menandatangani adalah Bupati Buru {b} dan Ketua Ombudsman RI {k}. Nota kesepahaman ini sah.",
        "Nota kesepahaman itu ditandatangani:\n1. Bupati Buru {b}\n2. Ketua Ombudsman RI {k}",
        "Nota kesepahaman itu ditandatangani:\n- Bupati Buru, {b}\n- Ketua Ombudsman RI, {k}",
        "BUPATI BURU {B} DAN KETUA OMBUDSMAN RI {K} MENANDATANGANI NOTA KESEPAHAMAN.",
    ],
)
def test_those_who_sign_are_named_before_or_after_the_word_for_it(extractor: Extractor, text: str) -> None:
    filled = text.format(b=BUPATI, k=KETUA, B=BUPATI.upper(), K=KETUA.upper())
    found = agreement(extractor, f"{filled} Naskah itu dibuat Pemkab Buru dan Ombudsman RI.")
    assert names(found["signatories"]) == [BUPATI, KETUA]
    assert found["attendees"] == found["witnesses"] == found["represented"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Nota kesepahaman ditandatangani Bupati Buru {b} dan Ketua Ombudsman RI {k}, {words} Sekda Buru {s}.",
        "Bupati Buru {b} dan Ketua Ombudsman RI {k} menandatangani nota kesepahaman, {words} Sekda Buru {s}.",
    ],
)
@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("disaksikan", "witnesses"),
        ("disaksikan oleh", "witnesses"),
        ("dengan disaksikan", "witnesses"),
        ("turut disaksikan", "witnesses"),
        ("dihadiri", "attendees"),
        ("dihadiri oleh", "attendees"),
        ("turut dihadiri", "attendees"),
        ("didampingi", "attendees"),
        ("didampingi oleh", "attendees"),
        ("di hadapan", "attendees"),
    ],
)
def test_who_watches_or_is_there_does_not_sign(
    extractor: Extractor, text: str, words: str, part: str
) -> None:
    found = agreement(extractor, text.format(b=BUPATI, k=KETUA, s=SEKDA, words=words))
    assert names(found["signatories"]) == [BUPATI, KETUA]
    assert names(found[part]) == [SEKDA]


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Hadir Sekda Buru {s}.", "attendees"),
        ("Turut hadir Sekda Buru {s}.", "attendees"),
        ("Tampak hadir Sekda Buru {s} dan para camat.", "attendees"),
        ("Nampak pula Sekda Buru {s}.", "attendees"),
        ("Acara dipandu Sekda Buru {s}.", "attendees"),
        ("Sekda Buru {s} memandu jalannya acara.", "attendees"),
        ("Sekda Buru {s} turut hadir.", "attendees"),
        ("Acara itu dihadiri Sekda Buru {s}.", "attendees"),
        ("Kegiatan itu diikuti Sekda Buru {s} dan para camat.", "attendees"),
        ("Acara tersebut diikuti pula oleh Sekda Buru {s}.", "attendees"),
        ("Kegiatan ini juga diikuti Sekda Buru {s}.", "attendees"),
        ("Turut berhadir Sekda Buru {s}.", "attendees"),
        ("Menyertai bupati, Sekda Buru {s} dan para camat.", "attendees"),
        ("Bupati datang bersama Sekda Buru {s}.", "attendees"),
        ("Ikut serta dalam rombongan Sekda Buru {s}.", "attendees"),
        ("Penandatanganan berlangsung di hadapan Sekda Buru {s}.", "attendees"),
        ("Sekda Buru {s} menyaksikan penandatanganan itu.", "witnesses"),
        ("Sekda Buru {s} hadir sebagai saksi.", "witnesses"),
        ("Penandatanganan itu disaksikan Sekda Buru {s}.", "witnesses"),
        ("Yang menjadi saksi Sekda Buru {s}.", "witnesses"),
        ("Hadir:\n- Sekda Buru {s}", "attendees"),
    ],
)
def test_a_sentence_of_its_own_says_who_was_there(extractor: Extractor, sentence: str, part: str) -> None:
    signed = f"Bupati Buru {BUPATI} dan Ketua Ombudsman RI {KETUA} menandatangani nota kesepahaman."
    found = agreement(extractor, f"{signed} {sentence.format(s=SEKDA)}")
    assert names(found["signatories"]) == [BUPATI, KETUA]
    assert names(found[part]) == [SEKDA]


@pytest.mark.parametrize("there", ["Turut hadir dalam", "Turut menyaksikan"])
def test_those_who_came_to_a_signing_make_no_agreement_of_their_own(extractor: Extractor, there: str) -> None:
    signed = f"Bupati Buru {BUPATI} dan Ketua Ombudsman RI {KETUA} menandatangani nota kesepahaman."
    text = f"{signed} {there} penandatanganan itu Ketua DPRD Kabupaten Buru {SEKDA}."
    found = agreement(extractor, text)  # which asks for the only one
    assert names(found["signatories"]) == [BUPATI, KETUA]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sekda Buru {s} mengatakan semua loket siap.",
        '"Semua loket siap," kata Sekda Buru {s}.',
        "Sekda Buru {s} berterima kasih atas penandatanganan itu.",
        "Sekda Buru {s} tidak hadir.",
    ],
)
def test_who_only_speaks_takes_no_part(extractor: Extractor, sentence: str) -> None:
    signed = f"Bupati Buru {BUPATI} dan Ketua Ombudsman RI {KETUA} menandatangani nota kesepahaman."
    found = agreement(extractor, f"{signed} {sentence.format(s=SEKDA)}")
    assert names(found["signatories"]) == [BUPATI, KETUA]
    assert SEKDA not in names(found["attendees"]) + names(found["witnesses"])


STANDS_IN = [
    "Bupati Buru {b} diwakili Sekda Buru {s}",
    "Bupati Buru {b} yang diwakili oleh Sekda Buru {s}",
    "Bupati Buru {b}, dalam hal ini diwakili Sekda Buru {s},",
    "Bupati Buru {b} diwakilkan kepada Sekda Buru {s}",
    "Bupati Buru {b} digantikan Sekda Buru {s}",
    "Sekda Buru {s} mewakili Bupati Buru {b}",
    "Sekda Buru {s} yang mewakili Bupati Buru {b}",
    "Sekda Buru {s} atas nama Bupati Buru {b}",
    "Sekda Buru {s} untuk dan atas nama Bupati Buru {b}",
    "Sekda Buru {s} bertindak atas nama Bupati Buru {b}",
    "Sekda Buru {s} menggantikan Bupati Buru {b}",
    "Sekda Buru {s} atas mandat Bupati Buru {b}",
    "Sekda Buru {s} diutus oleh Bupati Buru {b}",
    "Sekda Buru {s} ditugaskan oleh Bupati Buru {b}",
    "Sekda Buru {s} sebagai wakil dari Bupati Buru {b}",
]


@pytest.mark.parametrize("who", STANDS_IN)
def test_one_who_stands_in_signs_and_the_other_does_not(extractor: Extractor, who: str) -> None:
    filled = who.format(b=BUPATI, s=SEKDA)
    found = agreement(extractor, f"Nota kesepahaman ditandatangani Ketua Ombudsman RI {KETUA} dan {filled}.")
    assert names(found["signatories"]) == [KETUA, SEKDA]
    assert stand_ins(found) == [(BUPATI, SEKDA)]


def test_every_wording_for_standing_in_is_tried_on_somebody(extractor: Extractor) -> None:
    wrong = []
    by, instead = pack().cues["stood_in_by"], pack().cues["stands_in_for"]
    for cue, first, second in [(c, BUPATI, SEKDA) for c in by] + [(c, SEKDA, BUPATI) for c in instead]:
        offices = {BUPATI: "Bupati Buru", SEKDA: "Sekda Buru"}
        who = f"{offices[first]} {first} {cue} {offices[second]} {second}"
        text = f"Nota kesepahaman ditandatangani Ketua Ombudsman RI {KETUA} dan {who}."
        if stand_ins(agreement(extractor, text)) != [(BUPATI, SEKDA)]:
            wrong.append(cue)
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Nota kesepahaman diteken Ketua Ombudsman RI {k} dan Bupati Buru yang diwakili Sekda Buru {s}.",
        "Nota kesepahaman diteken Ketua Ombudsman RI {k} dan Sekda Buru {s} mewakili Bupati Buru.",
        "Mewakili Bupati Buru, Sekda Buru {s} menandatangani nota kesepahaman dengan Ketua Ombudsman RI {k}.",
    ],
)
def test_an_office_alone_can_be_stood_in_for(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, text.format(k=KETUA, s=SEKDA))
    assert names(found["signatories"]) == [KETUA, SEKDA]
    assert stand_ins(found) == [("Bupati Buru", SEKDA)]


def test_a_government_acts_through_somebody_who_stands_in_for_nobody(extractor: Extractor) -> None:
    text = f"Pemkab Buru diwakili Bupati Buru {BUPATI} menandatangani nota kesepahaman dengan Ombudsman RI."
    found = agreement(extractor, text)
    assert names(found["signatories"]) == [BUPATI]
    assert stand_ins(found) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Bupati Buru {b} hadir dalam penandatanganan nota kesepahaman Pemkab Buru dengan Ombudsman RI.",
        "Penandatanganan nota kesepahaman Pemkab Buru dengan Ombudsman RI dihadiri Bupati Buru {b}.",
        "Bupati Buru {b} menyaksikan penandatanganan nota kesepahaman Pemkab Buru dengan Ombudsman RI.",
        "Bupati Buru {b} menyambut penandatanganan nota kesepahaman Pemkab Buru dengan Ombudsman RI.",
    ],
)
def test_presence_is_not_signing(extractor: Extractor, sentence: str) -> None:
    assert agreement(extractor, sentence.format(b=BUPATI))["signatories"] == []


@pytest.mark.parametrize(
    "word",
    ["akan", "bakal", "berencana", "segera", "hendak", "dijadwalkan", "rencananya", "sedianya"],
)
def test_what_is_planned_nobody_has_signed(extractor: Extractor, word: str) -> None:
    text = f"Bupati Buru {BUPATI} {word} menandatangani nota kesepahaman dengan Ombudsman RI."
    found = agreement(extractor, f"{text} Pemkab Buru menyambutnya.")
    assert found["status"] == "planned"
    assert found["signatories"] == found["witnesses"] == found["attendees"] == found["represented"] == []
    assert found["signed_on"] is None


def test_a_plan_is_that_of_the_government_whose_head_is_to_sign(extractor: Extractor) -> None:
    text = f"Bupati Buru {BUPATI} akan menandatangani nota kesepahaman dengan Ombudsman RI."
    assert counterparts(agreements(extractor, text)) == ["Pemerintah Kabupaten Buru"]


def test_who_signs_another_agreement_does_not_sign_this_one(extractor: Extractor) -> None:
    text = (
        f"Bupati Buru {BUPATI} dan Ketua Ombudsman RI {KETUA} menandatangani nota kesepahaman. "
        f"Sebelumnya, nota kesepahaman ditandatangani Sekda Buru {SEKDA}."
    )
    assert names(agreement(extractor, text)["signatories"]) == [BUPATI, KETUA]


def test_each_of_two_agreements_has_its_own_signatories(extractor: Extractor) -> None:
    text = (
        f"Ketua Ombudsman RI {KETUA} menandatangani nota kesepahaman dengan Bupati Buru {BUPATI} dan "
        f"Wali Kota Tual {SEKDA}."
    )
    signed = {
        found["parties"][1]["name"]: names(found["signatories"]) for found in agreements(extractor, text)
    }
    assert signed == {"Pemerintah Kabupaten Buru": [BUPATI, KETUA], "Pemerintah Kota Tual": [KETUA, SEKDA]}


def test_a_pronoun_signs_for_the_one_named_before(extractor: Extractor) -> None:
    text = (
        f"Bupati Buru {BUPATI} tiba pagi hari. Ia menandatangani nota kesepahaman Pemkab Buru "
        "dengan Ombudsman RI."
    )
    assert names(agreement(extractor, text)["signatories"]) == [BUPATI]


def test_where_somebody_is_said_to_sign_is_kept(extractor: Extractor) -> None:
    text = (
        f"Nota kesepahaman diteken Bupati Buru {BUPATI}. Ombudsman RI senang. Menurut {BUPATI}, semua siap."
    )
    (signatory,) = agreement(extractor, text)["signatories"]
    quotes = {piece["quote"]: piece["start"] for piece in signatory["evidence"] if piece["field"] == "name"}
    assert quotes == {f"Bupati Buru {BUPATI}": text.index("Bupati")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Masing-masing menandatangani dua rangkap naskah.",
        "Keduanya meneken naskah itu.",
        "Kedua pimpinan kemudian membubuhkan tanda tangan.",
    ],
)
def test_two_who_were_just_named_sign_together(extractor: Extractor, sentence: str) -> None:
    text = (
        "Ombudsman RI dan Pemkab Buru bersepakat dengan nota kesepahaman. "
        f"Bupati Buru {BUPATI} dan Ketua Ombudsman RI {KETUA} duduk bersebelahan. {sentence}"
    )
    assert names(agreement(extractor, text)["signatories"]) == [BUPATI, KETUA]


def test_three_who_were_just_named_are_not_both(extractor: Extractor) -> None:
    text = (
        f"{SIGNED} Bupati Buru {BUPATI}, Sekda Buru {SEKDA}, dan Ketua Ombudsman RI {KETUA} duduk. "
        "Keduanya meneken naskah itu."
    )
    assert agreement(extractor, text)["signatories"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Penandatangan dari pihak Ombudsman adalah Ketua Ombudsman RI {k}.",
        "Yang membubuhkan tanda tangan untuk Ombudsman ialah Ketua Ombudsman RI {k}.",
    ],
)
def test_the_one_who_signs_is_named_behind_a_word_for_that(extractor: Extractor, sentence: str) -> None:
    found = agreement(extractor, f"{SIGNED} {sentence.format(k=KETUA)}")
    assert names(found["signatories"]) == [KETUA]


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Buru {b} berhalangan hadir, sehingga naskah ditandatangani Sekda Buru {s}.",
        "Bupati Buru {b} tidak hadir karena sakit. Naskah diteken Sekda Buru {s}.",
        "Naskah diteken Sekda Buru {s}. Bupati Buru {b} tidak tampak di ruangan.",
    ],
)
def test_one_who_signs_while_the_head_is_absent_stands_in(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, f"{SIGNED} {text.format(b=BUPATI, s=SEKDA)}")
    assert (names(found["signatories"]), stand_ins(found)) == ([SEKDA], [(BUPATI, SEKDA)])


@pytest.mark.parametrize(
    "text",
    [
        "Wakil Bupati Buru {s} tidak hadir. Naskah ditandatangani Bupati Buru {b}.",
        "Sekda Buru {s} berhalangan hadir. Naskah ditandatangani Bupati Buru {b}.",
        "Sekda Buru {s} berhalangan hadir. Naskah ditandatangani Ketua Ombudsman RI {b}.",
    ],
)
def test_nobody_stands_in_for_one_below_or_of_another_body(extractor: Extractor, text: str) -> None:
    assert stand_ins(agreement(extractor, f"{SIGNED} {text.format(b=BUPATI, s=SEKDA)}")) == []


def test_the_head_of_the_sentence_before_is_stood_in_for(extractor: Extractor) -> None:
    text = (
        f"{SIGNED} Bupati Buru {BUPATI} tengah dirawat. Karena itu pihaknya diwakili Sekda Buru {SEKDA}, "
        "yang menandatangani naskah."
    )
    assert stand_ins(agreement(extractor, text)) == [(BUPATI, SEKDA)]


def test_who_says_that_he_signs_for_somebody_signs_and_the_other_does_not(extractor: Extractor) -> None:
    text = (
        f'{SIGNED} "Atas nama Bupati, saya menandatangani naskah ini," kata Wakil Bupati Buru {SEKDA}, '
        f"yang hadir mewakili Bupati Buru {BUPATI}."
    )
    found = agreement(extractor, text)
    assert (names(found["signatories"]), stand_ins(found)) == ([SEKDA], [(BUPATI, SEKDA)])


@pytest.mark.parametrize(
    "sentence",
    [
        "Bupati Buru menandatangani melalui Sekda Buru {s}.",
        "Naskah diteken Sekda Buru {s} mewakili Bupati yang sedang dinas luar.",
    ],
)
def test_an_office_without_a_name_is_stood_in_for(extractor: Extractor, sentence: str) -> None:
    found = agreement(extractor, f"{SIGNED} {sentence.format(s=SEKDA)}")
    assert stand_ins(found) == [("Bupati Buru", SEKDA)]


def signers(found: list[Fact]) -> dict[str, list[str]]:
    """Of each counterpart, by the last word of its name, those who sign."""
    return {one["parties"][1]["name"].split()[-1]: names(one["signatories"]) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "Kedua kepala daerah itu adalah Bupati Buru {b} dan Wali Kota Tual {s}.",
        "Mereka adalah Bupati Buru {b} dan Wali Kota Tual {s}.",
        "Kabupaten Buru diwakili Bupati {b} dan Kota Tual diwakili Wali Kota {s}.",
        "Kabupaten Buru ditandatangani Bupati {b}, Kota Tual ditandatangani Wali Kota {s}.",
        "Keduanya, masing-masing Kabupaten Buru oleh Bupati {b} dan Kota Tual oleh Wali Kota {s}.",
        "Naskah diteken Bupati Buru ({b}) dan Wali Kota Tual ({s}).",
        "\nYang menandatangani:\n• Kabupaten Buru: Bupati {b}\n• Kota Tual: Wali Kota {s}",
        "\nDaftar penandatangan:\n1) {b} (Bupati Buru)\n2) {s} (Wali Kota Tual)",
        "\nDaftar penandatangan:\na. Bupati Buru {b}\nb. Wali Kota Tual {s}",
    ],
)
def test_each_of_several_governments_has_its_own_signatory(extractor: Extractor, text: str) -> None:
    opening = "Dua kepala daerah menandatangani nota kesepahaman dengan Ombudsman RI."
    found = agreements(extractor, f"{opening} {text.format(b=BUPATI, s=SEKDA)}")
    assert signers(found) == {"Buru": [BUPATI], "Tual": [SEKDA]}


def test_who_is_there_for_a_government_does_not_sign(extractor: Extractor) -> None:
    text = f"{SIGNED} Hadir pula undangan. Kabupaten Buru diwakili Sekda {SEKDA}."
    assert agreement(extractor, text)["signatories"] == []


def test_the_chief_of_police_does_not_sign_for_the_province(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI menandatangani nota kesepahaman dengan Pemprov Maluku dan Polda Maluku. Naskah diteken "
        f"Gubernur Maluku {BUPATI} dan Kapolda Maluku {SEKDA}."
    )
    found = {one["parties"][1]["name"]: names(one["signatories"]) for one in agreements(extractor, text)}
    assert found == {"Pemerintah Provinsi Maluku": [BUPATI], "Kepolisian Daerah Maluku": [SEKDA]}


def test_an_office_alone_is_that_of_the_region_just_named(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI meneken nota kesepahaman dengan dua kota. Kota Tual ditandatangani Wali Kota "
        f"{BUPATI}, dan Kota Ambon ditandatangani Sekda {SEKDA} mewakili wali kota."
    )
    assert [stand_ins(one) for one in agreements(extractor, text)] == [[], [("Wali Kota Ambon", SEKDA)]]


@pytest.mark.parametrize(
    "text",
    [
        "Sekda Buru {s} meneken naskah karena Bupati Buru {b} sakit, dan {k}, warga, ikut senang.",
        "Naskah diteken Sekda Buru {s} karena Bupati Buru {b} sedang di Jakarta, dan Ketua Ombudsman RI {k}.",
        "Sekda Buru {s} meneken naskah itu atas penugasan Bupati Buru {b}. Ketua Ombudsman RI {k} menyusul.",
        "Bupati Buru, {b}, S.H., yang diwakili oleh Sekda {s}, S.H., meneken naskah. Hadir {k}, warga.",
    ],
)
def test_who_is_stood_in_for_does_not_sign(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, f"{SIGNED} {text.format(b=BUPATI, s=SEKDA, k=KETUA)}")
    assert stand_ins(found) == [(BUPATI, SEKDA)]
    assert BUPATI not in names(found["signatories"])
    assert SEKDA in names(found["signatories"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Seharusnya Bupati Buru {b} yang meneken.",
        "Naskah pertama ditandatangani mantan Bupati Buru {b}.",
        "Bupati Bone mengutus Asisten I {b} menghadiri penandatanganan itu.",
    ],
)
def test_who_should_sign_or_signed_before_or_watches_is_no_signatory(
    extractor: Extractor, sentence: str
) -> None:
    assert agreement(extractor, f"{SIGNED} {sentence.format(b=BUPATI)}")["signatories"] == []


def test_the_head_of_a_branch_stands_in_for_that_of_the_whole(extractor: Extractor) -> None:
    text = (
        f"{SIGNED} Ketua Ombudsman RI {KETUA} berhalangan hadir. Naskah diteken Kepala Perwakilan "
        f"Ombudsman RI Maluku {SEKDA}."
    )
    assert stand_ins(agreement(extractor, text)) == [(KETUA, SEKDA)]


def test_an_office_that_nobody_is_named_for_is_told_with_its_body(extractor: Extractor) -> None:
    text = f"{SIGNED} Anggota Ombudsman RI {SEKDA} meneken atas nama Ketua Ombudsman RI. Bupati pun senang."
    assert stand_ins(agreement(extractor, text)) == [("Ketua Ombudsman Republik Indonesia", SEKDA)]


def test_who_stands_in_for_a_head_is_of_the_same_government(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI menandatangani nota kesepahaman dengan Pemkab Buru dan Pemkot Tual. Naskah diteken "
        f"Bupati Buru {BUPATI} dan Wali Kota Tual yang diwakili Asisten I {SEKDA}."
    )
    assert signers(agreements(extractor, text)) == {"Buru": [BUPATI], "Tual": [SEKDA]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Bupati Buru {b} didampingi Sekda Buru {s} menandatangani naskah itu.",
        "Bupati Buru {b}, didampingi Sekda Buru {s}, meneken naskah itu.",
    ],
)
def test_who_came_along_with_one_who_signs_does_not_sign(extractor: Extractor, sentence: str) -> None:
    found = agreement(extractor, f"{SIGNED} {sentence.format(b=BUPATI, s=SEKDA)}")
    assert (names(found["signatories"]), names(found["attendees"])) == ([BUPATI], [SEKDA])


@pytest.mark.parametrize(
    "sentence",
    [
        "Bertindak sebagai pihak pertama Bupati Buru {b} dan pihak kedua Ketua Ombudsman RI {k}.",
        "Naskah diteken Bupati Buru {b} selaku pihak pertama dan Ketua Ombudsman RI {k} selaku pihak kedua.",
    ],
)
def test_the_parties_of_a_contract_sign(extractor: Extractor, sentence: str) -> None:
    found = agreement(extractor, f"{SIGNED} {sentence.format(b=BUPATI, k=KETUA)}")
    assert names(found["signatories"]) == [BUPATI, KETUA]


@pytest.mark.parametrize(
    "sentence",
    [
        "Naskah diteken Ketua Ombudsman RI {k} di Kantor Bupati, Air Jernih, Rabu.",
        "Naskah diteken Ketua Ombudsman RI {k}. Nota yang lama diteken oleh bupati sebelum {s}.",
        'Naskah diteken Ketua Ombudsman RI {k}. "Atas nama Bapak Bupati, saya hadir," kata Wakil Bupati {s}.',
    ],
)
def test_nobody_signs_for_standing_beside_a_place_or_an_earlier_agreement(
    extractor: Extractor, sentence: str
) -> None:
    found = agreement(extractor, f"{SIGNED} {sentence.format(k=KETUA, s=SEKDA)}")
    assert names(found["signatories"]) == [KETUA]


@pytest.mark.parametrize("word", ["seyogianya", "sedianya", "akan"])
def test_who_was_to_sign_did_not(extractor: Extractor, word: str) -> None:
    later = f"Penandatanganan itu {word} dilakukan Bupati Buru {BUPATI}."
    text = f"Pemkab Buru dan Ombudsman RI meneken MoU. {later}"
    assert agreement(extractor, text)["signatories"] == []


@pytest.mark.parametrize(
    "text",
    [
        '"Nota kesepahaman sudah ditandatangani," kata Kabag Hukum Setda Buru {s}.',
        '"Nota kesepahaman sudah diteken, tapi mana hasilnya?" ujar Anggota DPRD Buru, {s}.',
        "Nota kesepahaman sudah ditandatangani, demikian disampaikan Sekda Buru {s}.",
        "Hal itu dibenarkan Sekda Buru {s}. Penandatanganan sudah dilakukan, katanya.",
        '"Bupati meneken nota kesepahaman hari ini," kata Sekda Buru {s}.',
        "Sekda Buru {s} menyebut, dari lima pemda yang menandatangani nota kesepahaman, baru satu yang siap.",
    ],
)
def test_who_tells_of_a_signature_has_not_signed(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, f"{SIGNED} {text.format(s=SEKDA)}")
    assert found["signatories"] == []
    assert counterparts([found]) == ["Pemerintah Kabupaten Buru"]


def test_who_says_that_he_signs_does(extractor: Extractor) -> None:
    found = agreement(extractor, f'{SIGNED} "Saya menandatangani naskah ini," kata Bupati Buru {BUPATI}.')
    assert names(found["signatories"]) == [BUPATI]


@pytest.mark.parametrize(
    "text",
    [
        "Acara penandatanganan itu dibuka oleh Gubernur Maluku {b}.",
        "Penandatanganan nota kesepahaman dipimpin oleh Gubernur Maluku {b}.",
        "Gubernur Maluku Toni Wattimena diwakili Asisten I Setda Maluku {b} menyaksikan penandatanganan itu.",
    ],
)
def test_who_opens_leads_or_watches_the_signing_has_not_signed(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, f"{SIGNED} {text.format(b=BUPATI)}")
    assert found["signatories"] == found["represented"] == []
    assert names([*found["attendees"], *found["witnesses"]]) == [BUPATI]


def test_who_is_to_come_has_not_come(extractor: Extractor) -> None:
    found = agreement(extractor, f"{SIGNED} Acara itu sedianya dihadiri Gubernur Maluku {BUPATI}.")
    assert found["attendees"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Buru {b} tidak menandatangani nota kesepahaman dengan Ombudsman RI.",
        "Bupati Buru {b} enggan meneken nota kesepahaman dengan Ombudsman RI.",
        "Nota kesepahaman Pemkab Buru dan Ombudsman RI tidak ditandatangani Bupati Buru {b}.",
        "Ombudsman RI meminta Bupati Buru {b} menandatangani nota kesepahaman.",
        "Ombudsman RI mendesak agar Bupati Buru {b} menandatangani nota kesepahaman.",
    ],
)
def test_who_does_not_sign_or_is_asked_to_has_not_signed(extractor: Extractor, text: str) -> None:
    found = agreements(extractor, text.format(b=BUPATI))
    assert [one["status"] for one in found if one["status"] != "planned" or one["signatories"]] == []


def test_who_does_not_sign_himself_is_stood_in_for(extractor: Extractor) -> None:
    text = f"Bupati Buru {BUPATI} tidak menandatangani langsung, melainkan diwakili Sekda Buru {SEKDA}."
    found = agreement(extractor, f"{SIGNED} {text}")
    assert names(found["signatories"]) == [SEKDA]
    assert stand_ins(found) == [(BUPATI, SEKDA)]


def test_one_of_several_named_behind_a_signature_can_be_a_witness(extractor: Extractor) -> None:
    signers = f"Bupati Buru {BUPATI}, Ketua Ombudsman RI {KETUA}"
    text = f"Nota itu diteken {signers} serta Ketua DPRD Buru {SEKDA} sebagai saksi."
    found = agreement(extractor, f"{SIGNED} {text}")
    assert (names(found["signatories"]), names(found["witnesses"])) == ([BUPATI, KETUA], [SEKDA])
    assert counterparts([found]) == ["Pemerintah Kabupaten Buru"]


def test_who_is_named_beside_an_office_does_not_hold_it_or_stand_in_for_it(extractor: Extractor) -> None:
    text = f"Nota itu diteken wakil bupati atas nama Bupati Buru dan Ketua Ombudsman RI {KETUA}."
    assert stand_ins(agreement(extractor, f"{SIGNED} {text}")) == []
    (person,) = extractor.extract(f"Nota itu diteken Bupati Buru dan Ibu {KETUA}.").people
    assert person["role"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Penandatanganan antara Pemkab Buru dan Ombudsman RI diapresiasi Ketua DPRD Buru {s}.",
        "Penandatanganan antara Bupati Buru {b} dan Ketua Ombudsman RI {k} digagas Wakil Bupati Buru {s}.",
        "Bupati Buru {b} meneken MoU dengan Ombudsman RI, lalu menerima cendera mata dari Kapolres Buru {s}.",
        "MoU diteken Bupati Buru {b} dan Ketua Ombudsman RI {k}, kemudian diserahkan kepada Sekda Buru {s}.",
        "Usai penandatanganan oleh Bupati Buru {b}, MoU diserahkan kepada Inspektur Buru {s}.",
    ],
)
def test_who_is_named_behind_other_words_than_those_for_signing_has_not_signed(
    extractor: Extractor, text: str
) -> None:
    found = agreement(extractor, f"{SIGNED} {text.format(b=BUPATI, k=KETUA, s=SEKDA)}")
    assert SEKDA not in names(found["signatories"])
    assert found["represented"] == []
    assert counterparts([found]) == ["Pemerintah Kabupaten Buru"]


@pytest.mark.parametrize(
    "text",
    [
        "Besok, Bupati Buru {b} meneken nota kesepahaman dengan Ombudsman RI.",
        "Bupati Buru {b} menunda menandatangani nota kesepahaman dengan Ombudsman RI.",
        "Bupati Buru {b} membantah telah menandatangani nota kesepahaman dengan Ombudsman RI.",
        "Tidak benar Bupati Buru {b} menandatangani nota kesepahaman dengan Ombudsman RI.",
    ],
)
def test_what_is_to_come_put_off_or_denied_is_not_signed(extractor: Extractor, text: str) -> None:
    found = agreements(extractor, text.format(b=BUPATI))
    assert [one["status"] for one in found if one["status"] != "planned" or one["signatories"]] == []


def test_others_who_did_so_before_are_no_parties(extractor: Extractor) -> None:
    text = f"{SIGNED} Langkah itu mengikuti jejak Bupati Paser Toni Wattimena yang meneken MoU serupa."
    assert agreement(extractor, text)["signatories"] == []


def test_who_came_along_parts_no_signatory_from_the_signature(extractor: Extractor) -> None:
    text = f"Bupati Buru {BUPATI} didampingi Sekda Buru {SEKDA} menandatangani MoU dengan Ombudsman RI."
    found = agreement(extractor, text)
    assert (names(found["signatories"]), names(found["attendees"])) == ([BUPATI], [SEKDA])


def test_who_is_accompanied_stands_in_and_not_who_came_along(extractor: Extractor) -> None:
    text = (
        f"Sekda Buru {SEKDA}, didampingi Kabag Hukum Toni Wattimena, mewakili Bupati Buru "
        "menandatangani MoU dengan Ombudsman RI."
    )
    found = agreement(extractor, text)
    assert names(found["signatories"]) == [SEKDA]
    assert stand_ins(found) == [("Bupati Buru", SEKDA)]


@pytest.mark.parametrize(
    "text",
    [
        "Penyerahan bantuan itu disaksikan Sekda Buru {s}.",
        "Usai acara, rombongan meninjau loket Samsat, disaksikan Sekda Buru {s}.",
        "Setelah penandatanganan, rombongan meresmikan loket baru yang turut dihadiri Sekda Buru {s}.",
        "Sekda Buru {s} mengaku tidak diundang.",
        'Sekda Buru {s} menitip salam. "Beliau belum bisa hadir," kata panitia.',
    ],
)
def test_who_watches_something_else_or_is_not_there_has_no_part(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, f"{SIGNED} {text.format(s=SEKDA)}")
    assert (found["witnesses"], found["attendees"]) == ([], [])


def test_papers_of_the_signing_may_be_what_others_watch_being_handed_over(extractor: Extractor) -> None:
    found = agreement(extractor, f"{SIGNED} Penyerahan naskah itu disaksikan Sekda Buru {SEKDA}.")
    assert names(found["witnesses"]) == [SEKDA]


def test_who_comes_along_with_somebody_who_has_no_part_has_none(extractor: Extractor) -> None:
    opened = f"Ketua TP PKK Buru Toni Wattimena membuka bazar didampingi Sekda Buru {SEKDA}."
    found = agreement(extractor, f"{SIGNED} Acara itu disaksikan ribuan warga.\n\n{opened}")
    assert found["attendees"] == []
