"""Results of the Ombudsman's assessments of public services: one record for each body and year."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from kg.loading import (
    FIRST_YEAR,
    LAST_YEAR,
    Build,
    CuratedRecord,
    Loader,
    Name,
    Number,
    Text,
    Whole,
    code,
    doubt_day,
    institution_code,
    refusal,
    say_dissent,
    say_institution,
    say_reports,
)

Kind = Literal[
    "ombudsman", "ombudsman_office", "province_government", "regency_government", "city_government",
    "council", "ministry", "agency", "police", "prosecutor", "university", "hospital", "company",
    "party", "other",
]  # fmt: skip
RegionCode = code(
    r"[0-9]{2}(\.[0-9]{2})?",
    "is not the code of a region",
    "write 64 for a province, 64.01 for a regency or city, and keep it text (as a number 32.10 becomes 32.1)",
)

#: Scale -> the last year in which it was in use.
_LAST_YEARS = {"compliance": 2021, "quality": 2024, "maladministration": LAST_YEAR}


class Assessment(CuratedRecord):
    """The result of one body in one assessment year."""

    natural_key = ("subject", "region", "year", "scale", "assessed_by")

    subject: Name = Field(description="Body that was assessed", examples=["Pemerintah Kabupaten Paser"])
    subject_kind: Kind = Field(description="What sort of body it is", examples=["regency_government"])
    region: RegionCode | None = Field(None, description="Code of the region it governs", examples=["64.01"])
    year: Whole | None = Field(
        None,
        ge=FIRST_YEAR,
        le=LAST_YEAR,
        description="Year assessed, not the year of the report",
        examples=["2023"],
    )
    scale: Literal["compliance", "quality", "maladministration"] | None = Field(
        None,
        description="Scale in use: compliance until 2021, quality 2022 to 2024, maladministration from 2025",
    )
    score: Number | None = Field(
        None, ge=0, le=100, description="Score, with a decimal point", examples=["83.5"]
    )
    zone: Literal["hijau", "kuning", "merah"] | None = Field(
        None, description="Zone, only where the source names it"
    )
    category: Text | None = Field(None, description="Category in the words of the source")
    loci: tuple[Name, ...] = Field((), description="Units that were examined", examples=["Dinas Sosial"])
    assessed_by: Name | None = Field(
        None, description="Body that assessed", examples=["Ombudsman Republik Indonesia"]
    )

    @model_validator(mode="after")
    def _has_a_result(self) -> Self:
        if self.score is None and self.zone is None and self.category is None:
            raise refusal("holds no result", "give the score, the zone or the category")
        return self


def statements(record: Assessment, build: Build) -> None:
    """Say who assessed whom, for which year, on which scale, and the result."""
    assessment = build.root("Assessment")
    for name in ("year", "score", "zone", "category", "loci", "inferred", "notes"):
        build.say(assessment, name, getattr(record, name), field=name)
    doubt_day(build, "year", str(record.year or ""))
    scale = _scale(record, build)
    build.say(assessment, "scale", scale, field="scale", rule=None if record.scale else "scale-of-year")
    subject = say_institution(build, record.subject, record.subject_kind, record.region, field="subject")
    build.edge("RESULT_FOR", assessment, subject)
    assessor = None
    if record.assessed_by:
        build.edge("ASSESSED", say_institution(build, record.assessed_by), assessment)
        assessor = institution_code(build, record.assessed_by)
    of = institution_code(build, record.subject, record.subject_kind, record.region)
    if of and assessor and record.year and scale:
        build.say(
            assessment,
            "code",
            " / ".join([assessor, of, str(record.year), scale]),
            rule="assessor-subject-year-scale",
        )
    say_reports(build, assessment)
    say_dissent(build, assessment, "Assessment", record.conflicts)


def _scale(record: Assessment, build: Build) -> str | None:
    """The scale of the result, with doubts about one that is hardly right.

    Articles seldom name it: it is that which the Ombudsman used that year; unknown for other assessors.
    """
    of_year, by_ombudsman = None, build.gazetteer.kind_of(record.assessed_by or "") == "ombudsman"
    if record.year is not None and by_ombudsman:
        of_year = next(scale for scale, last in _LAST_YEARS.items() if record.year <= last)
    if record.scale and of_year and record.scale != of_year:
        reason = f"{record.scale!r} was not in use for {record.year}, but {of_year!r}"
        build.doubt("scale", reason, "correct the scale or the year; it was loaded")
    if record.score is not None and not (record.scale or of_year):
        reason = "is not known, so the score is compared with no other"
        build.doubt("scale", reason, "write the scale, or the year and who assessed; it was loaded")
    elif not by_ombudsman:
        told = f"is {record.assessed_by!r}, not the Ombudsman" if record.assessed_by else "is not known"
        reason = f"{told}, so the result is joined with no other report"
        build.doubt("assessed_by", reason, "write Ombudsman Republik Indonesia if it was; it was loaded")
    if record.score is not None and 0 < record.score <= 1:
        reason = f"{record.score:g} is very little of 100"
        build.doubt("score", reason, f"write {record.score * 100:g} if it is a share of 1; it was loaded")
    return record.scale or of_year


loader = Loader(
    name="assessments",
    version=1,
    description="The result of one body in one assessment year: score, zone, category, units examined.",
    publisher="Compiled from news sites and the websites of the Ombudsman and of governments",
    licence="facts, with their sources",
    address="https://ombudsman.go.id",
    record=Assessment,
    statements=statements,
    files=("assessments.jsonl",),
    least=600,
)
