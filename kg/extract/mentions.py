"""Regions and institutions named in a text."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from kg.extract.bodies import Bodies, is_acronym
from kg.extract.body_names import (
    in_full,
    shortened,
    spelt_out,
    whole,
    with_parts,
    with_seats,
    within_ministries,
    without_guesses,
    without_holders,
)
from kg.extract.districts import opens_a_district
from kg.extract.doc import Doc, Mention
from kg.extract.knowledge import Place
from kg.extract.pack import Branch, Office, Pack
from kg.extract.short_forms import by_alias, known_aliases, letters_of, plain_letters
from kg.extract.tokens import Token, behind_short_form
from kg.extract.vocabulary import Named

#: Kind of institution beside "any" whose offices are named with its letters alone.
_LETTERED = "university"
#: What a mention begins with.
_OPENING = frozenset({"government", "institution", "branch", "body", "level", "office", "region"})


class Mentions:
    """Finds mentions, with the words of a pack and the regions that are known."""

    def __init__(self, pack: Pack, districts: Container[str] = frozenset()) -> None:
        self._levels, self._districts = frozenset(pack.levels), districts
        self._branches = {branch.of: branch for branch in pack.branches}
        self._branch_levels = {branch.kind: frozenset(branch.levels) for branch in pack.branches}
        self._bodies = Bodies(pack)

    def find(self, doc: Doc) -> list[Mention]:
        """All mentions of a text, in order; those of regions that could be several are left out."""
        found: list[Mention] = []
        tokens, nouns = doc.tokens, plain_letters(doc.tokens)
        for sentence in doc.sentences:
            i, end = sentence.first, sentence.last
            while i < end:
                senses = tokens[i].senses
                if senses and not _OPENING.isdisjoint(senses):
                    here = self._at(tokens, i, end, nouns)
                    found += here
                    i = max(here[-1].last, i + 1) if here else i + 1
                else:
                    i += 1
        found = without_holders(without_guesses(within_ministries(with_seats(found, doc)), doc), doc)
        aliases = known_aliases(doc, found)
        aliases |= letters_of(doc, found, aliases)
        found = shortened([spelt_out(m, doc, aliases) for m in found], doc)
        found = in_full(with_parts(found, doc))
        if aliases:
            found = sorted([*found, *by_alias(doc, found, aliases)], key=lambda m: m.first)
            found = with_parts(found, doc)
        found = self._bodies.in_full(whole(found, doc))
        return self._settled(self._called_by_one_word(found, doc), doc)

    def _called_by_one_word(self, found: Sequence[Mention], doc: Doc) -> list[Mention]:
        """Mentions of an institution by one word as those of its branch, where a text names only that."""
        kinds = {branch.kind: branch.of for branch in self._branches.values()}
        branches = {m.body.name: m.body for m in found if m.body and m.body.kind in kinds}
        if len(branches) != 1:
            return list(found)
        (branch,) = branches.values()
        whole = kinds[branch.kind or ""]
        named = [m for m in found if m.body and m.body.name == whole]
        if any(" " in doc.text(m.first, m.last) or self._is_headed(doc, m) for m in named):
            return list(found)
        return [m._replace(body=branch) if m.body and m.body.name == whole else m for m in found]

    @staticmethod
    def _is_headed(doc: Doc, mention: Mention) -> bool:
        """Whether an office of somebody who speaks for it stands before an institution."""
        office = doc.tokens[mention.first - 1].senses.get("office") if mention.first else None
        return office is not None and office.speaks

    def _at(self, tokens: Sequence[Token], i: int, end: int, nouns: Mapping[str, int]) -> list[Mention]:
        senses = tokens[i].senses
        if "government" in senses and (found := self._governments_at(tokens, i, end)):
            return found
        if "institution" in senses and tokens[i].cap:
            return [self._institution(tokens, i, end)]
        if "branch" in senses and (mention := self._branch_first(tokens, i, end)):
            return [mention]
        if "body" in senses and (found := self._bodies.at(tokens, i, end)):
            return found
        if "level" in senses and (found := self._of_a_level(tokens, i, end)):
            return found
        if "office" in senses:
            return self._of_office(tokens, i, end, nouns)
        # A short form that is a word as well, such as "Mitra", is a region only behind words for one.
        if "region" in senses and tokens[i].cap and "common" not in senses:
            return [Mention(i, i + 1, place=place, clear=False) for place in senses["region"][:1]]
        return []

    def _of_a_level(self, tokens: Sequence[Token], i: int, end: int) -> list[Mention]:
        """Regions behind the word for their level: "City of X", and "two cities (X and Y)"."""
        bracket = i + 1 < end and tokens[i + 1].text == "("
        first = i + 2 if bracket else i
        return self._bodies.regions(
            tokens, first if bracket else i + 1, end, {tokens[i].senses["level"]}, first
        )

    def _governments_at(self, tokens: Sequence[Token], i: int, end: int) -> list[Mention]:
        level = tokens[i].senses["government"]
        levels = self._levels if level == "any" else {level}
        start = i + 1
        if level == "any" and start < end and "level" in tokens[start].senses:
            levels, start = {tokens[start].senses["level"]}, start + 1
        regions = self._bodies.regions(tokens, start, end, levels, i, clear=level != "any" or start > i + 1)
        return [
            Mention(m.first, m.last, m.place, Named.governing(m.place), m.clear) for m in regions if m.place
        ]

    def _of_office(
        self, tokens: Sequence[Token], i: int, end: int, nouns: Mapping[str, int]
    ) -> list[Mention]:
        """The region in whose office somebody is: "Mayor of X", the office itself not included."""
        office: Office = tokens[i].senses["office"]
        levels = {office.of} & self._levels or self._bodies.templates.get(office.body or "", frozenset())
        levels = levels or self._branch_levels.get(office.of, frozenset())
        start = behind_short_form(tokens, i + 1, end)
        if numbered := self._bodies.numbered(tokens, start, end, office):
            return [numbered]
        of_a_body = office.of == _LETTERED or (office.of == "any" and (office.speaks or not office.unit))
        letters = of_a_body and start < end and is_acronym(tokens[start])
        if letters and start <= nouns.get(tokens[start].text, start):
            named = self._bodies.by_letters(tokens, start, end)
            kind = office.of if office.of == _LETTERED else "other"
            return [named._replace(body=named.body and named.body._replace(kind=kind))]
        while start < end and "standing" in tokens[start].senses:
            start += 1
        first = start
        if start < end and tokens[start].senses.get("level") in levels:
            levels, start = {tokens[start].senses["level"]}, start + 1
        if not levels:
            return []
        regions = self._bodies.regions(tokens, start, end, levels, first)[:1]
        seated = None if regions else self._bodies.headed(tokens, start, end, office)
        return [seated] if seated else regions

    def _institution(self, tokens: Sequence[Token], i: int, end: int) -> Mention:
        named: Named = tokens[i].senses["institution"]
        branch = self._branches.get(named.name)
        if branch is None:
            return self._bodies.with_region(tokens, i, end, named)
        j, worded = i + 1, i == 0 or "venue" not in tokens[i - 1].senses
        if j < end and tokens[j].text in {",", "-", "("} and j + 1 < end and "branch" in tokens[j + 1].senses:
            j += 1
        while j < end and "branch" in tokens[j].senses:
            j, worded = j + 1, True
        found = self._of_branch(tokens, branch, i, j, end) if worded else None
        return found or Mention(i, i + 1, body=named)

    def _branch_first(self, tokens: Sequence[Token], i: int, end: int) -> Mention | None:
        branch: Branch = tokens[i].senses["branch"]
        j = i + 1
        while j < end and "branch" in tokens[j].senses:
            j += 1
        if (
            j < end
            and "institution" in tokens[j].senses
            and tokens[j].senses["institution"].name == branch.of
        ):
            j += 1
            while j < end and "branch" in tokens[j].senses:
                j += 1
            return self._of_branch(tokens, branch, i, j, end)
        return None

    def _of_branch(
        self, tokens: Sequence[Token], branch: Branch, first: int, j: int, end: int
    ) -> Mention | None:
        """An office of a region, when its name ends with that region."""
        if j < end and tokens[j].senses.get("level") in branch.levels:
            j += 1
        place = self._bodies.of_level(tokens[j], branch.levels) if j < end else None
        if place is None:
            return None
        name = branch.name.format(bare=place.bare, name=place.name)
        return Mention(first, j + 1, body=Named(name, branch.kind, place))

    def _settled(self, found: Sequence[Mention], doc: Doc) -> list[Mention]:
        """Of regions without a word for their level, those of which the text or the map leaves one."""
        clear = {m.place.code: m.place for m in found if m.place and m.clear}
        provinces = {place.province or place.code for place in clear.values()}
        settled: list[Mention] = []
        for number, mention in enumerate(found):
            if mention.clear or mention.place is None:
                settled.append(self._bodies.settled(mention, doc.tokens, clear))
                continue
            if mention.body is None and self._is_part_of(mention, found[number + 1 : number + 2], doc):
                continue
            if mention.body is None and opens_a_district(doc, mention, self._districts):
                continue
            places = doc.tokens[mention.last - 1].senses["region"]
            meant = self._level_behind(doc, mention)
            fitting = [place for place in places if place.level == meant] if meant else []
            fitting = fitting or [place for place in places if place.code in clear] or list(places)
            if len(fitting) > 1:
                fitting = [place for place in fitting if place.province in provinces] or fitting
            if len(fitting) == 1:
                body = mention.body and Named.governing(fitting[0])
                settled.append(Mention(mention.first, mention.last, fitting[0], body, False))
        return sorted([*settled, *self._governments_alone(settled, doc)], key=lambda m: m.first)

    def _level_behind(self, doc: Doc, mention: Mention) -> str | None:
        """The level of a region that sends its head, or a deputy: "X is represented by the vice mayor"."""
        behind = doc.tokens[mention.last : mention.last + 2]
        if len(behind) < 2 or "stood_in_by" not in behind[0].cues:
            return None
        office = behind[1].senses.get("office")
        return office.of if office and office.of in self._levels else None

    @staticmethod
    def _is_part_of(mention: Mention, following: Sequence[Mention], doc: Doc) -> bool:
        """Whether a name is that of a place within the region after it, and a region's only by chance."""
        other = next(iter(following), None)
        if other is None or other.place is None or doc.tokens[mention.last].text != ",":
            return False
        near = other.first == mention.last + 1
        around = other.place.province or other.place.code
        places: Sequence[Place] = doc.tokens[mention.last - 1].senses["region"]
        return near and all((place.province or place.code) != around for place in places)

    def _governments_alone(self, found: Sequence[Mention], doc: Doc) -> list[Mention]:
        """Words for a government without a region, where the text has one region of that level."""
        places: dict[str, dict[str, Place]] = {}
        for mention in found:
            if mention.place and (mention.clear or mention.body):
                places.setdefault(mention.place.level, {})[mention.place.code] = mention.place
        taken = {i for m in found for i in range(m.first, m.last)}
        alone: list[Mention] = []
        for sentence in doc.sentences:
            if "government" not in doc.said(sentence):
                continue
            for i in range(sentence.first, sentence.last):
                level = doc.tokens[i].senses.get("government")
                if i not in taken and len(known := places.get(level, {}) if level else {}) == 1:
                    place = next(iter(known.values()))
                    body = Named.governing(place)
                    alone.append(Mention(i, i + 1, place, body, False))
        return alone
