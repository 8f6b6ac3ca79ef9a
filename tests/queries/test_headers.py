"""What the headers of the bundled questions say holds whatever records somebody has loaded."""

from __future__ import annotations

import re

import pytest

from kg.library import load_words
from kg.library.header import find_files, read_query
from kg.project import builtin

QUESTIONS = find_files([builtin("queries")])

#: How much there is of something, which only one collection of records can be said to have.
AMOUNT = re.compile(
    r"\b([0-9][0-9,.]*|half|third|quarter|percent|majority|(very|only a) few|(which|that|of) most|most of the"
    r"|excerpts|search found|bundled)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_question_says_how_much_of_something_there_is(name: str) -> None:
    query = read_query(QUESTIONS[name])
    for text in (query.title, query.description, query.why, query.coverage or ""):
        assert not AMOUNT.search(text), text


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_can_be_read_in_indonesian(name: str) -> None:
    query, words = read_query(QUESTIONS[name]), load_words([builtin("queries")], "id")
    assert "id" in query.translations
    assert set(query.columns) <= {*words.headings, *query.translations["id"].headings}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_texts_that_a_question_writes_can_be_read_in_indonesian(name: str) -> None:
    """What stands in a RETURN between quotes and has a blank is read by people."""
    query, words = read_query(QUESTIONS[name]), load_words([builtin("queries")], "id")
    texts = set(re.findall(r"'([a-z]+ [a-z ]*[a-z])'", query.cypher))
    assert {text for text in texts if words.value(text) == text} == set()
