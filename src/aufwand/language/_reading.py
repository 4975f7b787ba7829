"""The catalogue of a language, as it was compiled when the package was built."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import NoReturn

from aufwand.errors import MissingWords

__all__ = ["catalogue"]


@cache
def catalogue(lang: str) -> GNUTranslations:
    """Return the catalogue of *lang*, which raises an error for what is not in it.

    Raises:
        MissingWords: If it was not packed.
    """
    packed = files("aufwand.language") / "locale" / lang / "LC_MESSAGES" / "aufwand.mo"
    try:
        with packed.open("rb") as file:
            found = GNUTranslations(file)
    except FileNotFoundError:
        raise MissingWords(lang) from None
    found.add_fallback(_Nothing(lang))
    return found


class _Nothing(NullTranslations):
    """Stands behind a catalogue, so that what it lacks is not told in English silently."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def gettext(self, message: str) -> NoReturn:
        raise MissingWords(self._lang, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002 - as gettext has it
        raise MissingWords(self._lang, msgid1)

    def pgettext(self, context: str, message: str) -> NoReturn:  # noqa: ARG002 - as gettext has it
        raise MissingWords(self._lang, message)
