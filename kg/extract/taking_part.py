"""Which institutions and regions of a sentence can take part in what it tells, and which are only named."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kg.extract.doc import Doc, Held, Mention, Sighting
from kg.extract.layout import Sentence
from kg.extract.rows import rows
from kg.extract.signing import ACTS, COMPANY, SAID_OF_COMPANY, SIGNING, is_planned, says_only_where
from kg.extract.telling import first_of_a_line
from kg.extract.vocabulary import GOVERNMENTS

#: Cues behind which heads are named who sign, and right before the first of them.
_ACTS_OF_HEADS = ACTS | {"signed_by", "between"}
_WITH_WHOM = frozenset({"with", "by", "between"})
#: Cues of words that go on behind such a head: where, about what, and who else.
_BEHIND_HEADS = frozenset({"with", "at", "held_at", "inside", "located", "about", "witness", "attended_by"})
#: Cues of what parties do.
_MAKING = ACTS | {"agrees"}
#: Kinds of institution that make no agreements; agencies take part only where nobody else does.
NO_PARTIES = frozenset({"agency", "party"})
#: Regions listed without a word for their level are taken for governments from this many on.
_LONG_LIST = 3
#: Cues of being there, in the words of those who are; and tokens from these to what they are there for, most.
_THERE, _THERE_FOR = frozenset({"attend", "witnesses"}), 4
#: Tokens of a line before the institution whose people wrote it: "KUPANG, Penkum Kejati NTT - ...".
_DATELINE = 4
#: Tokens behind an institution that sent somebody in which that one is named.
_SENT_REACH = 3
#: Tokens before an institution in which the hall that is in it may begin.
_HALL_REACH = 7
#: Tokens, with a comma, in which a sentence may say when or where somebody does something.
_ASIDE = 3
#: Words, none with a capital letter, of what an institution owns.
_OWNED_REACH = 5


def taking_part(doc: Doc, sentence: Sentence) -> list[Mention]:
    """Institutions of a sentence, and regions in a list, that can be parties to what it tells."""
    mentions = doc.mentions_in(sentence.first, sentence.last)
    if not mentions or _sign_as_witnesses(doc, sentence):
        return []
    stop, guests = presence_starts(doc, sentence), _guests_before(doc, sentence)
    stop, earlier = min(stop, _turns_aside(doc, sentence)), _came_before(doc, sentence, mentions)
    offices = {i for s in doc.sightings_in(sentence.first, sentence.last) for i in range(s.first, s.last)}
    bare = [m for m in mentions if m.body is None and m.first not in offices and _is_free(doc, m, sentence)]
    listed = [m for m in bare if m.clear]
    local = [m for m in bare if m.place and m.place.level != "province"]
    named = listed if len(listed) > 1 else _in_a_row(doc, local) or _before_a_plan(doc, local)
    named = named or _of_a_plan(doc, sentence, mentions)
    named = [*named, *_beside_governments(doc, listed, mentions)]
    if sentence.listed and (line := first_of_a_line(doc, sentence)) in bare:
        named = [line]
    return [
        m
        for m in mentions
        if m.first < stop
        and m.first not in guests
        and m.first not in earlier
        and (
            m in named
            if m.body is None
            else m.body.kind not in NO_PARTIES
            and not of_a_bystander(doc, m)
            and not _names_a_building(doc, m, sentence)
            and not _in_brackets(doc, m)
            and not _is_an_owner(doc, m)
            and not _is_an_organiser(doc, m)
            and not _comes_later(doc, m, sentence)
            and not (m.first and says_only_where(doc.tokens[m.first - 1].cues))
            and not _brings_the_news(doc, m, sentence)
            and "facilitates" not in (doc.tokens[m.last].cues if m.last < sentence.last else ())
        )
    ]


def _turns_aside(doc: Doc, sentence: Sentence) -> int:
    """Where a sentence turns to whom an agreement is to involve, or to what was done beside the signing.

    Its end when it does not.
    """
    said, inside = doc.said(sentence), range(sentence.first, sentence.last)
    if said.isdisjoint({"cue:involves", "cue:other_act"}):
        return sentence.last
    acts = [i for i in inside if not SIGNING.isdisjoint(doc.tokens[i].cues)]
    for i in inside:
        beside = "other_act" in doc.tokens[i].cues and bool(acts) and acts[-1] < i
        if beside or "involves" in doc.tokens[i].cues:
            return i
    return sentence.last


def _came_before(doc: Doc, sentence: Sentence, mentions: Sequence[Mention]) -> set[int]:
    """Where those are named after whom others make an agreement: "After A and B, it is C that signs"."""
    if "cue:after" not in doc.said(sentence):
        return set()
    tokens = doc.tokens
    return {
        mention.first
        for row in rows(doc, mentions)
        if row[0].first > sentence.first
        and "after" in tokens[row[0].first - 1].cues
        and (row[-1].last >= sentence.last or tokens[row[-1].last].text in ",.")
        for mention in row
    }


def _sign_as_witnesses(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence tells that somebody signs as a witness."""
    if not {"cue:signs", "cue:witnesses"} <= doc.said(sentence):
        return False
    pairs = itertools.pairwise(doc.tokens[sentence.first : sentence.last])
    return any("signs" in verb.cues and "witnesses" in after.cues for verb, after in pairs)


def _in_a_row(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """Regions of a long list."""
    return [mention for row in rows(doc, mentions) if len(row) >= _LONG_LIST for mention in row]


def _beside_governments(doc: Doc, regions: Sequence[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """Regions with a word for their level in a list with governments: "Government of A and City of B"."""
    lists = rows(doc, mentions) if regions else ()
    mixed = [row for row in lists if any(m.body and m.body.kind in GOVERNMENTS for m in row)]
    return [m for row in mixed for m in row if m in regions and m.place and m.place.level != "province"]


def _before_a_plan(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """Regions, a few in a row, right before a word that says what they are going to do."""
    named: list[Mention] = []
    for mention in reversed([m for m in mentions if m.last < len(doc.tokens)]):
        after = doc.tokens[mention.last]
        row = (
            bool(named)
            and mention.last + 1 == named[-1].first
            and ("with" in after.cues or after.text == ",")
        )
        if "planned" in after.cues or row:
            named.append(mention)
    return named


def _of_a_plan(doc: Doc, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The region for which a sentence says that a signing lies ahead: "For X, it is due on ..."."""
    first = mentions[0] if mentions else None
    if first is None or first.place is None or first.place.level == "province" or first.body:
        return []
    opens = first.first == sentence.first + 1 and "on_side" in doc.tokens[sentence.first].cues
    apart = first.last < sentence.last and doc.tokens[first.last].text == ","
    return [first] if opens and apart and is_planned(doc, sentence) else []


def heads_alone(doc: Doc, sentence: Sentence) -> Iterator[tuple[int, int, Held]]:
    """Offices without a name whose holders sign: "the mayor of X signs", "ours signs with the mayor of X".

    Gives the first token of each, that behind the last one, and the office.
    """
    tokens = doc.tokens
    acts = [i for i in range(sentence.first, sentence.last) if not _ACTS_OF_HEADS.isdisjoint(tokens[i].cues)]
    verbs = [i for i in acts if not ACTS.isdisjoint(tokens[i].cues)]
    row: list[tuple[int, int, Held]] = []
    for alone in doc.vacant_in(sentence.first, presence_starts(doc, sentence)):
        first, last, _ = alone
        if verbs and last <= verbs[0]:
            yield alone
        elif acts and first > acts[-1]:
            before = tokens[row[-1][1] if row else acts[-1] : first]
            opens = not row and (len(before) == 1 or not _WITH_WHOM.isdisjoint(before[-1].cues))
            goes_on = row and all(token.text == "," or "with" in token.cues for token in before)
            row += [alone] if opens or goes_on else []
    if row and not _does_something(doc, row[-1][1], sentence):
        yield from row


def _does_something(doc: Doc, last: int, sentence: Sentence) -> bool:
    """Whether a word follows that is no preposition, as a verb does: "..., and the mayor hopes"."""
    after = doc.tokens[last] if last < sentence.last else None
    return after is not None and after.text[0].islower() and _BEHIND_HEADS.isdisjoint(after.cues)


def presence_starts(doc: Doc, sentence: Sentence) -> int:
    """Where a sentence turns to those who are only there; its end when it does not, or turns back."""
    if doc.said(sentence).isdisjoint(SAID_OF_COMPANY):
        return sentence.last
    if _guests_before(doc, sentence):
        return sentence.last
    for i in range(sentence.first, sentence.last):
        if not COMPANY.isdisjoint(doc.tokens[i].cues):
            back = _are_there_for(doc, sentence, i) or any(
                "between" in token.cues for token in doc.tokens[i : sentence.last]
            )
            return sentence.last if back else i
    return sentence.last


def _are_there_for(doc: Doc, sentence: Sentence, i: int) -> bool:
    """Whether a word says that somebody is there for the signing between those named next: not "that, N"."""
    ahead = range(i, min(sentence.last, i + _THERE_FOR))
    signing = next((at for at in ahead if "signing" in doc.tokens[at].cues), None)
    if signing is None or _THERE.isdisjoint(doc.tokens[i].cues):
        return False
    named = doc.mentions_in(signing, sentence.last)[:1]
    if named and doc.sighting_over(named[0].first):
        return False  # "there for that signing: the chair of the council, N"
    return all(token.text != "," for token in doc.tokens[signing : named[0].first if named else signing])


def _guests_before(doc: Doc, sentence: Sentence) -> range:
    """Where a sentence names guests before it says who signs: "Watched by N, A signed", "A with N signed"."""
    none = range(0)
    if doc.said(sentence).isdisjoint(SAID_OF_COMPANY):
        return none
    if "cue:signs" not in doc.said(sentence):
        return _guests_of_a_signing(doc, sentence)
    inside = range(sentence.first, sentence.last)
    first = next(i for i in inside if not COMPANY.isdisjoint(doc.tokens[i].cues))
    verb = next(i for i in inside if "signs" in doc.tokens[i].cues)
    if "accompanied_by" in doc.tokens[first].cues and first < verb:
        return range(first, verb)
    if any(m.body for m in doc.mentions_in(sentence.first, first)) or doc.sightings_in(sentence.first, first):
        return none
    for mention in doc.mentions_in(first, verb):
        apart = doc.tokens[mention.first - 1].text == ","
        if apart and mention.body and mention.clear and doc.sighting_over(mention.first) is None:
            return range(first, mention.first)
    return none


def _guests_of_a_signing(doc: Doc, sentence: Sentence) -> range:
    """Where guests are named before what they are there for: "There was N at the signing between ..."."""
    said = doc.said(sentence)
    if not {"cue:signing", "cue:between"} <= said:
        return range(0)
    inside = range(sentence.first, sentence.last)
    first = next(i for i in inside if not COMPANY.isdisjoint(doc.tokens[i].cues))
    signing = next(i for i in inside if "signing" in doc.tokens[i].cues)
    between = next(i for i in reversed(inside) if "between" in doc.tokens[i].cues)
    return range(first, signing) if first < signing < between else range(0)


def _is_free(doc: Doc, mention: Mention, sentence: Sentence) -> bool:
    """Whether a region does not merely say where something is."""
    if mention.first == sentence.first:
        return True
    before = doc.tokens[mention.first - 1]
    near = doc.mentions_in(max(sentence.first, mention.first - 12), mention.first)
    around = [m for m in near if mention.first - 1 <= m.last <= mention.first]
    if mention.place and mention.place.province is None and any(m.place or m.body for m in around):
        return False
    return not ({"at", "located"} & set(before.cues) or {"collective", "office"} & before.senses.keys())


def _brings_the_news(doc: Doc, mention: Mention, sentence: Sentence) -> bool:
    """Whether an institution stands behind a town and before a dash; a government's news tell of itself."""
    after = doc.tokens[mention.last] if mention.last < sentence.last else None
    if after is None or after.text != "-" or (mention.body and mention.body.kind in GOVERNMENTS):
        return False
    opens = sentence.first < mention.first <= sentence.first + _DATELINE
    return opens and after.start > doc.tokens[mention.last - 1].end


def _in_brackets(doc: Doc, mention: Mention) -> bool:
    """Whether a mention only gives a short form of the name before it."""
    return mention.first > 0 and doc.tokens[mention.first - 1].text == "("


def _is_an_owner(doc: Doc, mention: Mention) -> bool:
    """Whether an institution is only the one that another is of: "with the water works owned by ..."."""
    tokens, i = doc.tokens, mention.first - 1
    if i < 0 or "owned_by" not in tokens[i].cues:
        return False
    start = doc.sentence_of(i).first  # "Three folders are of A": those are no names
    owned = tokens[max(start, i - _OWNED_REACH) : i]
    return any(token.start > tokens[start].start and (token.cap or "with" in token.cues) for token in owned)


def _is_an_organiser(doc: Doc, mention: Mention) -> bool:
    """Whether an institution, no government, is named for having called people together."""
    before = doc.tokens[mention.first - 1].cues if mention.first else ()
    return "organised_by" in before and mention.body is not None and mention.body.kind not in GOVERNMENTS


def _comes_later(doc: Doc, mention: Mention, sentence: Sentence) -> bool:
    """Whether a headline ends with who is to sign later: "A signs a memorandum, B to follow"."""
    if not sentence.headline or mention.last + 1 != sentence.last:
        return False
    return not {"follows", "continues"}.isdisjoint(doc.tokens[mention.last].cues)


def _names_a_building(doc: Doc, mention: Mention, sentence: Sentence) -> bool:
    """Whether an institution is where something was, or part of the name of a place: "the hall of ..."."""
    before = doc.tokens[max(0, mention.first - _HALL_REACH) : mention.first]
    if before and "branch" in before[-1].senses and not any("at" in token.cues for token in before[-2:-1]):
        return False  # The branch itself, which does something.
    behind = doc.tokens[mention.last : sentence.last]
    if before and before[-1].text == "," and any(not _MAKING.isdisjoint(token.cues) for token in behind):
        return False  # "In the hall, X signs": who does that, the sentence tells behind the place.
    at_it = bool(before) and "at" in before[-1].cues
    if at_it or any("venue" in token.senses for token in before[-2:]):
        return True
    named = itertools.takewhile(lambda token: token.cap or "honorific" in token.senses, reversed(before))
    return any("venue" in token.senses for token in named)  # "the hall Dr. N, Hospital of X"


def of_a_bystander(doc: Doc, mention: Mention) -> bool:
    """Whether an institution stands there only as that of somebody who does not speak for it."""
    sighting = doc.sighting_over(mention.first)
    sent = doc.sightings_in(mention.last, mention.last + _SENT_REACH)[:1] if _sends(doc, mention) else []
    for last in {mention.last, *(one.last for one in (sighting, *sent) if one)}:
        after = _leads_on(doc, _behind_others(doc, last)) if sighting else _behind_others(doc, last)
        if any(not {"attend", "witnesses"}.isdisjoint(token.cues) for token in doc.tokens[after : after + 1]):
            return True
    if _opens_half_of_a_headline(doc, mention) if sighting is None else _does_something_else(doc, sighting):
        return True
    if sighting and sighting.held:
        before = doc.tokens[sighting.first - 1] if sighting.first else None
        named = doc.mentions_in(doc.sentence_of(sighting.first).first, sighting.first)
        plain = before is not None and not before.senses and before.text[0].islower() and bool(named)
        said_by = plain or (before is not None and "speech" in before.senses)
        return said_by or not sighting.held.speaks or mention.body is None
    return False


def _behind_others(doc: Doc, last: int) -> int:
    """Behind those who are named together with somebody: "N, O and P watched it"."""
    while last + 2 < len(doc.tokens):
        behind = doc.tokens[last : last + 2]
        gap = sum(1 for _ in itertools.takewhile(lambda t: t.text == "," or "and" in t.cues, behind))
        at = last + gap
        also = doc.sightings_in(at, at + 1) or doc.mentions_in(at, at + 1) if gap else []
        if not also:
            break
        last = also[0].last
    return last


def _leads_on(doc: Doc, last: int) -> int:
    """Behind what leads from a name to what is said of it: "N, who watched it"."""
    led = itertools.takewhile(lambda t: t.text == "," or "which" in t.cues, doc.tokens[last : last + 2])
    return last + sum(1 for _ in led)


def _does_something_else(doc: Doc, sighting: Sighting) -> bool:
    """Whether a sentence opens with somebody, and goes on with what that one does: "The chair N welcomes it".

    Of those who sign, the bodies that they head are known by that.
    """
    tokens, start = doc.tokens, doc.sentence_of(sighting.first).first
    opens = sighting.first == start or (
        sighting.first <= start + _ASIDE and tokens[sighting.first - 1].text == ","
    )
    behind = tokens[sighting.last : sighting.last + 2]
    after = behind[1:] if behind and behind[0].text == "," else behind[:1]
    return opens and any(token.text.isalpha() and token.text.islower() and not token.cues for token in after)


def _opens_half_of_a_headline(doc: Doc, mention: Mention) -> bool:
    """Whether a headline tells what else an institution does: "Three regents sign, the Ombudsman watches"."""
    sentence = doc.sentence_of(mention.first)
    if not sentence.headline or doc.tokens[mention.first - 1].text != ",":
        return False
    return any(not ACTS.isdisjoint(token.cues) for token in doc.tokens[sentence.first : mention.first])


def _sends(doc: Doc, mention: Mention) -> bool:
    """Whether the word right behind an institution says that somebody acts for it."""
    return mention.last < len(doc.tokens) and "stood_in_by" in doc.tokens[mention.last].cues
