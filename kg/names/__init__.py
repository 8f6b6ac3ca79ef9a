"""Names: one folding used wherever spellings are told alike or apart, and whether two names are one person's.

Only the folding is imported with the package. What compares names (:mod:`kg.names.compare`) and what finds
candidates (:mod:`kg.names.keys`) read their words and rules from ``kg/names/<language>`` when first used.
"""

from kg.names.folding import fold

__all__ = ["fold"]
