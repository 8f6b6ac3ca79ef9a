"""What callers give: texts, one or several, values by name, whole numbers, how many or how long at most."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import UsageError

T = TypeVar("T", bound=str | Path)

#: What else has an id or holds texts, by an attribute that tells it, and what to do with it.
_REMEDIES = {
    "draw": "It draws itself: call its own view().",
    "id": "Give its id.",
    "node": "Give the id of its node.",
    "columns": "Give the values of one of its columns.",
}

_MISSING = "Leave out what is missing, as dropna() of a column does."
#: What a column of a frame holds where others hold texts, by its type.
_AMONG = {
    **dict.fromkeys(("NoneType", "float", "NaTType", "NAType"), _MISSING),
    "list": "Give what is in it one by one, as explode() of a column does.",
}

#: So many rows nobody has; both engines take this, and not all that is above it.
_MOST = 2**62

#: Thirty years in seconds: engines cannot count how long a query may take when it is much more.
_LONGEST = 1e9


def text_of(given: object, what: str) -> str:
    """What was given, if it is a text.

    Args:
        given: by a caller.
        what: it should be, to begin the message with, such as ``A name is a text``.

    Raises:
        UsageError: it is anything else.
    """
    if not isinstance(given, str):
        raise _wrong(given, f"{what}, and this is")
    return given


def several(given: T | Iterable[T], what: str, kinds: tuple[type, ...] = (str,)) -> list[T]:
    """Names or files as a list, also where one is given by itself: a text is not gone through by letters.

    Args:
        given: by a caller.
        what: they should be, to begin the message with, such as ``Names are texts``.
        kinds: of what each may be.

    Raises:
        UsageError: it, or one of them, is anything else. A frame would be gone through by the names of its
            columns, and a gap in a column found nowhere.
    """
    if isinstance(given, kinds):
        return [given]  # type: ignore[list-item]  # it is of one of the kinds that T stands for
    if not isinstance(given, Iterable) or hasattr(given, "columns") or hasattr(given, "_fields"):
        raise _wrong(given, f"{what}, one or several, and this is")
    every = list(given)
    for each in every:
        if not isinstance(each, kinds):
            raise _wrong(each, f"{what}, and among these is", _AMONG.get(type(each).__name__, ""))
    return every


def files(given: T | Iterable[T]) -> list[T]:
    """Files or folders as a list.

    Raises:
        UsageError: one is no file's name. An empty text would be the current folder, and all that is in it.
    """
    every = several(given, "Files to load are texts or paths", (str, PathLike))
    if "" in every:
        raise UsageError("The name of a file to load is empty. The current folder is '.'.")
    for each in every:
        _check_name(each)
    return every


def folder(given: Path | str) -> Path:
    """The folder of a project; ``~`` is the user's own, and no folder of that name here.

    Raises:
        UsageError: it is no name of a folder, or that of a file.
    """
    if not isinstance(given, str | PathLike):
        raise _wrong(given, "A project is given by its folder, a text or a path, and this is")
    _check_name(given)
    found = at_home(Path(given)).resolve()
    if found.is_file():
        raise UsageError(f"{found} is a file. A project is given by its folder, such as {found.parent}.")
    return found


def at_home(path: Path) -> Path:
    """A path with the folder of a user in place of ``~`` or ``~name``.

    Raises:
        UsageError: there is no such user here.
    """
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(f"{path}: there is no home folder {path.parts[0]!r} here. Write it out.") from error


def _check_name(given: str | PathLike[str]) -> None:
    """Refuse what no file can be called: the system ends a name where it finds this."""
    if "\0" in str(given):
        raise UsageError(f"{str(given)!r} holds the control character U+0000, and no name of a file does.")


def _wrong(given: object, said: str, remedy: str = "") -> UsageError:
    """Says what was given instead, and what to do with it where that can be told."""
    known = (told for attribute, told in _REMEDIES.items() if hasattr(given, attribute))
    return UsageError(f"{said} {type(given).__name__}. {remedy or next(known, '')}".strip())


def by_name(parameters: Mapping[str, Any] | None) -> dict[str, Any]:
    """Parameters of Cypher.

    Raises:
        UsageError: they do not come by name; or one is a node, which an engine would take for a list of what
            it is made of, so that it is like nothing in the graph; or anything else with an id or columns.
    """
    if parameters is None:
        return {}
    named = "Parameters come by name, as in {'most': 3}"
    if not isinstance(parameters, Mapping):
        raise _wrong(parameters, f"{named}, and these are")
    for name, value in parameters.items():
        text_of(name, f"{named}: a name is a text")
        several = isinstance(value, list | tuple) and not hasattr(value, "_fields")
        for each in value if several else (value,):
            if any(hasattr(each, attribute) for attribute in ("_fields", *_REMEDIES)):
                raise _wrong(each, f"${name} is compared with values, and this is")
    return dict(parameters)


def is_whole(value: object, least: int | None = None) -> bool:
    """Whether something is a whole number, also one of numpy, and not below the least."""
    whole = isinstance(value, Integral) and not isinstance(value, bool)
    # What is Integral has __int__, which the checker does not conclude from the line above.
    return whole and (least is None or int(value) >= least)  # type: ignore[call-overload]


def at_most(limit: int | None) -> int | None:
    """How many rows there are to be at most; None for all.

    Raises:
        UsageError: it is no whole number, or below 1: a slice would take that as counted from the end.
    """
    if limit is None:
        return None
    if not is_whole(limit, 1):
        raise UsageError(f"limit says how many rows there are at most, so it is 1 or more, not {limit!r}.")
    return min(int(limit), _MOST)


def seconds(timeout: object) -> float:
    """How long something may take.

    Raises:
        UsageError: it is no number of seconds that can be waited for.
    """
    number = math.nan if isinstance(timeout, bool) or not isinstance(timeout, Real) else float(timeout)
    if not 0 < number <= _LONGEST:
        raise UsageError(
            f"timeout says how many seconds a query may take, such as 600, so it is more than 0 and at most "
            f"{_LONGEST:,.0f}, not {timeout!r}."
        )
    return number
