"""Come here for the words that people read: English in the code, other languages in catalogues."""

from __future__ import annotations

from aufwand.language.forms import LANGUAGES, language
from aufwand.language.words import N_, NP_, Meant, Plural, Texts, Words, n_

__all__ = ["LANGUAGES", "NP_", "N_", "Meant", "Plural", "Texts", "Words", "language", "n_"]
