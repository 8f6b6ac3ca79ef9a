"""Pages, PDF, Word files, mails and texts -> documents, whose characters evidence points into.

Nothing in a text is mended: not its spaces, quotation marks or hyphens, nor how its accents are written.
What cannot be read is handed on as a :class:`BadDocument`, never dropped.
"""

from kg.readers.articles.addresses import Allowed, is_address, is_public
from kg.readers.articles.document import BadDocument, Document, Limits
from kg.readers.articles.reading import files_below, read_documents

__all__ = [
    "Allowed",
    "BadDocument",
    "Document",
    "Limits",
    "files_below",
    "is_address",
    "is_public",
    "read_documents",
]
