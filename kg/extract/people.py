"""People named in a text, with the offices in which it shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.described import (
    behind_street,
    follows_an_occupation,
    is_aged,
    is_described,
    is_of_a_stand_in,
    names_a_building,
    stands_alone,
)
from kg.extract.districts import behind_a_district, behind_a_part
from kg.extract.doc import Doc, Held, Mention, Sighting
from kg.extract.holders import BETWEEN, as_many, joined
from kg.extract.in_part import InPart
from kg.extract.layout import Sentence
from kg.extract.named_again import named_again
from kg.extract.names import (
    MOST_BETWEEN,
    Name,
    Registry,
    name_like_a_word,
    read_name,
    read_names,
    title_ahead,
)
from kg.extract.offices import Offices, Role
from kg.extract.pack import PARTS, Pack
from kg.names import fold

#: What a word can be that is no name where it stands alone behind an office.
_ALONE_NO_NAME = frozenset({"region", "occupation"})
#: Offices, least, whose holders follow in the same order.
_LEAST_IN_ORDER = 2
#: Plain words between an office and "namely", most.
_MOST_BEFORE_NAMELY = 4


class People:
    """Finds people, with the words of a pack."""

    def __init__(self, pack: Pack, districts: frozenset[str] = frozenset()) -> None:
        self._offices, self._districts = Offices(pack), districts
        self._counts = {word: number for number, words in pack.numbers.items() for word in words}
        self._openers = frozenset(map(str.lower, pack.place_openers))

    def find(self, doc: Doc) -> None:
        """Fill ``people`` and ``sightings`` of a text whose mentions are known."""
        finder = _Finder(doc, self._offices, self._counts, self._districts, self._openers)
        for sentence in doc.sentences:
            if not sentence.headline:
                finder.full_names(sentence)
        doc.people = finder.registry.people
        doc.sightings = finder.sightings + named_again(doc, finder.sightings, finder.inside)


class _Finder:
    def __init__(
        self,
        doc: Doc,
        offices: Offices,
        counts: Mapping[str, int],
        districts: frozenset[str],
        openers: frozenset[str],
    ) -> None:
        self.doc, self.tokens, self._offices = doc, doc.tokens, offices
        self._counts, self._districts, self._openers = counts, districts, openers
        self.registry = Registry()
        self.sightings: list[Sighting] = []
        self._in_part = InPart(doc.mentions)
        self._at: dict[int, Mention] = {}
        for mention in doc.mentions:
            self._at.setdefault(mention.first, mention)
        self._parties = {m.first for m in doc.mentions if m.body and m.body.kind == "party"}
        self.inside = {i for m in doc.mentions for i in range(m.first + 1, m.last) if m.body}

    def full_names(self, sentence: Sentence) -> None:
        tokens, at, inside = self.tokens, self._at, self.inside
        i, end = sentence.first, sentence.last
        while i < end:
            token = tokens[i]
            if senses := token.senses:
                if "office" in senses or "acting" in senses or "standing" in senses:
                    role = self._offices.read(self.doc, at, i, end)
                    if role:
                        i = self._with_office(role, i, end)
                        continue
                if "respectively" in token.cues and (last := self._in_the_same_order(i, sentence)):
                    i = last
                    continue
                if "street" in senses:
                    i = behind_street(tokens, i + 1, end)
                    continue
            if token.cap and i not in at and i not in inside:
                i = self._without_office(i, end, sentence)
                continue
            i += 1

    def _in_the_same_order(self, i: int, sentence: Sentence) -> int | None:
        """Behind as many names as offices stand alone before: "mayors of A and B, respectively N and O"."""
        alone = self.doc.vacant_in(sentence.first, i)
        names = read_names(self.tokens, i + 1, sentence.last, len(alone))
        if len(names) < _LEAST_IN_ORDER or len(names) < len(alone):
            return None
        for name, (_, _, held) in zip(names, alone, strict=True):
            self._see(name, held, name.first)
        del self.doc.vacant[-len(alone) :]
        return names[-1].last

    def _several(self, role: Role, first: int, end: int) -> int | None:
        """Behind all names of those who hold one office: "two assistants, namely N and O"."""
        before = self.tokens[first - 1] if first else None
        number = self._counts.get(before.norm, before.number) if before else None
        names = as_many(self.tokens, role.last, end, number) if number else []
        if not (number and number > 1) and role.several:
            names = joined(self.tokens, role.last, end)
            if names and self._office_follows(names[-1].last, end):
                return None
        if not names or any(j in self._at for name in names for j in range(name.first, name.last)):
            return None
        for name in names:
            self._see(name, replace(role.held), first if name is names[0] else name.first)
        return names[-1].last

    def _with_office(self, role: Role, first: int, end: int) -> int:
        """A person named after an office, or before it; several where a number tells how many."""
        if last := self._several(role, first, end):
            return last
        role = self._behind_a_party(self._by_a_part(role, end), end)
        name = self._name_behind(role, end)
        if name and (unit := self._name_of_a_unit(name, end)):
            return self._with_office(self._offices.extended(self.doc, self._at, role, unit), first, end)
        if name and (start := self._title_behind(name, role, end)):
            role = self._offices.named_further(self.doc, role, start)
            name = read_name(self.tokens, start, end)
        if name and not name.titled and first > 0 and "venue" in self.tokens[first - 1].senses:
            return role.last  # "The office of the regent, X" says where, not who.
        if name and is_of_a_stand_in(self.tokens, name, first, role.last, end):
            self.doc.vacant.append((first, role.last, role.held))
            return self._see(name, None, name.first)
        if name:
            name = self._name_behind_a_place(name, role, end)
        if name is None and (
            start := title_ahead(self.tokens, role.last, end) or self._namely(role.last, end)
        ):
            name = read_name(self.tokens, start, end)
        if name:
            between = self.doc.text(role.last, name.first).strip(" ,:(-")
            if between and role.held.body is None:
                role.held.body = self._in_part.called(between, role.held.of)
            if name.first > role.last + 1 and role.held.body is None:
                self._offices.name_body(role.held, between)
            return self._see(name, role.held, first)
        if not self._give_to_the_one_before(role.held, first, role.last):
            self.doc.vacant.append((first, role.last, role.held))
        return role.last

    def _behind_a_party(self, role: Role, end: int) -> Role:
        """The same office, ended behind the party that its holder is of, where a name follows."""
        i = role.last
        while i < end and not {"on_side", "member"}.isdisjoint(self.tokens[i].cues):
            i += 1
        if i not in self._parties:
            return role
        last = self._at[i].last
        start = last + 1 if last < end and self.tokens[last].text == "," else last
        return role._replace(last=last) if start < end and read_name(self.tokens, start, end) else role

    def _by_a_part(self, role: Role, end: int) -> Role:
        """The same office with what it is held in, where words of its name stand before that of a person."""
        held, first = role.held, role.last
        if held.of in PARTS:
            last = behind_a_district(self.doc, role.behind, role.last, end, self._districts)
            placed = role._replace(last=last, placed=True) if last else role
            whole = last is not None and last - role.behind > 1
            return placed if whole or self._name_behind(placed, end) else role
        if held.body or held.of in {"region", "ended"}:
            return role
        ahead = range(first, min(end, first + MOST_BETWEEN))
        last = next((i for i in ahead if not self.tokens[i].cap or self._names_a_body(i)), ahead.stop)
        for i in range(last, first + 1, -1):
            start = i + 1 if i < end and self.tokens[i].text == "," else i
            body = self._in_part.called(self.doc.text(first, i), held.of)
            if body and start < end and read_name(self.tokens, start, end):
                held.body, held.place, held.clear = body, body.place, True
                return role._replace(last=i)
        return self._offices.of_a_group(self.doc, role, end)

    def _name_behind(self, role: Role, end: int) -> Name | None:
        """What looks like a name behind an office."""
        i = role.last
        if i < end and self.tokens[i].text in BETWEEN:
            if self.tokens[i].text == ":" and self.doc.sentence_of(i).headline:
                return None  # "The mayor: ...", and what he says
            i += 1
        if i >= end:
            return None
        if i not in self._at:
            name = self._outside_bodies(read_name(self.tokens, i, end)) or (
                name_like_a_word(self.tokens, i, end) if role.held.place else None
            )
            alone = name is not None and not name.titled and name.bare_last - name.bare_first == 1
            return None if alone and not _ALONE_NO_NAME.isdisjoint(self.tokens[i].senses) else name
        return self._name_like_a_region(i, end) if "region" in self.tokens[i].senses else None

    def _outside_bodies(self, name: Name | None) -> Name | None:
        """A name, unless an institution is named within it."""
        within = range(name.bare_first + 1, name.bare_last) if name else ()
        return None if any(map(self._names_a_body, within)) else name

    def _names_a_body(self, i: int) -> bool:
        """Whether the name of an institution begins at a token."""
        return i in self._at and self._at[i].body is not None

    def _name_behind_a_place(self, name: Name, role: Role, end: int) -> Name | None:
        """The name itself, where words that look like one name a place that no list has."""
        held = role.held
        if self._is_a_dateline(name) and not (held.place and name.first == role.last):
            return None
        if not name.titled and held.body is None and held.of not in {"any", "region"}:
            ahead = title_ahead(self.tokens, role.last, end)
            if ahead and ahead >= name.last and (titled := read_name(self.tokens, ahead, end)):
                return titled
        if body_last := self._region_within(name, held, end):
            self._offices.name_body_by(self.doc, held, name.bare_first, body_last)
            return read_name(self.tokens, body_last, end)
        before = self.tokens[name.first - 1]
        apart = role.placed or before.text in BETWEEN or not {"region", "town"}.isdisjoint(before.senses)
        if held.of in PARTS and not name.titled and name.bare_last - name.bare_first > 1:
            behind = range(name.bare_first + 1, name.bare_last)
            opener = next((i for i in behind if "opener" in self.tokens[i].senses), None)
            opener = opener or behind_a_part(self.tokens, name, self._openers)
            listed = held.of == "district" and bool(self._districts)  # it would have been found
            start = opener or (None if apart or listed else behind[0])
            name = (read_name(self.tokens, start, end) if start else None) or name
        if self._is_short_for_a_body(name, held, end):
            following = name.last + 1 if self.tokens[name.last].text in BETWEEN else name.last
            return read_name(self.tokens, following, end)
        return name

    def _name_of_a_unit(self, name: Name, end: int) -> int | None:
        """Where words end that look like a name, and are a unit's: a region and a name follow at once."""
        mention = self._at.get(name.last)
        if name.titled or mention is None or name.last >= end:
            return None
        i = mention.last
        if i < end and self.tokens[i].text in BETWEEN:
            i += 1
        return name.last if i < end and read_name(self.tokens, i, end) else None

    def _is_a_dateline(self, name: Name) -> bool:
        """Whether one word is a town rather than a name, since a comma and a date follow it."""
        if name.titled or name.bare_last - name.bare_first > 1 or name.last + 1 >= len(self.tokens):
            return False
        after = self.tokens[name.last + 1]
        return self.tokens[name.last].text == "," and after.start in self.doc.date_starts

    def _is_short_for_a_body(self, name: Name, held: Held, end: int) -> bool:
        """Whether one word after an office is what the office is of, since a name follows it."""
        long = name.bare_last - name.bare_first > 1
        i = name.last
        listed = i < end and self.tokens[i].text == ","
        if name.titled or held.body or held.of == "region":
            return False
        placed = held.of in PARTS and "place_end" in self.tokens[i - 1].senses
        if held.of == "any" or (long and not placed):
            return listed and stands_alone(self.tokens, i + 1, end)
        if i < end and self.tokens[i].text in BETWEEN:
            i += 1
        following = read_name(self.tokens, i, end) if i < end else None
        if following is None:
            return False
        return held.of in PARTS or following.titled or following.bare_last - following.bare_first > 1

    def _region_within(self, name: Name, held: Held, end: int) -> int | None:
        """Where a short form of a region stands in what looks like a name, since that ends one of a body."""
        if name.titled or held.body or held.of != "any":
            return None
        for i in range(name.bare_first + 1, name.bare_last):
            places = self.tokens[i].senses.get("region", ())
            if any(fold(self.tokens[i].text) not in fold(place.name) for place in places):
                return i + 1 if read_name(self.tokens, i + 1, end) else None
        return None

    def _title_behind(self, name: Name, role: Role, end: int) -> int | None:
        """Where a title begins behind words that look like a name, but say what an office is of.

        "Chair of the Synod of X Dr. N": the title of a name stands before it, so that nothing but the name
        can begin there.
        """
        held = role.held
        if name.titled or held.body or held.of != "any":
            return None
        for i in range(name.last, min(end, role.last + MOST_BETWEEN)):
            token = self.tokens[i]
            if "office" in token.senses or "acting" in token.senses:
                return None  # somebody else's
            titles = "honorific" in token.senses and len(token.text) > 1 and self.tokens[i - 1].cap
            if titles and read_name(self.tokens, i, end):
                return i
            if not token.cap and "with" not in token.cues:
                return None
        return None

    def _namely(self, i: int, end: int) -> int | None:
        """Where a name begins behind "held by", or a few plain words and "himself": "it was he, namely N"."""
        if i < end and "held_by" in self.tokens[i].cues:
            return i + 1
        for j in range(i, min(end, i + _MOST_BEFORE_NAMELY)):
            token = self.tokens[j]
            himself = token.text == "," and j > i and "self" in self.tokens[j - 1].cues
            if himself and stands_alone(self.tokens, j + 1, end):
                return j + 1
            if token.text == "," and j + 2 < end and {"as", "names"} <= set(self.tokens[j + 1].cues):
                return j + 2 if stands_alone(self.tokens, j + 2, end) else None
            if token.cap or token.text in ".,;:":
                return None
        return None

    def _name_like_a_region(self, i: int, end: int) -> Name | None:
        """A name that begins as a region is called, when more of it follows."""
        if self._at[i].clear or self._at[i].body:
            return None
        name = read_name(self.tokens, i, end)
        return name if name and name.bare_last - name.bare_first > 1 else None

    def _without_office(self, i: int, end: int, sentence: Sentence) -> int:
        name = self._outside_bodies(read_name(self.tokens, i, end))
        if name is None:
            return i + 1
        if names_a_building(self.tokens, i, sentence.first):
            return name.last
        before = self.tokens[i - 1] if i > sentence.first else None
        spoken = before is not None and "speech" in before.senses
        long = name.bare_last - name.bare_first > 1
        alone = long and is_described(self.tokens, name, end, self._parties)
        alone = alone or follows_an_occupation(self.tokens, name, sentence)
        alone = alone or (is_aged(self.tokens, name.last, end) and before is not None and before.text == ",")
        if name.titled or spoken or alone or self._is_known(name) or self._office_follows(name.last, end):
            return self._see(name, None, name.first)
        return name.last

    def _is_known(self, name: Name) -> bool:
        return self.registry.find(self.doc.text(name.bare_first, name.bare_last)) is not None

    def _office_follows(self, i: int, end: int) -> bool:
        """Whether an office follows without a name after it."""
        if i + 1 < end and self.tokens[i].text == "," and "as" in self.tokens[i + 1].cues:
            i += 1
        if i >= end or not (self.tokens[i].text in ",(" or "as" in self.tokens[i].cues):
            return False
        role = self._offices.read(self.doc, self._at, i + 1, end) if i + 1 < end else None
        if role is None:
            return False
        after = role.last
        if after >= end or self.tokens[after].text in ".);" or "as" in self.tokens[i].cues:
            return True
        if self.tokens[after].text[0].islower():
            return True
        return self.tokens[after].text in ",(" and not read_name(self.tokens, after + 1, end)

    def _give_to_the_one_before(self, held: Held, first: int, last: int) -> bool:
        if not self.sightings:
            return False
        before = self.sightings[-1]
        if not 0 < first - before.last <= 2:
            return False
        gap = self.tokens[before.last : first]
        joined = all(t.text in ",(" or "as" in t.cues for t in gap)
        if joined and before.held is None:
            self.sightings[-1] = Sighting(before.first, last, before.person, held)
            before.person.offices.append(held)
            return True
        return False

    def _see(self, name: Name, held: Held | None, first: int) -> int:
        bare = self.doc.text(name.bare_first, name.bare_last)
        written = self.doc.text(name.first, name.last)
        if bare.isupper():
            bare = bare.title()
        person = self.registry.add(bare, written)
        person.spans.append(self.doc.span(name.first, name.last))
        if held:
            person.offices.append(held)
        self.sightings.append(Sighting(first, name.last, person, held))
        return name.last
