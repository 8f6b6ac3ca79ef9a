"""`kg schema`: what the graph is made of."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, emit, format_option, note, say
from kg.counts import Count

if TYPE_CHECKING:
    from kg.ontology import EdgeConcept, LabelRule, NodeConcept, Ontology

#: What a command that found mistakes ends with.
_WRONG = 1


@click.group()
def schema() -> None:
    """Show the concepts that the graph is made of.

    A concept is a sort of node (Person) or of edge (SIGNED). Each stands in one YAML file; a file in
    the schema folder of your project replaces the built-in one of the same name.

    \b
    Examples:
      kg schema list
      kg schema show Agreement
      kg schema lint
    """


@schema.command("list")
@format_option
@pass_context
def list_(context: Context, format: Format | None) -> None:
    """List all concepts.

    \b
    Examples:
      kg schema list
      kg schema list --format md
    """
    from kg.ontology.describe import describe_join

    ontology = _ontology(context)
    rows: list[dict[str, Any]] = [
        {
            "concept": node.name, "kind": "node", "label": node.label.en, "label_id": node.label.id,
            "joins": [], "description": node.description,
        }
        for node in ontology.nodes.values()
    ]  # fmt: skip
    rows += [
        {
            "concept": edge.name, "kind": "edge", "label": edge.label.en, "label_id": edge.label.id,
            "joins": [describe_join(join) for join in edge.joins], "description": edge.description,
        }
        for edge in ontology.edges.values()
    ]  # fmt: skip
    columns = [
        Column("concept", "name in Cypher"),
        Column("kind", "node or edge"),
        Column("label", "in English"),
        Column("label_id", "in Indonesian"),
        Column("joins", "what an edge goes from and to"),
        Column("description", "what it is"),
    ]
    emit(rows, columns, format, footnotes=["`kg schema show NAME` shows one with its properties."])


@schema.command()
@click.argument("name")
@format_option
@pass_context
def show(context: Context, name: str, format: Format | None) -> None:
    """Show a concept with its properties, or a label with the rule that gives it.

    \b
    Examples:
      kg schema show Agreement
      kg schema show SIGNED
      kg schema show Official
    """
    ontology = _ontology(context)
    if name in ontology.label_names:
        concept = ontology.node(name)
        _show_label(name, concept, concept.labels[name], format)
        return
    found = ontology.concept(name)
    if (format or ("table" if sys.stdout.isatty() else "json")) == "json":
        emit([found.model_dump(mode="json", by_alias=True, exclude_none=True)], format="json")
        return
    _show_concept(found, ontology, format)


@schema.command()
@pass_context
def lint(context: Context) -> None:
    """Check all concept files and list everything that is wrong, with file and line.

    \b
    Example:
      kg schema lint
    """
    from kg.ontology import lint_ontology
    from kg.ontology.read import concept_files

    folders = _folders(context)
    errors = lint_ontology(folders)
    for error in errors:
        say(str(error))
    if errors:
        note(f"{len(errors)} to mend.")
        raise click.exceptions.Exit(_WRONG)
    concepts = Count(len(concept_files(folders)))
    note(f"{concepts} {concepts:concept|concepts}, nothing wrong.")


@schema.command()
@click.option("--language", type=click.Choice(["en", "id"]), default="en", help="Of the labels.")
@pass_context
def diagram(context: Context, language: str) -> None:
    """Print a diagram of all concepts in Mermaid's language, which GitHub and GitLab draw.

    \b
    Examples:
      kg schema diagram
      kg schema diagram --language id > schema.mmd
    """
    from kg.ontology.diagram import diagram as draw

    click.echo(draw(_ontology(context), language), nl=False)


@schema.command()
@pass_context
def reference(context: Context) -> None:
    """Print the whole schema as a Markdown page.

    \b
    Example:
      kg schema reference > schema.md
    """
    from kg.ontology.reference import reference as write

    click.echo(write(_ontology(context)), nl=False)


def _folders(context: Context) -> list[Path]:
    return context.project.content("schema")


def _ontology(context: Context) -> Ontology:
    from kg.ontology import load_ontology

    return load_ontology(_folders(context))


def _show_concept(concept: NodeConcept | EdgeConcept, ontology: Ontology, format: Format | None) -> None:
    from kg.ontology import NodeConcept
    from kg.ontology.describe import describe_property

    rows = [
        {
            "property": prop.name, "label": prop.label.en, "label_id": prop.label.id,
            "type": describe_property(prop), "values": list(prop.one_of), "description": prop.description,
        }
        for prop in concept.properties.values()
    ]  # fmt: skip
    columns = [
        Column("property", "name in Cypher"),
        Column("label", "in English"),
        Column("label_id", "in Indonesian"),
        Column("type", "type, and what else holds for it"),
        Column("values", "all values it can have"),
        Column("description", "what it is"),
    ]
    notes = _about_node(concept, ontology) if isinstance(concept, NodeConcept) else _about_edge(concept)
    title = f"{concept.name} ({concept.label.en} · {concept.label.id}). {concept.description}"
    emit(rows, columns, format, title=title, footnotes=[*notes, f"File: {concept.path}"])


def _about_node(node: NodeConcept, ontology: Ontology) -> Sequence[str]:
    from kg.ontology.describe import describe_same

    edges = [
        f"({join.start})-[:{edge.name}]->({join.to})"
        for edge in ontology.edges.values()
        for join in edge.joins
        if node.name in (join.start, join.to)
    ]
    notes = [f"Label {name}: {rule.description}" for name, rule in node.labels.items()]
    notes.append(f"Name when no source gives one: {node.name_pattern}")
    if node.same_when:
        notes.append(f"One and the same when they agree in {describe_same(node)}.")
    return [*notes, f"Edges: {', '.join(edges)}"]


def _about_edge(edge: EdgeConcept) -> Sequence[str]:
    from kg.ontology.describe import describe_continuation

    notes = [f"({join.start})-[:{edge.name}]->({join.to})" for join in edge.joins]
    notes.append(f"Reads: {edge.reads.forward.en} / {edge.reads.back.en}")
    notes.append(f"In Indonesian: {edge.reads.forward.id} / {edge.reads.back.id}")
    if edge.identifying:
        notes.append(f"Edges between the same two nodes stay apart by {', '.join(edge.identifying)}.")
    notes += [f"Made by kg match: {describe_continuation(rule)}" for rule in edge.continues]
    return [*notes, *(["Made by a rule."] if edge.derived and not edge.continues else [])]


def _show_label(name: str, concept: NodeConcept, rule: LabelRule, format: Format | None) -> None:
    from kg.ontology.describe import describe_condition

    parts = rule.any_of or (rule.when,)
    rows = [
        {"alternative": number, "condition": describe_condition(part)} for number, part in enumerate(parts, 1)
    ]
    columns = [Column("alternative", "each is enough", "integer"), Column("condition", "must all hold")]
    title = f"{name} ({rule.label.en} · {rule.label.id}), a label of {concept.name}. {rule.description}"
    emit(
        rows, columns, format, title=title, footnotes=[f"Given by {rule.when.edge}.", f"File: {concept.path}"]
    )
