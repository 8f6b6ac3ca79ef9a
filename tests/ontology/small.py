"""A small ontology to break: two node concepts and an edge, one file each."""

from __future__ import annotations

from pathlib import Path

PERSON = """\
concept: Person
kind: node
label: {en: Person, id: Orang}
plural: {en: People, id: Orang}
description: A human being.
name_pattern: "{name}"
properties:
  name:
    type: text
    alternatives: aliases
    label: {en: Name, id: Nama}
    description: Without titles.
  aliases:
    type: text
    multiple: true
    label: {en: Aliases, id: Nama lain}
    description: Other spellings.
labels:
  Official:
    label: {en: Official, id: Pejabat}
    description: Holds office in a public body.
    when: {edge: HOLDS, institution_kind: [ministry]}
same_when: [["key(name)"]]
view: {colour: "#D55E00", shape: dot}
"""

BODY = """\
concept: Body
kind: node
label: {en: Body, id: Lembaga}
plural: {en: Bodies, id: Lembaga}
description: A public or private body.
name_pattern: "{kind}"
properties:
  name:
    type: text
    label: {en: Name, id: Nama}
    description: Full name.
  kind:
    type: string
    one_of: [ministry, company]
    label: {en: Kind, id: Jenis}
    description: What sort of body.
  code:
    type: code
    label: {en: Code, id: Kode}
    description: A code.
    links:
      - {edge: PART_OF, to: Body, by: code, when: {kind: ministry}}
view: {colour: "#0072B2", shape: square}
"""

HOLDS = """\
concept: HOLDS
kind: edge
label: {en: holds office at, id: menjabat di}
description: Was seen in office.
joins: [{from: Person, to: Body}]
reads:
  forward: {en: holds office at, id: menjabat di}
  back: {en: has in office, id: memiliki pejabat}
properties:
  seen_on:
    type: date
    partial: true
    multiple: true
    label: {en: Seen on, id: Terlihat}
    description: Days.
  first_seen:
    type: date
    partial: true
    aggregate: {of: seen_on, by: min}
    label: {en: First seen, id: Pertama}
    description: First of them.
view: {colour: "#0072B2"}
"""

PART_OF = """\
concept: PART_OF
kind: edge
label: {en: is part of, id: bagian dari}
description: Of a larger body.
joins: [{from: Body, to: Body}]
reads:
  forward: {en: is part of, id: bagian dari}
  back: {en: includes, id: mencakup}
derived: true
view: {colour: "#808080"}
"""

FILES = {"Person": PERSON, "Body": BODY, "HOLDS": HOLDS, "PART_OF": PART_OF}


def write(folder: Path, **changed: str) -> Path:
    """Write the files into a folder, some of them with another text."""
    folder.mkdir(exist_ok=True)
    for name, text in {**FILES, **changed}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def line_of(text: str, part: str) -> int:
    """The 1-based line in which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1
