"""What the library answers on the bundled data, row by row.

Expected rows are literals that were counted by hand in the files, or are worked out from the JSON Lines
by plain Python that knows nothing of the graph.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "data"
Record = dict[str, Any]
OMBUDSMAN = "Ombudsman Republik Indonesia"


def records(name: str) -> list[Record]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


AGREEMENTS = records("agreements")
ASSESSMENTS = records("assessments")
OFFICES = records("offices")
CONCLUDED = [each for each in AGREEMENTS if each["status"] != "planned"]


def table(rows: Iterable[Record], *columns: str) -> list[tuple[Any, ...]]:
    """The rows as tuples of some columns; lists become tuples."""
    return [tuple(frozen(row[name]) for name in columns) for row in rows]


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def ours(party: Record) -> bool:
    return party["kind"] in ("ombudsman", "ombudsman_office")


def sides(agreement: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the parties on the Ombudsman's side and on the other one."""
    parties = agreement["parties"]
    first = tuple(sorted(party["name"] for party in parties if ours(party)))
    return first, tuple(sorted(party["name"] for party in parties if not ours(party)))


def signer(person: Record) -> str:
    acting = f"{person['acting']} " if person["acting"] else ""
    return f"{person['name']} ({acting}{person['role']})"


def signers(agreement: Record, side: tuple[str, ...]) -> tuple[str, ...]:
    found = sorted(signer(person) for person in agreement["signatories"] if person["institution"] in side)
    return tuple(found) or ("not named",)


def newest_first(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """Dates in the order that the library promises: newest first, unknown last."""
    return sorted((row[0] or "" for row in rows), reverse=True)


def alone(record: Record) -> bool:
    """Whether a record rests on one source, and no other says otherwise."""
    dissenting = {conflict["source"] for conflict in record["conflicts"]}
    return len(record["sources"]) == 1 and dissenting <= {source["url"] for source in record["sources"]}


def same_rows(found: Iterable[tuple[Any, ...]], expected: Iterable[tuple[Any, ...]]) -> bool:
    assert Counter(found) == Counter(expected)
    return True


# Agreements


def test_who_signed_with_whom_gives_every_concluded_agreement_by_its_parties(bundled: Any) -> None:
    columns = ("signed_on", "ombudsman", "counterpart", "signed_for_ombudsman", "signed_for_counterpart")
    found = table(bundled.query("who-signed-with-whom").rows, *columns)
    expected = []
    for each in CONCLUDED:
        first, second = sides(each)
        expected.append((each["signed_on"], first, second, signers(each, first), signers(each, second)))
    assert len(found) == 149
    assert same_rows(found, expected)
    assert [row[0] or "" for row in found] == newest_first(expected)
    assert sum(row[3] == row[4] == ("not named",) for row in found) == 81


def test_who_signed_with_whom_in_a_span_of_time(bundled: Any) -> None:
    rows = bundled.query("who-signed-with-whom", since="2014-01-01", until="2014-12-31").rows
    assert table(
        rows, "signed_on", "ombudsman", "counterpart", "signed_for_ombudsman", "signed_for_counterpart"
    ) == [
        (
            "2014-09-09",
            (OMBUDSMAN,),
            ("Kepolisian Negara Republik Indonesia",),
            ("Danang Girindrawardana (Ketua)",),
            ("Sutarman (Kapolri)",),
        )
    ]
    assert len(rows[0]["sources"]) == 5
    # "2023" can lie in March 2023, "2023-05" cannot.
    spring = bundled.query("who-signed-with-whom", since="2023-03-01", until="2023-03-31").rows
    dates = {each["signed_on"] for each in CONCLUDED if (each["signed_on"] or "").startswith("2023-03")}
    assert {row["signed_on"] for row in spring} == dates | {
        each["signed_on"] for each in CONCLUDED if each["signed_on"] == "2023"
    }


def test_agreements_of_a_regency(bundled: Any) -> None:
    columns = ("signed_on", "status", "party", "other_parties", "signatories", "region")
    rows = bundled.query("agreements-of-region", region="Paser").rows
    assert table(rows, *columns) == [
        (
            "2024-09-03",
            "signed",
            "Pemerintah Kabupaten Paser",
            (OMBUDSMAN,),
            ("Fahmi Fadli (Bupati)",),
            "Kabupaten Paser",
        )
    ]


def test_agreements_of_a_province_come_with_those_of_its_parts_unless_told(bundled: Any) -> None:
    def governments(**more: Any) -> list[tuple[Any, ...]]:
        rows = bundled.query("agreements-of-region", region="Jawa Tengah", **more).rows
        return [row for row in table(rows, "signed_on", "party") if row[1].startswith("Pemerintah")]

    expected = [
        (each["signed_on"], party["name"])
        for each in AGREEMENTS
        for party in each["parties"]
        if (party.get("region") or "").startswith("33")
    ]
    assert len(expected) == 11
    assert same_rows(governments(), expected)
    assert governments(parts="no") == []


def test_agreements_of_the_police(bundled: Any) -> None:
    rows = bundled.query("agreements-of-institution", institution="Polri").rows
    assert table(rows, "signed_on", "status", "kind", "other_parties", "term_years", "signatories") == [
        (
            "2014-09-09",
            "renewed",
            "mou",
            (OMBUDSMAN,),
            3.0,
            ("Danang Girindrawardana (Ketua)", "Sutarman (Kapolri)"),
        ),
        ("2011-05-26", "signed", "mou", (OMBUDSMAN,), 3.0, ("Timur Pradopo (Kapolri)",)),
        (None, "planned", "mou", (OMBUDSMAN,), None, ("not named",)),
    ]


def test_agreements_of_the_ombudsman_with_and_without_its_offices(bundled: Any) -> None:
    def count(parts: bool) -> int:
        return len(bundled.query("agreements-of-institution", institution=OMBUDSMAN, parts=parts).rows)

    kinds = Counter(party["kind"] for each in AGREEMENTS for party in each["parties"])
    assert (kinds["ombudsman"], kinds["ombudsman_office"]) == (127, 38)
    assert count(parts=False) == 127
    assert count(parts=True) == 165


def test_agreements_by_year(bundled: Any) -> None:
    sorts = {"university": 1, "province_government": 0, "regency_government": 0, "city_government": 0}
    expected: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in CONCLUDED:
        (other,) = (party for party in each["parties"] if not ours(party))
        year = (each["signed_on"] or "")[:4] or "not known"
        expected[year][sorts.get(other["kind"], 2)] += 1
    rows = bundled.query("agreements-by-year").rows
    columns = ("year", "agreements", "with_governments", "with_universities", "with_others")
    assert table(rows, *columns) == [
        (year, sum(counts), *counts) for year, counts in sorted(expected.items())
    ]
    assert rows[-1]["year"] == "not known"
    assert rows[-1]["agreements"] == 12


def test_provinces_without_an_agreement(bundled: Any) -> None:
    rows = bundled.query("regions-without-agreement", level="province").rows
    with_one = {
        party["region"]
        for each in CONCLUDED
        for party in each["parties"]
        if party["kind"] == "province_government"
    }
    assert len(rows) == 38 - len(with_one)
    assert {(row["with_agreement"], row["out_of"]) for row in rows} == {(len(with_one), 38)}
    recorded = {row["region"]: (row["recorded"], len(row["planned"])) for row in rows}
    assert recorded["Aceh"] == ("none recorded here", 0)
    assert recorded["Daerah Khusus Ibukota Jakarta"] == ("planned only", 1)
    assert "Sulawesi Selatan" not in recorded


def test_cities_of_a_province_without_an_agreement(bundled: Any) -> None:
    rows = bundled.query("regions-without-agreement", level="city", province="Jawa Barat").rows
    assert table(rows, "region", "province", "recorded", "with_agreement", "out_of") == [
        ("Kota Bogor", "Jawa Barat", "none recorded here", 2, 9),
        ("Kota Sukabumi", "Jawa Barat", "none recorded here", 2, 9),
        ("Kota Bandung", "Jawa Barat", "planned only", 2, 9),
        ("Kota Cirebon", "Jawa Barat", "none recorded here", 2, 9),
        ("Kota Cimahi", "Jawa Barat", "none recorded here", 2, 9),
        ("Kota Tasikmalaya", "Jawa Barat", "none recorded here", 2, 9),
        ("Kota Banjar", "Jawa Barat", "none recorded here", 2, 9),
    ]


def test_agreements_past_their_term(bundled: Any) -> None:
    rows = bundled.query("past-term", today="2026-11-22", state="past").rows
    columns = ("signed_on", "term_years", "term_ends", "counterpart", "later_agreement")
    police = ("Kepolisian Negara Republik Indonesia",)
    assert table(rows, *columns) == [
        ("2011-05-26", 3.0, date(2014, 5, 26), police, "2014-09-09"),
        ("2014-09-09", 3.0, date(2017, 9, 9), police, None),
        ("2019-10-10", 5.0, date(2024, 10, 10), ("Pemerintah Kabupaten Mamuju",), None),
        ("2022-07-14", 3.0, date(2025, 7, 14), ("Pemerintah Kabupaten Halmahera Tengah",), None),
    ]
    the_day_before = bundled.query("past-term", today="2014-05-25", state="past").rows
    assert the_day_before == []
    unknown = bundled.query("past-term", today="2026-11-22", state="unknown").rows
    assert len(unknown) == sum(not (each["term_years"] and each["signed_on"]) for each in CONCLUDED) == 143
    assert {row["state"] for row in unknown} == {"end not known"}


def test_agreements_that_continue_an_earlier_one(bundled: Any) -> None:
    rows = bundled.query("renewals").rows
    assert table(rows, "counterpart", "earlier_on", "later_on", "gap_days", "status") == [
        (("Kepolisian Negara Republik Indonesia",), "2011-05-26", "2014-09-09", 1202, "renewed"),
    ]


def test_planned_and_never_seen_signed(bundled: Any) -> None:
    rows = bundled.query("planned-never-signed", today="2026-11-22").rows
    columns = ("planned_for", "state", "counterpart", "concluded")
    found = table(rows, *columns)
    assert found[:5] == [
        ("2019-03-08", "date has passed", ("Pemerintah Kabupaten Mamasa",), ()),
        ("2023-02", "date has passed", ("Universitas Muhammadiyah Makassar",), ()),
        ("2023-11", "date has passed", ("Pemerintah Kota Tual",), ()),
        ("2026", "date ahead", ("Pemerintah Kabupaten Kutai Timur",), ()),
        found[4],
    ]
    assert {row[1] for row in found[4:]} == {"no date given"}
    planned = [sides(each)[1] for each in AGREEMENTS if each["status"] == "planned"]
    assert len(planned) == 16
    assert same_rows([(row[2],) for row in found], [(names,) for names in planned])
    concluded = {row[2][0]: row[3] for row in found}
    assert concluded["Kepolisian Negara Republik Indonesia"] == ("2011-05-26", "2014-09-09")
    assert concluded["Pemerintah Provinsi Sulawesi Selatan"] == ("2019-09-04",)


def test_universities_that_signed(bundled: Any) -> None:
    rows = bundled.query("universities").rows
    signed = defaultdict(list)
    for each in CONCLUDED:
        for party in each["parties"]:
            if party["kind"] == "university":
                signed[party["name"]].append(each["signed_on"])
    expected = [
        (name, len(dates), tuple(sorted(day for day in dates if day))) for name, dates in signed.items()
    ]
    assert same_rows(table(rows, "university", "agreements", "signed_on"), expected)
    assert table(rows[:1], "university", "agreements", "signed_on", "kinds") == [
        ("Universitas Bengkulu", 2, ("2023-03-31", "2023-03-31"), ("mou", "pks"))
    ]


def test_topics(bundled: Any) -> None:
    rows = bundled.query("topics", limit=1000).rows
    counted = Counter(topic for each in AGREEMENTS for topic in set(each["topics"]))
    assert same_rows(table(rows, "topic", "agreements"), counted.items())
    assert table(rows[:3], "topic", "agreements") == [
        ("pencegahan maladministrasi", 61),
        ("percepatan penyelesaian laporan masyarakat", 46),
        ("pengawasan pelayanan publik", 36),
    ]


def test_agreements_about_a_topic(bundled: Any) -> None:
    rows = bundled.query("agreements-about", topic="magang mahasiswa").rows
    expected = [
        (each["signed_on"], each["status"], tuple(sorted(party["name"] for party in each["parties"])))
        for each in AGREEMENTS
        if "magang mahasiswa" in each["topics"]
    ]
    assert len(expected) == 14
    assert same_rows(table(rows, "signed_on", "status", "parties"), expected)


def test_agreements_with_nobody_named_as_signing(bundled: Any) -> None:
    rows = bundled.query("no-signatory-named").rows
    expected = [
        (
            each["signed_on"],
            tuple(sorted(party["name"] for party in each["parties"])),
            tuple(sorted(signer(person) for person in each["witnesses"] + each["attendees"])),
        )
        for each in CONCLUDED
        if not each["signatories"]
    ]
    assert len(rows) == 81
    assert same_rows(table(rows, "signed_on", "parties", "present"), expected)


def test_which_office_of_the_ombudsman_signs(bundled: Any) -> None:
    rows = bundled.query("ombudsman-offices").rows
    concluded, planned = Counter[str](), Counter[str]()
    for each in AGREEMENTS:
        (planned if each["status"] == "planned" else concluded).update(sides(each)[0])
    expected = [(name, concluded[name], planned[name]) for name in concluded.keys() | planned.keys()]
    found = table(rows, "office", "agreements", "planned")
    assert same_rows(found, expected)
    assert found[0] == (OMBUDSMAN, 119, 8)
    assert (rows[0]["first"], rows[0]["last"]) == ("2011-05-26", "2026-01-30")


# People


def test_history_of_a_person(bundled: Any) -> None:
    rows = bundled.query("person-history", person="Ir. Achmad Husein").rows
    government = "Pemerintah Kabupaten Banyumas"
    columns = ("seen_on", "until", "what", "role", "acting", "institution")
    assert table(rows, *columns) == [
        ("2022-01", "2023-05-26", "held office", "Bupati", None, government),
        ("2023-05-26", None, "signed", "Bupati", None, government),
        (None, None, "was a member of", None, None, None),
    ]
    assert rows[2]["of_what"] == "PDI Perjuangan"


def test_history_of_somebody_who_stood_in_and_was_stood_in_for(bundled: Any) -> None:
    def took_part(name: str) -> list[tuple[Any, ...]]:
        rows = bundled.query("person-history", person=name).rows
        return [row for row in table(rows, "seen_on", "what", "of_what") if row[1] != "held office"]

    def expected(name: str) -> Counter[tuple[Any, ...]]:
        found = Counter[tuple[Any, ...]]()
        for each in AGREEMENTS:
            for field, what in (
                ("signatories", "signed"),
                ("witnesses", "witnessed"),
                ("attendees", "attended"),
            ):
                found.update(
                    (each["signed_on"], what)
                    for person in each[field]
                    if person["name"] == name and person["institution"] == OMBUDSMAN
                )
            for part in each["represented"]:
                if part["by"] == name:
                    found[each["signed_on"], "stood in for"] += 1
                if part["principal"] == name:
                    found[each["signed_on"], "was stood in for by"] += 1
        return found

    for name, stood in (("Hery Susanto", 1), ("Mokhammad Najih", 2)):
        found = took_part(name)
        assert Counter(row[:2] for row in found) == expected(name)
        assert sum("stood in" in row[1] for row in found) == stood
    assert ("2021-11-04", "stood in for", "Mokhammad Najih") in took_part("Hery Susanto")


def test_three_people_were_stood_in_for_and_two_stand_ins_signed(bundled: Any) -> None:
    rows = bundled.query("stand-ins").rows
    assert table(rows, "signed_on", "stand_in", "stood_in_for", "took_part_as") == [
        ("2021-11-04", "Hery Susanto", "Mokhammad Najih", ("signed",)),
        ("2023-05-26", "Robert Na Endi Jaweng", "Mokhammad Najih", ("signed",)),
        ("2025-10-30", "Muzakkir", "Nurhayati", ("attended",)),
    ]


def test_eleven_mentions_of_witnesses(bundled: Any) -> None:
    rows = bundled.query("witnesses").rows
    expected = [
        (each["signed_on"], person["name"], person["role"], person["acting"], person["institution"])
        for each in AGREEMENTS
        for person in each["witnesses"]
    ]
    assert len(expected) == 11
    found = table(rows, "signed_on", "witness", "role", "acting", "institution")
    assert same_rows(found, expected)
    assert found[2] == ("2022-02-07", "Tri Adhianto", "Wali Kota", "Plt", "Pemerintah Kota Bekasi")


def test_which_bodies_signed_with_whom(bundled: Any) -> None:
    expected = []
    for each in CONCLUDED:
        first, second = sides(each)
        people = sorted(p["name"] for p in each["signatories"] if p["institution"] in first) or [None]
        expected += [(body, who, each["signed_on"]) for body in second for who in people]
    rows = bundled.query("signing-matrix").rows
    assert same_rows(table(rows, "institution", "ombudsman", "signed_on"), expected)
    banjarmasin = [row for row in rows if row["institution"] == "Politeknik Negeri Banjarmasin"]
    assert table(banjarmasin, "ombudsman", "signed_for_institution") == [
        ("Mokhammad Najih", ("Joni Riadi (Direktur)",))
    ]
    around = bundled.query("signing-matrix", around="Kalimantan Selatan").rows
    assert {row["institution"] for row in banjarmasin} <= {row["institution"] for row in around}
    assert len(around) == 17


def test_which_officials_signed_with_whom(bundled: Any) -> None:
    expected = []
    for each in CONCLUDED:
        first, _ = sides(each)
        ours_, theirs = (
            [p for p in each["signatories"] if (p["institution"] in first) is side] for side in (True, False)
        )
        expected += [(q["name"], p["name"], each["signed_on"]) for p in ours_ for q in theirs]
    rows = bundled.query("signing-pairs").rows
    assert same_rows(table(rows, "official", "ombudsman", "signed_on"), expected)
    around = bundled.query("signing-pairs", around="Hery Susanto").rows
    assert table(around, "official", "ombudsman", "office") == [
        ("Isradi Zainal", "Hery Susanto", "Rektor, Universitas Balikpapan"),
        ("Rahmat Effendi", "Hery Susanto", "Wali Kota, Pemerintah Kota Bekasi"),
    ]


def test_co_signers_of_a_person(bundled: Any) -> None:
    rows = bundled.query("co-signers", person="Hery Susanto").rows
    assert table(rows, "co_signer", "agreements", "first", "last") == [
        ("Isradi Zainal", 1, "2022-03-25", "2022-03-25"),
        ("Rahmat Effendi", 1, "2021-11-04", "2021-11-04"),
    ]


def test_what_a_member_of_the_ombudsman_did_in_a_year(bundled: Any) -> None:
    rows = bundled.query("member-year", member="Jaweng", year=2023).rows
    ruteng = "Universitas Katolik Indonesia Santu Paulus Ruteng"
    assert table(rows, "signed_on", "weekday", "what", "counterpart") == [
        ("2023-05-26", "Friday", "signed", ("Pemerintah Kabupaten Banyumas",)),
        ("2023-05-26", "Friday", "stood in for Mokhammad Najih", ("Pemerintah Kabupaten Banyumas",)),
        ("2023-12-06", "Wednesday", "signed", (ruteng,)),
    ]
    assert table(rows[:1], "venue") == [(("Smart Room Graha Satria Purwokerto",),)]
    assert bundled.query("member-year", member="Jaweng", year=1999).rows == []


def test_acting_officials_who_signed(bundled: Any) -> None:
    rows = bundled.query("acting-signatories").rows
    expected = [
        (each["signed_on"], person["name"], person["acting"], person["role"], person["institution"])
        for each in AGREEMENTS
        for person in each["signatories"]
        if person["acting"]
    ]
    assert len(expected) == 10
    assert same_rows(table(rows, "signed_on", "person", "acting", "role", "institution"), expected)
    only = bundled.query("acting-signatories", acting="plt").rows
    assert table(only, "signed_on", "person", "acting", "role") == [
        ("2022-02-07", "Dedy Irsan", "Plt", "Kepala Perwakilan")
    ]


def test_officials_of_an_institution(bundled: Any) -> None:
    rows = bundled.query("officials-of-institution", institution="Pemkab Paser").rows
    expected = [
        (each["name"], each["role"], each["acting"], min(each["seen_on"]), max(each["seen_on"]))
        for each in OFFICES
        if each["institution"] == "Pemerintah Kabupaten Paser"
    ]
    assert same_rows(table(rows, "person", "role", "acting", "first_seen", "last_seen"), expected)
    assert ("Fahmi Fadli", "Bupati", 1) in table(rows, "person", "role", "agreements_signed")
    assert sum(row["agreements_signed"] for row in rows) == 1


def test_who_followed_whom_as_head_of_an_office_of_the_ombudsman(bundled: Any) -> None:
    office = "Ombudsman Republik Indonesia Perwakilan Banten"
    rows = bundled.query("successions", of=office, role="kepala perwakilan").rows
    assert table(rows, "person", "held", "first_seen", "last_seen", "follows", "gap_days") == [
        ("Bambang Poerwanti", "full", "2016-10-20", "2016-10-20", None, None),
        ("Teguh P. Nugroho", "Plt", "2019-12-11", "2019-12-11", "Bambang Poerwanti", 1147),
        ("Dedy Irsan", "full", "2020-02-07", "2022-03-04", "Teguh P. Nugroho (Plt)", 58),
        ("Fadli Afriadi", "full", "2023-12-13", "2023-12-13", "Dedy Irsan", 649),
    ]
    assert not any(row["again"] for row in rows)


def test_an_office_is_found_whatever_its_blanks_and_capitals(bundled: Any) -> None:
    rows = bundled.query("successions", of="Kota Batu", role="walikota").rows
    assert [row["person"] for row in rows] == ["Aries Agung Paewai", "Nurochman"]


def test_who_followed_whom_in_the_bodies_of_a_region(bundled: Any) -> None:
    rows = bundled.query("successions", of="Provinsi Bali").rows
    assert {row["institution"] for row in rows} == {
        "Pemerintah Provinsi Bali",
        "Ombudsman Republik Indonesia Perwakilan Bali",
    }
    governors = [row for row in rows if row["role"] == "Gubernur"]
    assert table(governors, "person", "held", "first_seen", "last_seen", "follows", "gap_days") == [
        ("Mangku Pastika", "full", "2016-05-31", "2016-05-31", None, None),
        ("Wayan Koster", "full", "2021-01-29", "2021-01-29", "Mangku Pastika", 1704),
        ("Sang Made Mahendra Jaya", "Pj", "2023-12", "2023-12", "Wayan Koster", 1036),
    ]


def test_members_of_the_ombudsman_follow_nobody_since_they_have_several_seats(bundled: Any) -> None:
    rows = bundled.query("successions", of=OMBUDSMAN, role="Anggota").rows
    expected = [
        (each["name"], min(each["seen_on"]), max(each["seen_on"]), None)
        for each in OFFICES
        if (each["institution"], each["role"]) == (OMBUDSMAN, "Anggota")
    ]
    # Of the days in which Johanes Widijantoro was seen, "2021" says no more than those in 2021.
    expected = [(name, "2021-05-31" if first == "2021" else first, *rest) for name, first, *rest in expected]
    assert same_rows(table(rows, "person", "first_seen", "last_seen", "follows"), expected)


def test_no_terms_overlap_but_those_of_the_members_of_the_ombudsman(bundled: Any) -> None:
    assert bundled.query("overlapping-terms").rows == []
    rows = bundled.query("overlapping-terms", which="all").rows
    held = [
        (each["name"], (min(map(latest, each["seen_on"])), max(map(earliest, each["seen_on"]))))
        for each in OFFICES
        if (each["institution"], each["role"]) == (OMBUDSMAN, "Anggota")
    ]
    expected = Counter(
        frozenset((one, two))
        for (one, (came, there)), (two, (other_came, other_there)) in combinations(held, 2)
        if came < other_there and other_came < there
    )
    assert Counter(frozenset((row["person"], row["other_person"])) for row in rows) == expected
    assert expected.total() == 16
    assert table(rows[:1], "verdict", "person", "seen", "other_person", "other_seen") == [
        ("possible", "Adrianus Meliala", "2019-09-30 to 2019-11-27", "Alvin Lie", "2019-09-30 to 2019-11-27")
    ]


def latest(day: str) -> str:
    return day + {4: "-12-31", 7: "-31", 10: ""}[len(day)]


def earliest(day: str) -> str:
    return day + {4: "-01-01", 7: "-01", 10: ""}[len(day)]


def test_one_signatory_is_known_to_belong_to_a_party(bundled: Any) -> None:
    rows = bundled.query("party-members").rows
    assert table(rows, "person", "party", "agreements_signed", "roles") == [
        ("Achmad Husein", "PDI Perjuangan", 1, ("Bupati, Pemerintah Kabupaten Banyumas",))
    ]


def test_who_takes_part_most(bundled: Any) -> None:
    rows = bundled.query("most-active-people", limit=2).rows
    counted = {
        name: tuple(
            sum(
                (name, OMBUDSMAN) in {(person["name"], person["institution"]) for person in each[field]}
                for each in CONCLUDED
            )
            for field in ("signatories", "witnesses", "attendees")
        )
        for name in ("Mokhammad Najih", "Amzulian Rifai")
    }
    assert table(rows, "person", "signed", "witnessed", "attended") == [
        ("Mokhammad Najih", *counted["Mokhammad Najih"]),
        ("Amzulian Rifai", *counted["Amzulian Rifai"]),
    ]
    assert counted["Mokhammad Najih"][0] == 41


def test_names_in_several_institutions(bundled: Any) -> None:
    rows = bundled.query("namesakes").rows
    held = defaultdict(set)
    for each in OFFICES:
        held[each["name"]].add((each["institution"], each["role"]))
    several = {name: places for name, places in held.items() if len({place for place, _ in places}) > 1}
    expected = [
        (
            name,
            len({place for place, _ in places}),
            tuple(f"{role}, {place}" for place, role in sorted(places)),
        )
        for name, places in several.items()
    ]
    assert len(expected) == 9
    assert same_rows(table(rows, "person", "institutions", "offices"), expected)


# Events


def test_ceremonies_with_many_parties(bundled: Any) -> None:
    rows = bundled.query("mass-ceremonies").rows
    held = defaultdict(list)
    for each in CONCLUDED:
        if each["ceremony"]:
            held[each["ceremony"], each["signed_on"]].append(sides(each)[1][0])
    expected = [(*key, len(names), tuple(sorted(names))) for key, names in held.items() if len(names) >= 3]
    found = table(rows, "ceremony", "held_on", "agreements", "counterparts")
    assert same_rows(found, expected)
    assert [row[:3] for row in found[:2]] == [
        ("MoU 13 pemda Kalimantan Selatan 2022", "2022-11-30", 13),
        ("MoU Jawa Tengah 2 April 2024", "2024-04-02", 11),
    ]


def test_a_hall_of_a_ceremony_is_named_once_however_many_records_name_it(bundled: Any) -> None:
    rows = bundled.query("mass-ceremonies", least=1).rows
    [udayana] = [row for row in rows if row["ceremony"] == "MoU Udayana 2024"]
    assert udayana["venue"] == ["Nation Room, Rectorate Building, Jimbaran Campus"]


def test_venues_and_what_was_signed_there(bundled: Any) -> None:
    rows = bundled.query("venues", venue="Novotel Makassar").rows
    assert table(rows, "venue", "place", "agreements", "first", "last", "counterparts") == [
        (
            "Hotel Novotel Makassar",
            "Makassar",
            3,
            "2019-04-01",
            "2019-04-01",
            ("Pemerintah Kabupaten Sinjai", "Pemerintah Kabupaten Soppeng", "Pemerintah Kota Palopo"),
        )
    ]
    every = bundled.query("venues").rows
    assert table(every[:2], "venue", "place", "agreements") == [
        ("Kantor Ombudsman RI", "Jakarta", 13),
        ("Gedung Ombudsman RI", "Jakarta Selatan", 12),
    ]


def test_what_happened_on_a_day(bundled: Any) -> None:
    found = Counter(table(bundled.query("on-this-day", day="2024-04-02").rows, "date", "what"))
    in_office = sum("2024-04-02" in each["seen_on"] for each in OFFICES)
    reports = {
        (source["url"], source["title"])
        for each in AGREEMENTS + ASSESSMENTS + OFFICES
        for source in each["sources"]
        if source["published"] == "2024-04-02"
    }
    assert found == {
        ("2024-04-02", "agreement signed"): 11,
        ("2024-04-02", "seen in office"): in_office,
        ("2024-04-02", "report published"): len(reports),
    }
    partly_known = table(bundled.query("on-this-day", day="2023-03-15").rows, "date", "what")
    assert ("2023-03", "agreement signed") in partly_known
    assert all("2023-03-15".startswith(day) for day, _ in partly_known)


# Regions and scores


def test_timeline_of_a_region(bundled: Any) -> None:
    rows = bundled.query("region-timeline", region="Kabupaten Solok").rows
    assert table(rows, "date", "what", "score", "zone") == [
        ("2022", "assessment", 88.73, "hijau"),
        ("2023", "assessment", 95.08, None),
        ("2023-03", "agreement signed", None, None),
        ("2023-03", "first seen in office", None, None),
        ("2024", "assessment", 97.73, "hijau"),
    ]
    assert rows[3]["about"] == "Epyardi Asda, Bupati"
    assert rows[0]["institution"] == "Pemerintah Kabupaten Solok"


def test_timeline_of_a_body_with_the_date_that_another_source_gives(bundled: Any) -> None:
    rows = bundled.query("timeline", entity="Universitas Jenderal Soedirman").rows
    assert table(rows, "since", "until", "what", "about", "details") == [
        ("2024-08-07", None, "Agreement", rows[0]["about"], ("status | signed",)),
        ("2024-08-07", None, "Ceremony", "MoU Unsoed 2024", ()),
        ("2024-08-07", "2024-08-07", "HOLDS", "Akhmad Sodiq", ("role | Rektor",)),
    ]
    assert [conflict.split(" | ")[:2] for conflict in rows[0]["conflicts"]] == [["signed_on", "2024-07-08"]]
    assert all(row["firm"] for row in rows)


def test_timeline_of_a_region_has_the_events_of_its_government(bundled: Any) -> None:
    whole = bundled.query("timeline", entity="Kabupaten Solok").rows
    short = bundled.query("region-timeline", region="Kabupaten Solok").rows
    assert [(row["since"], row["score"]) for row in whole] == [(row["date"], row["score"]) for row in short]


def test_offices_of_a_government_say_who_only_acted(bundled: Any) -> None:
    rows = bundled.query("offices", entity="Kabupaten Muaro Jambi").rows
    assert table(rows, "role", "person", "acting")[:2] == [
        ("Bupati", "Masnah Busro", None),
        ("Bupati", "Raden Najmi", "Pj"),
    ]
    assert {row["institution"] for row in rows} == {"Pemerintah Kabupaten Muaro Jambi"}


def test_scores_of_all_regional_governments(bundled: Any) -> None:
    rows = bundled.query("scores").rows
    columns = ("year", "scale", "score", "zone")
    expected = [(each["region"], *(each[name] for name in columns)) for each in ASSESSMENTS if each["region"]]
    assert same_rows(table(rows, "code", *columns), expected)


@pytest.mark.parametrize(("name", "code"), [("Kabupaten Merangin", "15.02"), ("Provinsi Gorontalo", "75")])
def test_scores_of_a_region(bundled: Any, name: str, code: str) -> None:
    rows = bundled.query("region-scores", region=name).rows
    columns = ("year", "scale", "score", "zone", "category")
    expected = [tuple(each[column] for column in columns) for each in ASSESSMENTS if each["region"] == code]
    assert expected
    assert table(rows, *columns) == sorted(expected, key=lambda row: row[0])


def test_two_counterparts_have_scores_on_one_scale_before_and_after(bundled: Any) -> None:
    rows = bundled.query("before-after").rows
    columns = (
        "counterpart",
        "first_agreement",
        "scale",
        "before_year",
        "before",
        "after_year",
        "after",
        "change",
    )
    assert table(rows, *columns) == [
        ("Pemerintah Kabupaten Merangin", "2020-02-06", "compliance", 2019, 79.66, 2021, 82.28, 2.62),
        ("Pemerintah Kabupaten Solok", "2023-03", "quality", 2022, 88.73, 2024, 97.73, 9.0),
    ]


def test_biggest_risers_and_fallers(bundled: Any) -> None:
    for scale in ("compliance", "quality"):
        scored = defaultdict(list)
        for each in ASSESSMENTS:
            if each["scale"] == scale and each["score"] is not None:
                scored[each["subject"]].append((each["year"], each["score"]))
        expected = [
            (name, scale, *earlier, *later, round(later[1] - earlier[1], 2))
            for name, points in scored.items()
            for earlier, later in zip(sorted(points), sorted(points)[1:], strict=False)
        ]
        expected.sort(key=lambda row: (-abs(row[6]), row[0]))
        rows = bundled.query("risers-and-fallers", scale=scale).rows
        columns = ("institution", "scale", "from_year", "from_score", "to_year", "to_score", "change")
        assert table(rows, *columns) == expected[:20]
    assert bundled.query("risers-and-fallers", scale="maladministration").rows == []
    fallers = bundled.query("risers-and-fallers", direction="down").rows
    assert table(fallers[:1], "institution", "change") == [("Pemerintah Kabupaten Lombok Tengah", -12.04)]


def test_zones_by_province(bundled: Any) -> None:
    zones: dict[str, Counter[str | None]] = defaultdict(Counter)
    own: dict[str, str | None] = {}
    for each in ASSESSMENTS:
        if each["year"] == 2021 and each["region"]:
            province = each["region"][:2]
            own.setdefault(province, None)
            if len(each["region"]) == 2:
                own[province] = each["zone"]
            else:
                zones[province][each["zone"]] += 1
    expected = [
        (*(zones[code][zone] for zone in ("hijau", "kuning", "merah", None)), zones[code].total(), own[code])
        for code in sorted(own)
    ]
    rows = bundled.query("zones-by-province", year=2021).rows
    assert table(rows, "green", "yellow", "red", "no_zone", "recorded", "province_zone") == expected
    jambi = next(row for row in rows if row["province"] == "Jambi")
    assert table([jambi], "scale", "green", "yellow", "red", "recorded", "out_of") == [
        ("compliance", 9, 2, 0, 11, 11)
    ]


# Evidence


def test_facts_with_only_one_source(bundled: Any) -> None:
    rows = bundled.query("single-source", limit=1000).rows
    expected = [(each["signed_on"], each["sources"][0]["outlet"]) for each in AGREEMENTS if alone(each)]
    assert len(expected) == 107
    assert same_rows(table(rows, "date", "outlet"), expected)
    assert all(len(row["sources"]) == 1 for row in rows)
    scores = bundled.query("single-source", what="assessment", limit=1000).rows
    assert same_rows(table(scores, "date"), [(str(each["year"]),) for each in ASSESSMENTS if alone(each)])
    offices = bundled.query("single-source", what="office", limit=1000).rows
    assert any(row["about"] == "Epyardi Asda, Bupati, Pemerintah Kabupaten Solok" for row in offices)


def test_facts_on_which_sources_disagree(bundled: Any) -> None:
    def plain(value: Any) -> Any:
        try:
            return float(value)
        except (TypeError, ValueError):
            return value

    rows = bundled.query("disagreements").rows
    found = [(row["property"], plain(row["stands"]), plain(row["also_said"])) for row in rows]
    expected = [
        (conflict["field"], plain(each[conflict["field"]]), plain(conflict["value"]))
        for each in AGREEMENTS + ASSESSMENTS
        for conflict in each["conflicts"]
    ]
    assert len(expected) == 12
    assert Counter(expected) <= Counter(found)
    assert ("term_years", 3.0, 5.0) in found
    assert ("zone", "kuning", "merah") in found
    assert all(len(row["said_by"]) == 1 and set(row["said_by"]) <= set(row["sources"]) for row in rows)


def test_outlets_that_a_claim_rests_on(bundled: Any) -> None:
    ceremony = "MoU Jawa Tengah 2 April 2024"
    rows = bundled.query("outlets-of-claim", claim=ceremony).rows
    expected = {
        (source["outlet"], source["title"], source["author"], source["published"], source["url"])
        for each in AGREEMENTS
        if each["ceremony"] == ceremony
        for source in each["sources"]
    }
    columns = ("outlet", "headline", "author", "published", "url")
    assert set(table(rows, *columns)) == expected
    assert len(rows) == len(expected) == 3
    assert {row["also_reports"] for row in rows} >= {11}


def test_outlets_that_the_records_rest_on(bundled: Any) -> None:
    rows = bundled.query("outlets", limit=1000).rows
    reported: dict[str, Counter[str]] = defaultdict(Counter)
    for what, every in (("agreements", AGREEMENTS), ("assessments", ASSESSMENTS)):
        for each in every:
            outlets = {source["url"]: source["outlet"] or "not named" for source in each["sources"]}
            dissenting = {conflict["source"] for conflict in each["conflicts"]} - outlets.keys()
            for outlet in set(outlets.values()):
                reported[outlet][what] += 1
                reported[outlet]["alone"] += not dissenting and set(outlets.values()) == {outlet}
    expected = [
        (name, each["agreements"], each["assessments"], each["alone"]) for name, each in reported.items()
    ]
    found = table(rows, "outlet", "agreements", "assessments", "on_it_alone")
    # One dissenting source is known by its address only.
    assert same_rows(
        [row for row in found if row[0] != "not named"], [row for row in expected if row[0] != "not named"]
    )
    assert found[0][:3] == ("ANTARA", 11, 97)
    assert all(len(row["sources"]) == row["reports"] for row in rows)


# All of them


def test_regions_of_a_province_with_their_codes(bundled: Any) -> None:
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as lines:
        listed = [
            row
            for row in csv.DictReader(lines)
            if row["code"].startswith("64") and row["level"] != "province"
        ]
    result = bundled.query("regions", province="Kaltim")
    found = [row for row in result.rows if row["level"] != "province"]
    assert table(found, "code", "region", "level") == [
        (row["code"], row["name"], row["level"]) for row in listed
    ]
    assert found[0]["government"] == "Pemerintah Kabupaten Paser"


def test_every_query_is_pinned_here_and_every_row_has_sources(bundled: Any) -> None:
    text = Path(__file__).read_text("utf-8")
    for name, query in bundled.library.queries.items():
        assert f'query("{name}"' in text, f"{name} has no pinned answer"
        examples = {each.name: each.example for each in query.parameters.values() if each.example is not None}
        result = bundled.query(name, **examples)
        assert result.rows, f"the example of {name} gives no rows"
        assert list(result.rows[0]) == list(query.columns)
        # What is absent has no source.
        if name != "regions-without-agreement":
            assert all(row["sources"] for row in result.rows), name
