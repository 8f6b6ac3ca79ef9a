"""Works out which mentions are one person, body or agreement, and gives nodes their ids."""

from kg.resolve.complete import resolve_all
from kg.resolve.contradictions import contradictions
from kg.resolve.facts import verdicts, weigh
from kg.resolve.homes import spokesman
from kg.resolve.increment import Moved, changed_entities, resolve_since
from kg.resolve.judged import set_apart
from kg.resolve.keys import KeyRules
from kg.resolve.state import (
    forget,
    given_nodes,
    given_to,
    index,
    is_among_first,
    members,
    redirected,
    write_identities,
)
from kg.resolve.voices import Voices

__all__ = [
    "KeyRules",
    "Moved",
    "Voices",
    "changed_entities",
    "contradictions",
    "forget",
    "given_nodes",
    "given_to",
    "index",
    "is_among_first",
    "members",
    "redirected",
    "resolve_all",
    "resolve_since",
    "set_apart",
    "spokesman",
    "verdicts",
    "weigh",
    "write_identities",
]
