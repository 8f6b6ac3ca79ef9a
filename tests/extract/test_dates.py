from __future__ import annotations

import ast
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import kg.extract
from kg.errors import ContentError
from kg.extract.dates import Dated, DateFinder, DateMention, DateWords, Shift, complete, lint_date_words

WORDS = Path(kg.extract.__file__).parent / "id" / "dates.yaml"
EXPRESSIONS = yaml.safe_load((Path(__file__).parent / "date_expressions.yaml").read_text("utf-8"))
TODAY = date(2025, 6, 30)
FINDER = DateFinder(DateWords.from_files(WORDS))
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def told(case: dict[str, Any]) -> list[dict[str, Any]]:
    """What a case's text says, with as much of it as the case expects."""
    published = day(case.get("published"))
    seen = [(day(start), day(end)) for start, end in case.get("seen", ())]
    answers = []
    for place, mention in enumerate(FINDER.find(case["text"])):
        dated = complete(mention, published, seen, future=case.get("future", False), today=TODAY)
        answer = {
            "text": case["text"][mention.start : mention.end],
            "value": dated.value,
            "last": dated.last,
            "inferred": dated.inferred,
            "conflict": dated.conflict is not None,
            "slip": mention.slip,
            "alternatives": list(dated.alternatives),
        }
        expected = case["expect"][place] if place < len(case["expect"]) else {}
        if "alternatives" not in expected:
            del answer["alternatives"]
        answers.append(answer)
    return answers


def only(text: str) -> DateMention:
    """The one mention in a text."""
    (mention,) = FINDER.find(text)
    return mention


def values(text: str, published: date | None = None) -> list[tuple[str, str | None, str | None]]:
    """Each expression of a text with its first and last day."""
    found = [(mention, complete(mention, published, today=TODAY)) for mention in FINDER.find(text)]
    return [(text[mention.start : mention.end], dated.value, dated.last) for mention, dated in found]


@pytest.mark.parametrize("case", EXPRESSIONS, ids=[case["text"][:50] for case in EXPRESSIONS])
def test_an_expression_means_what_was_written_down_before(case: dict[str, Any]) -> None:
    usual = {"last": None, "inferred": False, "conflict": False, "slip": None}
    assert told(case) == [usual | expected for expected in case["expect"]]


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("(26/5/2023)", "2023-05-26", None),
        ("Jum'at, 5 Jan 2018", "2018-01-05", None),
        ("26/01/26", "2026-01-26", None),
        ("31/12/98", "1998-12-31", None),
        ("2024-08-01 20:56:32", "2024-08-01", None),
        ("2024-08-01T20:56:32+07:00", "2024-08-01", None),
        ("01.08.2024", "2024-08-01", None),
        ("31-05-2021", "2021-05-31", None),
        ("31/5-2021", "2021-05-31", None),
        ("31-Des-2021", "2021-12-31", None),
        ("tanggal 2 bulan April tahun 2024", "2024-04-02", None),
        ("hari ini, Senin tanggal 3 Juni 2024", "2024-06-03", None),
        ("Tuesday, April 2, 2024", "2024-04-02", None),
        ("Selasa( 2/4/2024 )", "2024-04-02", None),
        ("SELASA (02.04.2024)", "2024-04-02", None),
        ("Sel, 2 Apr 2024", "2024-04-02", None),
        ("Selasa lalu (2/4/2024)", "2024-04-02", None),
        ("minggu (7/4/2024)", "2024-04-07", None),
        ("Februari 2024", "2024-02", None),
        ("tahun 2021", "2021", None),
        ("2021 lalu", "2021", None),
        ("12-13 Juni 2023", "2023-06-12", "2023-06-13"),
        ("12 dan 13 Juni 2023", "2023-06-12", "2023-06-13"),
        ("Jumat-Minggu, 5-7 Mei 2023", "2023-05-05", "2023-05-07"),
        ("30 Mei - 2 Juni 2022", "2022-05-30", "2022-06-02"),
        ("30 Desember - 2 Januari 2023", "2022-12-30", "2023-01-02"),
        ("Senin-Rabu (30 Mei - 1 Juni 2022)", "2022-05-30", "2022-06-01"),
        ("Senin (5/6) hingga Rabu (7/6/2023)", "2023-06-05", "2023-06-07"),
        ("Mei-Juni 2023", "2023-05", "2023-06"),
        ("tahun 2020 hingga tahun 2022", "2020", "2022"),
    ],
)
def test_a_form_is_read_as_a_whole(text: str, value: str, last: str | None) -> None:
    assert values(f"Acara itu, {text}, selesai.") == [(text, value, last)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kemarin lusa", "2024-04-01"),
        ("kemarin sore", "2024-04-02"),
        ("besok", "2024-04-04"),
        ("tiga hari lagi", "2024-04-06"),
        ("dua tahun lalu", "2022"),
        ("25 tahun lalu", "1999"),
        ("minggu lalu", "2024-03"),
        ("Minggu lalu", "2024-03-31"),
        ("Rabu", "2024-04-03"),
        ("Rabu lalu", "2024-03-27"),
        ("Rabu mendatang", "2024-04-10"),
        ("Rabu pekan depan", "2024-04-10"),
        ("tanggal 5 bulan lalu", "2024-03-05"),
        ("2 April tahun lalu", "2023-04-02"),
        ("bulan ini", "2024-04"),
        ("April lalu", "2024-04"),
        ("Mei lalu", "2023-05"),
        ("Mei mendatang", "2024-05"),
    ],
)
def test_what_is_relative_counts_from_the_day_of_publication(text: str, value: str) -> None:
    mention = only(f"Itu terjadi {text}.")
    dated = complete(mention, date(2024, 4, 3))
    assert (dated.value, dated.inferred) == (value, True)
    assert mention.weekday is not None or complete(mention, None).value is None


@pytest.mark.parametrize(
    "text",
    [
        "Nomor 5/3/2019", "Nomor: 12/ORI-MOU/V/2021", "No. 188/12/5/2021", "RT 3/5", "No.35", "pasal (1/2)",
        "83,45", "7/10", "24/7", "0823 8988 9896", "0741.668844", "10.30 WIB", "Rp 2.500.000", "Rp1.12.2021",
        "versi 2.4.2024", "12,5 persen", "halaman 12", "IP 10.12.2021.4", "tiga perempat (3/4)", "5 - 6",
        "www.contoh.id/2024/05/03/judul", "contoh.id/?d=3/5/2024", "31 Februari 2024", "29/2/2023",
        "Jl. 17 Agustus 1945", "Undang-Undang Nomor 37 Tahun 2008", "PP No.5 Tahun 2019", "2021-2026",
        "setiap hari Senin", "Senin-Jumat pukul 08.00", "Jumat Berkah", "Copyright 2019", "(1/2)",
        "12 Desa 2024", "20240501", "Mei Lestari", "0/5/2024", "beberapa tahun lalu",
        "31-1 Mei", "tahun 1999-an", "12 maret1", "minggu",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert FINDER.find(text) == []


@pytest.mark.parametrize(
    ("text", "slip", "value"),
    [
        ("2 April 2O24", "2O24", "2024-04-02"),
        ("(2/4/20230)", "20230", "2023-04-02"),
        ("2 April 20024", "20024", "2024-04-02"),
        ("17 Agustu 2023", "Agustu", "2023-08-17"),
        ("5 Febuari 2023", "Febuari", "2023-02-05"),
        ("Slasa (2/4/2024)", "Slasa", "2024-04-02"),
        # Which digit is too many, or missing, cannot be told; the day of publication decides.
        ("2 April 20022", "20022", "2024-04-02"),
        ("Selasa (2/4/202)", "202", "2024-04-02"),
    ],
)
def test_a_slip_is_repaired_and_told(text: str, slip: str, value: str) -> None:
    mention = only(text)
    assert mention.slip == slip
    assert complete(mention, date(2024, 4, 3)).value == value


# What is left out


def test_a_planned_day_is_the_next_one() -> None:
    mention = only("Naskah diteken 2 Juni.")
    assert complete(mention, date(2024, 4, 3)).value == "2023-06-02"
    assert complete(mention, date(2024, 4, 3), future=True).value == "2024-06-02"
    assert complete(mention, date(2024, 6, 2), future=True).value == "2024-06-02"


def test_the_weekday_tells_whether_a_day_is_past_or_to_come() -> None:
    dated = complete(only("Selasa (9/4)"), date(2024, 4, 3))
    assert dated.value == "2024-04-09"
    assert dated.conflict == "2024-04-09 is after the publication on 2024-04-03."


def test_a_wrong_weekday_beside_a_year_is_a_conflict_with_ways_out() -> None:
    dated = complete(only("Selasa, 2 Januari 2023"), date(2024, 1, 3))
    assert dated.value == "2023-01-02"
    assert dated.conflict == "The text says Tuesday, but 2023-01-02 is a Monday."
    assert dated.alternatives == ("2024-01-02", "2023-01-03")


def test_a_wrong_weekday_without_a_year_does_not_send_news_years_back() -> None:
    dated = complete(only("Rabu (2/4)"), date(2024, 4, 3))
    assert dated.value == "2024-04-02"
    assert dated.conflict == "The text says Wednesday, but 2024-04-02 is a Tuesday."
    assert dated.alternatives == ("2014-04-02", "2008-04-02", "2003-04-02")


def test_a_date_nearby_gives_the_year() -> None:
    mention = only("Rabu (1/1)")
    dated = complete(mention, None, nearest=[Dated(None), Dated("2019-12-30")], today=TODAY)
    assert (dated.value, dated.inferred) == ("2020-01-01", True)
    assert complete(mention, None, nearest=[Dated("2014")], today=TODAY).value == "2014-01-01"


def test_the_years_in_office_decide_only_when_they_favour_one() -> None:
    mention = only("Selasa (2/4)")
    term = (date(2023, 9, 24), date(2025, 2, 20))
    assert complete(mention, None, [term], today=TODAY).value == "2024-04-02"
    assert complete(mention, None, [(None, None)], today=TODAY) == Dated(
        None, None, True, ("2024-04-02", "2019-04-02", "2013-04-02", "2002-04-02")
    )
    # Seen a few months later, for the first time: he may have been in office before.
    assert complete(mention, None, [(date(2013, 8, 1), date(2014, 1, 1))], today=TODAY).value == "2013-04-02"


def test_without_any_bound_a_year_stays_open() -> None:
    assert complete(only("Selasa (2/4)"), None) == Dated(None, inferred=True)
    assert complete(only("2 April"), None, today=TODAY) == Dated(None, inferred=True)


def test_an_event_after_its_article_is_a_conflict_unless_it_is_planned() -> None:
    mention = only("Selasa (3/9/2024)")
    assert (
        complete(mention, date(2024, 9, 1)).conflict == "2024-09-03 is after the publication on 2024-09-01."
    )
    assert complete(mention, date(2024, 9, 1), future=True).conflict is None
    assert complete(mention, date(2024, 9, 3)).conflict is None


def test_the_end_of_a_range_follows_the_year_of_its_begin() -> None:
    mention = only("30 Desember - 2 Januari")
    assert mention.last == (None, 1, 2)
    dated = complete(mention, date(2024, 1, 5))
    assert (dated.value, dated.last) == ("2023-12-30", "2024-01-02")


def test_offsets_are_in_the_text_that_was_given() -> None:
    text = "İzin ſurat 😀 – kata bupati, Selasa (2/4), lalu Rabu (3/4)."
    assert [text[found.start : found.end] for found in FINDER.find(text)] == ["Selasa (2/4)", "Rabu (3/4)"]


def test_a_mention_tells_what_stands_there_and_nothing_more() -> None:
    assert only("Kamis pekan lalu") == DateMention(0, 16, weekday=3, shift=Shift("week", -1))
    assert only("Selasa (2/4)") == DateMention(0, 12, month=4, day=2, weekday=1)


# Any date, any text


def in_words(moment: date) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


FORMS: dict[str, Callable[[date], str]] = {
    "words": in_words,
    "weekday": lambda moment: f"{WEEKDAYS[moment.weekday()]}, {in_words(moment)}",
    "spelt out": lambda m: f"tanggal {m.day} bulan {MONTHS[m.month - 1]} tahun {m.year}",
    "short": lambda m: f"{m.day:02} {MONTHS[m.month - 1][:3]} {m.year}",
    "paren": lambda m: f"({m.day}/{m.month}/{m.year})",
    "weekday paren": lambda m: f"{WEEKDAYS[m.weekday()]} ({m.day}/{m.month}/{m.year})",
    "dots": lambda m: f"{m.day:02}.{m.month:02}.{m.year}",
    "dashes": lambda m: f"{m.day:02}-{m.month:02}-{m.year}",
    "iso": lambda m: m.isoformat(),
    "stamp": lambda m: f"{m.isoformat()} 20:56:32",
    "capitals": lambda m: in_words(m).upper(),
}
DAYS = st.dates(date(1980, 1, 1), date(2060, 12, 31))
RECENT = st.dates(date(2001, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("form", FORMS)
@given(moment=DAYS)
def test_any_day_in_any_form_comes_back(form: str, moment: date) -> None:
    text = FORMS[form](moment)
    assert values(f"Naskah diteken pada {text} di Bogor") == [(text, moment.isoformat(), None)]


@given(moment=RECENT, days=st.integers(0, 300))
def test_a_day_without_a_year_comes_back_from_the_day_of_publication(moment: date, days: int) -> None:
    text = f"{WEEKDAYS[moment.weekday()]} ({moment.day}/{moment.month})"
    assert complete(only(text), moment + timedelta(days)).value == moment.isoformat()


@given(moment=DAYS, days=st.integers(1, 300))
def test_any_range_comes_back(moment: date, days: int) -> None:
    last = moment + timedelta(days)
    text = f"{in_words(moment)} s/d {in_words(last)}"
    assert values(text) == [(text, moment.isoformat(), last.isoformat())]


PIECES = st.sampled_from(
    [
        *" \t\n/-.,()':–", *WEEKDAYS, *MONTHS[:4], "minggu", "1", "2", "29", "31",
        "2024", "20230", "2O24", "2/4", "s/d", "hari ini", "kemarin", "lalu", "depan", "pekan",
        "tahun", "tanggal", "dua", "No.", "ſ", "İ", "٣",
    ]
)  # fmt: skip


@given(
    text=st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join),
    published=st.none() | st.dates(),
    future=st.booleans(),
    nearest=st.lists(st.sampled_from(["2024", "2023-05", "0001-01-01", "9999-12-31", None]).map(Dated)),
    seen=st.lists(st.tuples(st.none() | st.dates(), st.none() | st.dates())),
)
def test_no_text_fails_and_no_mention_overlaps_another(
    text: str,
    published: date | None,
    future: bool,
    nearest: list[Dated],
    seen: list[tuple[date | None, date | None]],
) -> None:
    end = 0
    for mention in FINDER.find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        end = mention.end
        dated = complete(mention, published, seen, nearest, future=future)
        for value in (dated.value, dated.last, *dated.alternatives):
            assert value is None or date.fromisoformat((value + "-01-01")[:10])


@pytest.mark.parametrize(
    "piece",
    [
        "1/",
        "(1/1",
        "Senin ",
        "1",
        " ",
        "\n",
        "(",
        "Mei ",
        "1-",
        "1 ",
        "2 Mei - ",
        "(2/4) - ",
        "tahun lalu ",
        "a",
    ],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def took(characters: int) -> float:
        text = (piece * characters)[:characters]
        start = time.process_time()
        FINDER.find(text)
        return time.process_time() - start

    allowed = 10 * min(took(50_000) for _ in range(3)) + 0.05
    # Four times the text; quadratic would take sixteen times as long, each time. The rest is for busy
    # machines.
    assert any(took(200_000) < allowed for _ in range(3))


# The file of words


def changed(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    """A copy of the words with one change, and the line where it stands."""
    text = WORDS.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path = tmp_path / "dates.yaml"
    path.write_text(text, "utf-8")
    return path, text[: text.index(new)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("parts_of_day:", "parts_of_days:", "unknown key 'parts_of_days'. Did you mean 'parts_of_day'?"),
        ("  april:", "  aprill:", "months.aprill is not known. Did you mean 'april'?"),
        ("lalu: -1", "lalu: -2", "shifts.lalu: input should be greater than or equal to -1 (found '-2')."),
        ("  lusa: {unit: day", "  lusa: {unit: dya", "relative.lusa.unit: input should be 'day', 'week'"),
        ("[Rabu, Rebo, Wednesday]", "[Rabu, Senin]", "'Senin' stands twice in weekdays, first in line"),
        ("[pekan, minggu]", "[pekan1]", "'pekan1' is no word"),
        ("ranges: [", "ranges: []\nextra: [", "ranges: tuple should have at least 1 item"),
    ],
)
def test_a_wrong_word_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path, line = changed(tmp_path, old, new)
    errors = [str(error) for error in lint_date_words(path)]
    assert any(error.startswith(f"{path}:{line}: ") and message in error for error in errors), errors
    with pytest.raises(ContentError):
        DateWords.from_files(path)


def test_the_words_of_dates_are_sound() -> None:
    assert lint_date_words(WORDS) == []


def test_the_reader_of_dates_knows_no_word_of_a_language() -> None:
    """Else a second language would be read with words of the first."""
    words = DateWords.from_files(WORDS)
    own = {word.lower() for word in (*MONTHS, *WEEKDAYS)}.union(words.relative, words.shifts, words.counts)
    for module in WORDS.parents[1].glob("date*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value.lower() not in own - {"april", "september", "november"}, module


def test_further_files_add_words_of_dates(tmp_path: Path) -> None:
    more = tmp_path / "dates.yaml"
    more.write_text("months:\n  may:\n    words: [Contohmei]\n")
    finder = DateFinder(DateWords.from_files(WORDS, more))
    assert [(each.day, each.month, each.year) for each in finder.find("2 Contohmei 2023, 3 Mei 2023")] == [
        (2, 5, 2023),
        (3, 5, 2023),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("months:\n  may:\n    words: [Juni]\n", 3, "'Juni' stands twice in months, first in line"),
        ("pairs: [dan]\nmonts: {}\n", 2, "unknown key 'monts'. Did you mean 'months'"),
        ("months:\n  mai: {words: [Meii]}\n", 2, "months.mai is not known"),
    ],
)
def test_what_is_wrong_with_further_files_is_said_of_them(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    more = tmp_path / "dates.yaml"
    more.write_text(text)
    error = lint_date_words(WORDS, more)[0]
    assert (error.path, error.line) == (more, line)
    assert message in str(error)
