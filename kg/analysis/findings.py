"""What an analysis returns: rows for people and frames, the network they were computed on, and a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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

    def remarks(self, more: str = "a higher limit") -> list[str]:
        """The notes, after what is to be said of any result."""
        return [*super().remarks(more), *self.notes]

    def view(self, *, language: str = "en") -> Network:
        """A pyvis network of what was found, to show in a notebook or to write as a page.

        Args:
            language: of labels and interface, ``en`` or ``id``.
        """
        return self.draw(language)
