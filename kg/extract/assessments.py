"""Results of assessments: scores, zones and categories of regions and institutions.

A figure is a score only where the text says so, or where it stands in a list or table of results. What is
hoped for, other indices, shares, sums and counts are no results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kg.extract.assessed import (
    Result,
    agencies_by_letters,
    merged,
    most_named,
    opens_with,
    parts_from_where,
    tells_of_another,
)
from kg.extract.colours import is_a_colour, is_empty, is_of_a_share, is_risen_from
from kg.extract.counted import is_counted
from kg.extract.doc import Doc, Mention
from kg.extract.figures import DECIMAL, REACH, WHOLE, Figures, key_of
from kg.extract.layout import Sentence
from kg.extract.pack import Pack
from kg.extract.same_zone import NumberWords, OfSome, ToldOf, listed_behind
from kg.extract.whose import Whose
from kg.extract.years import figure_of_a_row, figure_of_another_year, years_of, years_of_each

#: Tokens before a figure in which another index may be named that it is of.
_INDEX_REACH = 16
#: Tokens before a figure in which words say that another one is compared with it.
_COMPARE_REACH = 3
#: Tokens of a sentence that does no more than name what the next one is about, most.
_SAID_ALONE = 7
#: Tokens before a region in which words, none with a capital letter, say that something is there.
_WHERE_REACH = 4
#: Tokens behind a zone, set against another one, in which those are named that are in it.
_TURN_REACH = 5
#: Tokens before a zone in which words say that it is no longer that of what is spoken of.
_LEFT_REACH = 3
#: Tokens before a score in which words say that it is of what somebody heads.
_OWN_REACH = 4
#: Tokens at the start of a sentence, a quotation mark included, with which it speaks of a zone itself.
_OPENING_REACH = 2
#: What a text says that gives results from there on, and what a sentence says that gives some.
_OPENING = frozenset({"assessment_of", "zone", "zone_word"})
_TELLING = _OPENING | {"assessment_score", "assessment_compare"}
#: No result is lower; smaller figures are counts and shares.
_LEAST, _MOST = 20.0, 110.0
#: From which on a whole number in a list of results is taken for one of them.
_WHOLE_FROM = 40


class Assessments:
    """Finds results, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._own = {branch.kind for branch in pack.branches}
        self._focus = pack.focus
        self._words = NumberWords(pack)

    def find(self, doc: Doc, published: date | None) -> list[Result]:
        """Read a text whose mentions are known."""
        if all(_TELLING.isdisjoint(doc.said(sentence)) for sentence in doc.sentences):
            return []
        subjects = {
            m.first: m
            for m in doc.mentions
            if m.place or (m.body and m.body.name != self._focus and m.body.kind not in self._own)
            if not tells_of_another(doc, m)
        }
        agencies = agencies_by_letters(doc)
        inside = {i for agency in agencies for i in range(agency.first, agency.last)}
        subjects = {i: m for i, m in subjects.items() if i not in inside} | {m.first: m for m in agencies}
        reader = _Reader(doc, subjects, years_of(doc, published), self._words)
        for sentence in doc.sentences:
            reader.read(sentence)
        return merged(reader.found)


class _Reader:
    """Reads sentences one after the other; knows what was last spoken of."""

    def __init__(
        self, doc: Doc, subjects: Mapping[int, Mention], years: Mapping[int, int], words: NumberWords
    ) -> None:
        self.doc, self.tokens, self._subjects, self._years = doc, doc.tokens, subjects, years
        self.found: list[Result] = []
        self._active = self._says_scores = False
        self._main = most_named(doc, subjects.values())
        self._carried = self._main
        main = key_of(self._main) if self._main else None
        self._figures = Figures(doc, subjects, years, main)
        self._whose = Whose(self._figures, subjects)
        self._columns: list[int] = []
        self._years_here: list[int] = []
        self._told = ToldOf(words, self._figures, subjects)
        self._of_some = OfSome(words, self._figures, subjects, years)
        self._here: list[Result] = []
        self._again: int | None = None
        self._lead: tuple[str, int] | None = None
        self._heading: tuple[str, int] | None = None
        self._group: list[Mention] = []
        self._row, self._column = False, 0

    def read(self, sentence: Sentence) -> None:
        tokens = self.tokens[sentence.first : sentence.last]
        years = [self._years[t.start] for t in tokens if t.start in self._years] if self._years else []
        senses = self.doc.said(sentence)
        told = not senses.isdisjoint(_TELLING)
        graded = "assessment_score" in senses and not senses.isdisjoint({"category", "institution"})
        self._active = self._active or graded or not senses.isdisjoint(_OPENING)
        if not self._active:
            self._carry(sentence)
            self._figures.last = self._figures.before = years[-1] if years else None
            return
        if len(years) > 1 and self._is_header(sentence):
            self._columns = list(dict.fromkeys(years))  # "Score 2022, zone 2022, score 2023, ..."
            return
        self._row = self._is_row(sentence)
        if sentence.headline and not self._row:
            self._figures.context = max([self._figures.context or 0, *(years if told else ())]) or None
            return
        self._figures.sentence, self._here, self._lead = sentence, [], None
        self._says_scores = "assessment_score" in senses
        first = self._tell_of_all(sentence)
        self._again = figure_of_a_row(self.doc, sentence, self._years)
        if self._again is None and self._told.scored:
            self._again = figure_of_another_year(self.doc, sentence, self._years)
        if self._heads_rows(sentence):
            return
        self._facts(sentence, first, told or self._again is not None)
        named = [one for one in self._whose.named_in(sentence) if not self._only_says_where(one)]
        self._told.add(self._here, named, row=self._row)
        wishes = "assessment_target" in senses
        self._figures.last = self._figures.last_year() if years and not wishes else None
        self._figures.before = years[-1] if years else None
        if told and (years := self._figures.assessed_years(wishes=wishes)):
            self._date_the_first(years)
            self._figures.context = max(self._figures.context or 0, *years)
        if self._here:
            self._carried = self._here[-1].subject
        else:
            self._carry(sentence)

    def _date_the_first(self, years: Sequence[int]) -> None:
        """Give the first year of an assessment, which a text names without a result, to those told before."""
        if self._figures.context is None and len(set(years)) == 1 and not self._here:
            for result in self.found:
                result.year = years[0] if result.year is None else result.year

    def _heads_rows(self, sentence: Sentence) -> bool:
        """Whether a line only gives the zone of the rows below it; they get it."""
        tokens = self.tokens[sentence.first : sentence.last]
        short = len(tokens) <= 8 and (tokens[-1].text == ":" or tokens[-1].text not in ".!?")
        zones = [i for i in range(sentence.first, sentence.last) if short and "zone" in self.tokens[i].senses]
        figures = len(zones) == 1 and any(DECIMAL.fullmatch(token.text) for token in tokens)
        if len(zones) == 1 and not figures and not self._whose.named_in(sentence):
            self._heading = (self.tokens[zones[0]].senses["zone"], zones[0])
            return True
        if not self._row and not sentence.listed:
            self._heading = None
        return False

    def _carry(self, sentence: Sentence) -> None:
        """What a later sentence speaks of that names nothing itself."""
        for mention in self._whose.named_in(sentence):
            if not mention.place or self._only_says_where(mention):
                continue
            headed = mention.first > 0 and "office" in self.tokens[mention.first - 1].senses
            main = self._main is not None and key_of(mention) == key_of(self._main)
            alone = sentence.last - sentence.first <= _SAID_ALONE
            ends = opens_with(self.doc, mention) or (alone and mention.last >= sentence.last - 1)
            if mention.body or headed or mention.clear or main or ends:
                self._carried = mention

    def _is_row(self, sentence: Sentence) -> bool:
        """Whether a line is a row of a list or table: a subject and figures, no sentence."""
        last = self.tokens[sentence.last - 1]
        return (
            sentence.last - sentence.first <= 14
            and last.text not in "!?"
            and self.tokens[sentence.first].text != '"'
            and bool(self._whose.named_in(sentence))
            and any(DECIMAL.fullmatch(t.text) for t in self.tokens[sentence.first : sentence.last])
        )

    def _is_header(self, sentence: Sentence) -> bool:
        """Whether a line heads the columns of a table."""
        tokens = self.tokens[sentence.first : sentence.last]
        plain = tokens[-1].text not in ".!?" and not any(DECIMAL.fullmatch(t.text) for t in tokens)
        return plain and len(tokens) <= 14 and not self._whose.named_in(sentence)

    def _facts(self, sentence: Sentence, first: int, told: bool) -> None:
        self._group, self._column = [], 0
        tokens = self.tokens[sentence.first : sentence.last]
        self._years_here = self._columns if self._row else years_of_each(tokens, self._years)
        placed = self._figures.gives_a_range()  # What a zone begins and ends at is said of nobody.
        i, end = first, sentence.last
        while i < end:
            if mention := self._subjects.get(i):
                placed = True
                self._see(mention)
                i = mention.last
                continue
            who = self._group[-1] if self._group else self._carried if told and not placed else None
            telling = self.tokens[i].senses or self.tokens[i].text[0].isdigit()
            i = self._fact(i, end, who) if telling else i + 1
        self._close_lead()
        if self._heading:
            self._give_to_all(self._here, "zone", *self._heading)

    def _see(self, mention: Mention) -> None:
        """Take a region or institution for what the next figures are about, with those in a row before it."""
        if not self._only_says_where(mention):
            row = self._group and self._whose.joined(self._group[-1], mention)
            self._group = [*self._group, mention] if row else [mention]

    def _fact(self, i: int, end: int, who: Mention | None) -> int:
        """Note what a token says of a subject; gives the token after what was read."""
        token = self.tokens[i]
        if token.text[0].isdigit() and token.start not in self._years:
            value, last = self._figures.figure(i, end)
            one = self._whose.figure(self._group, i, last) or who
            own = self._figures.says_before(i, _OWN_REACH, "assessment_own")
            if value is not None and one and not own and self._is_score(i, last, value):
                known = self._column < len(self._years_here)
                year = self._years_here[self._column] if known else self._figures.year(i, last)
                self._column += 1
                self._note(one, year, "score", value, (i, last))
            return last
        if "zone" in token.senses and self._is_zone(i):
            self._zone(i, end, who)
        elif "category" in token.senses and self._here and not self._figures.is_wish(i):
            result = self._here[-1]
            self._note(result.subject, result.year, "category", token.senses["category"], (i, i + 1))
        return i + 1

    def _zone(self, i: int, end: int, who: Mention | None) -> None:
        zone = self.tokens[i].senses["zone"]
        listed = listed_behind(self.tokens, self._subjects, i + 1, end)
        if (not self._group and self._whose.leads(i, end)) or self._turns_to(i, end):
            self._close_lead()
            self._lead = (zone, i)
        elif self._here and self._is_in_brackets_of(self._here[-1], i):
            self._give_to_all(self._here[-1:], "zone", zone, i)
        elif listed or (who and not self._of_some.has(i)):
            year = self._columns[-1] if self._row and self._columns else self._figures.year_of_zone(i)
            for one in listed or self._group or filter(None, [who]):
                self._note(one, year, "zone", zone, (i, i + 1))

    def _turns_to(self, i: int, end: int) -> bool:
        """Whether a zone is set against what stands before it, and is that of those named right behind it."""
        against = {"assessment_compare", "contrast"}
        before = self.tokens[i - 1]
        if against.isdisjoint((*before.senses, *before.cues)):
            return False
        return any(j in self._subjects for j in range(i + 1, min(end, i + _TURN_REACH)))

    def _close_lead(self) -> None:
        """Give a zone that leads a list to all of the list."""
        if self._lead:
            self._give_to_all(self._here, "zone", *self._lead)

    def _is_in_brackets_of(self, result: Result, i: int) -> bool:
        """Whether a token stands in brackets right behind the score of a result."""
        return self._figures.in_brackets(i) and result.spans.get("score", (0, 0))[1] == self.tokens[i - 2].end

    def _give_to_all(self, results: Sequence[Result], what: str, value: object, i: int) -> None:
        """What is said of several results at once, for those of which nothing else was said."""
        for result in results:
            if what not in result.spans:
                setattr(result, what, value)
                result.spans[what] = self.doc.span(i, i + 1)

    def _is_score(self, i: int, last: int, value: float) -> bool:
        if not _LEAST <= value <= _MOST or self._figures.is_wish(i) or self._figures.is_in_a_range(i, last):
            return False
        after = self.tokens[last] if last < len(self.tokens) else None
        if after and (after.text in "%/" or "assessment_other" in after.senses):
            return False
        if "body" in self.tokens[i - 1].senses and i - 1 not in self._subjects:
            return False  # of an agency that no name follows
        whole = last == i + 1 and WHOLE.fullmatch(self.tokens[i].text) is not None
        if whole and is_counted(self.doc, i, self._years):
            return False
        says_before = self._figures.says_before
        other = says_before(i, 1, "assessment_other") or says_before(i, _INDEX_REACH, "assessment_index")
        if other or self._figures.is_average(i):
            return False
        if self._row or self._whose.one_of_each(self._group, i):
            return True
        scored = says_before(i, REACH, "assessment_score", "assessment_year_before", "assessment_year_after")
        compared = says_before(i, REACH, "assessment_compare")
        scored = scored or (
            (self._says_scores or compared) and self._figures.right_behind(last, last + 4) is not None
        )
        scored = scored or self._figures.zone_follows(last, self._figures.sentence.last)
        scored = scored or i == self._again
        if whole:
            bracketed = self._figures.in_brackets(i)
            listed = bool(self._here and self._group) and self._group[-1].last == i - bracketed
            certain = says_before(i, 4, "assessment_score")
            return certain or (value > _WHOLE_FROM and ((scored and bracketed) or listed))
        beside = bool(self._group) and i - self._group[-1].last <= 6
        return scored or beside or self._figures.in_brackets(i) or bool(self._here)

    def _is_zone(self, i: int) -> bool:
        namely = listed_behind(self.tokens, self._subjects, i + 1, self._figures.sentence.last)
        if self._figures.is_wish(i) or (self._figures.is_of_others(i) and not namely) or self._is_left(i):
            return False
        first = self._figures.sentence.first
        if (
            is_of_a_share(self.tokens, first, i)
            or is_empty(self.tokens, i)
            or self._speaks_of_a_zone_itself(i)
        ):
            return False  # "70 % are in the green zone"
        if len(self.tokens[i].norm.split()) > 1:
            return True
        behind = i - self._group[-1].last if self._group else None
        if (behind == 0 and self.tokens[i].cap) or is_a_colour(self.tokens, first, i):
            return False  # "Batu Merah" is a place.
        near = behind is not None and behind <= 6
        scored = any("score" in result.spans for result in self._here)
        worded = self._figures.says_before(i, REACH, "zone_word")
        return near or scored or worded or self._figures.in_brackets(i)

    def _speaks_of_a_zone_itself(self, i: int) -> bool:
        """Whether a sentence opens with a zone and says what that does: "The red one shrinks"."""
        sentence = self._figures.sentence
        if i - sentence.first >= _OPENING_REACH or i + 1 >= sentence.last:
            return False
        behind = self.tokens[i + 1]
        return behind.text.islower() and not (behind.senses or self._whose.named_in(sentence))

    def _is_left(self, i: int) -> bool:
        """Whether words before a zone say that it is no longer that of what is spoken of."""
        if is_risen_from(self.tokens, self._figures.sentence, i):
            return True
        return self._figures.says_before(i, _LEFT_REACH, "assessment_left") or self._figures.is_left_behind(i)

    def _only_says_where(self, mention: Mention) -> bool:
        if mention.body or self._figures.is_told_of(mention.last):
            return False
        before = self.tokens[max(self._figures.sentence.first, mention.first - _WHERE_REACH) : mention.first]
        if not before:
            return False
        inner = [token for token in reversed(before) if parts_from_where(token)]
        plain = before[before.index(inner[0]) + 1 :] if inner else before
        return "collective" in before[-1].senses or any("at" in token.cues for token in plain)

    def _note(
        self, subject: Mention, year: int | None, what: str, value: object, at: tuple[int, int]
    ) -> None:
        key = key_of(subject)
        same = [r for r in self._here if key_of(r.subject) == key]
        current = next((r for r in reversed(same) if what not in r.spans), None)
        dated = [r for r in same if r.year == year] or [r for r in same if None in {r.year, year}]
        if what == "zone" and dated:
            self._give_to_all(dated, "zone", value, at[0])
            return
        if current is None or (what == "score" and current.year not in {None, year}):
            current = Result(subject, year)
            compared = self._figures.says_before(at[0], _COMPARE_REACH, "assessment_compare")
            leads = what == "score" and not compared and same and same[0].zone_leads
            if leads and (same[0].year == year or not self._figures.is_dated(same[0].spans["zone"])):
                current.zone, current.spans["zone"] = same[0].zone, same[0].spans["zone"]
            self._here.append(current)
            self.found.append(current)
        current.year = current.year if current.year is not None else year
        setattr(current, what, value)
        current.spans[what] = self.doc.span(*at)

    def _tell_of_all(self, sentence: Sentence) -> int:
        """Give what a sentence says of all who were told of; gives the token from which on to read it."""
        others = self._whose.named_in(sentence)
        end = others[0].first if others else sentence.last
        meant = self._told.meant(sentence.first, end)
        if meant is not None:
            self._for_all(meant, sentence.first, end)
            self.found += [one for one in meant if one.spans]
        elif not others and self._told.listing and "collective" in self.doc.said(sentence):
            self._for_all(self._told.listing, sentence.first, end)
        else:
            return sentence.first
        return end

    def _for_all(self, results: Sequence[Result], first: int, last: int) -> None:
        """What some tokens say of all of some results."""
        for i in range(first, last):
            for what in ("zone", "category"):
                told = what in self.tokens[i].senses and not self._figures.is_wish(i)
                if told and not self._is_left(i):
                    self._give_to_all(results, what, self.tokens[i].senses[what], i)
