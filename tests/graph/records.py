"""Random records of invented people, few enough that they meet, merge, disagree and part again."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

OMBUDSMAN = "Ombudsman Republik Indonesia"
PASER = {"name": "Pemerintah Kabupaten Paser", "kind": "regency_government", "region": "64.01"}
KUTAI = {"name": "Pemerintah Kabupaten Kutai Kartanegara", "kind": "regency_government", "region": "64.02"}
COUNTERPARTS = [
    PASER,
    {**PASER, "name": "Pemkab Paser"},
    KUTAI,
    {"name": "Universitas Contoh", "kind": "university"},
    {"name": "Dinas Sosial", "kind": "agency"},  # every regency has one: never joined
]
NAMES = ["Rahmat Contoh", "RAHMAT CONTOH", "Siti Contoh"]
INSTITUTIONS = [
    OMBUDSMAN,
    PASER["name"],
    KUTAI["name"],
    "DPRD Kabupaten Paser",
    "Universitas Contoh",
    "Dinas Sosial",
]
ROLES = ["Bupati", "Ketua"]
DATES = ["2024-09-03", "2024-09-04", "2024-09", None]
PAGES = [{"url": f"https://example.org/{i}", "outlet": f"Outlet {i}"} for i in range(3)]

maybe = st.sampled_from([None, "Pj"])
#: Sometimes a source is described in another way, which changes its node and nothing else.
sources = st.lists(
    st.sampled_from([*PAGES, {**PAGES[0], "author": "A. Contoh"}]),
    min_size=1,
    max_size=2,
    unique_by=lambda page: page["url"],
)


def people(most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """People of whom one may be mentioned in two offices, which joins what else is known of each."""
    person = st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "role": st.sampled_from(ROLES),
            "institution": st.sampled_from(INSTITUTIONS),
            "acting": maybe,
        }
    )
    return st.lists(person, max_size=most)


def _conflicts(record: dict[str, Any]) -> dict[str, Any]:
    """Let a source say another number, when a number is given."""
    if record["number"]:
        said_by = record["sources"][-1]["url"]
        record["conflicts"] = [{"field": "number", "value": "9/X", "source": said_by}]
    if record["signatories"] and record.pop("stands_in"):
        stand_in = record["signatories"][0]["name"]
        record["represented"] = [
            {"principal": "Siti Contoh", "role": "Ketua", "institution": OMBUDSMAN, "by": stand_in}
        ]
    record.pop("stands_in", None)
    return record


agreements = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["mou", "pks"]),
        "status": st.sampled_from(["signed", "signed", "planned"]),
        "signed_on": st.sampled_from(DATES),
        "parties": st.sampled_from(COUNTERPARTS).map(
            lambda other: [{"name": OMBUDSMAN, "kind": "ombudsman"}, other]
        ),
        "number": st.sampled_from([None, "1/X", "2/X"]),
        "title": st.sampled_from([None, None, "Kerja Sama Contoh"]),
        "ceremony": st.sampled_from([None, "Acara Contoh"]),
        "venue": st.sampled_from([None, {"name": "Aula", "place": "Tanah Grogot"}, {"place": "Jakarta"}]),
        "topics": st.lists(st.sampled_from(["pelayanan", "Pelayanan", "data"]), max_size=2, unique=True),
        "signatories": people(2),
        "attendees": people(2),
        "witnesses": people(1),
        "stands_in": st.booleans(),
        "sources": sources,
    }
).map(_conflicts)

assessments = st.fixed_dictionaries(
    {
        "subject": st.just(PASER["name"]),
        "subject_kind": st.just(PASER["kind"]),
        "region": st.just(PASER["region"]),
        "year": st.sampled_from([2023, 2024, None]),
        "scale": st.just("quality"),
        "score": st.sampled_from([70, 80.5, None]),
        "zone": st.just("hijau"),
        "assessed_by": st.sampled_from([OMBUDSMAN, None]),
        "sources": sources,
    }
)

offices = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "role": st.sampled_from(ROLES),
        "institution": st.sampled_from(INSTITUTIONS),
        "acting": maybe,
        "seen_on": st.lists(st.sampled_from(["2024-01", "2024-09-03"]), max_size=2, unique=True),
        "party_membership": st.sampled_from([None, None, "Partai Contoh"]),
        "sources": sources,
    }
)

_kinds = {"agreements": agreements, "assessments": assessments, "offices": offices}
record = st.one_of(
    *(
        strategy.map(lambda fields, kind=kind: (kind, fields))
        for kind, strategy in (*_kinds.items(), ("agreements", agreements))
    )
)

#: Key -> record; the same keys come back with other content.
dataset = st.dictionaries(st.sampled_from(["r1", "r2", "r3", "r4"]), record, max_size=4).map(
    lambda records: {key: (kind, {**fields, "id": key}) for key, (kind, fields) in records.items()}
)
