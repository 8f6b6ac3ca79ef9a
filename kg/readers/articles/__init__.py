"""Pages, PDF, Word files, mails and texts -> documents, whose characters evidence points into.

Nothing in a text is mended: not its spaces, quotation marks or hyphens, nor how its accents are written.
What cannot be read is handed on as a :class:`BadDocument`, never dropped.
"""

from kg.readers.articles.document import BadDocument, Document, Limits
from kg.readers.articles.reading import read_documents

__all__ = ["BadDocument", "Document", "Limits", "read_documents"]
