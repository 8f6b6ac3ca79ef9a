"""What is said of two names. Names that are not of officials in the data are invented."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.compare import ASK_FROM, SAME_FROM, compare
from kg.project import builtin

SAME = [
    ("Mokhammad Najih", "Prof. Dr. H. Moch. Najih, S.H., M.Hum., Ph.D."),
    ("Mokhammad Najih", "M. Najih"),
    ("Mokhammad Najih", "M. Najikh"),
    ("Nurochman", "Nur Rohman"),
    ("Abdurrohman Kasdi", "Abd. Rahman Kasdi"),
    ("Yohanes Babtis Jaka Rusmanta", "Dr. Yohanes B. J. Rusmanta, S.Si., M.Si."),
    ("Bodewin Wattimena", "Bodewin M. Wattimena"),
    ("M. Subhan Djoer", "Subhan Djoer"),
    ("Lely Pelitasari Soebekty", "Lely Pelitasari Subekti"),
    ("Widodo Indrijantoro", "Widodo Indriyantoro"),
    ("Hardijanti Suwita", "Hardiyanti Suwita"),
    ("Suprijadi Suwita", "Supriyadi Suwita"),
    ("Rijal Soewita", "Riyal Suwita"),
    ("Josef Nae Soi", "Yoseph Naesoi"),
    ("Al Haris", "H. Al-Haris"),
    ("Ma'mun Murod", "Mamun Murod"),
    ("Najih, Mokhammad", "Mokhammad Najih"),
    ("Dondokambey Olly", "Olly Dondokambey"),
    ("RIDWAN KAMIL", "Ridwan Kamil"),
    ("Wayan Koster", "I Wayan Koster"),
    ("I Wyn. Contoh Suwita", "I Wayan Contoh Suwita"),
    ("I Pt. Contoh Suwita", "I Putu Contoh Suwita"),
    ("Lagat Parroha Patar Siadari", "Lagat Siadari"),
    ("Muhammad Andrei Angouw", "Andrei Angouw"),
    ("Sahala bin Tuah", "Sahala Tuah"),
    ("Sahala bin Tuah", "Sahala ibni Tuah"),
    ("Sahala bin Tuah", "Sahala b. Tuah"),
    ("Sahala binti Tuah", "Sahala bt. Tuah"),
    ("Sahala binti Tuah", "Sahala Bte. Tuah"),
    ("Sahala Bonar Tuah", "Sahala B. Tuah"),
    ("Jusuf Suwita", "Yusuf Suwita"),
    ("Jahja Suwita", "Yahya Suwita"),
    ("Soejono Suwita", "Suyono Suwita"),
    ("Sofjan Suwita", "Sofyan Suwita"),
    ("Soedjana Widjaja", "Sujana Wijaya"),
    ("Raja Soewita", "Raya Suwita"),
    ("Fx. Rudyatmo", "Fransiskus Xaverius Rudyatmo"),
    ("FX Rudyatmo", "Franciscus Xaverius Rudyatmo"),
    ("Bonar Siregar", "Bonar Contoh Siregar"),
    ("Mangatas Simbolon (Bonar)", "Mangatas Simbolon"),
    ("Mangatas Simbolon (Bonar)", "Dr. Mangatas Simbolon alias Bonar"),
    ("Sahala Contoh bin Tuah", "Contoh Sahala bin Tuah"),
    ("Ilham Arief Sirajuddin", "Ilham Arif Siradjoeddin"),
    ("Sugeng alias Teguh Wasesa Pranajaya", "Teguh Wasesa Pranajaya"),
    ("Alm. Budi Hartawan", "Budi Hartawan"),
    ("Almarhumah Ratna Hartawan", "Ratna Hartawan"),
    ("Rr. Ratna Hartawan", "Ratna Hartawan"),
    ("KRT Budi Hartawan", "Budi Hartawan"),
    ("Buya Budi Hartawan", "Budi Hartawan"),
    ("Bripka Budi Hartawan", "Ajun Komisaris Polisi Budi Hartawan"),
    ("Laksamana Muda TNI Budi Hartawan", "Laksdya TNI Budi Hartawan"),
    ("Letkol Arm Budi Hartawan", "Budi Hartawan"),
    ("Budi Hartawan, SE, CGRCOP", "Budi Hartawan"),
    ("Kms. Budi Hartawan", "Kemas Budi Hartawan"),
    ("Bq. Ratna Hartawan", "Baiq Ratna Hartawan"),
    ("Chairil Wasesa", "Khairil Wasesa"),
    ("Nico Wasesa", "Niko Wasesa"),
    ("Rizal Wasesa", "Risal Wasesa"),
    ("Aziz Wasesa", "Azis Wasesa"),
    ("Izza Wasesa", "Izzah Wasesa"),
    ("Setya Wasesa", "Setia Wasesa"),
    ("Mustafa Wasesa", "Mustofa Wasesa"),
    ("Mubarak Wasesa", "Mubarok Wasesa"),
    ("Sofyan Wasesa", "Sopian Wasesa"),
    ("Anita Louhanapessy", "Anita Louhenapessy"),
    ("Nur Wasesa Pranajaya", "Nur Wasesa Nur Pranajaya"),
    ("Affandi", "Afandi"),
    ("F.X. Rudyatmo", "FX Rudyatmo"),
    ("Safrizal ZA", "SAFRIZAL ZA"),
    ("I Ketut Contoh Suwita", "Iketut Contoh Suwita"),
    ("Santoso Budi", "Santoso, Budi"),
]
DIFFERENT = [
    ("Yusuf Pranajaya", "Yunus Pranajaya"),
    ("Herman", "Hermin"),
    ("Budi Sutrisno", "Budi Sutrisna"),
    ("Suprapto", "Suprapti"),
    ("Dewa Wasesa", "Dewi Wasesa"),
    ("Setiawan Wasesa", "Setiawati Wasesa"),
    ("Hamid Pranajaya", "Hamidah Pranajaya"),
    ("Agustinus Wasesa", "Agustina Wasesa"),
    ("Muhammad Fitri", "Ahmad Fitri"),
    ("Teguh P. Nugroho", "Teguh S. Nugroho"),
    ("Abyadi Siregar", "Gunawan Siregar"),
    ("Khairil Anwar", "Chairul Anwar"),
    ("Hamengku Buwono IX", "Hamengku Buwono X"),
    ("Ahmad Wasesa Jr.", "Ahmad Wasesa Sr."),
    ("A. Wasesa", "B. Wasesa"),
    ("Ahmad bin Yusuf", "Yusuf bin Ahmad"),
    ("Tuah bin Lelo", "Lelo bin Tuah"),
    ("Nur Tuah Suwita", "Nurul Lelo Suwita"),
    ("Rudy Y. Suwita", "Rudy Jaya Suwita"),
    ("Sahala bin Tuah", "Sahala binti Tuah"),
    ("Sahala b. Tuah", "Sahala bt. Tuah"),
    ("Sahala ibni Tuah", "Sahala binte Tuah"),
    ("Tuah b. Lelo", "Lelo b. Tuah"),
    ("Tuah ibni Lelo", "Lelo bin Tuah"),
    ("Sahala B. Tuah", "Sahala C. Tuah"),
    ("sahala b. tuah", "sahala c. tuah"),
    ("H. Jamal Wasesa", "Hj. Amal Wasesa"),
    ("Ir. A. Wasesa", "Ira Wasesa"),
    ("Robert Chan", "Robert Han"),
    ("Robert Kho", "Robert Ho"),
    ("Ica Wasesa", "Ika Wasesa"),
    ("Wasesa Budi", "Budi Pranajaya"),
    ("Rosman Wasesa", "Rusman Wasesa"),
    ("Nurjana Wasesa", "Nur Yana Wasesa"),
    ("Hamid Rochman Bagus", "Hamidrochman Rahman"),
]
ASK = [
    ("Nurdin", "Nurdin Abdullah"),
    ("Budi Santoso", "Budi Santoso Wijaya"),
    ("Andrei Angouw", "Wasesa Andrei Angouw"),
    ("Andrei Angouw", "Andrei Angouw Muhammad"),
    ("A. Hamid", "Abdul Hamid"),
    ("Siti", "Hj. Siti"),
    ("Ahmad Yusuf", "Yusuf Ahmad"),
    ("M. Adrian Agustiansyah", "M. Andrian Agustiansyah"),
    ("Amzulian Rifai", "Azulian Rifai"),
    ("Sahbirin Noor", "Paman Birin"),
    ("H. Nur Wasesa", "Hj. Nur Wasesa"),
    ("Ahmad Yani", "Ahmad Yani Jr."),
    ("Obet (Edy Wasesa)", "Edy Wasesa"),
    ("Mangatas Simbolon (Bonar)", "Mangatas Simbolon (Togar)"),
    ("Mangatas Simbolon (Bonar)", "M. Simbolon (Togar)"),
    ("Mangatas Simbolon alias Bonar", "Mangatas Simbolon alias Togar"),
    ("Bonar Siregar", "Bonar Putra Siregar"),
    ("Bonar Siregar", "Bonar Jr. Siregar"),
    ("Bonar Siregar", "Bonar JR Siregar"),
    ("Bonar Siregar", "Bonar Muda Siregar"),
    ("Nur Huda Suwita", "Nurul Huda Suwita"),
    ("Fauzi Suwita", "Pauzi Suwita"),
    ("F.X. Rudyatmo", "Fransiskus Xaverius Rudyatmo"),
    ("Fx. Rudyatmo", "Franciscus Rudyatmo"),
    ("Raja Suwita", "Raya Suwita"),
    ("Rijal Suwita", "Riyal Suwita"),
    ("Rijal Suwita", "Riyal Soewita"),
    ("Hendra Wijaya", "Hendra Wiyaya"),
    ("Sarijadi Suwita", "Sariyadi Suwita"),
    ("Jaya Suwita", "Yaya Suwita"),
    ("Jana Suwita", "Yana Suwita"),
    ("Maja Suwita", "Maya Suwita"),
    ("Ujang Suwita", "Uyang Suwita"),
    ("Jamal Suwita", "Yamal Suwita"),
    ("Jajang", "Yayang"),
    ("Raja Suwita", "Raya Soewita"),
    ("Sahala bin Tuah", "Tuah Sahala"),
    ("M.", "M."),
    ("A. B.", "A. B."),
    ("H.", "Drs."),
    ("Drs.", "Drs."),
    ("H.", "H. Budi"),
    ("Sahala Contoh bin Tuah", "Sahala bin Contoh Tuah"),
    ("Sahala bin Contoh bin Tuah", "Sahala bin Tuah"),
    ("Sahala bin Tuah", "Hj. Sahala Tuah"),
    ("Muhammad", "محمد"),
    ("", "Budi"),
    ("Dr. A. Wasesa", "Dra. Wasesa"),
    ("Dr. S. Wasesa", "Drs. Wasesa"),
    ("Agus Suhardi", "Agus Suwardi"),
    ("Agus Suryadi", "Agus Suradi"),
    ("Agus Sarwono", "Agus Sarono"),
    ("Agus Suhardiyanto", "Agus Sunardiyanto"),
    ("Riza Wasesa", "Risa Wasesa"),
    ("Ian Wasesa", "Yan Wasesa"),
    ("Rida Wasesa", "Ridho Wasesa"),
    ("Setia Wasesa", "Setyo Wasesa"),
    ("Hendra Wijaya", "Hendra Wijoyo"),
    ("Budi Effendi Wasesa", "Budi Affandi Wasesa"),
    ("Budi Husein Wasesa", "Budi Huseini Wasesa"),
    ("Susilawati Wasesa", "Susilowati Wasesa"),
    ("Djoko", "Joko"),
    ("Budi Wasesa", "Wasesa Budi"),
    ("B. Santoso Wasesa", "Bambang Santoso Wasesa"),
    ("Wasesa B.", "Wasesa Bonar"),
    ("Budi Santoso", "Budi Wasesa Santoso"),
    ("Wasihonan Pranajaya", "Wasehonan Pranojaya"),
    ("Teuku Bonar Wasesa", "Tengku Bonar Wasesa"),
    ("Mangatas Simbolon alias Bonar", "Bonar"),
    ("Budi Wasesa" + " " * 400 + "Siregar", "Budi Wasesa"),
    ("Budi Wasesa" + " " * 400 + "Siregar", "Budi Wasesa" + " " * 400 + "Simbolon"),
    ("R. Usman Wasesa", "Rusman Wasesa"),
    ("R. Usman Wasesa", "Wasesa Rusman"),
    ("R. Usman Wasesa Nur", "Rusman Wasesa Nur"),
    ("M.Ali Wasesa", "MALI WASESA"),
    ("Wasesa Purwanto", "Purawnto Wasesa"),
    ("Ahmad Y. Budi", "Ahmad Budi"),
    ("Husein", "Husin"),
    ("Wasesa S.", "S. Wasesa"),
    ("Najih Muhammad", "M. Najih"),
    ("Nur S. Budi", "S. Nur Budi"),
    ("Hj. Siti Nur", "Sitinur"),
    ("Muhammad", "Muhamad"),
    ("Nur Budi", "Muhammad Nur Budi"),
    ("Nur Sahala A.", "Nur Sahala"),
    ("Tuah bin Sahala", "Sahala Tuah"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_titles_and_initials_are_explained(left: str, right: str) -> None:
    assert compare(left, right).decision == "same", compare(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_words_that_contradict_make_two_people(left: str, right: str) -> None:
    assert compare(left, right).decision == "different", compare(left, right)


@pytest.mark.parametrize(("left", "right"), ASK)
def test_what_names_alone_cannot_settle_is_asked(left: str, right: str) -> None:
    assert compare(left, right).decision == "ask", compare(left, right)


def test_the_reasons_are_sentences_about_words() -> None:
    assert compare("Mokhammad Najih", "Moh. Najih").reasons == (
        '"Moh." and "Mokhammad" are forms of one name.',
    )
    assert compare("Yusuf Wasesa", "Yunus Wasesa").reasons == ('"Yunus" is not "Yusuf".',)
    assert compare("Musa Y. Sombuk", "Musa Yosep Sombuk").reasons == ('"Y." can stand for "Yosep".',)


def test_a_party_in_brackets_makes_nobody_one() -> None:
    assert compare("Budi Santoso (Partai Contoh)", "Agus Wijaya (Partai Contoh)").decision == "different"


def test_no_two_officials_of_the_data_are_called_same() -> None:
    lines = (builtin("data") / "offices.jsonl").read_text("utf-8").splitlines()
    names = sorted({json.loads(line)["name"] for line in lines})

    assert len(names) > 300
    assert [pair for pair in combinations(names, 2) if compare(*pair).decision == "same"] == []


NAMES = [
    "Muhammad",
    "Moh.",
    "M.",
    "Abdul",
    "Abd.",
    "Rahman",
    "Rochman",
    "Nur",
    "Siti",
    "Budi",
    "Soebekti",
    "Subekti",
]
RARER = [
    "Wasesa",
    "Pranajaya",
    "Sutrisno",
    "Sutrisna",
    "La",
    "Ode",
    "Laode",
    "I",
    "Ni",
    "Wayan",
    "ZA",
    "X",
    "Jr.",
]
AROUND = ["bin", "Al", "-", ",", "Dr.", "H.", "Hj.", "S.H.", "(Obet)", "'Obet'", "alias", "Gus"]
names = st.lists(st.sampled_from([*NAMES, *RARER, *AROUND]), max_size=7).map(" ".join)


@given(names | st.text(), names | st.text())
def test_the_order_of_the_two_does_not_matter(left: str, right: str) -> None:
    assert compare(left, right) == compare(right, left)


@given(names)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    initials = {"M.", "I", "Ni", "ZA", "X", "Jr."}
    says_a_word = bool({*name.split()} & {*NAMES, *RARER} - initials)
    all_read = "," not in name  # what stands behind a comma may be taken for a degree

    assert compare(name, name).decision == "same" or not (says_a_word and all_read)
    assert compare(name, name).decision != "different"
    assert compare(name, name.upper()).decision != "different"


@pytest.mark.parametrize("name", ["Habib", "H. Budi", "I Made", "M. Wasesa", "محمد", "Muhammad"])
def test_a_name_that_says_a_word_is_the_same_as_itself(name: str) -> None:
    assert compare(name, name).decision == "same"


@pytest.mark.parametrize("name", ["", "M.", "A. B.", "I", "H.", "Prof. Dr.", "-"])
def test_titles_and_initials_are_many_peoples(name: str) -> None:
    assert compare(name, name).decision == "ask"


@given(names | st.text(), names | st.text())
def test_the_decision_follows_from_the_score(left: str, right: str) -> None:
    found = compare(left, right)

    assert 0 <= found.score <= 1
    assert found.decision == (
        "same" if found.score >= SAME_FROM else "ask" if found.score >= ASK_FROM else "different"
    )
    assert found.reasons


@pytest.mark.parametrize(
    "name",
    ["a " * 10_000, "(" * 10_000, '"' * 10_000, "H." * 10_000, "a" * 100_000, "Dr. " * 10_000, "I " * 10_000],
)
def test_hostile_names_take_no_time_and_are_nobody(name: str) -> None:
    assert compare(name, "Budi Santoso").decision != "same"


def test_the_folding_alone_loads_nothing_large() -> None:
    code = "import sys, kg.names; print({'rapidfuzz', 'yaml', 'pydantic'} & sys.modules.keys())"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"
