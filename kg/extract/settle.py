"""What an office is held in, when the text leaves that to the reader: "the regent", "the secretary"."""

from __future__ import annotations

from collections import Counter

from kg.extract.doc import Doc, Held, Mention, Person, Sighting
from kg.extract.knowledge import Place
from kg.extract.layout import Sentence
from kg.extract.pack import PARTS, Pack
from kg.extract.signing import says_only_where
from kg.extract.telling import first_of_a_line
from kg.extract.vocabulary import GOVERNMENTS, Named

#: People with one office that are compared, where a text names many.
_MOST_HOLDERS = 20
#: Tokens between a region and an office, most, that is then one of it: "X is represented by the mayor".
_CLOSE = 3
#: Tokens before an office, most, in which a region is spoken of, or somebody whom its holder accompanies.
_SPOKEN_REACH, _LED_REACH = 60, 30
#: Tokens between an office and the bracket before it, most.
_BRACKET_REACH = 12
#: Cues behind a region or institution that say who acts for it; and tokens from an institution to the office
#: of that person, most.
_ACTED_FOR, _ACTING_REACH = frozenset({"by", "signed_by", "stood_in_by", "through", "attended_by"}), 12
#: Tokens from the word that says that somebody acts for another to the region of that one, most.
_ACTED_FOR_REACH = 4
#: What the government of a region counts more than the region, or any other body of it.
_OF_A_GOVERNMENT = 4
#: Institutions of one kind, most, of which all but one can be parts of that one.
_MOST_BODIES = 50


class Settler:
    """Finds the institution of offices that are named without one, from the rest of the text."""

    def __init__(self, pack: Pack) -> None:
        self._levels = frozenset(pack.levels)
        self._level_words = pack.levels
        self._focus = pack.focus
        self._branches = {branch.kind for branch in pack.branches}
        self._behind = {office.role: office.behind for office in pack.offices if office.behind}

    def settle(self, doc: Doc) -> None:
        """Fill in the institutions of offices where the text leaves one possibility."""
        known = [(s.first, s.held) for s in doc.sightings if s.held]
        known += [(first, held) for first, _, held in doc.vacant]
        whole = _Whole(doc)
        for first, held in known:
            if held.role in self._behind:
                self._take_from_the_one_before(doc, held, first)
                continue
            if held.body is not None or held.of == "ended":
                continue
            if held.of in self._levels:
                near = self._near(doc, first) or self._of_a_colleague(doc, first)
                place = near if near and near.level == held.of else whole.place(frozenset({held.of}))
            elif body := self._of_its_name(doc, held, first):
                held.body, held.place = body, body.place
                continue
            elif held.of == "region" or (held.template and "{full}" in held.template):
                led = self._of_a_colleague(doc, first) if self._came_along(doc, first) else None
                place = self._acts_for(doc, first) or led or self._near(doc, first)
                place = place or whole.place(self._levels) or self._of_a_colleague(doc, first)
            else:
                held.body = self._body(doc, held, first, whole)
                held.place = held.place or (held.body.place if held.body else None)
                continue
            if place:
                held.place = place
                template = held.template
                held.body = (
                    Named(
                        template.format(
                            full=place.full(self._level_words), name=place.called, bare=place.bare
                        ),
                        "agency",
                        place,
                    )
                    if template
                    else Named.governing(place)
                )

    @staticmethod
    def name_holders(doc: Doc) -> None:
        """Offices named alone stand for the one person of the text who holds them."""
        left: list[tuple[int, int, Held]] = []
        more: list[Sighting] = []
        holding: dict[str, list[Person]] = {}
        for person in doc.people:
            for role in dict.fromkeys(office.role for office in person.offices):
                holding.setdefault(role, []).append(person)
        for first, last, held in doc.vacant:
            if held.of in PARTS or _is_of_a_room(doc, first):
                continue
            holders = [
                person
                for person in holding.get(held.role, ())[:_MOST_HOLDERS]
                if any(o.role == held.role and _same(o.body, held.body) for o in person.offices)
            ]
            if len(holders) == 1:
                more.append(Sighting(first, last, holders[0], None))
            else:
                left.append((first, last, held))
        doc.vacant = left
        doc.sightings = doc.sightings + more

    def _take_from_the_one_before(self, doc: Doc, held: Held, first: int) -> None:
        """Say whose deputy somebody is who is called one: of who is named before, else nobody knows."""
        other = self._office_before(doc, first)
        role = self._behind[held.role].get(other.role) if other else None
        if other and role:
            held.role, held.of, held.body, held.place = role, other.of, other.body, other.place
            return
        for sighting in doc.sightings_in(first, first + 1):
            sighting.person.offices = [office for office in sighting.person.offices if office is not held]

    @staticmethod
    def _acts_for(doc: Doc, first: int) -> Place | None:
        """The region for which the holder is said to act: "the secretary N, for the regent of X"."""
        holder = doc.sighting_over(first)
        if holder is None or holder.last >= len(doc.tokens):
            return None
        if "stands_in_for" not in doc.tokens[holder.last].cues:
            return None
        named = doc.mentions_in(holder.last, min(holder.last + _ACTED_FOR_REACH, len(doc.tokens)))
        return next((m.place for m in named if m.place), None)

    @staticmethod
    def _office_before(doc: Doc, first: int) -> Held | None:
        """The office of who is named last before a token: in its sentence, else alone in the one before."""
        sentence = doc.sentence_of(first)
        named = [(s.first, s.person.office) for s in doc.sightings_in(sentence.first, first)]
        if not named and sentence.first:
            last = doc.sentence_of(sentence.first - 1)
            beside = last.line == sentence.line
            named = [(at, held) for at, _, held in doc.vacant_in(last.first, last.last) if beside]
        return named[-1][1] if named else None

    def _near(self, doc: Doc, first: int) -> Place | None:
        """The region whose government, or whose head, the same sentence names last before the office."""
        sentence = doc.sentence_of(first)
        if place := self._whose_line(doc, sentence) or self._in_brackets_of(doc, sentence, first):
            return place
        best: Place | None = None
        for mention in doc.mentions_in(sentence.first, first):
            if mention.place:
                close = first - mention.last <= _CLOSE and self._can_send(doc, mention)
                governs = mention.body is not None or close or self._is_headed(doc, mention)
                governs = governs or self._is_turned_to(doc, mention)
                best = mention.place if governs else best
        return best or self._spoken_of(doc, sentence, first)

    def _spoken_of(self, doc: Doc, sentence: Sentence, first: int) -> Place | None:
        """The one region that a sentence speaks of before an office: "X was there, and its mayor signed"."""
        named = {
            m.place.code: m.place
            for m in doc.mentions_in(max(sentence.first, first - _SPOKEN_REACH), first)
            if m.place and m.place.level != "province" and _is_a_subject(doc, m, sentence)
        }
        return next(iter(named.values())) if len(named) == 1 else None

    @staticmethod
    def _whose_line(doc: Doc, sentence: Sentence) -> Place | None:
        """The region that a line of a list begins with: "1. Regency of X: the secretary N"."""
        line = Settler._line_of(doc, sentence)
        return line.place if line and line.body is None else None

    @staticmethod
    def _line_of(doc: Doc, sentence: Sentence) -> Mention | None:
        """The region or institution that a line of a list begins with."""
        return first_of_a_line(doc, sentence) if sentence.listed else None

    @staticmethod
    def _in_brackets_of(doc: Doc, sentence: Sentence, first: int) -> Place | None:
        """The region right before the brackets in which an office stands: "X (the secretary N)"."""
        for i in range(first - 1, max(sentence.first, first - _BRACKET_REACH), -1):
            if doc.tokens[i].text == ")":
                return None
            if doc.tokens[i].text == "(":
                over = doc.mentions_in(max(sentence.first, i - _CLOSE), i)
                return over[-1].place if over and over[-1].last == i else None
        return None

    @staticmethod
    def _can_send(doc: Doc, mention: Mention) -> bool:
        """Whether a region acts: it is clear, or sends somebody, and is not only where one is."""
        before = doc.tokens[mention.first - 1].cues if mention.first else ()
        sends = mention.clear or not _ACTED_FOR.isdisjoint(doc.tokens[mention.last].cues)
        where = "at" in before or says_only_where(before)
        return not where and (sends or "on_side" in before)

    @staticmethod
    def _is_turned_to(doc: Doc, mention: Mention) -> bool:
        """Whether a sentence goes on with the side of a region: "while from X came the assistant N"."""
        before = doc.tokens[max(0, mention.first - 2) : mention.first]
        turned = any("contrast" in token.cues for token in before)
        return turned and "on_side" in before[-1].cues

    @staticmethod
    def _of_a_colleague(doc: Doc, first: int) -> Place | None:
        """The region of whoever the sentence names last before the office."""
        before = doc.sightings_in(doc.sentence_of(first).first, first)
        known = (before[-1].held, before[-1].person.office) if before else ()
        return next((held.place for held in known if held and held.place), None)

    def _came_along(self, doc: Doc, first: int) -> bool:
        """Whether an office is that of somebody who accompanies the head of a region named just before."""
        before = doc.sightings_in(max(doc.sentence_of(first).first, first - _LED_REACH), first)
        if not before or before[-1].held is None or before[-1].held.of not in self._levels:
            return False
        gap = doc.tokens[before[-1].last : first]
        return any("accompany" in token.cues for token in gap)

    @staticmethod
    def _is_headed(doc: Doc, mention: Mention) -> bool:
        return mention.first > 0 and "office" in doc.tokens[mention.first - 1].senses

    def _body(self, doc: Doc, held: Held, first: int, whole: _Whole) -> Named | None:
        if held.of == "any":
            sentence = doc.sentence_of(first)
            place = self._whose_line(doc, sentence) or self._in_brackets_of(doc, sentence, first)
            if place and place.level in self._levels:
                return Named.governing(place)
            line = self._line_of(doc, sentence)
            if line and line.body and held.speaks:
                return line.body
            spoken_for = self._just_before(doc, first) if held.speaks else None
            opened = whole.opened_by(held.role) if held.speaks else None
            return spoken_for or self._on_a_side(doc, sentence, first) or opened
        line = self._line_of(doc, doc.sentence_of(first))
        if line and line.body and line.body.kind == held.of:
            return line.body
        if right_before := self._right_before(doc, held, first):
            return right_before
        whole_text = whole.body(held.of, held.template.partition("{")[0] if held.template else "")
        return whole_text or (None if held.template else self._of_its_kind(doc, held, first))

    @staticmethod
    def _of_its_name(doc: Doc, held: Held, first: int) -> Named | None:
        """The institution named before in the sentence whose name begins as that of the office's does."""
        start = (held.template or "").partition("{full}")[0]
        if not start or start == held.template:
            return None
        before = doc.mentions_in(doc.sentence_of(first).first, first)
        return next((m.body for m in reversed(before) if m.body and m.body.name.startswith(start)), None)

    @staticmethod
    def _of_its_kind(doc: Doc, held: Held, first: int) -> Named | None:
        """The one institution of the office's kind that the sentence names before it."""
        start = doc.sentence_of(first).first
        if any(s.held and s.held.role == held.role for s in doc.sightings_in(start, first)):
            return None
        before = doc.mentions_in(start, first)
        bodies = {m.body.name: m.body for m in before if m.body and m.body.kind == held.of}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    @staticmethod
    def _right_before(doc: Doc, held: Held, first: int) -> Named | None:
        """The institution of the office's kind that acts through its holder: "with X by the rector"."""
        before = doc.mentions_in(max(doc.sentence_of(first).first, first - _ACTING_REACH), first)
        if not before or before[-1].body is None or before[-1].body.kind != held.of:
            return None
        gap = doc.tokens[before[-1].last : first]
        acts = any(not _ACTED_FOR.isdisjoint(token.cues) for token in gap)
        return before[-1].body if acts and not doc.sightings_in(before[-1].last, first) else None

    def _just_before(self, doc: Doc, first: int) -> Named | None:
        """The one institution that the sentence names before an office such as "the chair"."""
        sentence = doc.sentence_of(first)
        bodies = {m.body.name: m.body for m in doc.mentions_in(sentence.first, first) if m.body}
        return next(iter(bodies.values())) if len(bodies) == 1 and self._focus in bodies else None

    @staticmethod
    def _on_a_side(doc: Doc, sentence: Sentence, first: int) -> Named | None:
        """Whose side a sentence is on before an office: "from X came the head of law", "X sent the head"."""
        alone = doc.vacant_in(sentence.first, first)
        before = [
            m
            for m in doc.mentions_in(sentence.first, first)
            if not doc.sighting_over(m.first) and not any(start <= m.first < end for start, end, _ in alone)
        ]
        side = before[-1] if before else None
        if side is None or (side.body is None and "at" in doc.tokens[side.first - 1].cues):
            return None
        opens = side.first == sentence.first and side.body is not None
        opens = opens or (first - side.last == 1 and not _ACTED_FOR.isdisjoint(doc.tokens[side.last].cues))
        if not opens and "on_side" not in doc.tokens[side.first - 1].cues:
            return None
        body = side.body or (Named.governing(side.place) if side.place else None)
        colleagues = [s.held.body for s in doc.sightings_in(side.last, first) if s.held and s.held.body]
        turned = any("contrast" in token.cues for token in doc.tokens[side.last : first])
        return body if not turned and all(_same(body, other) for other in colleagues) else None


class _Whole:
    """What a whole text says, found once however often it is asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._places: dict[frozenset[str], Place | None] = {}
        self._bodies: dict[tuple[str, str], Named | None] = {}
        self._opened: dict[str, Named | None] = {}

    def place(self, levels: frozenset[str]) -> Place | None:
        """The region of these levels that the text is about: the one it names most, by far."""
        if levels not in self._places:
            self._places[levels] = self._place(levels)
        return self._places[levels]

    def body(self, kind: str, start: str) -> Named | None:
        """The one institution of a kind that the text is about, among those whose names start in some way."""
        if (kind, start) not in self._bodies:
            self._bodies[kind, start] = self._body(kind, start)
        return self._bodies[kind, start]

    def opened_by(self, role: str) -> Named | None:
        """The one institution of the text whose name begins as an office goes on: "head of the hospital"."""
        if role not in self._opened:
            start = f"{role.partition(' ')[2]} "
            named = (m.body for m in self._doc.mentions if m.body and start != " ")
            bodies = {body.name: body for body in named if body.name.startswith(start)}
            self._opened[role] = next(iter(bodies.values())) if len(bodies) == 1 else None
        return self._opened[role]

    def _place(self, levels: frozenset[str]) -> Place | None:
        counts: Counter[str] = Counter()
        places: dict[str, Place] = {}
        for mention in self._doc.mentions:
            place = mention.place or (mention.body.place if mention.body else None)
            if place and place.level in levels and (mention.clear or mention.body):
                governs = mention.body is not None and mention.body.kind in GOVERNMENTS
                counts[place.code] += _OF_A_GOVERNMENT if governs else 1
                places[place.code] = place
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return places[ranked[0][0]]

    def _body(self, kind: str, start: str) -> Named | None:
        named = [
            m.body
            for m in self._doc.mentions
            if m.body and m.body.kind == kind and m.body.name.startswith(start)
        ]
        counts = Counter(body.name for body in named).most_common(2)
        bodies = {body.name: body for body in named}
        if len(counts) > 1 and counts[0][1] > 2 * counts[1][1]:
            return bodies[counts[0][0]]
        for other in self._doc.people:
            for one in other.offices:
                if one.clear and one.body and one.body.kind == kind and one.body.name.startswith(start):
                    bodies[one.body.name] = one.body
        if len(bodies) > _MOST_BODIES:
            return None
        whole = [body for name, body in bodies.items() if not any(o != name and o in name for o in bodies)]
        return whole[0] if len(whole) == 1 else None


def _is_a_subject(doc: Doc, mention: Mention, sentence: Sentence) -> bool:
    """Whether a region is what is spoken of, and neither where something is nor part of another name."""
    if mention.first == sentence.first:
        return True
    before, after = doc.tokens[mention.first - 1], doc.tokens[mention.last]
    part = before.cap and not before.senses and mention.first - 1 > sentence.first
    placed = not {"at", "located"}.isdisjoint(before.cues) or "venue" in before.senses
    return not (part or placed or before.text in "-(" or after.text in "-(/")


def _same(one: Named | None, other: Named | None) -> bool:
    return one is None or other is None or one.name == other.name


def _is_of_a_room(doc: Doc, first: int) -> bool:
    """Whether words before an office say whose room or house something is: "the study of the mayor"."""
    i = first - 1
    while i > 0 and "storey" in doc.tokens[i].cues and "venue" not in doc.tokens[i].senses:
        i -= 1
    return i >= 0 and "venue" in doc.tokens[i].senses
