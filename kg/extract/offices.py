"""Offices: how one is written, how it is held, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.extract.bodies import template_of
from kg.extract.described import stands_alone
from kg.extract.doc import Doc, Held, Mention
from kg.extract.knowledge import Place
from kg.extract.names import MOST_BETWEEN, read_name
from kg.extract.pack import PARTS, Branch, Office, Pack
from kg.extract.tokens import Token, behind_short_form
from kg.extract.vocabulary import Named
from kg.names import fold

#: The shape of nouns of doing something, which name units and hardly ever people: "Pembukuan", "Sertifikasi".
_NOUN = re.compile(r"(?:Pe|Ke)[a-z]{4,}an|[A-Z][a-z]{4,}(?:asi|logi)")
#: Words for the office that a ministry has in a province: those for other institutions are one word.
_OF_A_REGION = 2
#: Words before an office that say how it is held, most: "former acting ...".
_MOST_BEFORE = 6


class Role(NamedTuple):
    """An office found.

    Attributes:
        last: the token after it and what it is held in.
        behind: that after the words for it alone.
        several: whether several people hold such an office.
        placed: whether it is one of a district whose name ends it.
    """

    held: Held
    last: int
    behind: int
    several: bool
    placed: bool = False


class Offices:
    """Reads offices, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._joining = frozenset(pack.joining) | {","}
        self._levels = frozenset(pack.levels)
        self._ended = frozenset(pack.ended)
        self._heads: dict[str, Branch] = {branch.kind: branch for branch in pack.branches}
        roles = {office.role for office in pack.offices if office.of == "any"}
        #: An office of any institution -> those that add two words with which the name of it begins.
        self._fuller = {
            one: [other for other in roles if other.startswith(f"{one} ") and _adds_two(one, other)]
            for one in roles
        }
        #: Name of an institution as it is also written -> its own.
        self._names = {fold(word): each.name for each in pack.institutions for word in each.words}

    def read(self, doc: Doc, at: Mapping[int, Mention], i: int, end: int) -> Role | None:
        """The office that begins at a token."""
        tokens, first = doc.tokens, i
        acting: str | None = None
        standing = ""
        within = min(end, first + _MOST_BEFORE)
        while i < within and ("acting" in tokens[i].senses or "standing" in tokens[i].senses):
            if "office" in tokens[i].senses and i + 1 < end and "office" not in tokens[i + 1].senses:
                break
            acting = tokens[i].senses.get("acting") or acting
            standing = tokens[i].senses.get("standing") or standing
            i += 1
        if i >= end or "office" not in tokens[i].senses or (i > first and i not in range(first, end)):
            return None
        office: Office = tokens[i].senses["office"]
        i = behind = behind_short_form(tokens, i + 1, end)
        after = ""
        if i < end and "standing" in tokens[i].senses:
            after, i = tokens[i].senses["standing"], i + 1
        i, unit, secretariat = self._unit(tokens, at, office, i, end)
        level = office.of not in PARTS and i + 1 < end and "level" in tokens[i].senses
        if level and i not in at and (tokens[i + 1].cap or _names_somebody(tokens, i + 1, end)):
            i += 1  # "The inspector of the province N": of which one, the rest of the text tells.
        mention = at.get(i)
        seat = tokens[i].text if mention is None and i < end and _is_a_place(tokens, i) else ""
        i += bool(seat)
        i = _behind_letters(tokens, mention.last, end) if mention and mention.last <= end else i
        placed = mention is not None and mention.place is not None and office.unit and not unit
        i, unit = self._unit_behind(tokens, at, office, i, end) if placed else (i, unit)
        if office.of in PARTS and mention and not mention.clear:
            mention = None  # A district that is called like a region.
        if i < end and "standing" in tokens[i].senses:
            after, i = tokens[i].senses["standing"], i + 1
        role = " ".join(filter(None, [standing, office.role, unit, after]))
        held = self._held(office, role, acting, mention, secretariat, doc.span(first, i))
        if seat and held.body is None:
            self._seat(held, seat, office, " ".join(filter(None, [standing, office.role, after])))
        if mention is None and held.body is None and held.of == "any" and not unit and i < end:
            i = self._behind_a_kind(held, tokens, i, end)
        if {standing, after} & self._ended:
            held.body = held.place = None
            held.of, held.clear = "ended", True
        return Role(held, i, behind, office.several)

    @staticmethod
    def _behind_a_kind(held: Held, tokens: Sequence[Token], i: int, end: int) -> int:
        """Behind a word for a kind of institution that stands alone before a name: the rest tells of which.

        "Director of the hospital Dr. N", "Member of the Council N", "Director of the polytechnic, N, said".
        """
        body = tokens[i].senses.get("body")
        if body is None or i + 1 >= end:
            return i
        after = tokens[i + 2 if tokens[i + 1].text == "," and i + 2 < end else i + 1]
        of_a_region = bool(body.of) and tokens[i].cap and after.cap and not after.senses
        named = tokens[i].cap and _names_somebody(tokens, i + 1, end)
        if not (of_a_region or named or "honorific" in after.senses):
            return i
        held.of = body.kind
        if of_a_region or named:
            held.template = template_of(body, tokens[i].text)
        return i + 1

    @classmethod
    def _seat(cls, held: Held, place: str, office: Office, role: str) -> None:
        """Name what an office is held in by a place; what its name takes of the office leaves ``role``."""
        cls.name_body(held, place)
        if held.body and "{unit}" in (office.body or ""):
            held.role = role

    @staticmethod
    def name_body(held: Held, place: str) -> None:
        """Name what an office is held in by the words for its place, when no list has them."""
        if held.template and "{name}" in held.template and place:
            held.body = Named(held.template.format(name=place), held.of)
            held.clear = True

    @staticmethod
    def name_body_by(doc: Doc, held: Held, first: int, last: int) -> None:
        """Name what an office is held in by some tokens."""
        held.body, held.clear = Named(doc.text(first, last), None), True

    @staticmethod
    def named_further(doc: Doc, role: Role, last: int) -> Role:
        """The same office with further words: what its holder speaks for, else the name of its unit."""
        held, words = role.held, doc.text(role.last, last)
        if held.speaks:
            held.body, held.clear = Named(words, None), True
        else:
            held.role = f"{held.role} {words}"
        return role._replace(last=last)

    @staticmethod
    def of_a_group(doc: Doc, role: Role, end: int) -> Role:
        """The same office with the group it is of, where a comma or a title parts a person from its name."""
        tokens, first = doc.tokens, role.last
        if role.held.of != "any" or first >= end or "in_body" not in tokens[first].senses:
            return role
        i = first
        while i < min(end, first + MOST_BETWEEN) and tokens[i].cap and not _is_a_title(tokens[i]):
            i += 1
        if i < end and _is_a_title(tokens[i]):
            return Offices.named_further(doc, role, i)
        if i >= end or not _names_somebody(tokens, i, end):
            other = (j for j in range(first, i) if "office" in tokens[j].senses)
            return role._replace(last=next(other, i))
        Offices.name_body_by(doc, role.held, first, i)
        return role._replace(last=i)

    def extended(self, doc: Doc, at: Mapping[int, Mention], role: Role, last: int) -> Role:
        """The same office with further words as the name of its unit, and the region after them."""
        held = role.held
        mention = at[last]
        held.role = f"{held.role} {doc.text(role.last, last)}"
        held.place = mention.place or (mention.body.place if mention.body else None)
        place = held.place
        governs = Named.governing(place) if place else None
        held.body = mention.body or governs
        held.clear = held.body is not None
        return role._replace(last=mention.last)

    def _unit(
        self, tokens: Sequence[Token], at: Mapping[int, Mention], office: Office, i: int, end: int
    ) -> tuple[int, str, str | None]:
        """Words for a part of an administration after an office, and a body named without its region."""
        words: list[str] = []
        names_body = bool(office.body and "{unit}" in office.body)
        if not office.unit and not names_body:
            return i, "", None
        while i < end and i not in at:
            token = tokens[i]
            body = token.senses.get("body")
            if body and body.name and "{full}" in body.name and (words or office.unit):
                return i + 1, " ".join(words), body.name
            if not self._is_unit(tokens, i, end, words):
                break
            words.append(token.text)
            i += 1
        while words and words[-1].lower() in self._joining:
            words.pop()
            i -= 1
        return i, " ".join(words).replace(" ,", ","), None

    def _unit_behind(
        self, tokens: Sequence[Token], at: Mapping[int, Mention], office: Office, i: int, end: int
    ) -> tuple[int, str]:
        """Two words or more for a part of an administration behind its region: "Regent of X, Section Law"."""
        last, unit, _ = self._unit(tokens, at, office, i, end)
        return (last, unit) if last > i + 1 else (i, "")

    def _is_unit(self, tokens: Sequence[Token], i: int, end: int, words: list[str]) -> bool:
        token = tokens[i]
        if "grade" in token.senses or (words and token.cap and set(token.text) <= set("IVX")):
            return True
        if words and token.cap and len(token.text) == 1 and i + 1 < end and _ends_a_unit(tokens[i + 1]):
            return True
        if "unit" in token.senses and token.cap:
            numeral = set(token.text) <= {"I", "V"}
            return not (numeral and i + 1 < end and "honorific" in tokens[i + 1].senses and words)
        following = self._goes_on(tokens, i + 1, end)
        if token.cap and not token.senses and not words and i + 1 < end:
            body = tokens[i + 1].senses.get("body")
            if body and body.name and "{full}" in body.name:
                return True
        if token.norm in self._joining:
            return bool(words) and following
        if not token.senses and i + 1 < end and tokens[i + 1].cap and _NOUN.fullmatch(token.text):
            return True
        abbreviation = (
            len(token.text) > 2 and token.text.isupper() and token.text.isalpha() and not token.senses
        )
        if not abbreviation or i + 1 >= end:
            return False
        after = tokens[i + 1]
        return after.text == "," or (after.cap and not (after.text.isupper() and len(after.text) > 1))

    def _goes_on(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Whether a name of a unit goes on behind a comma or a word of joining, or both: "A, B, and C"."""
        if i + 1 < end and tokens[i - 1].text == "," and tokens[i].norm in self._joining:
            i += 1
        token = tokens[i] if i < end else None
        return (
            token is not None
            and token.cap
            and "unit" in token.senses
            and not {"office", "body"} & token.senses.keys()
        )

    def _held(
        self,
        office: Office,
        role: str,
        acting: str | None,
        mention: Mention | None,
        secretariat: str | None,
        span: tuple[int, int],
    ) -> Held:
        body = mention.body if mention else None
        place = (mention.place or (body.place if body else None)) if mention else None
        template = secretariat or office.body
        unit = role.removeprefix(office.role).strip()
        of_a_unit = template is not None and "{unit}" in template and "{name}" in template
        if template and of_a_unit:  # "Prison Class II of X"
            template = " ".join(template.replace("{unit}", unit).split())
        if body is None and place is not None:
            body = self._body_of(office, template if of_a_unit else office.body, place)
            role = office.role if of_a_unit else role
        elif unit and template and "{unit}" in template and body is None:
            name = template.format(unit=unit)
            body, role = Named(self._names.get(fold(name), name), office.of), office.role
        branch = self._heads.get(body.kind or "") if body else None
        if branch and role == office.role and office.of == "any" and branch.head.startswith(role):
            role = branch.head
        if body and role == office.role:
            role = self._in_full(role, body.name)
        return Held(role, acting, body, place, office.speaks, body is not None, span, office.of, template)

    def _in_full(self, role: str, body: str) -> str:
        """The office with words that begin the name of its institution: "head of the regional office"."""
        fuller = self._fuller.get(role, ())
        return next((one for one in fuller if body.startswith(f"{one.removeprefix(role).strip()} ")), role)

    def _body_of(self, office: Office, template: str | None, place: Place) -> Named | None:
        """What an office that is named with a region alone is held in, by how the name of that is written."""
        if template and ("{name}" in template or "{full}" in template):
            return Named(template.format(name=place.bare, full=place.name), office.of, place)
        branch = self._heads.get(office.of)
        if branch:
            name = branch.name.format(bare=place.bare, name=place.name)
            return Named(name, branch.kind, place) if place.level in branch.levels else None
        return Named.governing(place)


def _adds_two(role: str, longer: str) -> bool:
    return len(longer.split()) - len(role.split()) == _OF_A_REGION


def _ends_a_unit(token: Token) -> bool:
    """Whether a letter before a token is no initial, but that of a unit: "Commission A of the council"."""
    return token.text == "," or "body" in token.senses


def _is_a_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is a town, or behind a grade a name that two regions share: "Class I Semarang"."""
    return "town" in tokens[i].senses or ("region" in tokens[i].senses and "grade" in tokens[i - 1].senses)


def _names_somebody(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether the name of somebody stands between commas, or before the end."""
    return tokens[i].text == "," and stands_alone(tokens, i + 1, end)


def _is_a_title(token: Token) -> bool:
    """Whether a token is a title, and no initial."""
    return "honorific" in token.senses and len(token.text) > 1


def _behind_letters(tokens: Sequence[Token], i: int, end: int) -> int:
    """Behind a short form in brackets of what an office is of, where a name follows; else where it was."""
    last = behind_short_form(tokens, i, end)
    start = last + 1 if last < end and tokens[last].text == "," else last
    return last if start < end and read_name(tokens, start, end) else i
