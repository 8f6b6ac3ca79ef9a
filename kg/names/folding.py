"""What two spellings of a name have in common, whatever case, accents and punctuation do."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Reduce a name to what does not depend on case, accents, punctuation and spacing.

    >>> fold("José  Ramos-Horta, S.H.")
    'jose ramos horta s h'
    """
    bare = name
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_ALPHANUMERIC.sub(" ", bare.casefold()).strip()
