"""Words around a name that say whether it is a person's: an age, a trade, a speech, a street, a building."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.layout import Sentence
from kg.extract.names import Name, read_name
from kg.extract.tokens import Token

#: Words between an occupation and a name, most, when none of them is known.
_MOST_BETWEEN = 9
#: Words of what somebody knows much about, most, with the word for who does.
_MOST_OF_A_SUBJECT = 5
#: Words of a building's name before that of who it is named after, most, with the word for a building.
_MOST_IN_A_BUILDING = 3


def is_described(tokens: Sequence[Token], name: Name, end: int, parties: Container[int]) -> bool:
    """Whether several words are said to be a person's name.

    Args:
        tokens: of the text.
        name: the words.
        end: of their sentence.
        parties: tokens at which political parties are named.
    """
    i, after = name.first, name.last
    if i > 0 and "occupation" in tokens[i - 1].senses:
        return True
    if after >= end:
        return False
    if "speech" in tokens[after].senses and not tokens[after].cap:
        return True
    if after + 2 < end and tokens[after].text == "(" and after + 1 in parties:
        return True
    if is_aged(tokens, after, end):
        return True
    return tokens[after].text == "," and after + 1 < end and "occupation" in tokens[after + 1].senses


def is_aged(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether an age follows a name, in brackets or between commas."""
    if i + 2 >= end or len(tokens[i + 1].text) != 2 or not tokens[i + 1].text.isdigit():
        return False
    return tokens[i].text + tokens[i + 2].text in {"()", ",,"}


def follows_an_occupation(tokens: Sequence[Token], name: Name, sentence: Sentence) -> bool:
    """Whether a name stands between commas behind what somebody is, and where: "leader of X, N,"."""
    i = name.first - 1
    closed = name.last < sentence.last and tokens[name.last].text in ",."
    if not closed or i <= sentence.first or tokens[i].text != ",":
        return False
    first = max(sentence.first, i - _MOST_BETWEEN)
    plain = (j for j in range(i - 1, first - 1, -1) if not (tokens[j].cap or tokens[j].text.isdigit()))
    before = next(plain, None)
    if before is None:
        before = sentence.first
    opens = range(before, min(before + 2, i))
    if any("occupation" in tokens[j].senses for j in (*opens, *range(max(sentence.first, i - 2), i))):
        return True
    return name.bare_last - name.bare_first > 1 and _speaks_of_a_subject(tokens, name, before, sentence)


def _speaks_of_a_subject(tokens: Sequence[Token], name: Name, last: int, sentence: Sentence) -> bool:
    """Whether who knows a subject, which ends at a token, speaks: "watcher of public policy X, N, says"."""
    for i in range(last, max(sentence.first, last - _MOST_OF_A_SUBJECT) - 1, -1):
        token = tokens[i]
        if "occupation" in token.senses:
            after = tokens[name.last + 1 : name.last + 2] if name.last + 1 < sentence.last else ()
            said = (*tokens[max(sentence.first, i - 1) : i], *after)
            return any("speech" in other.senses for other in said)
        if token.cap or not token.text.isalpha():
            return False
        if token.senses and "unit" not in token.senses and "on_side" not in token.cues:
            return False
    return False


def stands_alone(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a whole name begins at a token and ends a clause, so that it is no item of a list."""
    name = read_name(tokens, i, end)
    if name is None or not (name.titled or name.bare_last - name.bare_first > 1):
        return False
    if "occupation" in tokens[name.first].senses:
        return False
    after = tokens[name.last] if name.last < end else None
    return after is None or after.text in ",.(" or "speech" in after.senses


def behind_street(tokens: Sequence[Token], i: int, end: int) -> int:
    """Behind the name of a street, which can be that of a person: an office within ends it."""
    first = i
    while i < end and (tokens[i].cap or tokens[i].text[0].isdigit()):
        if i > first and "office" in tokens[i].senses:
            break
        i += 1
    return i


def names_a_building(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether only words with capital letters part a name from a word for a building before it."""
    for j in range(i - 1, max(first, i - _MOST_IN_A_BUILDING) - 1, -1):
        token = tokens[j]
        if "venue" in token.senses:
            return token.cap
        if not token.cap or "office" in token.senses:
            return False
    return False


def is_of_a_stand_in(tokens: Sequence[Token], name: Name, first: int, last: int, end: int) -> bool:
    """Whether a name belongs to who stands in for an office: "On behalf of the regent, N said".

    Args:
        tokens: of the text.
        name: the words.
        first: of the office.
        last: the token behind the office.
        end: of the sentence.
    """
    opens = first > 0 and "stands_in_for" in tokens[first - 1].cues
    opens = opens and (first < 2 or not tokens[first - 2].text[0].isalpha())
    after = tokens[name.last] if name.last < end else None
    goes_on = after is not None and after.text not in ",(.;" and "which" not in after.cues
    return opens and goes_on and tokens[last].text == ","
