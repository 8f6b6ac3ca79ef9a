"""Run by a Python of its own that has followthemoney, and rdflib with it: what these make of our files.

python other_side.py ftm FILE      each entity is valid, loses nothing to cleaning and leads nowhere else
python other_side.py jsonld FILE   the triples, one a line
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def check_ftm(path: str) -> None:
    from followthemoney import model

    lines = Path(path).read_text("utf-8").splitlines()
    entities = [model.get_proxy(json.loads(line), cleaned=False) for line in lines]
    known = {entity.id: entity.schema for entity in entities}
    assert len(known) == len(entities), "an id stands twice"
    for line, entity in zip(lines, entities, strict=True):
        entity.schema.validate(entity.to_dict())
        written = json.loads(line)["properties"]
        for name, values in written.items():
            prop = entity.schema.get(name)
            assert prop is not None, f"{entity.schema.name} has no {name}"
            assert set(entity.get(name)) == set(values), f"{name}: {values} became {entity.get(name)}"
            for value in values if prop.type.name == "entity" else ():
                assert known[value].is_a(prop.range), f"{name} leads to a {known[value].name}"
    json.dump({"entities": len(entities), "schemata": sorted({e.schema.name for e in entities})}, sys.stdout)


def print_triples(path: str) -> None:
    from rdflib import Graph

    graph = Graph()
    graph.parse(path, format="json-ld")
    json.dump([[str(part) for part in triple] for triple in graph], sys.stdout)


if __name__ == "__main__":
    {"ftm": check_ftm, "jsonld": print_triples}[sys.argv[1]](sys.argv[2])
