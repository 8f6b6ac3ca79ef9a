"""What loaders are written with: records, the checks of their fields, and the words for what is wrong."""

from kg.loading.build import Build, RecordProblem, Reference
from kg.loading.columns import ColumnDoc, columns
from kg.loading.explain import Problem, explain, hint
from kg.loading.flat import UnknownColumns, flatten, joined, split, unflatten
from kg.loading.gazetteer import Gazetteer
from kg.loading.loader import Loader, get_loader, load_loaders
from kg.loading.mentions import (
    institution_code,
    say_date,
    say_dissent,
    say_institution,
    say_office,
    say_person,
    say_place,
    say_region,
    say_reports,
    says_institution,
)
from kg.loading.read import read_record
from kg.loading.recognise import knows, recognise
from kg.loading.records import (
    Conflict,
    CuratedRecord,
    Evidence,
    PersonMention,
    Piece,
    Record,
    SourceRecord,
    raw_key,
)
from kg.loading.relations import End, say_end, say_relation
from kg.loading.texts import (
    FIRST_YEAR,
    LAST_YEAR,
    LongText,
    Name,
    Number,
    PartialDate,
    Text,
    Url,
    Whole,
    code,
    refusal,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Build",
    "ColumnDoc",
    "Conflict",
    "CuratedRecord",
    "End",
    "Evidence",
    "Gazetteer",
    "Loader",
    "LongText",
    "Name",
    "Number",
    "PartialDate",
    "PersonMention",
    "Piece",
    "Problem",
    "Record",
    "RecordProblem",
    "Reference",
    "SourceRecord",
    "Text",
    "UnknownColumns",
    "Url",
    "Whole",
    "code",
    "columns",
    "explain",
    "flatten",
    "get_loader",
    "hint",
    "institution_code",
    "joined",
    "knows",
    "load_loaders",
    "raw_key",
    "read_record",
    "recognise",
    "refusal",
    "say_date",
    "say_dissent",
    "say_end",
    "say_institution",
    "say_office",
    "say_person",
    "say_place",
    "say_region",
    "say_relation",
    "say_reports",
    "says_institution",
    "split",
    "unflatten",
]
