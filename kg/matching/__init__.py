"""Which nodes may be one: candidates, what speaks for and against each pair, and three outcomes.

Nothing here reads a ledger or a graph: profiles come in, pairs go out. A pair is called the same only when
names and circumstances leave no doubt; what they leave open is asked.
"""

from kg.matching.deals import Deal, judge_deals, match_deals, subject
from kg.matching.pairs import match
from kg.matching.people import in_two_places, judge
from kg.matching.profiles import Post, Profile
from kg.matching.renewals import Renewal, renewals
from kg.matching.things import COMPARED, Thing, judge_things, match_things
from kg.matching.verdict import Matches, Pair, Verdict

__all__ = [
    "COMPARED",
    "Deal",
    "Matches",
    "Pair",
    "Post",
    "Profile",
    "Renewal",
    "Thing",
    "Verdict",
    "in_two_places",
    "judge",
    "judge_deals",
    "judge_things",
    "match",
    "match_deals",
    "match_things",
    "renewals",
    "subject",
]
