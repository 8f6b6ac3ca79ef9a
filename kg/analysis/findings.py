"""What an analysis returns: rows for people and frames, the network they were computed on, and a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.results import Result

if TYPE_CHECKING:
    import networkx

    from kg.views import Network


@dataclass(frozen=True, repr=False)
class Findings(Result):
    """Rows of an analysis; ``to_pandas()`` makes a frame of them.

    Attributes:
        network: what was computed on, for computations of one's own.
        notes: how it was computed, how much is covered and what was left out, in sentences.
        draw: makes the picture in a language; see :meth:`view`.
    """

    network: networkx.Graph[str] = field(kw_only=True)
    notes: tuple[str, ...] = field(kw_only=True)
    draw: Callable[[str], Network] = field(kw_only=True, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of them where they are pickled or copied: all but the graph, from which they draw."""
        return {**self.__dict__, "draw": _apart}

    def remarks(self, more: str = "a higher limit") -> list[str]:
        """The notes, after what is to be said of any result."""
        return [*super().remarks(more), *self.notes]

    def view(self, *, language: str = "en") -> Network:
        """A pyvis network of what was found, to show in a notebook or to write as a page.

        Args:
            language: of labels and interface, ``en`` or ``id``.

        Raises:
            UsageError: there are no pages in that language, or they were pickled or copied.
        """
        return self.draw(language)


def _apart(_: str) -> Network:
    raise UsageError("Findings that were pickled or copied left their graph behind: to draw, ask it anew.")
