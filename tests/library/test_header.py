"""Headers of query files: what they give, and that what is wrong with them is told by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.library import QueryFile, examine, find_files, read_query

GOOD = """\
// title: Agreements of a region
// description: Newest first.
// why: It is asked for.
// topic: agreements
// parameters:
//   region: {type: "entity:Region|Institution", help: Which, example: Paser}
//   since: {type: date, default: null, help: From when on}
//   limit: {type: integer, default: 50, help: At most}
//   level: {type: choice, one_of: [city, regency], default: city, help: Which sort}
// columns:
//   agreement: {type: text, help: Name}
//   change: {type: number, digits: 1, help: After minus before}
//   sources: {type: sources, help: Where it was read}
// coverage: None recorded here.
// key: [agreement]

// A remark of the author, not of the header.
MATCH (a:Agreement)
RETURN a.name AS agreement, 1.25 AS change, a.sources AS sources ORDER BY agreement
"""


def written(folder: Path, text: str, name: str = "some-query.cypher") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_header_gives_all_that_is_known_of_a_query(tmp_path: Path) -> None:
    query = read_query(written(tmp_path, GOOD))
    assert (query.name, query.title, query.topic) == ("some-query", "Agreements of a region", "agreements")
    assert list(query.parameters) == ["region", "since", "limit", "level"]
    assert query.parameters["region"].concepts == ("Region", "Institution")
    assert query.parameters["region"].required
    assert not query.parameters["since"].required
    assert query.parameters["limit"].default == 50
    assert query.parameters["level"].one_of == ("city", "regency")
    assert query.columns["change"].digits == 1
    assert (query.coverage, query.key) == ("None recorded here.", ("agreement",))
    assert query.subject == "region"


def test_the_cypher_starts_below_the_header_and_knows_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    query = read_query(path)
    assert query.cypher.startswith("// A remark")
    assert path.read_text("utf-8").splitlines()[query.first_line - 1].startswith("// A remark")


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path, change: object) -> None:
    path = tmp_path / "some-query.cypher"
    path.write_bytes(change(GOOD).encode("utf-8"))  # type: ignore[operator]
    assert read_query(path).title == "Agreements of a region"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("// why: It is asked for.\n", "", 1, "'why' is missing"),
        ("// topic: agreements", "// topics: agreements", 4, "Did you mean 'topic'?"),
        ("limit: {type: integer,", "limit: {type: intger,", 8, "Did you mean 'integer'?"),
        ("default: 50", "default: fifty", 8, "a whole number is wanted"),
        ("default: city", "default: village", 9, "choose one of city, regency"),
        ("{type: choice, one_of: [city, regency],", "{type: choice,", 9, "choice needs it"),
        ("entity:Region|Institution", "entity:", 6, "entity:<concept>"),
        ("agreement: {type: text", "agreement: {type: txt", 11, "Did you mean 'text'?"),
        ("{type: number, digits: 1", "{type: text, digits: 1", 12, "count of decimals"),
        ("// key: [agreement]", "// key: [agrement]", 15, "Did you mean 'agreement'?"),
        ("help: At most}", "help: At most, please}", 8, "needs quotes"),
        ("default: 50, help: At most}", "default: 50}", 8, "no help"),
        ("//   since:", "//   limit:", 8, "given twice"),
        ("// title: Agreements", "// title: [Agreements", 2, "not YAML"),
        ("//   limit:", "//   Limit:", 8, "is not a name"),
        ("// key: [agreement]", "// key: &a [*a]", 15, "refers to another"),
        ("// key: [agreement]", "// translations: {id: {title: A}}", 15, "'description' in 'id' is"),
        ("// key: [agreement]", "// translations: {id: {titel: A}}", 15, "Did you mean 'title'?"),
        ("// key: [agreement]", "// key: " + "[" * 500 + "]" * 500, 15, "nested too deep"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ContentError) as caught:
        read_query(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")
    assert caught.value.line == line


def test_all_problems_are_found_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("// why: It is asked for.\n", "").replace("type: integer", "type: number of things")
    query, problems = examine(written(tmp_path, text))
    assert query is None
    assert len(problems) == 2


def test_a_translation_says_what_the_header_says_and_no_more(tmp_path: Path) -> None:
    said = "title: Setuju, description: Terbaru dulu., coverage: Tidak tercatat., headings: {change: Beda}"
    block = f"// translations:\n//   id: {{{said}}}\n// key"
    found = read_query(written(tmp_path, GOOD.replace("// key", block))).translations["id"]
    assert (found.title, found.coverage, found.headings) == ("Setuju", "Tidak tercatat.", {"change": "Beda"})
    bare = GOOD.replace("// coverage: None recorded here.\n// key", block)
    with pytest.raises(ContentError, match="'coverage' in 'id' says what the header does not"):
        read_query(written(tmp_path, bare))
    misspelt = GOOD.replace("// key", block.replace("{change:", "{chnge:"))
    with pytest.raises(ContentError, match=r"'chnge' is no column\. Did you mean 'change'"):
        read_query(written(tmp_path, misspelt))


@pytest.mark.parametrize(
    "text", ["", "MATCH (n) RETURN n.id AS id", "// - a list\nRETURN 1", "// 5\nRETURN 1"]
)
def test_a_file_without_a_header_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError):
        read_query(written(tmp_path, text))


def test_a_header_without_cypher_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no Cypher"):
        read_query(written(tmp_path, GOOD.split("\n\n")[0]))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some-query.cypher"
    path.write_bytes(GOOD.replace("Newest", "Nouveaut\u00e9").encode("latin-1"))
    with pytest.raises(ContentError, match="UTF-8"):
        read_query(path)


def test_a_name_must_be_in_kebab_case(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="kebab-case"):
        read_query(written(tmp_path, GOOD, "Some_Query.cypher"))


def test_a_file_in_a_later_folder_replaces_one_of_the_same_name(tmp_path: Path) -> None:
    for folder in ("built-in", "project"):
        (tmp_path / folder).mkdir()
    written(tmp_path / "built-in", GOOD, "a.cypher")
    written(tmp_path / "built-in", GOOD, "b.cypher")
    mine = written(tmp_path / "project", GOOD, "b.cypher")
    found = find_files([tmp_path / "built-in", tmp_path / "project"])
    assert list(found) == ["a", "b"]
    assert found["b"] == mine


def test_the_subject_is_the_first_entity_or_else_the_first_required_parameter(tmp_path: Path) -> None:
    def subject(parameters: str) -> str | None:
        start, rest = GOOD.split("// parameters:\n")
        end = "// columns:" + rest.split("// columns:")[1]
        given = f"// parameters:\n{parameters}" if parameters else ""
        return read_query(written(tmp_path, start + given + end)).subject

    day = "//   day: {type: date, help: When}\n"
    assert subject(day) == "day"
    assert subject(day + '//   who: {type: "entity:Person", default: null, help: Who}\n') == "who"
    assert subject("//   limit: {type: integer, default: 5, help: At most}\n") is None
    assert subject("") is None


def test_finished_rows_have_each_source_once_and_rounded_numbers(tmp_path: Path) -> None:
    query: QueryFile = read_query(written(tmp_path, GOOD))
    rows = [{"agreement": "A", "change": 27.660000000000004, "sources": [["b", "a"], ["b"], None]}]
    assert query.finish(rows) == [{"agreement": "A", "change": 27.7, "sources": ["a", "b"]}]
    same = [{"agreement": ["z", "a"], "change": None, "sources": None}]
    assert query.finish(same) == same


@pytest.mark.parametrize(
    "found", [[{"id": "person-1"}], [["a"], [{"id": "person-1"}]], [1, "a"], [1, 2], [["a", 1]], [[["a"], 1]]]
)
def test_a_column_of_sources_that_holds_something_else_is_told(tmp_path: Path, found: list[object]) -> None:
    query: QueryFile = read_query(written(tmp_path, GOOD))
    with pytest.raises(ContentError, match=r"cypher:\d+: the column 'sources' is to hold ids of sources"):
        query.finish([{"agreement": "A", "change": None, "sources": found}])


def test_dates_in_the_header_are_dates(tmp_path: Path) -> None:
    text = GOOD.replace("default: null, help: From", "default: 2024-09-03, help: From")
    assert read_query(written(tmp_path, text)).parameters["since"].default == date(2024, 9, 3)
