"""Text -> facts, each with the characters it was read from.

Rules and word lists, no models: the same text gives the same facts, and each can be traced to the words
that made it. The engine knows no language; its words come from a language pack (:mod:`kg.extract.pack`).
"""

from kg.extract.extractor import Extractor
from kg.extract.facts import Extraction, ManyInOneError
from kg.extract.knowledge import Knowledge, Place
from kg.extract.pack import Pack, read_pack

__all__ = ["Extraction", "Extractor", "Knowledge", "ManyInOneError", "Pack", "Place", "read_pack"]
