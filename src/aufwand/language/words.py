"""Words in every language: English as it stands in the code, the others looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from aufwand.language.forms import grouped, language

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["NP_", "N_", "Meant", "Plural", "Texts", "Words", "n_"]


# Plain classes, as every command waits until they are made.
class Plural:
    """A text that depends on a number, as :func:`n_` marks it."""

    __slots__ = ("many", "one")

    def __init__(self, one: str, many: str) -> None:
        #: What is said of one.
        self.one: str = one

        #: What is said of any other number.
        self.many: str = many


class Meant:
    """A text with what tells it from others written alike, as :func:`NP_` marks it."""

    __slots__ = ("context", "text")

    def __init__(self, context: str, text: str) -> None:
        #: What tells it from others.
        self.context: str = context

        #: What is said.
        self.text: str = text


#: All that words are made of.
_Text: TypeAlias = "str | Plural | Meant"


def N_(text: str) -> str:  # noqa: N802 - what gettext looks for
    """Return *text*, marked for translation."""
    return text


def n_(one: str, many: str) -> Plural:
    """Return a text that depends on a number, for one and for all others, marked for translation.

    Both have ``{n}`` where the number stands.
    """
    return Plural(one, many)


def NP_(context: str, text: str) -> Meant:  # noqa: N802 - what gettext looks for
    """Return *text*, marked for translation where another language needs several words for it.

    Args:
        context: What tells this one from others that are written alike; nobody but translators
            reads it.
        text: What is said in English.
    """
    return Meant(context, text)


class Words:
    """Words by name, in each language.

    >>> words = Words({"hours": N_("Hours"), "n_error": n_("{n} error", "{n} errors")})
    >>> words["de"]["hours"]
    'Stunden'
    >>> words["de"].count("n_error", 1), words["en"].count("n_error", 1200)
    ('1 Fehler', '1,200 errors')

    A language is looked up when somebody asks for it, and then kept.
    """

    __slots__ = ("_known", "_texts")

    def __init__(self, texts: Mapping[str, _Text]) -> None:
        self._texts = texts
        self._known: dict[str, Texts] = {}

    def __getitem__(self, lang: str) -> Texts:
        """Return the words in *lang*.

        Raises:
            UnknownName: If results are not told in *lang*.
            MissingWords: If the catalogue of *lang* was not packed, or lacks one of them.
        """
        found = self._known.get(lang)
        if found is None:
            found = self._known[lang] = Texts(self._texts, language(lang))
        return found


# A dict, as reports ask it for every line, and a class on top of Mapping is slow to ask and make.
class Texts(dict[str, str]):
    """The words of one language, by name; what depends on a number is told by :meth:`count`."""

    __slots__ = ("_lang", "_plurals")

    def __init__(self, texts: Mapping[str, _Text], lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._plurals: dict[str, Callable[[int], str]] = {}
        catalogue = _English() if lang == "en" else _catalogue(lang)
        for name, text in texts.items():
            if isinstance(text, str):
                self[name] = catalogue.gettext(text)
            elif isinstance(text, Meant):
                self[name] = catalogue.pgettext(text.context, text.text)
            else:
                # Asked once, so that what is missing is missed at once.
                catalogue.ngettext(text.one, text.many, 1)
                self._plurals[name] = _counting(catalogue, text)

    def count(self, name: str, number: int, /, **filled: object) -> str:
        """Return the text called *name* in the form for *number*, filled with it as ``{n}``.

        Args:
            name: The name of a text that :func:`n_` made.
            number: What decides the form.
            filled: What else it is filled with; *n*, if the number is to be told otherwise.
        """
        return self._plurals[name](number).format(**{"n": grouped(number, self._lang), **filled})


class _English:
    """What stands in the code, as a catalogue."""

    def gettext(self, message: str) -> str:
        return message

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - as gettext has it
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


def _catalogue(lang: str) -> Any:
    # English needs none of this.
    from aufwand.language._reading import catalogue

    return catalogue(lang)


def _counting(catalogue: Any, text: Plural) -> Callable[[int], str]:
    def counted(number: int) -> str:
        told: str = catalogue.ngettext(text.one, text.many, number)
        return told

    return counted
