"""Short forms of institutions: those that a text gives in brackets, and letters that it does not explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.doc import Doc, Mention
from kg.extract.tokens import Token
from kg.extract.vocabulary import Named

#: Kind of institution that is called by its letters.
LETTERED = "university"
#: Names of one kind, most, of which a text has some in full and others in short forms.
MOST_WHOLE = 20
#: Words in a name that is called by its letters, and letters, most.
_MOST_LETTERED, _MOST_LETTERS = 6, 8
#: Letters of the first word of a name and of its last one, least, that stand for it: "Unimed" is of Medan.
_LEAST_OF_A_WORD = 3
#: Words of a name behind which another one is the town.
_TOWN_BEHIND = 3


def known_aliases(doc: Doc, found: Sequence[Mention]) -> dict[str, Mention]:
    """Short forms that the text gives in brackets after a name: the first words, and the mention."""
    aliases: dict[str, Mention] = {}
    tokens = doc.tokens
    for mention in found:
        i = mention.last
        if i + 2 >= len(tokens) or tokens[i].text != "(":
            continue
        if mention.body is None and mention.first > 0 and "office" in tokens[mention.first - 1].senses:
            continue  # Who holds the office stands there.
        last = next((j for j in range(i + 2, min(len(tokens), i + 5)) if tokens[j].text == ")"), None)
        words = tokens[i + 1 : last] if last else []
        if words and all(
            t.cap and t.text[0].isalpha() and not t.senses.keys() - {"region", "short"} for t in words
        ):
            aliases[" ".join(t.norm for t in words)] = mention
    return aliases


def letters_of(doc: Doc, found: Sequence[Mention], known: Mapping[str, Mention]) -> dict[str, Mention]:
    """Short forms of universities that a text uses without giving them in brackets: "UX", "Unix"."""
    whole = {m.body.name: m for m in found if m.body and m.body.kind == LETTERED}
    whole = {name: m for name, m in whole.items() if 1 < len(name.split()) <= _MOST_LETTERED}
    if not whole or len(whole) > MOST_WHOLE:
        return {}
    aliases: dict[str, Mention] = {}
    firsts = {name[0] for name in whole}
    for token in doc.tokens:
        if (
            token.text[0] not in firsts
            or token.senses
            or token.norm in known
            or not 1 < len(token.text) <= _MOST_LETTERS
        ):
            continue
        fitting = [m for name, m in whole.items() if _is_short_for(token.norm, name.casefold().split())]
        if len(fitting) == 1:
            aliases[token.norm] = fitting[0]
    return aliases


def _is_short_for(letters: str, words: Sequence[str]) -> bool:
    """Whether letters stand for a name, or for all of a long one but the town at its end."""
    if _shortens(letters, words) or (len(words) > _TOWN_BEHIND and _shortens(letters, words[:-1])):
        return True
    first, last = words[0], words[-1]
    return len(words) > 1 and any(
        first.startswith(letters[:n]) and last.startswith(letters[n:])
        for n in range(_LEAST_OF_A_WORD, len(letters) - _LEAST_OF_A_WORD + 1)
    )


def _shortens(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the beginnings of all the words, in their order."""
    if not words:
        return not letters
    if not letters:
        return False
    ways = (n for n in range(1, len(letters) + 1) if words[0].startswith(letters[:n]))
    return any(_shortens(letters[n:], words[1:]) for n in ways)


def behind_the_rest(doc: Doc, body: Named | None, i: int, end: int) -> int:
    """Behind words that end the name of an institution, where they follow letters for its beginning."""
    for last in range(min(end, i + _TOWN_BEHIND), i, -1):
        if body and doc.tokens[i].cap and body.name.endswith(f" {doc.text(i, last)}"):
            return last
    return i


def by_alias(doc: Doc, found: Sequence[Mention], aliases: dict[str, Mention]) -> list[Mention]:
    """Mentions by short forms, wherever else they stand."""
    taken = {i for mention in found for i in range(mention.first, mention.last) if mention.clear}
    longest = max(name.count(" ") for name in aliases) + 1
    more: list[Mention] = []
    firsts = {name.partition(" ")[0] for name in aliases}
    for sentence in doc.sentences:
        for i in range(sentence.first, sentence.last):
            token = doc.tokens[i]
            if not token.cap or token.norm.partition(" ")[0] not in firsts:
                continue
            for last in range(min(sentence.last, i + longest), i, -1):
                known = aliases.get(" ".join([t.norm for t in doc.tokens[i:last]]))
                if known and taken.isdisjoint(range(i, last)):
                    behind = behind_the_rest(doc, known.body, last, sentence.last)
                    more.append(Mention(i, behind, known.place, known.body))
                    break
    return more


def plain_letters(tokens: Sequence[Token]) -> dict[str, int]:
    """Letters that a text gives in brackets as short for plain words, and where: they name no one body."""
    found: dict[str, int] = {}
    for i, token in enumerate(tokens[:-1]):
        if token.text == "(" and i and not tokens[i - 1].cap:
            found.setdefault(tokens[i + 1].text, i + 1)
    return found
