"""Work in processes that are forked from this one, as a pool of processes of a notebook does it."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def forked(work: Callable[[], Any], number: int, seconds: float = 120.0) -> list[Any]:
    """What each of some forks gives, or the text of its error; "nothing" of one that takes longer."""
    context = multiprocessing.get_context("fork")
    told = [context.Pipe(duplex=False) for _ in range(number)]

    def tell(place: int) -> None:
        try:
            told[place][1].send(work())
        except Exception as error:  # noqa: BLE001 - the other process tells it
            told[place][1].send(str(error))

    children = [context.Process(target=tell, args=(place,), daemon=True) for place in range(number)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which newer versions of Python give
        for child in children:
            child.start()
    found = [end.recv() if end.poll(seconds) else "nothing" for end, _ in told]
    for child in children:
        with suppress(ValueError):
            child.kill()
        child.join()
    return found
