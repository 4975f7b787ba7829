"""A rule: a plain function over facts, and what people should know about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from aufwand.errors import Fault, nearest
from aufwand.model._fields import all_faults_at_once
from aufwand.model._reading import plain_text
from aufwand.model.plan import COLLECTIONS
from aufwand.rules.finding import LEVELS
from aufwand.rules.match import Match
from aufwand.rules.message import Message, MessageLike, message_of
from aufwand.rules.options import Option, options_of
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from aufwand.outline import Outline
    from aufwand.rules.facts import Facts

__all__ = ["GROUNDS", "OWN", "SCOPES", "STATUSES", "Rule", "Test", "fits", "is_found", "rule"]

#: What a rule rests on: somebody's ``opinion``, ``evidence`` (published numbers, or the plan's
#: own arithmetic) or the ``law``.
GROUNDS = ("opinion", "evidence", "law")

#: A rule in ``preview`` runs only when it is selected by its own code or name. One that is
#: ``deprecated`` still runs, and says what takes its place.
STATUSES = ("stable", "preview", "deprecated")

#: The package whose rules come with aufwand.
OWN = "aufwand"

#: What a rule looks at one by one: the parts of a collection of the plan, or the whole plan.
SCOPES = ("", *COLLECTIONS)

#: What a rule does: look at the facts, and at its options if it has any, and tell what it finds.
Test: TypeAlias = Callable[..., Iterable[Match]]

_CODE = Pattern("[A-Z]{2,4}[0-9]{3}")
_NAME = Pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _code(value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else ""
    if not _CODE.fullmatch(text):
        raise Fault(value, "two to four capital letters and three digits, such as 'ACME001'")
    return text


def _name(value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else ""
    if not _NAME.fullmatch(text) or len(text) > 64:
        raise Fault(value, "words in small letters, such as 'no-friday-posts'")
    return text


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(_name(each) for each in _texts(value))


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    if not isinstance(value, (str, Iterable)):
        raise Fault(value, "texts")
    texts = (value,) if isinstance(value, str) else tuple(value)
    for each in texts:
        if not isinstance(each, str):
            raise Fault(each, "text")
    return texts


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise Fault(value, "text")
    return value


def _one_of(choices: tuple[str, ...], value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else None
    if text in choices:
        return text
    near = "" if text is None else nearest(text, choices)
    hint = f"did you mean {near!r}?" if near else ""
    raise Fault(value, f"one of {', '.join(choices)}", hint=hint)


def _level(value: str) -> str:
    return _one_of(LEVELS, value)


def _status(value: str) -> str:
    return _one_of(STATUSES, value)


def _grounds(value: str) -> str:
    return _one_of(GROUNDS, value)


def _function(value: Test) -> Test:
    if not callable(value):
        raise Fault(value, "a function of facts")
    return value


def _scope(value: str) -> str:
    return _one_of(SCOPES, value)


def _option_class(value: type[Any] | None) -> type[Any] | None:
    if value is not None:
        try:
            options_of(value)
            # As it is by default it must work, or no rule could be configured.
            value()
        except Exception:
            raise Fault(value, "a class under the decorator options") from None
    return value


def _message(value: MessageLike) -> Message:
    return message_of(value)


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Rule:
    """A rule: a function over facts, and what people should know about it.

    Calling it with :class:`~aufwand.rules.Facts` gives what it finds, bare. It pickles by the
    name it has in its module, as functions do.

    Raises:
        InvalidPlan: With everything that is wrong with its description.
    """

    #: Letters of its family and a number, for example ``STF102``; never used again.
    code: str = field(converter=_code)

    #: Its name in words, for example ``role-overbooked``; taken wherever the code is.
    name: str = field(converter=_name)

    #: How much its findings matter: ``error``, ``warning``, ``advice`` or ``info``.
    level: str = field(default="advice", converter=_level)

    #: What it does.
    function: Test = field(converter=_function)

    #: What its findings say, unless a match says something of its own.
    message: Message = field(converter=_message)

    #: The version it came with.
    since: str = field(default="", converter=_text)

    #: ``stable``, or ``preview``: run only when it is selected by its own code or name.
    status: str = field(default="stable", converter=_status)

    #: What it rests on: ``opinion``, ``evidence`` or ``law``.
    grounds: str = field(default="opinion", converter=_grounds)

    #: Where its thresholds and claims come from.
    sources: tuple[str, ...] = field(default=(), converter=_texts)

    #: Names it had before.
    aliases: tuple[str, ...] = field(default=(), converter=_names)

    #: The class of its options, under the decorator :func:`~aufwand.rules.options`; the function
    #: then takes them after the facts.
    options: type[Any] | None = field(default=None, converter=_option_class)

    #: What it looks at one by one, for example ``channels``; empty: the plan as a whole.
    scope: str = field(default="", converter=_scope)

    #: The code of the rule that takes its place, once it is deprecated.
    replaced_by: str = field(default="", converter=_text)

    @property
    def package(self) -> str:
        """The top-level package it is defined in."""
        return self._module.partition(".")[0]

    @property
    def family(self) -> str:
        """The letters of its code, for example ``STF``."""
        return self.code.rstrip("0123456789")

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it can be called: code, name, aliases."""
        return self.code, self.name, *self.aliases

    @property
    def origin(self) -> str:
        """Where it is defined, for example ``aufwand.guidance.staffing.role_overbooked``."""
        return f"{self._module}.{self._qualified}"

    @property
    def known_options(self) -> tuple[Option, ...]:
        """What is known of its options, in their order."""
        return options_of(self.options)

    @property
    def summary(self) -> str:
        """What it says, in one line: the first of its docstring."""
        return (self.function.__doc__ or "").strip().partition("\n")[0] or _in_words(self.name)

    @property
    def _module(self) -> str:
        return str(getattr(self.function, "__module__", None) or "")

    @property
    def _qualified(self) -> str:
        return str(getattr(self.function, "__qualname__", type(self.function).__name__))

    def sections(self) -> dict[str, str]:
        """Return the parts of its page by their English heading, as its docstring has them.

        They are ``What it checks``, ``Why it matters``, ``When not to worry``, ``Remedy``,
        ``Example`` and ``Source``.
        """
        from aufwand.rules._page import sections

        return sections(self.function.__doc__ or "")

    def page(self, lang: str = "en") -> Outline:
        """Return its page, with the headings in *lang* and the text as it was written.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        from aufwand.rules._page import page

        return page(self, lang)

    def as_dict(self) -> dict[str, Any]:
        """Return what is known of the rule as plain data, as ``rules --format json`` shows it."""
        return {
            "code": self.code,
            "name": self.name,
            "aliases": list(self.aliases),
            "level": self.level,
            "status": self.status,
            "since": self.since,
            "grounds": self.grounds,
            "sources": list(self.sources),
            "scope": self.scope or None,
            "options": [each.as_dict() for each in self.known_options],
            "replaced_by": self.replaced_by or None,
            "summary": self.summary,
            "package": self.package,
            "origin": self.origin,
            "page": self.sections(),
        }

    def __call__(self, facts: Facts, options: Any = None) -> Iterable[Match]:
        """Return what the rule finds, bare; left out, its *options* are as by default."""
        if self.options is None:
            return self.function(facts)
        return self.function(facts, self.options() if options is None else options)

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        from pickle import PicklingError

        try:
            found: object = _named(self._module, self._qualified)
        except (AttributeError, ImportError, ValueError):
            found = None
        if found != self:
            raise PicklingError(f"rule {self.code} cannot be found under its name {self.origin}")
        return _named, (self._module, self._qualified)


def is_found(rule: Rule) -> bool:
    """Return whether a *rule* is where it says it is, in a module that was imported."""
    from sys import modules

    found: Any = modules.get(rule._module)
    for name in rule._qualified.split("."):
        found = getattr(found, name, None)
    return found is rule


def fits(rule: Rule, selector: str) -> bool:
    """Return whether a *selector* names *rule*: its code, name, alias, family, or a beginning."""
    # A beginning has at least the whole family: 'A' names nobody.
    return selector in rule.names or (
        selector.startswith(rule.family) and rule.code.startswith(selector)
    )


def _shown(self: Rule) -> str:
    return f"<Rule {self.code} {self.name} ({self.level}) from {self.package}>"


# The parts of a plan show every field that was set; of a rule that would be a page. The decorator
# sets its own, so that another can only be set after it, which type checkers do not like.
Rule.__repr__ = _shown  # type: ignore[method-assign, assignment]


def _named(module: str, name: str) -> object:
    from importlib import import_module

    found: object = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def _in_words(name: str) -> str:
    text = name.replace("-", " ")
    return text[0].upper() + text[1:]


def rule(
    code: str,
    name: str,
    *,
    level: str = "advice",
    message: MessageLike | None = None,
    since: str = "",
    status: str = "stable",
    grounds: str = "opinion",
    sources: Iterable[str] = (),
    aliases: Iterable[str] = (),
    options: type[Any] | None = None,
    scope: str = "",
    replaced_by: str = "",
) -> Callable[[Test], Rule]:
    """Return a decorator that makes a :class:`Rule` of a function over facts.

    >>> @rule("ACME001", "no-friday-posts", level="advice", message="{name} posts on Fridays")
    ... def no_friday_posts(facts):
    ...     yield Match(name=facts.plan.name)
    >>> no_friday_posts
    <Rule ACME001 no-friday-posts (advice) from aufwand>

    Args:
        code: Two to four capital letters of a family of one's own and three digits.
        name: Its name in small letters and hyphens.
        level: ``error``, ``warning``, ``advice`` or ``info``.
        message: What its findings say: text, or a table by language (``en`` is needed, ``de``
            may follow), with names of details in braces; see :class:`Message`. Left out, the
            first line of the docstring.
        since: The version of its package that it came with.
        status: ``stable``, or ``preview``: run only when selected by its own code or name.
        grounds: ``opinion``, ``evidence`` or ``law``.
        sources: Where its thresholds and claims come from.
        aliases: Names it had before.
        options: The class of its options, under the decorator :func:`~aufwand.rules.options`;
            the function then takes them after the facts.
        scope: What it looks at one by one: ``audiences``, ``channels``, ``roles``,
            ``activities``, ``drivers``, ``events``, ``tools`` or ``costs``; left out, the whole
            plan.
        replaced_by: The code of the rule that takes its place, once it is deprecated.

    Raises:
        InvalidPlan: With everything that is wrong with them.
    """

    def made(function: Test) -> Rule:
        said = message
        if said is None:
            summary = (getattr(function, "__doc__", None) or "").strip().partition("\n")[0]
            said = Message(summary or _in_words(str(name)), verbatim=True)
        return Rule(
            code=code,
            name=name,
            level=level,
            function=function,
            message=said,
            since=since,
            status=status,
            grounds=grounds,
            sources=sources,
            aliases=aliases,
            options=options,
            scope=scope,
            replaced_by=replaced_by,
        )

    return made
