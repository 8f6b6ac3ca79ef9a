"""Datasets that were loaded: where each came from, which a name means, and how one is withdrawn."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import UsageError
from kg.intake.reports import BUNDLED, INSIDE, STDIN_DATASET, dataset_name
from kg.ledger import DatasetInfo, Ledger
from kg.ontology.hints import did_you_mean
from kg.project import Project
from kg.readers.articles import is_address
from kg.statements import RENEWALS, Issue

#: Where a dataset came from. A file that is not here was renamed or removed, or a colleague loaded it.
Origin = Literal["file", "file, not here", "page", "standard input", "comes with kg", "kg match"]


class Withdrawn(NamedTuple):
    """A dataset that no longer says anything: how many records it had, and statements that it made."""

    dataset: str
    records: int
    retired: int


def file_of(project: Project, dataset: str) -> Path | None:
    """The file that a dataset came from, or the archive or mail around it; None when it came from none."""
    if is_address(dataset) or dataset == RENEWALS or dataset.startswith((BUNDLED, STDIN_DATASET)):
        return None
    return project.root.resolve() / dataset.partition(INSIDE)[0]


def origin(project: Project, dataset: str) -> Origin:
    """Where a dataset came from."""
    if (file := file_of(project, dataset)) is not None:
        return "file" if file.exists() else "file, not here"
    if dataset == RENEWALS:
        return "kg match"
    if dataset.startswith(BUNDLED):
        return "comes with kg"
    return "page" if is_address(dataset) else "standard input"


def no_longer_in(project: Project, folder: Path, datasets: Iterable[DatasetInfo]) -> list[str]:
    """Datasets with records that were loaded from a folder, and whose files are not in it now."""
    inside = Path(os.path.realpath(folder))
    files = {each.name: file_of(project, each.name) for each in datasets if each.records}
    return [
        name for name, file in files.items() if file and file.is_relative_to(inside) and not file.exists()
    ]


def named(project: Project, name: str, known: Sequence[str]) -> list[str]:
    """The datasets that a name means: one, with what was in that archive or mail, or those below a folder.

    Args:
        project: of the datasets.
        name: of a dataset, a file, a folder, or the address of a page.
        known: names of datasets.

    Raises:
        UsageError: it means none. An empty name would be the current folder, and is more likely a mistake.
    """
    if not name.strip():
        raise UsageError("The name of a data set is empty. `kg datasets` lists what was loaded.")
    wanted = {name, dataset_name(project, name)}
    begins = tuple(each.rstrip("/") + "/" for each in wanted)
    path = Path(os.path.realpath(name))

    def is_meant(dataset: str) -> bool:
        if dataset in wanted or dataset.startswith(begins):
            return True
        file = file_of(project, dataset)
        return file is not None and file.is_relative_to(path)

    if found := list(filter(is_meant, known)):
        return found
    raise UsageError(
        f"No data set {name!r} was loaded.{did_you_mean(name, known)} `kg datasets` lists what was."
    )


def issues(ledger: Ledger, project: Project, name: str | None) -> list[Issue]:
    """What is wrong with the datasets that a name means, as they were last loaded; None means all of them.

    Raises:
        UsageError: it means none, of which it would be wrong to say that nothing is wrong with it.
    """
    if name is None:
        return ledger.issues()
    wanted = set(named(project, name, [each.name for each in ledger.datasets()]))
    return [issue for issue in ledger.issues() if issue.dataset in wanted]


def withdraw(
    ledger: Ledger,
    project: Project,
    names: Sequence[str],
    referred: Collection[str],
    progress: Callable[[int], None] = lambda _: None,
) -> list[Withdrawn]:
    """Make datasets say nothing any more, all in one run. Their statements stay in the ledger, retired.

    Args:
        ledger: that holds them.
        project: to which paths are relative.
        names: see :func:`named`.
        referred: datasets that others refer to, which stay.
        progress: called with the number of datasets withdrawn so far.

    Raises:
        UsageError: a name means no dataset, or none but those that others refer to.
    """
    records = {each.name: each.records for each in ledger.datasets()}
    chosen: dict[str, None] = {}
    for name in names:
        found = [each for each in named(project, name, list(records)) if each not in referred]
        if not found:
            raise UsageError(f"{name}: other records refer to what it says. It stays; nothing was withdrawn.")
        chosen.update(dict.fromkeys(found))
    gone: list[Withdrawn] = []
    with ledger.run("withdraw") as run:
        for number, dataset in enumerate(chosen, 1):
            retired = run.withdraw(dataset)
            gone.append(Withdrawn(dataset, records[dataset], retired))
            progress(number)
    return gone
