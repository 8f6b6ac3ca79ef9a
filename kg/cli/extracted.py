"""What was found in an article, in the shapes in which `kg extract` hands it out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.cli.cells import UNSAFE
from kg.cli.output import Row, emit, say

if TYPE_CHECKING:
    from kg.extracting import Found

#: Words for kinds and states of agreements.
_KINDS = {"mou": "MoU", "pks": "PKS", "workplan": "Work plan", "addendum": "Addendum", "other": "Agreement"}


def whole(facts: Mapping[str, Any]) -> str:
    """Facts as one JSON object, for people to read as well."""
    return _safe(json.dumps(facts, ensure_ascii=False, indent=1)) + "\n"


def line(facts: Mapping[str, Any]) -> str:
    """Facts as one line of JSON."""
    return _safe(json.dumps(facts, ensure_ascii=False)) + "\n"


def as_object(found: Found) -> str:
    """What :func:`whole` gives."""
    return whole(found.facts)


def as_line(found: Found) -> str:
    """What :func:`line` gives."""
    return line(found.facts)


def as_page(found: Found, *, language: str) -> str:
    """An HTML page with the text and its facts."""
    from kg.views.article import ArticlePage

    return ArticlePage(found.text, found.facts, language=language).generate_html()


def as_facts(found: Found) -> dict[str, Any]:
    """The facts themselves."""
    return found.facts


def _safe(text: str) -> str:
    # json escapes C0 itself. The others can only stand inside strings, where an escape means the same.
    return UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


class _Section(NamedTuple):
    title: str
    rows: Sequence[Row]


def print_tables(facts: Mapping[str, Any]) -> None:
    """Print the facts of one article for reading on a terminal."""
    source = facts["source"]
    about = [source.get(name) for name in ("title", "outlet", "published", "url")]
    say(" · ".join(dict.fromkeys(filter(None, [*about, facts["document"]["name"]]))))
    sections = [section for section in _sections(facts) if section.rows]
    for section in sections:
        say()
        emit(section.rows, format="table", title=section.title)
    if not sections:
        say("No agreement, result or person was found.")


def _sections(facts: Mapping[str, Any]) -> Iterator[_Section]:
    for agreement in facts["agreements"]:
        kind = _KINDS.get(agreement["kind"], agreement["kind"])
        yield _Section(f"{kind}, {agreement['status']}", list(_agreement(agreement)))
    yield _Section("Results of assessments", [_result(each) for each in facts["assessments"]])
    yield _Section("People", [_person(each) for each in facts["people"]])
    bodies = [{"name": b["name"], "kind": b["kind"], "region": b["region"]} for b in facts["institutions"]]
    yield _Section("Institutions", bodies)
    yield _Section("Left open", [_doubt(facts, each) for each in facts["doubts"]])


def _agreement(fact: Mapping[str, Any]) -> Iterator[Row]:
    between = [party["name"] for party in fact["parties"]]
    signed_on = fact["signed_on"] or "not said"
    inferred = " (inferred)" if "signed_on" in fact["inferred"] else ""
    rows = {
        "between": between,
        "signed on": "" if fact["status"] == "planned" else signed_on + inferred,
        "where": ", ".join(filter(None, (fact["venue"] or {}).values())),
        "signed by": _people(fact["signatories"]),
        "stood in": [f"{each['by']} for {each['principal']}" for each in fact["represented"]],
        "witnessed by": _people(fact["witnesses"]),
        "present": _people(fact["attendees"]),
        "number": fact["number"],
        "about": fact["topics"],
        "years": fact.get("term_years"),
    }
    for label, value in rows.items():
        if value:
            yield {"fact": label, "value": value}


def _people(people: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{each['name']}{f' ({office})' if (office := _office(each)) else ''}" for each in people]


def _office(person: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (person["acting"], person["role"])))


def _person(fact: Mapping[str, Any]) -> Row:
    return {"name": fact["name"], "office": _office(fact), "institution": fact["institution"]}


def _result(fact: Mapping[str, Any]) -> Row:
    return {name: fact[name] for name in ("subject", "year", "score", "zone", "category")}


def _doubt(facts: Mapping[str, Any], doubt: Mapping[str, Any]) -> Row:
    from kg.extract.records import fact_at, label_of

    about = label_of(fact_at(facts, str(doubt.get("about"))) or {})
    return {"about": about, "field": doubt["field"], "reason": doubt["reason"]}
