"""Names of institutions as a whole text has them: cut where they end, joined, in full."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.extract.doc import Doc, Mention
from kg.extract.short_forms import LETTERED, MOST_WHOLE, behind_the_rest
from kg.extract.vocabulary import Named

#: Kinds of institution in whose names letters stand for some of the words.
_ABRIDGED = frozenset({"company", "hospital"})


def without_guesses(found: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Mentions but those of headlines whose names go on as far as there are capital letters."""
    inside = {i for s in doc.sentences if s.headline for i in range(s.first, s.last)}
    sure = {m.body.name for m in found if m.body and m.first not in inside}
    return [
        m
        for m in found
        if m.first not in inside
        or m.body is None
        or m.body.place
        or m.body.name in sure
        or "institution" in doc.tokens[m.first].senses
    ]


def spelt_out(mention: Mention, doc: Doc, aliases: Mapping[str, Mention]) -> Mention:
    """A part of an institution whose short form ends its name: "Faculty of Law UX"."""
    last = doc.tokens[mention.last - 1]
    whole = aliases.get(last.norm)
    if not (mention.body and whole and whole.body):
        return mention
    if mention.last - mention.first == 1:
        behind = behind_the_rest(doc, whole.body, mention.last, len(doc.tokens))
        return Mention(mention.first, behind, whole.place, whole.body)
    part = mention.body.name.rsplit(" ", 1)[0]
    if mention.body.place or part == mention.body.name:
        return mention
    return Mention(mention.first, mention.last, body=Named(f"{part} {whole.body.name}", mention.body.kind))


def shortened(found: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Names of institutions without what follows them, as other places of the text tell it."""
    names = {m.body.name for m in found if m.body}
    shortened: list[Mention] = []
    for mention in found:
        body = mention.body
        known_whole = "institution" in doc.tokens[mention.first].senses  # and a branch is another one
        if body and body.place is None and not known_whole and len(words := body.name.split()) > 2:
            known = [" ".join(words[:n]) for n in range(len(words) - 1, 1, -1)]
            short = next((name for name in known if name in names), None)
            last = mention.first + len(short.split()) if short else mention.last
            blocking = {"unit"} if body.kind == "company" else {"region", "town", "unit"}
            if short and last < mention.last and not blocking & doc.tokens[last].senses.keys():
                shortened.append(Mention(mention.first, last, None, Named(short, body.kind)))
                continue
            if short:
                names.discard(short)
        shortened.append(mention)
    longer = {name.rsplit(" ", 1)[0]: name for name in names}
    return [
        Mention(m.first, m.last, m.place, Named(longer[m.body.name], m.body.kind), m.clear)
        if m.body and m.body.place is None and m.body.name not in names and m.body.name in longer
        else m
        for m in shortened
    ]


def with_parts(found: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Parts of an institution with its name: "Faculty of Law University of X"."""
    joined: list[Mention] = []
    letters: dict[str, Mention] = {}
    for mention in found:
        before = joined[-1] if joined else None
        part = letters.get(doc.tokens[mention.first - 1].norm) if mention.first else None
        if part and part.body and mention.body and part.body.name.endswith(f" {mention.body.name}"):
            joined.append(Mention(mention.first - 1, mention.last, body=part.body))
        elif (
            before
            and before.body
            and mention.body
            and _is_next(doc, before, mention)
            and before.body.kind == mention.body.kind == "university"
        ):
            body = Named(f"{before.body.name} {mention.body.name}", mention.body.kind, mention.body.place)
            joined[-1] = Mention(before.first, mention.last, body=body)
            if doc.tokens[before.last].text == "(":  # "Faculty of Law (FL) University of X": FL is known.
                letters[doc.tokens[before.last + 1].norm] = joined[-1]
        else:
            joined.append(mention)
    return joined


def within_ministries(found: Sequence[Mention]) -> list[Mention]:
    """Parts of a ministry, with its name right behind theirs: "Directorate General X Ministry of Y"."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before and before.last == mention.first and _is_a_ministry(before) and _is_a_ministry(mention):
            joined[-1] = before._replace(last=mention.last)
        else:
            joined.append(mention)
    return joined


def _is_a_ministry(mention: Mention) -> bool:
    body = mention.body
    return body is not None and body.kind == "ministry" and body.place is None


def with_seats(found: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Institutions with what ends their names behind their letters: "Institute of Arts (IA) X" is "IA X"."""
    joined: list[Mention] = []
    for mention in found:
        if not joined or mention.first >= joined[-1].last:  # else it is the end of that name
            joined.append(_with_seat(mention, doc))
    return joined


def _with_seat(mention: Mention, doc: Doc) -> Mention:
    tokens, i, body = doc.tokens, mention.last, mention.body
    if not (body and body.kind == LETTERED and i + 3 < len(tokens) and tokens[i].text == "("):
        return mention
    letters, seat = tokens[i + 1].senses.get("body"), tokens[i + 3]
    if not (letters and letters.kind == body.kind and tokens[i + 2].text == ")" and "region" in seat.senses):
        return mention
    return mention._replace(last=i + 4, body=body._replace(name=f"{tokens[i + 1].text} {seat.text}"))


def _is_next(doc: Doc, before: Mention, mention: Mention) -> bool:
    """Whether nothing but a short form in brackets parts two mentions."""
    gap = [token.text for token in doc.tokens[before.last : mention.first]]
    return not gap or (len(gap) == len("(A)") and gap[0] == "(" and gap[-1] == ")")


def whole(found: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Parts of a university by their whole name, where a text names one such part: "the Faculty of Law".

    A part that is always named alone is of the one university of the text.
    """
    of_kind = [m for m in found if m.body and m.body.kind == "university"]
    names = sorted({m.body.name for m in of_kind if m.body})
    longer = {name: _only_longer(name, names) for name in names}
    parts = {
        m.body.name: doc.tokens[m.last - 1]
        for m in of_kind
        if m.body and _is_a_part(doc, m) and not _says_of_which(doc, m)
    }
    wholes = {_whole_of(doc, m, m.body.name) for m in of_kind if m.body and m.body.name not in parts}
    if len(wholes) == 1:
        (only,) = wholes
        known = [name for name, last in parts.items() if last.senses and not longer[name]]
        longer |= {name: f"{name} {only}" for name in known if only not in name}
    return [
        m._replace(body=m.body._replace(name=name)) if m.body and (name := longer.get(m.body.name)) else m
        for m in found
    ]


def _is_a_part(doc: Doc, mention: Mention) -> bool:
    """Whether an institution is by its first word one of the parts that every one of its kind has."""
    body = doc.tokens[mention.first].senses.get("body")
    return body is not None and body.part


def _whole_of(doc: Doc, mention: Mention, name: str) -> str:
    """The name of what an institution is a part of, else its own."""
    rest = range(mention.first + 1, mention.last) if _is_a_part(doc, mention) else ()
    named = (i for i in rest if not {"body", "institution"}.isdisjoint(doc.tokens[i].senses))
    i = next(named, None)
    return name.removeprefix(f"{doc.text(mention.first, i)} ") if i else name


def _says_of_which(doc: Doc, mention: Mention) -> bool:
    """Whether the name of a part has that of the whole in it."""
    rest = doc.tokens[mention.first + 1 : mention.last]
    return any("body" in token.senses or "institution" in token.senses for token in rest)


def _only_longer(name: str, names: Sequence[str]) -> str | None:
    """The one of some sorted names that goes on where a name ends; none where several do."""
    start = bisect_left(names, f"{name} ")
    longer = [n for n in names[start : start + 2] if n.startswith(f"{name} ")]
    return longer[0] if len(longer) == 1 else None


def without_holders(found: Sequence[Mention], doc: Doc) -> list[Mention]:
    """Names of institutions behind an office without the name of who holds it.

    Where that begins is known by a word of it that stands alone elsewhere in the text, as people are called
    once they were named in full; else by a region, with which names of institutions end.
    """
    alone: set[str] | None = None
    cut: list[Mention] = []
    for mention in found:
        first, last = mention.first, mention.last
        held = first > 0 and "office" in doc.tokens[first - 1].senses
        if held and mention.body and mention.body.place is None and "body" in doc.tokens[first].senses:
            alone = _words_alone(doc) if alone is None else alone
            if known := _known_before(doc, mention, found):
                cut.append(known)
                continue
            names = [i for i in range(first + 2, last) if doc.tokens[i].norm in alone]
            end = names[0] if names else _behind_a_region(doc, first, last) or _behind_a_part(doc, mention)
            while end and "honorific" in doc.tokens[end - 1].senses:
                end -= 1
            if end == first + 1:
                continue  # "Director of the hospital Dr. N": which one, the rest of the text tells.
            if end and not _name_follows(doc, last):
                body = mention.body._replace(name=doc.text(first, end))
                cut.append(mention._replace(last=end, body=body))
                continue
        cut.append(mention)
    return cut


def _behind_a_region(doc: Doc, first: int, last: int) -> int | None:
    """Where the words of a whole name begin behind a region."""
    tokens = doc.tokens
    at = next((i for i in range(last - 3, first, -1) if "region" in tokens[i].senses), None)
    plain = at is not None and not any(token.senses for token in tokens[at + 1 : last])
    return at + 1 if at is not None and plain else None


def _known_before(doc: Doc, mention: Mention, found: Sequence[Mention]) -> Mention | None:
    """The institution of the text whose name begins a longer one, where a name of nobody known follows."""
    words = [token.norm for token in doc.tokens[mention.first : mention.last]]
    kind = mention.body and mention.body.kind
    bodies = {m.body.name: m for m in found if m.body and m.body.kind == kind and m.body != mention.body}
    for known in bodies.values() if len(bodies) <= MOST_WHOLE else ():
        own = [token.norm for token in doc.tokens[known.first : known.last]]
        end = next((n for n, word in enumerate(words) if word not in own), 0)
        if own[:end] == words[:end] and len(own) > end:
            continue  # "Bank X, Y" need not be "Bank X".
        behind = doc.tokens[mention.first + end : mention.last]
        name = len(behind) > 1 and all(t.cap and not t.senses and t.norm not in own for t in behind)
        if end > 1 and name:
            return mention._replace(last=mention.first + end, body=known.body, place=known.place)
    return None


def _behind_a_part(doc: Doc, mention: Mention) -> int | None:
    """Where the words of a name begin behind those for a part of an institution: "Faculty of Law"."""
    rest = doc.tokens[mention.first + 1 : mention.last]
    if not _is_a_part(doc, mention):
        return None
    plain = next((n for n, token in enumerate(rest) if not token.senses), 0)
    behind = rest[plain:]
    name = plain and len(behind) > 1 and all(token.cap and not token.senses for token in behind)
    return mention.first + 1 + plain if name else None


def _name_follows(doc: Doc, last: int) -> bool:
    """Whether a name begins behind an institution's, which therefore ends there."""
    behind = doc.tokens[last : last + 2]
    if not behind or behind[0].text != ",":
        return bool(behind) and "honorific" in behind[0].senses
    return len(behind) > 1 and behind[1].cap and "office" not in behind[1].senses


def _words_alone(doc: Doc) -> set[str]:
    """Words of no known sense that, alone or titled, open a sentence or stand behind a verb of speech."""
    tokens = doc.tokens
    openings = {sentence.first for sentence in doc.sentences}
    found: set[str] = set()
    for i in range(len(tokens) - 1):
        if tokens[i].cap and not (tokens[i].senses or tokens[i + 1].cap):
            start = i - 1 if i and "honorific" in tokens[i - 1].senses else i
            if start in openings or "speech" in tokens[start - 1].senses:
                found.add(tokens[i].norm)
    return found


def in_full(found: Sequence[Mention]) -> list[Mention]:
    """Companies and hospitals by the whole name, where a text also has one with letters for words of it.

    "Ltd X Branch Office Y" is then what "X BO Y" stands for.
    """
    names = {m.body.name: m.body for m in found if m.body and m.body.kind in _ABRIDGED}
    if not 1 < len(names) <= MOST_WHOLE:
        return list(found)
    words = {name: [word for word in name.split() if word[0] != "("] for name in names}
    longer = {
        name: [
            names[whole]
            for whole in names
            if whole != name
            and names[whole].kind == names[name].kind
            and (_abridges(words[name], words[whole]) or _abridges(words[name], words[whole][1:]))
        ]
        for name in names
    }
    return [
        m._replace(body=longer[m.body.name][0]) if m.body and len(longer.get(m.body.name, ())) == 1 else m
        for m in found
    ]


def _abridges(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether words are others in the same order, some of them by their first letters."""
    if not short or not whole:
        return not short and not whole
    if short[0] == whole[0]:
        return _abridges(short[1:], whole[1:])
    firsts = "".join(word[0] for word in whole[: len(short[0])])
    return len(short[0]) > 1 and short[0] == firsts and _abridges(short[1:], whole[len(short[0]) :])
