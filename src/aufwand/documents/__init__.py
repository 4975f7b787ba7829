"""Come here to turn text into a plain tree that knows where everything stands, and back."""

from aufwand.documents.document import Document, Format, Limits, Place, Plain, Tree
from aufwand.documents.reading import format_of, read
from aufwand.documents.writing import change, write

__all__ = [
    "Document",
    "Format",
    "Limits",
    "Place",
    "Plain",
    "Tree",
    "change",
    "format_of",
    "read",
    "write",
]
