"""The page of an article: its text with every fact marked, and the facts beside it. No script, no request.

Whatever the article holds reaches the page escaped, and the policy of the page allows nothing but its
own style: no script could run if a mistake let one in. Only in the frame of a notebook, where links within
a page need one, it has a script of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.records import fact_at, label_of
from kg.views.dates import spoken
from kg.views.document import Document
from kg.views.page import frame, written
from kg.views.spans import Span, marked, shown

#: Kinds of places, in the order of the legend.
KINDS = ("person", "office", "body", "region", "date", "venue", "number", "score")
_OF_FIELD = {"signed_on": "date", "venue": "venue", "number": "number", "parties": "body", "role": "office"}
_PARTS = {"signatories": "signed_by", "witnesses": "witnesses", "attendees": "attendees"}
#: Places that a fact names; of a body that is named a hundred times the others are marked only.
_NAMED = 8

Part = tuple[str, list[int]]


@dataclass
class _Fact:
    number: int
    title: str
    spans: list[int] = field(default_factory=list)
    lines: list[tuple[str, list[Part]]] = field(default_factory=list)


@dataclass
class _Group:
    title: str
    facts: list[_Fact] = field(default_factory=list)


class ArticlePage(Document):
    """A page with an article and its facts.

    Args:
        text: of the article.
        found: as ``kg extract --format json`` has it: ``source``, ``method`` and the facts with evidence.
        language: of everything but the article.

    Raises:
        UsageError: there is no page in that language.
    """

    template = "article.html.j2"
    words = "article"
    base_style = "article.css"

    def __init__(self, text: str, found: Mapping[str, Any], *, language: str = "en") -> None:
        self.text, self.found = text, found
        self._source, self._document = (found.get(name) or {} for name in ("source", "document"))
        title = str(self._source.get("title") or self._document.get("name") or "")
        super().__init__(shown(title), language=language)

    def shown(self) -> dict[str, Any]:
        """What the template shows."""
        view = _View(self.found, self.texts, self.language)
        source, document, method = self._source, self._document, self.found.get("method") or {}
        address = source.get("url") or ""
        about = [source.get(name) for name in ("outlet", "author", "published")]
        counts = Counter(span.kind for span in view.spans)
        return {
            "about": [shown(spoken(str(part), self.language)) for part in about if part],
            "address": address if address.startswith(("https://", "http://")) else "",
            "legend": [(kind, counts[kind]) for kind in KINDS if counts[kind]],
            "body": marked(self.text, view.spans),
            "groups": [group for group in view.groups if group.facts],
            "method": method.get("name", ""),
            "fingerprint": method.get("fingerprint", ""),
            "document": shown(str(document.get("name", ""))),
            "checksum": document.get("checksum", ""),
        }

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame that can run its own script and reach nothing else."""
        page = _Framed(self.text, self.found, language=self.language)
        return frame(page.generate_html(), self.title, self.height)


class _Framed(ArticlePage):
    """The page as a notebook has it, with the script that follows links within it."""

    scripts = ("within.js",)


class _View:
    """Facts with the numbers of their places."""

    def __init__(self, found: Mapping[str, Any], texts: dict[str, str], language: str) -> None:
        self.texts, self._language = texts, language
        self._found = found
        self.spans: list[Span] = []
        self._places: dict[tuple[int, int, str], int] = {}
        self._facts = 0
        self.groups = [
            self._group("agreements", found["agreements"], self._agreement),
            self._group("results", found["assessments"], self._result),
            self._group("people", found["people"], self._person),
            self._group("bodies", found["institutions"], self._body),
            self._group("regions", found["regions"], self._region),
            self._group("open", found.get("doubts", ()), self._doubt),
        ]

    def _group(
        self, name: str, facts: Sequence[Mapping[str, Any]], write: Callable[[int, Mapping[str, Any]], _Fact]
    ) -> _Group:
        group = _Group(self.texts[name])
        for fact in facts:
            self._facts += 1
            group.facts.append(write(self._facts, fact))
        return group

    def _at(self, number: int, title: str, kind: str, evidence: Sequence[Mapping[str, Any]]) -> list[int]:
        """Mark places of a fact, each once for its kind, and give their numbers."""
        numbers = []
        for item in evidence:
            key = (item["start"], item["end"], kind)
            if key not in self._places:
                self._places[key] = len(self._places) + 1
                what = f"{self.texts[kind]}: {title}"
                self.spans.append(Span(key[0], key[1], kind, what, self._places[key], number))
            numbers.append(self._places[key])
        return list(dict.fromkeys(numbers))[:_NAMED]

    def _agreement(self, number: int, fact: Mapping[str, Any]) -> _Fact:
        names = " – ".join(party["name"] for party in fact["parties"])
        made = _Fact(number, shown(f"{self.texts.get(fact['kind'], fact['kind'])}: {names}"))
        made.spans = self._at(number, names, "body", _of(fact, "parties"))
        for name in ("status", "number", "signed_on", "venue"):
            kind = _OF_FIELD.get(name, "number")
            places = self._at(number, names, kind, _of(fact, name))
            value = _value(fact, name)
            if name == "status":
                value = self.texts.get(value, value)
            elif name == "signed_on":
                value = spoken(value, self._language)
            if name in fact.get("inferred", ()):
                value = f"{value} ({self.texts['inferred']})"
            if value or name == "signed_on":
                label = self.texts["place" if name == "venue" else name]
                made.lines.append((label, [(shown(value or self.texts["unknown"]), places)]))
        for part, label in _PARTS.items():
            if people := fact.get(part, ()):
                made.lines.append((self.texts[label], [self._participant(number, each) for each in people]))
        if stood := fact.get("represented", ()):
            parts: list[Part] = [(shown(self.texts["for"].format(**_pair(each))), []) for each in stood]
            made.lines.append((self.texts["stood_in"], parts))
        return made

    def _participant(self, number: int, person: Mapping[str, Any]) -> Part:
        places = self._at(number, person["name"], "person", _of(person, "name"))
        office = _held(person)
        return shown(person["name"] + (f" ({office})" if office else "")), places

    def _result(self, number: int, fact: Mapping[str, Any]) -> _Fact:
        title = str(fact.get("subject") or self.texts["unknown"])
        made = _Fact(number, shown(title), self._at(number, title, "body", _of(fact, "subject")))
        for name, label in (
            ("year", "year"),
            ("score", "score_of"),
            ("zone", "zone"),
            ("category", "category"),
        ):
            if fact.get(name) is not None:
                places = self._at(number, title, "date" if name == "year" else "score", _of(fact, name))
                made.lines.append((self.texts[label], [(shown(written(fact[name], self._language)), places)]))
        return made

    def _person(self, number: int, fact: Mapping[str, Any]) -> _Fact:
        made = _Fact(number, shown(fact["name"]), self._at(number, fact["name"], "person", _of(fact, "name")))
        office = ", ".join(filter(None, (_held(fact), fact.get("institution"))))
        if office:
            made.lines.append(
                (
                    self.texts["office"],
                    [(shown(office), self._at(number, office, "office", _of(fact, "role")))],
                )
            )
        return made

    def _body(self, number: int, fact: Mapping[str, Any]) -> _Fact:
        return _Fact(number, shown(fact["name"]), self._at(number, fact["name"], "body", _of(fact, "name")))

    def _region(self, number: int, fact: Mapping[str, Any]) -> _Fact:
        title = f"{fact['name']} ({fact['code']})"
        return _Fact(number, shown(title), self._at(number, title, "region", _of(fact, "name")))

    def _doubt(self, number: int, fact: Mapping[str, Any]) -> _Fact:
        about = label_of(fact_at(self._found, str(fact.get("about"))) or {})
        made = _Fact(number, shown(str(fact["reason"])))
        made.lines = [("", [(shown(about), [])])] if about else []
        return made


def _of(fact: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [item for item in fact.get("evidence", ()) if item["field"] == name]


def _held(person: Mapping[str, Any]) -> str:
    """An office with how it is held: Pj Bupati."""
    return " ".join(filter(None, (person.get("acting"), person.get("role"))))


def _value(fact: Mapping[str, Any], name: str) -> str:
    value = fact.get(name)
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values() if part)
    return str(value or "")


def _pair(stood: Mapping[str, Any]) -> dict[str, str]:
    return {"by": str(stood["by"]), "principal": str(stood["principal"])}
