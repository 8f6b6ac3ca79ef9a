"""People judge: these are one, these are not, this statement is wrong. The graph follows at once."""

from kg.judging.acts import Outcome, Side, decide, judge, side, split, undo, weigh
from kg.judging.listing import MentionSaid, described, entity_names, mentions, numbered, waiting

__all__ = [
    "MentionSaid",
    "Outcome",
    "Side",
    "decide",
    "described",
    "entity_names",
    "judge",
    "mentions",
    "numbered",
    "side",
    "split",
    "undo",
    "waiting",
    "weigh",
]
