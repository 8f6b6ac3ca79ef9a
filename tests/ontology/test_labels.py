from __future__ import annotations

from pathlib import Path

import pytest

from kg.ontology import Ontology, load_ontology
from tests.ontology.small import PERSON, write

SCHEMA = Path(__file__).parents[2] / "schema"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology([SCHEMA])


@pytest.mark.parametrize(
    ("role", "kind", "name", "labels"),
    [
        ("Ketua", "ombudsman", "Ombudsman Republik Indonesia", ("Official", "OmbudsmanMember")),
        ("anggota", "ombudsman", "Ombudsman Republik Indonesia", ("Official", "OmbudsmanMember")),
        ("Wakil Ketua", "ombudsman", None, ("Official", "OmbudsmanMember")),
        ("Kepala Keasistenan Utama IV", "ombudsman", "Ombudsman Republik Indonesia", ("Official",)),
        (
            "Kepala Perwakilan",
            "ombudsman_office",
            "Ombudsman Republik Indonesia Perwakilan Riau",
            ("Official",),
        ),
        ("Ketua", "council", "Dewan Perwakilan Rakyat Daerah Kota Depok", ("Official",)),
        ("Bupati", "regency_government", "Pemerintah Kabupaten Paser", ("Official",)),
        (None, "ministry", None, ("Official",)),
        ("Ketua", "other", "Komisi Yudisial Republik Indonesia", ("Official",)),
        ("Menteri", None, "Kementerian Transmigrasi", ("Official",)),
        ("Presiden", None, "Republik Indonesia", ("Official",)),
        ("Direktur", "hospital", "RSUD Contoh", ("Official",)),
        ("Direktur", "hospital", "Rumah Sakit Contoh", ()),
        ("Direktur", "company", "PT Contoh", ()),
        ("Sekretaris", "other", "Persekutuan Gereja-Gereja di Papua", ()),
        ("Ketua", "party", "Partai Contoh", ()),
        ("Ketua", None, None, ()),
    ],
)
def test_offices_give_labels(
    ontology: Ontology, role: str | None, kind: str | None, name: str | None, labels: tuple[str, ...]
) -> None:
    assert sorted(ontology.labels_for("HOLDS", role, kind, name)) == sorted(labels)


@pytest.mark.parametrize(
    "name",
    [
        "Universitas Udayana",
        "universitas udayana",
        "Universitas Riau",
        "Fakultas Hukum Universitas Riau",
        "Universitas Islam Negeri Sumatera Utara",
        "UIN Walisongo Semarang",
        "Politeknik Negeri Banjarmasin",
        "Politeknik Kesehatan Kementerian Kesehatan Ternate",
        'Universitas Pembangunan Nasional "Veteran" Jakarta',
        "Fakultas Ilmu Sosial dan Ilmu Politik Universitas Udayana",
    ],
)
def test_people_at_state_universities_are_officials(ontology: Ontology, name: str) -> None:
    assert ontology.labels_for("HOLDS", "Rektor", "university", name) == ("Official",)


@pytest.mark.parametrize(
    "name",
    [
        "Universitas Muhammadiyah Buton",
        "Universitas Islam Riau",
        "Universitas Riau Kepulauan",
        "Universitas Muslim Indonesia",
        "Universitas Islam Malang",
        "Universitas Widya Mataram",
        "Universitas Balikpapan",
        "STKIP Contoh",
        "Ikatan Alumni Universitas Indonesia",
        "Badan Eksekutif Mahasiswa Universitas Riau",
    ],
)
def test_people_at_private_universities_and_unions_are_not(ontology: Ontology, name: str) -> None:
    assert ontology.labels_for("HOLDS", "Rektor", "university", name) == ()


def test_other_edges_give_no_labels(ontology: Ontology) -> None:
    assert ontology.labels_for("SIGNED", "Ketua", "ombudsman", "Ombudsman Republik Indonesia") == ()
    assert ontology.labels_for("NO_SUCH", "Ketua", "ombudsman", None) == ()


def test_labels_name_their_concept(ontology: Ontology) -> None:
    assert ontology.label_names == {"OmbudsmanMember": "Person", "Official": "Person"}


def test_conditions_of_one_alternative_must_all_hold(tmp_path: Path) -> None:
    rule = "any_of: [{institution_name_starts: Bank, institution_name_ends: Negara}, {role: [Menteri]}]\n"
    text = PERSON.replace(
        "    when: {edge: HOLDS, institution_kind: [ministry]}\n", f"    when: {{edge: HOLDS}}\n    {rule}"
    )
    ontology = load_ontology([write(tmp_path, Person=text)])

    def given(role: str | None, name: str | None) -> bool:
        return ontology.labels_for("HOLDS", role, None, name) == ("Official",)

    assert given(None, "Bank Tabungan Negara")
    assert given("menteri", None)
    assert not given(None, "Bank Contoh")
    assert not given(None, "Contoh Negara")
    assert not given(None, "Banking Negara")
    assert not given("Menteri Muda", None)
