"""Where people met."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.extract.doc import Doc, Mention
from kg.extract.layout import Sentence
from kg.extract.signing import speaks_of_signing
from kg.extract.tokens import Token

#: Words in the name of a place, most.
_MOST_WORDS = 12
#: Words before the one for a building, most, and itself.
_LEADING = 5
#: What ends the name of a place.
_BLOCKING = frozenset({"common", "speech", "agreement", "pronoun", "acting"})
#: What stands before the name of a building that is only part of another name.
_HOLDING = frozenset({"office", "venue", "body", "street"})
#: What is named after its region.
_NAMING = frozenset({"office", "level", "seat"})
#: What a place counts less that is named without a word for being there.
_BARE = 100


#: Sentences before and behind one that tells of signing in which the event is that one.
_BEFORE, _BEHIND = 1, 5
#: Tokens before a place that opens a sentence, a dateline included, and behind it up to what it was, most.
_OPENING, _HOST_REACH = 8, 5
#: The same where more is said of the place first; and tokens before one in which "at the scene" may stand.
_TOLD_MORE_REACH, _SCENE_REACH = 15, 5
_SAID_OF_BUILDINGS = frozenset({"venue", "site", "cue:held_at"})
#: Ways, most, in which a text names its only building, such as by a hall in it.
_MOST_WAYS = 8
#: What is said of other times, or by somebody.
_SAID_OF_ELSEWHERE = frozenset({"speech", "cue:planned", "cue:earlier", "cue:intends"})
_SAID_OF_PLACES = _SAID_OF_BUILDINGS | {"body"}
#: What stands behind a word for a plan that tells where something is going to be.
_HELD = frozenset({"held_at", "at"})
#: Kinds of institution in whose houses people meet.
_SEATS = frozenset({"hospital", "university"})


class Venue(NamedTuple):
    """A building or room, the town it is in if said, and where the text names it."""

    name: str
    place: str | None
    span: tuple[int, int]


def read_venue(
    doc: Doc,
    telling: Sequence[Sentence],
    when: tuple[int, int] | None,
    *,
    only: bool = False,
    passed: Collection[int] | None = None,
) -> Venue | None:
    """The place named with words for being there, nearest to what tells of signing.

    Args:
        telling: sentences about agreements.
        when: characters of the date of signing, if known.
        only: look in these sentences alone.
        passed: of an agreement that was made, first tokens of sentences that tell of other ones. Neither they
            nor those about what lies ahead are looked at.
    """
    at = {mention.first: mention for mention in doc.mentions}
    told = {sentence.first for sentence in telling}
    around = set() if only else _around(doc, told)
    close = around | {n for n, s in enumerate(doc.sentences) if {s.first, s.last} & told}
    close |= _right_behind(doc, when)
    best: tuple[int, Venue] | None = None
    for number, sentence in enumerate(doc.sentences):
        tells, said = sentence.first in told, doc.said(sentence)
        if (only and not tells) or said.isdisjoint(_SAID_OF_PLACES) or _sets_signing_aside(doc, sentence):
            continue
        if passed is not None and (sentence.first in passed or _will_be_held(doc, sentence)):
            continue
        near = when is not None and _spans(doc, sentence, when[0])
        signing = speaks_of_signing(doc, sentence)
        if not (signing or near) and said.isdisjoint(_SAID_OF_BUILDINGS):
            continue
        event = number in around and "cue:event" in said
        held_at, hosts = "cue:held_at" in said, number in close and "cue:hosts" in said
        for i in range(sentence.first, sentence.last):
            held = held_at and _is_held_here(doc, sentence, i)
            held = held or (hosts and _is_a_host(doc, at, sentence, i))
            here = held or _is_here(doc, sentence, i) or (event and _is_of_an_event(doc, sentence, i))
            site = not here and (signing or near) and (i in at or "site" in doc.tokens[i].senses)
            here = here or (site and _is_at_a_site(doc, at, sentence, i))
            named = near or (tells and (signing or i == sentence.first))
            if not here and not (named and _is_named(doc, at, sentence, i)):
                continue
            if venue := _read(doc, at, i, sentence.last):
                score = 4 * signing + 3 * near + 2 * tells + 2 * held + event - _BARE * (not here)
                if score and (best is None or score * 100 - number > best[0]):
                    best = (score * 100 - number, venue)
    if best or only:
        return best[1] if best else None
    return _only_one(doc, at, around)


def _will_be_held(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says where something is going to be: "it is planned to take place in"."""
    if "cue:planned" not in doc.said(sentence):
        return False
    pairs = pairwise(doc.tokens[sentence.first : sentence.last])
    return any("planned" in word.cues and not _HELD.isdisjoint(after.cues) for word, after in pairs)


def _sets_signing_aside(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence opens with what took place beside the signing: "Besides the signing, ..."."""
    opening = doc.tokens[sentence.first : min(sentence.last, sentence.first + 2)]
    return len(opening) > 1 and "besides" in opening[0].cues and "signing" in opening[1].cues


def _only_one(doc: Doc, at: Mapping[int, Mention], around: set[int]) -> Venue | None:
    """The one building that is named close to where a text tells of signing, whatever is said of it."""
    found: dict[str, Venue] = {}
    for number in sorted(around & set(range(len(doc.sentences)))):
        sentence = doc.sentences[number]
        said = doc.said(sentence)
        if said.isdisjoint(_SAID_OF_BUILDINGS) or not said.isdisjoint(_SAID_OF_ELSEWHERE):
            continue
        for i in range(sentence.first, sentence.last):
            here = _is_here(doc, sentence, i) or _is_named(doc, at, sentence, i)
            venue = _read(doc, at, i, sentence.last) if here else None
            if venue:
                found.setdefault(venue.name, venue)
        if len(found) > _MOST_WAYS:
            return None
    whole = [v for name, v in found.items() if not any(o != name and name in o for o in found)]
    return whole[0] if len(whole) == 1 else None


def _around(doc: Doc, told: set[int]) -> set[int]:
    """Numbers of the sentences close to one that tells of signing."""
    found: set[int] = set()
    for number, sentence in enumerate(doc.sentences):
        if sentence.first in told and speaks_of_signing(doc, sentence):
            found.update(range(number - _BEFORE, number + _BEHIND + 1))
    return found


def _right_behind(doc: Doc, when: tuple[int, int] | None) -> set[int]:
    """The number of the sentence behind the one that names the date."""
    if when is None:
        return set()
    return {n + 1 for n, s in enumerate(doc.sentences) if s.first < s.last and _spans(doc, s, when[0])}


def _spans(doc: Doc, sentence: Sentence, character: int) -> bool:
    start, end = doc.span(sentence.first, sentence.last)
    return start <= character < end


def _is_of_an_event(doc: Doc, sentence: Sentence, i: int) -> bool:
    """Whether a place follows words for the event, with a colon or nothing between: "mood of the hall"."""
    if i == sentence.first or not {"venue", "site"} & doc.tokens[i].senses.keys():
        return False
    before = doc.tokens[max(sentence.first, i - 2) : i]
    if before[-1].text == ":":
        return "event" in before[0].cues
    if before[-1].text == ",":  # "at the scene, hall A"
        at_it = any("at" in token.cues for token in doc.tokens[max(sentence.first, i - _SCENE_REACH) : i])
        return at_it and doc.tokens[i].cap and "event" in before[0].cues
    return doc.tokens[i].cap and "event" in before[-1].cues


def _is_at_a_site(doc: Doc, at: Mapping[int, Mention], sentence: Sentence, i: int) -> bool:
    """Whether a site that is no building, or an institution, stands behind a word for being there."""
    if not any("at" in token.cues for token in doc.tokens[max(sentence.first, i - 2) : i]):
        return False
    if "site" in doc.tokens[i].senses:
        after = doc.tokens[i + 1] if i + 1 < sentence.last else None
        return after is not None and (after.cap or after.text.isdigit())
    mention = at.get(i)
    return mention is not None and mention.body is not None and mention.body.kind in _SEATS


def _is_held_here(doc: Doc, sentence: Sentence, i: int) -> bool:
    """Whether the words before a token say that something took place there."""
    if i == sentence.first:
        return False
    return "held_at" in doc.tokens[i - 1].cues and (doc.tokens[i].cap or "venue" in doc.tokens[i].senses)


def _is_a_host(doc: Doc, at: Mapping[int, Mention], sentence: Sentence, i: int) -> bool:
    """Whether a place opens a sentence, or a part of one, and words behind it say that it was the scene."""
    if not (doc.tokens[i].cap and "venue" in doc.tokens[i].senses):
        return False
    before = doc.tokens[i - 1] if i > sentence.first else None
    opens = before is None or (i - sentence.first <= _OPENING and not (before.cap and before.text.isalpha()))
    venue = _read(doc, at, i, sentence.last) if opens else None
    if venue is None:
        return False
    behind = [token for token in doc.tokens[i : sentence.last] if token.start >= venue.span[1]]
    told_more = bool(behind) and "which" in behind[0].cues
    return any("hosts" in token.cues for token in behind[: _TOLD_MORE_REACH if told_more else _HOST_REACH])


def _is_here(doc: Doc, sentence: Sentence, i: int) -> bool:
    """Whether the name of a place begins at a token, behind a word for being there."""
    if "venue" not in doc.tokens[i].senses:
        return (
            i > sentence.first and "at" in doc.tokens[i - 1].cues and _holds_a_word_for_one(doc, sentence, i)
        )
    before = doc.tokens[max(sentence.first, i - 2) : i]
    return any("at" in token.cues for token in before) or (
        doc.tokens[i].cap and "inside" in doc.tokens[i - 1].cues
    )


def _holds_a_word_for_one(doc: Doc, sentence: Sentence, i: int) -> bool:
    """Whether words with capital letters lead to one for a building: "the Grand Royal Hotel"."""
    for token in doc.tokens[i : min(sentence.last, i + _LEADING)]:
        if "venue" in token.senses:
            return token.cap
        if not token.cap or token.senses:
            return False
    return False


def _is_named(doc: Doc, at: Mapping[int, Mention], sentence: Sentence, i: int) -> bool:
    """Whether a building is named with capital letters, without a word for being there: as what was full."""
    token = doc.tokens[i]
    if not (token.cap and "venue" in token.senses) or (i in at and at[i].body):
        return False
    if i == sentence.first:
        return True
    before = doc.tokens[i - 1]
    opens = i - 1 == sentence.first or doc.tokens[i - 2].text in "-–—"
    elsewhere = not {"located", "by"}.isdisjoint(before.cues) or not _HOLDING.isdisjoint(before.senses)
    return not elsewhere and (opens or not before.cap)


def _read(doc: Doc, at: Mapping[int, Mention], i: int, end: int) -> Venue | None:
    tokens, first = doc.tokens, i
    place, named = None, False
    while i < end and i - first < _MOST_WORDS:
        token = tokens[i]
        mention = at.get(i)
        if mention and mention.body is None and mention.place and i > first:
            if not (_is_named_after(doc, mention) or _is_within(doc, mention, end)):
                place = mention.place.bare
                break
            i = mention.last
            continue
        if mention and mention.body:
            i, named = mention.last, True
            continue
        if token.text == "," and named and _goes_on(tokens[i + 1 : min(end, i + 3)]):
            i += 1
            continue
        if not _is_part(doc, i, first):
            break
        named = named or token.cap or "venue" in token.senses
        i += 1
    while i > first and tokens[i - 1].text in ",(":
        i -= 1
    behind = at.get(i + 1) if i < end and tokens[i].text == "," else None
    if place is None and behind and behind.place and behind.body is None:
        place = behind.place.bare
    plain = i == first + 1 and not tokens[first].cap  # "the room", and not which one
    if i == first or not named or plain or (i == first + 1 and at.get(first) and not at[first].body):
        return None
    return Venue(doc.text(first, i), place, doc.span(first, i))


def _goes_on(behind: Sequence[Token]) -> bool:
    """Whether words behind a comma say more of where a room is: "hall A, floor three of the Royal"."""
    first, second = behind[:1], behind[1:]
    if any("venue" in token.senses for token in first):
        return True
    storey = any("storey" in token.cues for token in first)
    return storey and any("storey" in token.cues or token.text[0].isdigit() for token in second)


def _is_named_after(doc: Doc, mention: Mention) -> bool:
    """Whether a region is part of a name: of the office of its head, of a hall "of the regency"."""
    before = doc.tokens[mention.first - 1]
    return "level" in doc.tokens[mention.first].senses or not _NAMING.isdisjoint(before.senses)


def _is_within(doc: Doc, mention: Mention, end: int) -> bool:
    """Whether a name goes on behind a region in it, with a word that is nothing else."""
    after = doc.tokens[mention.last] if mention.last < end else None
    plain = after is not None and after.cap and after.text[0].isalpha() and not after.senses
    return plain and mention.last - mention.first == 1


def _is_part(doc: Doc, i: int, first: int) -> bool:
    token = doc.tokens[i]
    if not {"venue", "site", "office"}.isdisjoint(token.senses) or "storey" in token.cues:
        return True
    if _BLOCKING & token.senses.keys() and "unit" not in token.senses:
        return False
    if token.start in doc.date_starts:
        return False
    if token.text[0].isdigit():
        return i > first and len(token.text) < 3
    titled = i > first and "honorific" in token.senses  # "the hall dr. N"
    return token.cap or (titled and any(after.cap for after in doc.tokens[i + 1 : i + 2]))
