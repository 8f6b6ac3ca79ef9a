"""Run by a Python of its own that has followthemoney, and rdflib with it: what these make of our files.

python other_side.py ftm FILE      each entity is valid, loses nothing to cleaning and leads nowhere else
python other_side.py jsonld FILE   the triples, one a line
python other_side.py make FILE     writes entities of its own, of invented people
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


def make_ftm(path: str) -> None:
    from followthemoney import model

    wanted = {
        "siti": ("Person", {"name": "Siti Contoh", "nationality": "id"}),
        "ani": ("Person", {"name": "Ani Contoh"}),
        "jaya": ("Company", {"name": "PT Contoh Jaya", "jurisdiction": "id"}),
        "yayasan": ("Organization", {"name": "Yayasan Contoh"}),
        "director": (
            "Directorship",
            {"director": "siti", "organization": "jaya", "role": "Direktur Utama", "startDate": "2023-01-02"},
        ),
        "employee": (
            "Employment",
            {"employee": "ani", "employer": "yayasan", "role": "Sekretaris", "date": "2024-09"},
        ),
        "owner": ("Ownership", {"owner": "siti", "asset": "jaya", "percentage": "60"}),
    }
    entities = {key: model.make_entity(schema) for key, (schema, _) in wanted.items()}
    for key, entity in entities.items():
        entity.make_id("contoh", key)
    for key, (_, properties) in wanted.items():
        for name, value in properties.items():
            entities[key].add(name, entities[value].id if value in entities else value)
    entities["director"].add("endDate", "2024")
    lines = [json.dumps(entity.to_dict()) for entity in entities.values()]
    Path(path).write_text("\n".join(lines) + "\n", "utf-8")


def print_triples(path: str) -> None:
    from rdflib import Graph

    graph = Graph()
    graph.parse(path, format="json-ld")
    json.dump([[str(part) for part in triple] for triple in graph], sys.stdout)


if __name__ == "__main__":
    {"ftm": check_ftm, "jsonld": print_triples, "make": make_ftm}[sys.argv[1]](sys.argv[2])
