"""What loaders are written with: records, the checks of their fields, and the words for what is wrong."""

from kg.loading.build import Build, RecordProblem, Reference
from kg.loading.cells import OF_NAME, check_columns, checked, say_conflicts, values_of
from kg.loading.columns import ColumnDoc, columns
from kg.loading.explain import Problem, explain, hint
from kg.loading.exported import ExportedRecord, LongName, citation
from kg.loading.flat import UnknownColumns, flatten, joined, split, unflatten
from kg.loading.foreign import concept_of, links_of, values_by_term
from kg.loading.gazetteer import Gazetteer
from kg.loading.loader import Loader, get_loader, load_loaders
from kg.loading.mentions import (
    institution_code,
    say_date,
    say_dissent,
    say_institution,
    say_link,
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
from kg.loading.relations import End, find_relation, named, say_end, say_relation
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
    "OF_NAME",
    "Build",
    "ColumnDoc",
    "Conflict",
    "CuratedRecord",
    "End",
    "Evidence",
    "ExportedRecord",
    "Gazetteer",
    "Loader",
    "LongName",
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
    "check_columns",
    "checked",
    "citation",
    "code",
    "columns",
    "concept_of",
    "explain",
    "find_relation",
    "flatten",
    "get_loader",
    "hint",
    "institution_code",
    "joined",
    "knows",
    "links_of",
    "load_loaders",
    "named",
    "raw_key",
    "read_record",
    "recognise",
    "refusal",
    "say_conflicts",
    "say_date",
    "say_dissent",
    "say_end",
    "say_institution",
    "say_link",
    "say_office",
    "say_person",
    "say_place",
    "say_region",
    "say_relation",
    "say_reports",
    "says_institution",
    "split",
    "unflatten",
    "values_by_term",
    "values_of",
]
