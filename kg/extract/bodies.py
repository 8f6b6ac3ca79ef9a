"""Where the name of an institution ends that is made up of a word for its kind and further words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from kg.extract.doc import Mention
from kg.extract.knowledge import Place
from kg.extract.pack import Body, Office, Pack
from kg.extract.tokens import Token, behind_branch, behind_short_form
from kg.extract.vocabulary import Named

#: Words in the name of an institution beside those that open it.
_MOST_WORDS = 8
#: Kinds of institution whose names can end with a region and its level.
_LOCAL = frozenset({"agency", "company", "hospital"})
#: The kind of those that are called by their names with and without their region.
_SEATED = "hospital"
#: Where the name of a body of a region has that of the region, with or without the word for its level.
_LEVELLED = re.compile(r"\{(?:name|bare)\}")
#: What a place is that ends a name.
_PLACES = frozenset({"region", "town"})
#: Digits of a year.
_YEAR = 4
#: What cannot be part of the name of an institution.
_BLOCKING = frozenset(
    {"common", "office", "acting", "agreement", "government", "honorific", "speech", "cue", "level"}
)
#: Cues of words that count, which may be part of a name.
_COUNTING = frozenset({"storey", "ordinal"})


class Bodies:
    """Reads names of institutions, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._joining = frozenset(pack.joining) | {",", "&"}
        self._legal_forms = frozenset(pack.legal_forms)
        self._levels = frozenset(pack.levels)
        self._level_words = pack.levels
        words = {*pack.branch_words, *(word for branch in pack.branches for word in branch.words)}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._branch = re.compile(rf" (?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?= )")
        named = [body for body in pack.bodies if body.name]
        self.templates = {body.name: frozenset(body.of) for body in named}
        #: Of each template the short names that end the words for it: "Regional Office BPN".
        self._short = {
            body.name or "": {word.rpartition(" ")[2] for word in body.words if " " in word} for body in named
        }

    def at(self, tokens: Sequence[Token], i: int, end: int) -> list[Mention]:
        """What begins with a word for a kind of institution; several where a list of regions follows."""
        body: Body = tokens[i].senses["body"]
        if body.of:
            return self._of_regions(tokens, i, end, body)
        if not tokens[i].cap:
            return []
        if body.name:  # It stands for the whole name.
            return [Mention(i, i + 1, body=Named(body.name, body.kind))]
        opens = i
        if i + 1 < end and (inner := tokens[i + 1].senses.get("body")) and inner.kind == body.kind:
            i += 1
        numbered = i + 1 if body.whole and i + 1 < end and _is_a_number(tokens[i + 1]) else None
        j = i + 1
        while j < end and j - i <= _MOST_WORDS and (j == numbered or self._in_name(tokens, j, end, body)):
            placed = not _PLACES.isdisjoint(tokens[j].senses)
            if body.whole and not (placed or tokens[j].text.isupper() or j == numbered):
                break
            j += 1
        while j > i + 1 and not (tokens[j - 1].cap or tokens[j - 1].text.isdigit()):
            j -= 1
        last, place = self._seat_behind(tokens, j, end, body)
        if form := self._legal_form(tokens, last, end):
            behind = behind_branch(tokens, last + 3, end)
            words = [t.text for t in (*tokens[opens:last], *tokens[last + 3 : behind])]
            words.insert(last - opens, f"({form})")
            return [Mention(opens, behind, body=Named(" ".join(words), body.kind, place))]
        if last == i + 1:
            return []
        name = " ".join(token.text for token in tokens[i:last])
        return [Mention(i, last, body=Named(name, body.kind, place))]

    def _of_regions(self, tokens: Sequence[Token], i: int, end: int, body: Body) -> list[Mention]:
        """Institutions of a kind of which regions have one each: "Police of X", "Prison Class II of X"."""
        j, levels = i + 1, set(body.of)
        while j < end and "grade" in tokens[j].senses:
            j += 1
        graded = j > i + 1
        name, own = template_of(body, " ".join([token.text for token in tokens[i:j]])), _has_own_name(body)
        if unknown := self._unknown_seat(tokens, i, j, end, body):
            return [unknown]
        if j < end and tokens[j].senses.get("level") in levels:
            levels, j = {tokens[j].senses["level"]}, j + 1
        regions = self.regions(tokens, j, end, levels, i)
        if regions:
            exact = _LEVELLED.sub("{full}", name) if len(levels) < len(body.of) else name
            found = []
            for m in regions[: 1 if graded else None]:
                one_of_several = not own or _is_one_of_several(tokens[m.last - 1], body)
                if m.place:
                    named = Named(self._named(exact if one_of_several else name, m.place), body.kind, m.place)
                    found.append(Mention(m.first, m.last, body=named))
            return found
        seat = _seat(tokens, j, end, levels)
        body_of = seat and Named(name.format(bare=seat, name=seat, full=seat), body.kind)
        return [Mention(i, j + 1, body=body_of)] if body_of else []

    def regions(
        self, tokens: Sequence[Token], i: int, end: int, levels: Iterable[str], first: int, clear: bool = True
    ) -> list[Mention]:
        """A region's name, and the names listed after it that can be of the same level."""
        found: list[Mention] = []
        while i < end and (place := self.of_level(tokens[i], levels)):
            found.append(Mention(i if found else first, i + 1, place=place, clear=clear))
            i += 1
            after = i
            while after < end and tokens[after].norm in self._joining:
                after += 1
            if after == i or after - i > 2:
                break
            i = after
        return found

    @staticmethod
    def of_level(token: Token, levels: Iterable[str]) -> Place | None:
        """The one region of some levels that a token names."""
        if not token.cap or "region" not in token.senses:
            return None
        places = [place for place in token.senses["region"] if place.level in levels]
        return places[0] if len(places) == 1 else None

    def by_letters(self, tokens: Sequence[Token], i: int, end: int) -> Mention:
        """An institution known by its letters alone, behind an office held in it, with its region."""
        j = i + 1
        levels: Iterable[str] = self._levels
        if j + 1 < end and "unit" in tokens[j].senses and _is_a_numeral(tokens[j + 1]):
            return Mention(i, j + 2, body=Named(" ".join(t.text for t in tokens[i : j + 2]), "other"))
        if j < end and "level" in tokens[j].senses:
            levels, j = {tokens[j].senses["level"]}, j + 1
        place = self.of_level(tokens[j], levels) if j < end else None
        last = j + 1 if place or _seat(tokens, j, end, levels) else i + 1
        template = self._template(tokens[i].text)
        if place and template and place.level in self.templates[template]:
            return Mention(i, last, body=Named(self._named(template, place), "other", place))
        return Mention(i, last, body=Named(" ".join(t.text for t in tokens[i:last]), "other", place))

    def with_region(self, tokens: Sequence[Token], i: int, end: int, named: Named) -> Mention:
        """An institution that is one of several, each of a region, when a region follows its short name."""
        j = i + 1
        levels: Iterable[str] = self._levels
        if j + 1 < end and "branch_word" in tokens[j].senses:
            j += 1
        if j < end and "level" in tokens[j].senses:
            levels, j = {tokens[j].senses["level"]}, j + 1
        seat = _seat(tokens, j, end, levels)
        if j >= end or not (seat or "region" in tokens[j].senses):
            return Mention(i, i + 1, place=named.place, body=named)
        template = self._template(named.name)
        if template and (place := self.of_level(tokens[j], self.templates[template])):
            return Mention(i, j + 1, body=Named(self._named(template, place), named.kind, place))
        place = self.of_level(tokens[j], levels) if named.place is None else None
        whole = tokens[i].text == named.name and j == i + 1 and not seat
        if not (place or seat) or named.kind in {"party", "university"} or whole:
            return Mention(i, i + 1, place=named.place, body=named)
        name = " ".join(token.text for token in tokens[i : j + 1])
        return Mention(i, j + 1, body=Named(name, named.kind, place))

    def _template(self, name: str) -> str | None:
        """The name of a body of a region that has a name right before that of the region."""
        return next((t for t, short in self._short.items() if f"{name} {{" in t or name in short), None)

    def _named(self, template: str, place: Place) -> str:
        return template.format(bare=place.bare, name=place.called, full=place.full(self._level_words))

    def headed(self, tokens: Sequence[Token], i: int, end: int, office: Office) -> Mention | None:
        """What an office is held in, where a place follows that is one of several regions, or none."""
        levels = self.templates.get(office.body or "", ())
        seat = _seat(tokens, i, end, levels) if office.body and levels else None
        if not (seat and office.body):
            return None
        return Mention(i, i + 1, body=Named(office.body.format(bare=seat, name=seat, full=seat), office.of))

    @staticmethod
    def numbered(tokens: Sequence[Token], i: int, end: int, office: Office) -> Mention | None:
        """What an office is held in, where that has a number and often a name: "Commander of the 12th/X"."""
        if not office.body or "{unit}" in office.body or i >= end:
            return None
        if not (tokens[i].text.isdigit() or _is_a_numeral(tokens[i])):
            return None
        last = i + 1
        if last + 1 < end and tokens[last].text == "/" and tokens[last + 1].cap:
            last += 2
        elif last < end and tokens[last].cap and "region" in tokens[last].senses:
            last += 1
        number = " ".join(token.text for token in tokens[i:last]).replace(" / ", "/")
        name = office.body.format(bare=number, name=number, full=number)
        return Mention(i, last, body=Named(name, office.of))

    def in_full(self, found: Sequence[Mention]) -> list[Mention]:
        """Branches by the name with the word for a branch, of which a text has another name without it.

        Where it has two with such a word, these are two branches, and nothing tells of which the other is.
        Likewise those of a region by the name with the word for its level, and hospitals by that with both.
        """
        branches: dict[tuple[str | None, str], dict[str, Named]] = {}
        for body in (mention.body for mention in found):
            if body and (short := self._branch.sub("", body.name)) != body.name:
                branches.setdefault((body.kind, short), {})[body.name] = body
        only = {key: next(iter(known.values())) for key, known in branches.items() if len(known) == 1}
        whole = [
            m._replace(body=only.get((m.body.kind, m.body.name), m.body)) if m.body else m for m in found
        ]
        levelled = {m.body.name: m.body for m in whole if m.body and self._says_level(m.body)}
        exact = {self._commonly(body): body for body in levelled.values()} | self._seated(levelled.values())
        return [m._replace(body=exact.get(self._commonly(m.body), m.body)) if m.body else m for m in whole]

    def _seated(self, levelled: Iterable[Named]) -> dict[tuple[str | None, str, Place | None], Named]:
        """Hospitals, by their names without region and level, where only one is called so."""
        known: dict[tuple[str | None, str, Place | None], list[Named]] = {}
        for body in levelled:
            if body.kind == _SEATED and body.place:
                name = body.name.removesuffix(f" {body.place.full(self._level_words)}")
                known.setdefault((body.kind, name, None), []).append(body)
        return {key: bodies[0] for key, bodies in known.items() if len(bodies) == 1}

    def _says_level(self, body: Named) -> bool:
        """Whether its name ends with that of its region and the word for its level."""
        if body.place is None:
            return False
        full = body.place.full(self._level_words)
        return full != body.place.called and body.name.endswith(f" {full}")

    def _commonly(self, body: Named) -> tuple[str | None, str, Place | None]:
        """Its kind, name and region, the name with that of its region as it is commonly called."""
        name = body.name
        if body.place and self._says_level(body):
            name = name.removesuffix(body.place.full(self._level_words)) + body.place.called
        return body.kind, name, body.place

    def settled(self, mention: Mention, tokens: Sequence[Token], clear: Collection[str]) -> Mention:
        """An institution of a place that several regions are called by, as that of the one that is meant.

        Args:
            mention: of any institution.
            tokens: of the text.
            clear: codes of regions that the text names with their level.
        """
        body, place = tokens[mention.first].senses.get("body"), tokens[mention.last - 1].senses.get("region")
        if mention.body is None or mention.body.place or not (body and body.of and place):
            return mention
        fitting = [each for each in place if each.code in clear and each.level in body.of]
        if len(fitting) != 1:
            return mention
        name = self._named(template_of(body, ""), fitting[0]) if _has_own_name(body) else mention.body.name
        return mention._replace(body=Named(name, body.kind, fitting[0]))

    def _legal_form(self, tokens: Sequence[Token], j: int, end: int) -> str | None:
        """The form of a company in brackets behind its name, which is part of it: "PT X (Ltd)"."""
        form = tokens[j + 1].text if behind_short_form(tokens, j, end) > j else None
        return form if form in self._legal_forms else None

    def _seat_behind(self, tokens: Sequence[Token], j: int, end: int, body: Body) -> tuple[int, Place | None]:
        """Behind the region, with a word for its level, that ends a name: "Water Company City of X"."""
        level = tokens[j].senses.get("level") if j + 1 < end and body.kind in _LOCAL else None
        place = self.of_level(tokens[j + 1], {level}) if level else None
        return (j + 2, place) if place else (j, None)

    @staticmethod
    def _unknown_seat(tokens: Sequence[Token], i: int, j: int, end: int, body: Body) -> Mention | None:
        """An institution of a place that is no region."""
        if not (tokens[i].cap and j < end and tokens[j].cap and not tokens[j].senses):
            return None
        ends = j + 1 >= end or not tokens[j + 1].cap or "honorific" in tokens[j + 1].senses
        if i > 0 and "office" in tokens[i - 1].senses and not (j + 1 < end and tokens[j + 1].text == ","):
            return None  # "The chair of the council N": a name, and no place
        name = " ".join([token.text for token in tokens[i : j + 1]])
        return Mention(i, j + 1, body=Named(name, body.kind)) if ends else None

    def _in_name(self, tokens: Sequence[Token], j: int, end: int, body: Body) -> bool:
        token = tokens[j]
        if not token.text[0].isalpha():
            return token.text.isdigit() and "branch_word" in tokens[j - 1].senses
        named_after = "honorific" in token.senses and j + 1 < end and tokens[j + 1].cap
        if token.cap or (named_after and "body" in tokens[j - 1].senses):
            whole = token.senses.get("institution") or token.senses.get("body")
            if body.kind == "university" and whole and whole.kind == body.kind:
                return False
            blocked = _BLOCKING & token.senses.keys()
            if blocked == {"cue"} and _COUNTING.issuperset(token.cues):
                return True  # "Puskesmas Simpang Tiga"
            if blocked == {"honorific"} and j + 1 < end:
                opener = j - 2 if "honorific" in tokens[j - 1].senses else j - 1
                return "body" in tokens[opener].senses and named_after
            part = not blocked or _is_of_initials(tokens, j, end)
            return not (blocked - {"common", "cue"}) and (
                part or not {"unit", "in_body"}.isdisjoint(token.senses)
            )
        return (
            token.norm in self._joining
            and j + 1 < end
            and tokens[j + 1].cap
            and "unit" in tokens[j + 1].senses
            and "body" not in tokens[j + 1].senses
        )


def template_of(body: Body, words: str) -> str:
    """The name of a body of a region with a place for that of the region, by the pack or else by words."""
    return body.name if body.name and _has_own_name(body) else f"{body.name or words} {{name}}"


def _has_own_name(body: Body) -> bool:
    """Whether the pack says how the names of such bodies are written with their regions."""
    return "{" in (body.name or "")


def _seat(tokens: Sequence[Token], j: int, end: int, levels: Iterable[str]) -> str | None:
    """The name of a place that is one of several regions, or a town that is none."""
    if j >= end or not tokens[j].cap:
        return None
    places = [place for place in tokens[j].senses.get("region", ()) if place.level in levels]
    if len(places) > 1:
        return str(places[0].bare)
    return tokens[j].text if "town" in tokens[j].senses else None


def _is_one_of_several(token: Token, body: Body) -> bool:
    """Whether several regions that have such a body each are called by the name of one."""
    return sum(place.level in body.of for place in token.senses["region"]) > 1


def is_acronym(token: Token) -> bool:
    """Whether a token is letters of no known sense."""
    return token.text.isupper() and token.text.isalpha() and len(token.text) > 1 and not token.senses


def _is_of_initials(tokens: Sequence[Token], j: int, end: int) -> bool:
    """Whether a token is letters with dots, of whom what follows is named after."""
    return "." in tokens[j].text[:-1] and j + 1 < end and tokens[j + 1].cap and not tokens[j + 1].senses


def _is_a_number(token: Token) -> bool:
    """Whether a token is the number of one of several that have one name, and no year."""
    return token.text.isdigit() and len(token.text) < _YEAR


def _is_a_numeral(token: Token) -> bool:
    return token.cap and set(token.text) <= set("IVX")
