"""The gazetteer: first with a small invented country, then with the bundled regions and lexicon."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ContentError
from kg.loading.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]

# Invented: a land with two counties and three towns, of which two bear the name of a county.
REGIONS = """\
code,name,level,province,lat,lon,name_en,aliases
1,County Alm,county,,50.5,4.5,,Al
1.1,Town Alm,town,1,50.1,4.1,,
1.2,Town Neu Ulm,town,1,50.2,4.2,New Elm,Partner;Old Elm
2,County Zoar,county,,51.5,5.5,,
2.1,Town Zoar,town,2,51.1,5.1,,
"""
LEXICON = """\
same_words: {st: saint}
joining_words: [and]
levels:
  county: {before: [County], after: [Shire]}
  town: {before: [Town, Town of], after: [Borough]}
governments:
  any_level: [Council, Council of]
  levels:
    county: {kind: county_government, words: [CC], name: "Council of {name}", aliases: ["CC {short}"]}
    town: {kind: town_government, words: [TC], name: "Council of {name}", aliases: ["TC {short}"]}
  exceptions:
    "2": {name: Senate of Zoar, aliases: [Zoar Senate]}
seats:
  - {levels: [county], words: [Sheriff]}
kinds:
  - {kind: school, match: '^School\\b'}
  - {kind: branch, match: '^Watchdog\\b', with_region: true}
  - {kind: watchdog, match: '^Watchdog$'}
  - {kind: police, match: '^Police\\b'}
kinds_of_one_region: [police, branch]
identified_by: {watchdog: [kind], police: [name, region], branch: [name], school: [name]}
names_of_many: ['^(school|branch)$']
shared_jurisdiction: [county_government]
jurisdictions:
  - {office: '^(deputy )?mayor\\b', within: region, known_as: mayor}
  - {kinds: [watchdog], within: institution}
official_names:
  watchdog: {name: The Watchdog}
  branch: {levels: [county], name: "The Watchdog, {short} Branch", exceptions: {"2": "The Watchdog, {short}"}}
elsewhere: [School of Zoar]
short:
  - {match: '^Council of Town\\b', write: TC}
"""


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    return gazetteer(tmp_path)


def gazetteer(folder: Path, regions: str = REGIONS, lexicon: str = LEXICON) -> Gazetteer:
    (folder / "regions.csv").write_text(regions, "utf-8")
    (folder / "lexicon.yaml").write_text(lexicon, "utf-8")
    return Gazetteer.from_files(folder / "regions.csv", folder / "lexicon.yaml")


def codes(found: Gazetteer, text: str) -> list[str]:
    return [region.code for region in found.find(text)]


def code(found: Gazetteer, name: str) -> str | None:
    region = found.of_institution(name)
    return region.code if region else None


def test_a_row_becomes_a_region_with_typed_fields(small: Gazetteer) -> None:
    region = small.regions["1.2"]
    assert (region.level, region.province, region.lat, region.lon) == ("town", "1", 50.2, 4.2)
    assert (region.name_en, region.aliases) == ("New Elm", ("Partner", "Old Elm"))
    assert (small.regions["1"].province, small.regions["1"].name_en) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alm", ["1", "1.1"]),
        ("County Alm", ["1"]),
        ("Alm Shire", ["1"]),
        ("town of  ALM", ["1.1"]),
        ("Alm, Borough", ["1.1"]),
        ("1.1", ["1.1"]),
        ("NEUULM", ["1.2"]),
        ("Neu-Ulm", ["1.2"]),
        ("Néu Ulm", ["1.2"]),
        ("New Elm", ["1.2"]),
        ("Town Old Elm", ["1.2"]),
        ("County Old Elm", []),
        ("TC Alm", ["1.1"]),
        ("Council Alm", ["1", "1.1"]),
        ("Council (CC) Alm", ["1"]),
        ("Zoar, County Zoar", ["2.1"]),
        ("Zoar, County Alm", []),
        ("Alm and Zoar", []),
        ("Town", []),
        ("", []),
        ("???", []),
    ],
)
def test_find_reads_names_level_words_and_what_is_around(
    small: Gazetteer, text: str, expected: list[str]
) -> None:
    assert codes(small, text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Council of Town Zoar", "2.1"),
        ("Council Neu Ulm", "1.2"),
        ("Council Zoar", None),  # the county's or the town's
        ("Sheriff Zoar", "2"),
        ("Police of County Zoar Traffic Division", "2"),
        ("Police Zoar", None),
        ("Police Neu Ulm", "1.2"),
        ("Police Partner", "1.2"),
        ("Police New Elm Traffic Division", "1.2"),
        ("Town Alm Council of County Alm", "1.1"),
        ("Police of County Alm and County Zoar", None),
        ("School of Neu Ulm and Zoar", None),
        ("School Neu Ulm", "1.2"),
        ("School Alm", "1"),  # in the county, whichever is meant
        ("School of a Partner", None),  # an alias of one word can be an everyday word
        ("School of Neu Ulm Traffic", None),
        ("School of Zoar", None),  # listed as being elsewhere
        ("Night School of Zoar", None),
        ("Anything else", None),
        ("", None),
    ],
)
def test_an_institution_is_of_the_region_that_its_name_tells(
    small: Gazetteer, name: str, expected: str | None
) -> None:
    assert code(small, name) == expected


@pytest.mark.parametrize(
    ("name", "of", "expected"),
    [
        ("Council of Town Zoar", "2.1", True),
        ("Council of Town Zoar", "2", False),
        ("Council Zoar", "2", True),
        ("Council Zoar", "1", False),
        ("Police Neu Ulm", "1", True),
        ("Police County Alm", "1.2", True),
        ("Police Neu Ulm", "2", False),
        ("School Neu Ulm", "2", True),  # only bears the name
        ("Council of Town Zoar", "9", True),  # a code that nobody knows is another matter
        ("Watchdog", "2", True),
    ],
)
def test_a_name_disagrees_with_a_code_only_when_it_clearly_says_another_region(
    small: Gazetteer, name: str, of: str, expected: bool
) -> None:
    assert small.agrees(name, of) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Council of Town Nowhere", "town_government"),
        ("Council Neu Ulm", "town_government"),
        ("Council Zoar", None),
        ("Council Nowhere", None),
        ("school", "school"),
        ("Watchdog", "watchdog"),
        ("Watchdog Zoar", "branch"),
        ("Watchdog of Nowhere", None),
    ],
)
def test_the_first_rule_that_fits_gives_the_kind(small: Gazetteer, name: str, expected: str | None) -> None:
    assert small.kind_of(name) == expected


def test_governments_are_named_by_template_or_exception(small: Gazetteer) -> None:
    assert small.government(small.regions["1.2"]) == (
        "Council of Town Neu Ulm",
        "town_government",
        ("TC Neu Ulm", "TC Partner", "TC Old Elm"),
    )
    assert small.government(small.regions["2"])[::2] == ("Senate of Zoar", ("Zoar Senate", "CC Zoar"))


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("town_government", "1.2", "Council of Town Neu Ulm"),
        ("county_government", "2", "Senate of Zoar"),
        ("county_government", "1.2", None),
        ("watchdog", None, "The Watchdog"),
        ("watchdog", "1", "The Watchdog"),
        ("branch", "1", "The Watchdog, Alm Branch"),
        ("branch", "2", "The Watchdog, Zoar"),
        ("branch", "1.2", None),
        *(("branch", None, None), ("town_government", "7", None), ("school", "1", None), (None, "1", None)),
    ],
)
def test_kind_and_region_tell_an_official_name_where_there_is_one(
    small: Gazetteer, kind: str | None, code: str | None, expected: str | None
) -> None:
    assert small.official_name(kind, code) == expected


def test_an_official_name_stays_as_it_is_spaced_where_the_list_of_regions_has_it_so(tmp_path: Path) -> None:
    found = gazetteer(tmp_path, REGIONS.replace("Partner;", "Neuulm;"))
    for written in ("Council of Town Neuulm", "Council of Town Neu Ulm"):
        assert found.official_name("town_government", "1.2", written) == written
    for written in ("COUNCIL OF TOWN NEUULM", "Council of Town NeuUlm", "Council of Town Old Elm"):
        assert found.official_name("town_government", "1.2", written) == "Council of Town Neu Ulm"


def test_short_forms_and_identity_come_from_the_lexicon(small: Gazetteer) -> None:
    assert small.short("Council of  Town Alm") == "TC Alm"
    assert small.short("School") == "School"
    assert small.identified_by("police") == ("name", "region")
    assert small.identified_by("school", "school of alm") == ("name",)
    assert small.identified_by("branch", "branch") == ("name", "region"), "a kind of which a region has one"
    assert small.identified_by("school", "school") == small.identified_by(None) == ()
    assert small.shared_jurisdiction == {"county_government"}


@pytest.mark.parametrize(
    ("kind", "office", "known_as"),
    [
        ("county_government", "deputy mayor of alm", "mayor"),
        ("county_government", "assistant of the mayor", None),
        ("town_government", "mayor", None),  # of a kind whose people are not looked at by region
        ("watchdog", "whatever", ""),
        (None, "mayor", None),
    ],
)
def test_the_first_rule_that_fits_says_which_offices_are_looked_at_together(
    small: Gazetteer, kind: str | None, office: str, known_as: str | None
) -> None:
    rule = small.lexicon.jurisdiction_rule(kind, office)
    assert (rule and rule.known_as) == known_as


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("code,name,level", "code,title,level", 1, "the columns must be code,name"),
        ("1.1,Town Alm,town,1,", "1.1,Town Alm,hamlet,1,", 3, "level: 'hamlet' is unknown"),
        ("1.1,Town Alm,town,1,", "1.1,Town Alm,town,7,", 3, "province: no region '7'"),
        ("1.1,Town Alm,", "1,Town Alm,", 3, "code 1 is given twice, first in line 2"),
        ("1.1,Town Alm,", "1.1,,", 3, "name: must not be empty"),
        ("50.1,4.1", "50.1,east", 3, "lon: 'east' must be degrees"),
        ("50.1,4.1", "95,4.1", 3, "lat: '95' must be degrees"),
        ("50.1,4.1,,", "50.1,4.1,,,,", 3, "must have 8 cells"),
        ("50.1,4.1,,", "50.1,4.1", 3, "must have 8 cells"),
        ("1.1,Town Alm", '1.1,"Town" Alm', 3, "not proper CSV"),
        ("2.1,Town Zoar", '2.1,"Town Zoar', 6, "not proper CSV"),
    ],
)
def test_a_wrong_list_of_regions_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        gazetteer(tmp_path, regions=REGIONS.replace(old, new, 1))
    assert (caught.value.path, caught.value.line) == (tmp_path / "regions.csv", line)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[Borough]}", "[Borough}", 5, "is not valid YAML"),
        ("joining_words:", "joining_wrods:", 2, "joining_wrods: Extra inputs"),
        ("'^School\\b'", "'^School('", 16, "kinds > 0 > match: is not a regular expression"),
        ("CC {short}", "CC {code}", 9, r"has an unknown field \{code\}; write \{name\} or \{short\}"),
        ("levels: [county], words", "levels: [shire], words", None, "unknown level 'shire'"),
        ("police: [name, region]", "police: [name, town]", 21, "identified_by > police > 1"),
        ('"2": {name', '"7": {name', None, "governments > exceptions: no region '7' in regions.csv"),
        ('"2": "The', '"7": "The', None, "official_names > branch > exceptions: no region '7' in"),
        ("levels: [county], name", "levels: [shire], name", None, "unknown level 'shire'"),
    ],
)
def test_a_wrong_lexicon_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int | None, message: str
) -> None:
    assert old in LEXICON
    with pytest.raises(ContentError, match=message) as caught:
        gazetteer(tmp_path, lexicon=LEXICON.replace(old, new, 1))
    assert caught.value.path == tmp_path / "lexicon.yaml"
    assert line is None or caught.value.line == line


def test_files_that_cannot_be_read_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"lexicon\.yaml: cannot be read"):
        Gazetteer.from_files(tmp_path / "regions.csv", tmp_path / "lexicon.yaml")
    (tmp_path / "lexicon.yaml").write_text(LEXICON, "utf-8")
    with pytest.raises(ContentError, match=r"regions\.csv: cannot be read"):
        Gazetteer.from_files(tmp_path / "regions.csv", tmp_path / "lexicon.yaml")
    (tmp_path / "regions.csv").write_bytes(REGIONS.replace("Neu", "Ném").encode("latin-1"))
    with pytest.raises(ContentError, match=r"regions\.csv: is not UTF-8"):
        Gazetteer.from_files(tmp_path / "regions.csv", tmp_path / "lexicon.yaml")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    found = gazetteer(tmp_path, regions="\ufeff" + REGIONS.replace("\n", "\r\n"))
    assert codes(found, "New Elm") == ["1.2"]


# From here on: the bundled regions and lexicon.


@cache
def bundled_gazetteer() -> Gazetteer:
    return Gazetteer.from_files(ROOT / "data" / "regions.csv", ROOT / "loaders" / "lexicon.yaml")


@pytest.fixture
def bundled() -> Gazetteer:
    return bundled_gazetteer()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kalbar", ["61"]),
        ("Jateng", ["33"]),
        ("DIY", ["34"]),
        ("D.I. Yogyakarta", ["34"]),
        ("DKI Jakarta", ["31"]),
        ("NTT", ["53"]),
        ("Kep. Riau", ["21"]),
        ("Pangkep", ["73.10"]),
        ("Sidrap", ["73.14"]),
        ("Tubaba", ["18.12"]),
        ("Kab. 50 Kota", ["13.07"]),
        ("Kabupaten Kota Baru", ["63.02"]),
        ("Kota Batu", ["35.79"]),
        ("Pemprov Kalbar", ["61"]),
        ("Pemkab Sidrap", ["73.14"]),
        ("Pemerintah Kabupaten (Pemkab) Purworejo", ["33.06"]),
        ("Pemkot Jogja", ["34.71"]),
        ("Pemda DIY", ["34"]),
        ("Magelang", ["33.08", "33.71"]),
        ("Kota Magelang", ["33.71"]),
        ("Gorontalo", ["75", "75.01", "75.71"]),
        ("Banjar, Jawa Barat", ["32.79"]),
        ("Banjar, Kalsel", ["63.03"]),
        ("South Aceh", ["11.01"]),
        ("West Java Province", ["32"]),
        ("Mura", []),
    ],
)
def test_regions_of_indonesia_are_found_as_people_write_them(
    bundled: Gazetteer, text: str, expected: list[str]
) -> None:
    assert codes(bundled, text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pemerintah Kota Tangerang", "36.71"),
        ("Pemerintah Aceh", "11"),
        ("Pemerintah Daerah Daerah Istimewa Yogyakarta", "34"),
        ("Pemda Gorontalo", None),
        ("Sekretariat Daerah Kabupaten Purworejo", "33.06"),
        ("Dewan Perwakilan Rakyat Daerah Provinsi Jawa Barat", "32"),
        ("DPRD Gorontalo", None),
        ("Kepolisian Daerah Gorontalo", "75"),
        ("Kepolisian Resor Kota Tangerang", None),
        ("Kantor Wilayah Kementerian Hukum dan HAM Gorontalo", "75"),
        ("Ombudsman Republik Indonesia", None),
        ("Ombudsman Republik Indonesia Perwakilan Jambi", "15"),
        ("Ombudsman Republik Indonesia Perwakilan Kalimantan Timur dan Kalimantan Utara", None),
        ("Badan Pengarah Otonomi Khusus Papua Perwakilan Papua Barat Daya", "96"),
        ("Universitas Bengkulu", "17"),
        ("Universitas Bangka Belitung", "19"),
        ("Universitas Widya Mataram", None),
        ("PT Karya Mitra", None),
    ],
)
def test_institutions_of_indonesia_are_of_the_region_they_name(
    bundled: Gazetteer, name: str, expected: str | None
) -> None:
    assert code(bundled, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pemda Kolaka", "regency_government"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "province_government"),
        ("Pemerintah Republik Indonesia", None),
        ("Ombudsman RI", "ombudsman"),
        ("Ombudsman Kalsel", "ombudsman_office"),
        ("Ombudsman Malaysia", "other"),
        ("Kepolisian Resor Maluku Tenggara", "police"),
        ("Satuan Polisi Pamong Praja Kota Bekasi", "agency"),
        ("Kejaksaan Tinggi Banten", "prosecutor"),
        ("Politeknik Kesehatan Kementerian Kesehatan Ternate", "university"),
        ("Rumah Sakit Umum Daerah Provinsi Banten", "hospital"),
        ("PT Bank Kalbar", "company"),
        ("PDI Perjuangan", "party"),
        ("Sekretariat DPRD Kota Malang", "agency"),
        ("Komisi A DPRD Kota Malang", "council"),
        ("Badan Kepegawaian Kabupaten Paser", "agency"),
        ("Badan Pusat Statistik Kabupaten Paser", "other"),
        ("Republik Indonesia", None),
    ],
)
def test_names_of_institutions_imply_their_kind(bundled: Gazetteer, name: str, expected: str | None) -> None:
    assert bundled.kind_of(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pemerintah Kabupaten Paser", "Pemkab Paser"),
        ("Pemerintah Kota Administrasi Jakarta Selatan", "Pemkot Jakarta Selatan"),
        ("Pemerintah Provinsi Daerah Khusus Ibukota Jakarta", "Pemprov DKI Jakarta"),
        ("Pemerintah Provinsi Daerah Istimewa Yogyakarta", "Pemprov DIY"),
        ("Pemerintah Aceh", "Pemerintah Aceh"),
        ("Ombudsman Republik Indonesia", "Ombudsman RI"),
        ("Ombudsman Republik Indonesia Perwakilan Banten", "Ombudsman RI Banten"),
        ("Universitas Islam Negeri Sumatera Utara", "UIN Sumatera Utara"),
        ("Sekretariat Daerah Kabupaten Purworejo", "Setda Kab. Purworejo"),
    ],
)
def test_names_are_shortened_for_display(bundled: Gazetteer, name: str, expected: str) -> None:
    assert bundled.short(name) == expected


def test_a_government_is_found_again_by_each_of_its_names(bundled: Gazetteer) -> None:
    for region in bundled.regions.values():
        name, kind, aliases = bundled.government(region)
        assert bundled.of_institution(name) == region
        assert bundled.kind_of(name) == kind
        assert len(set(aliases)) == len(aliases)
        for alias in aliases:
            assert region in bundled.find(alias), alias
            assert bundled.agrees(alias, region.code), alias
    assert bundled.government(bundled.regions["64.01"])[2] == ("Pemkab Paser", "Pemda Paser")
    assert bundled.government(bundled.regions["11"])[0] == "Pemerintah Aceh"


@given(st.text(alphabet=st.sampled_from("Kab. Kota Solok ,()-'dan Jawa Barat\u202eé😀"), max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    gazetteer = bundled_gazetteer()
    found = gazetteer.find(text)
    assert list(found) == sorted(found)
    gazetteer.of_institution(text)
    gazetteer.kind_of(text)
    gazetteer.short(text)


@pytest.mark.parametrize(
    "piece", ["Kota ", "Kota Solok ", "Pemerintah Kabupaten Kota Solok dan ", "Jawa Barat "]
)
def test_repetitive_text_takes_no_time_to_speak_of(bundled: Gazetteer, piece: str) -> None:
    started = time.process_time()
    for text in (piece * 10, piece * 20, piece * 10_000):
        bundled.find(text)
        bundled.of_institution(text)
        bundled.kind_of(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("name", "code", "plain"),
    [
        ("Bawaslu Provinsi Maluku", "81", "Bawaslu Maluku"),
        ("KPU Kota Bogor", "32.71", "KPU Bogor"),
        ("RSUD Kab. Buru", "81.04", "RSUD Buru"),
        ("KPU Kota Bogor", "32.01", "KPU Kota Bogor"),  # of another level
        ("Kota Bogor", "32.71", "Kota Bogor"),  # nothing else would be left
        ("Bank Maluku", "", "Bank Maluku"),
    ],
)
def test_a_name_is_known_without_the_level_of_its_region(
    bundled: Gazetteer, name: str, code: str, plain: str
) -> None:
    assert bundled.without_level(name, code) == plain
