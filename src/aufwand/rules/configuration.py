"""Which rules run, at which level, with which options, and which layer said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan, UnknownName, nearest
from aufwand.model._fields import Guesses
from aufwand.rules._failing import rule_failed
from aufwand.rules.options import made_from, plain_value
from aufwand.rules.rule import Rule, fits
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.model import Override, RuleSettings
    from aufwand.rules.rule_set import RuleSet

__all__ = ["Choice", "Configuration", "Layer", "Local", "configure", "reaches"]

#: What every rule says of itself.
DEFAULT = "default"


class Layer(NamedTuple):
    """Settings, and what to call whoever made them."""

    #: For example ``aufwand:strict``, ``plan`` or ``call``.
    name: str

    #: What they say.
    settings: RuleSettings

    #: Where they stand in the plan, for what is wrong with them; empty if they do not.
    path: str = ""

    #: What is wrong with settings that they start from.
    faults: tuple[Fault, ...] = ()


@value
@frozen(repr=False, eq=False)
class Local:
    """What is different about a rule for parts of the plan."""

    #: The path of the part, with ``*`` for any key.
    where: str

    #: Its level there, or ``off``; nothing where it stays.
    level: str | None

    #: Its options there; nothing where they stay.
    options: Any

    #: Which layer said so.
    source: str


@value
@frozen(repr=False, eq=False)
class Choice:
    """A rule as it was chosen: whether it runs, at which level, with which options."""

    #: The rule.
    rule: Rule

    #: Whether it runs.
    on: bool

    #: Its level; ``off`` where it is told only for some parts of the plan.
    level: str

    #: Its options; nothing where it has none.
    options: Any = None

    #: What is different for parts of the plan; the last that fits counts.
    locals: tuple[Local, ...] = ()

    #: Which layer decided whether it runs.
    on_from: str = DEFAULT

    #: Which layer decided its level.
    level_from: str = DEFAULT

    #: Which layer decided each option that is not as by default.
    options_from: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``rules explain-config --format json`` shows it."""
        sources = dict(self.options_from)
        return {
            "code": self.rule.code,
            "name": self.rule.name,
            "on": self.on,
            "on_from": self.on_from,
            "level": self.level,
            "level_from": self.level_from,
            "options": {
                name: {"value": shown, "from": sources.get(name, DEFAULT)}
                for name, shown in _values(self.options)
            },
            "overrides": [
                {
                    "where": each.where,
                    "level": each.level,
                    "options": dict(_values(each.options)),
                    "from": each.source,
                }
                for each in self.locals
            ],
        }


@value
@frozen(repr=False, eq=False)
class Configuration:
    """What was chosen for every rule of a set."""

    #: A choice for every rule, in the order of their codes.
    choices: tuple[Choice, ...] = field(default=())

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The choices whose rules run."""
        return tuple(each for each in self.choices if each.on)

    def choice(self, name: str) -> Choice:
        """Return what was chosen for the rule with that code, name or alias.

        Raises:
            UnknownName: If there is none.
        """
        for each in self.choices:
            if name in each.rule.names:
                return each
        known = [known for each in self.choices for known in each.rule.names]
        raise UnknownName("rule", name, nearest(str(name), known))

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def __len__(self) -> int:
        return len(self.choices)


def _values(options: Any) -> list[tuple[str, Any]]:
    from attrs import fields

    if options is None:
        return []
    return [
        (each.name, plain_value(getattr(options, each.name))) for each in fields(options.__class__)
    ]


def reaches(where: str, path: str) -> bool:
    """Return whether what is said of *where* holds for *path*: the part itself, or what is in it.

    >>> reaches("channels.*", "channels.facebook"), reaches("channels.xing", "channels")
    (True, False)
    """
    if where == path or path.startswith((f"{where}.", f"{where}[")):
        return True
    if "*" not in where:
        return False
    wanted, found = where.split("."), path.split(".")
    return len(found) >= len(wanted) and all(
        one in {"*", other} for one, other in zip(wanted, found, strict=False)
    )


def configure(rules: RuleSet, layers: Sequence[Layer]) -> Configuration:
    """Return what *layers* choose among *rules*, each on top of those before it.

    Raises:
        UnknownName: If the layer of the call names no rule.
        Fault: If it would hide that a rule broke.
        InvalidPlan: With everything else that is wrong with the layers, each with its path.
    """
    if not layers:
        kept: Configuration | None = rules._kept.get("configuration")
        if kept is None:
            kept = rules._kept["configuration"] = _plain(rules)
        return kept
    return _Choosing(rules).after(layers)


def _plain(rules: RuleSet) -> Configuration:
    return Configuration(
        tuple(
            Choice(each, _by_default(rules, each), each.level, each.options and each.options())
            for each in rules
        )
    )


def _by_default(rules: RuleSet, rule: Rule) -> bool:
    return rule.status != "preview" or rule.code in rules.previewed


class _Said(NamedTuple):
    """What an override says of one rule."""

    where: str
    level: str | None

    #: All options that are not as elsewhere; nothing where none are.
    values: Mapping[str, Any] | None

    source: str


class _Choosing:
    """What the layers said so far."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.by_name = {name: each for each in rules for name in each.names}
        self.by_family: dict[str, list[Rule]] = {}
        for each in rules:
            self.by_family.setdefault(each.family, []).append(each)
        self.selectors = rules._selectors()
        self.on = {each.code: (_by_default(rules, each), DEFAULT) for each in rules}
        self.levels = {each.code: (each.level, DEFAULT) for each in rules}
        self.options: dict[str, dict[str, tuple[Any, str]]] = {each.code: {} for each in rules}
        self.said: dict[str, list[_Said]] = {each.code: [] for each in rules}
        self.guesses = Guesses()
        self.faults: list[Fault] = []

    def after(self, layers: Sequence[Layer]) -> Configuration:
        for layer in layers:
            self.faults += layer.faults
            self._select(layer)
            self._level(layer)
            self._option(layer)
            for index, override in enumerate(layer.settings.overrides):
                self._override(layer, index, override)
        if self.faults:
            raise InvalidPlan("rules", self.faults)
        return Configuration(tuple(self._choice(each) for each in self.rules))

    def _choice(self, rule: Rule) -> Choice:
        given = self.options[rule.code]
        values = {name: one for name, (one, _) in given.items()}
        made, _ = made_from(rule.options, values, "")
        level, level_from = self.levels[rule.code]
        on, on_from = self.on[rule.code]
        sources = tuple((name, source) for name, (_, source) in given.items())
        locals_ = tuple(
            Local(
                each.where,
                each.level,
                # What is said elsewhere holds there too.
                None
                if each.values is None
                else made_from(rule.options, {**values, **each.values}, "")[0],
                each.source,
            )
            for each in self.said[rule.code]
        )
        if level == "off":
            on_from = level_from
            # For some parts of the plan it can be told all the same.
            if not any(each.level not in {None, "off"} for each in locals_):
                on, level = False, rule.level
        return Choice(rule, on, level, made, locals_, on_from, level_from, sources)

    def _select(self, layer: Layer) -> None:
        settings = layer.settings
        if settings.select:
            chosen = self._listed(layer, "select", settings.select)
            for rule in self.rules:
                if rule.code != rule_failed.code and rule.code not in chosen:
                    self.on[rule.code] = False, layer.name
            self._turn_on(layer, chosen)
        self._turn_on(layer, self._listed(layer, "extend", settings.extend))
        for index, selector in enumerate(settings.ignore):
            path = f"ignore[{index}]"
            for rule in self._matched(layer, path, selector):
                if rule.code == rule_failed.code:
                    expected = "a rule that can be left out"
                    self._fault(layer, path, Fault(selector, expected, hint=_ALWAYS))
                self.on[rule.code] = False, layer.name

    def _turn_on(self, layer: Layer, chosen: Mapping[str, bool]) -> None:
        for code, by_name in chosen.items():
            rule = self.by_name[code]
            if by_name or rule.status != "preview":
                self.on[code] = True, layer.name
                if self.levels[code][0] == "off":
                    # Whoever asks for it later knows better than whoever turned it off.
                    self.levels[code] = rule.level, DEFAULT

    def _listed(self, layer: Layer, name: str, selectors: Iterable[str]) -> dict[str, bool]:
        """Return the codes that *selectors* name, and whether by a name of their own."""
        found: dict[str, bool] = {}
        for index, selector in enumerate(selectors):
            by_name = selector in self.by_name
            for each in self._matched(layer, f"{name}[{index}]", selector):
                found[each.code] = found.get(each.code, False) or by_name
        return found

    def _matched(self, layer: Layer, path: str, selector: str) -> list[Rule]:
        named = self.by_name.get(selector)
        if named is not None:
            return [named]
        family = selector.rstrip("0123456789")
        here = self.by_family.get(family, ())
        matched = [each for each in here if each.code.startswith(selector)]
        if not matched and family not in self.rules.resting:
            near = self.guesses.near(selector, self.selectors)
            if not layer.path:
                raise UnknownName("rule", selector, near)
            hint = f"did you mean {near!r}?" if near else "aufwand rules lists them"
            expected = "the code, family or name of a rule"
            self._fault(layer, path, Fault(selector, expected, hint=hint))
        return matched

    def _level(self, layer: Layer) -> None:
        for code, level in self._by_rule(layer, "levels", layer.settings.levels).items():
            self.levels[code] = level, layer.name

    def _by_rule(self, layer: Layer, path: str, given: Mapping[str, str]) -> dict[str, str]:
        """Return the level of every rule that is named; what names it more exactly counts."""
        found: dict[str, str] = {}
        for selector in sorted(given, key=len):
            if selector not in self.by_name:
                for rule in self._matched(layer, f"{path}.{selector}", selector):
                    found[rule.code] = given[selector]
        for rule, selector in self._each_once(layer, path, given):
            found[rule.code] = given[selector]
        if found.pop(rule_failed.code, None) is not None:
            selector = next(each for each in given if fits(rule_failed, each))
            expected = "a rule whose level can be changed"
            self._fault(layer, f"{path}.{selector}", Fault(selector, expected, hint=_ALWAYS))
        return found

    def _each_once(
        self, layer: Layer, path: str, given: Iterable[str]
    ) -> Iterator[tuple[Rule, str]]:
        """Yield the rules that are *given* by a name of their own, and that name."""
        seen: dict[str, str] = {}
        for name in given:
            rule = self.by_name.get(name)
            if rule is None:
                continue
            other = seen.setdefault(rule.code, name)
            if other == name:
                yield rule, name
            else:
                hint = f"{other} is the same rule"
                self._fault(layer, f"{path}.{name}", Fault(name, "each rule once", hint=hint))

    def _option(self, layer: Layer) -> None:
        for rule, values in self._for_rules(layer, "options", layer.settings.options):
            for name, each in values.items():
                self.options[rule.code][name] = each, layer.name

    def _for_rules(
        self, layer: Layer, path: str, given: Mapping[str, Any]
    ) -> Iterator[tuple[Rule, dict[str, Any]]]:
        """Yield each rule that has options *given*, and those that are sound."""
        for name in given:
            # A family has none that all its rules share.
            if name not in self.by_name and self._matched(layer, f"{path}.{name}", name):
                hint = "options belong to one rule each"
                fault = Fault(name, "the code or name of one rule", hint=hint)
                self._fault(layer, f"{path}.{name}", fault)
        for rule, name in self._each_once(layer, path, given):
            values = given[name]
            _, faults = made_from(rule.options, values, name, self.guesses)
            wrong = {fault.path.removeprefix(f"{name}.").partition("[")[0] for fault in faults}
            for fault in faults:
                self._fault(layer, path, fault)
            yield rule, {key: each for key, each in values.items() if key not in wrong}

    def _override(self, layer: Layer, index: int, override: Override) -> None:
        path = f"overrides[{index}]"
        levels = self._by_rule(layer, f"{path}.levels", override.levels)
        options = {
            rule.code: values
            for rule, values in self._for_rules(layer, f"{path}.options", override.options)
        }
        for code in dict.fromkeys((*levels, *options)):
            here = _Said(override.where, levels.get(code), options.get(code), layer.name)
            self.said[code] = _on_top(self.said[code], here)

    def _fault(self, layer: Layer, path: str, fault: Fault) -> None:
        if not layer.path:
            # Whoever calls is told at once, and not of a place in a file.
            raise fault
        if len(self.faults) < MOST:
            self.faults.append(fault.at(path).at(layer.path))


def _on_top(said: list[_Said], here: _Said) -> list[_Said]:
    """Return what was *said*, with what is said *here* on top of it.

    Options are taken as a whole where a finding is: so what is said here starts from what holds
    for all that it is part of, and what was said of parts of it is said again with it.
    """
    values = here.values
    if values is None:
        return [*said, here]
    before: Mapping[str, Any] = {}
    left: list[_Said] = []
    inside: list[_Said] = []
    for each in said:
        if each.values is not None and reaches(each.where, here.where):
            before = each.values
        if each.values is None or not reaches(here.where, each.where):
            left.append(each)
            continue
        if each.where != here.where:
            inside.append(each._replace(level=None, values={**each.values, **values}))
        if each.level is not None:
            left.append(each._replace(values=None))
    return [*left, here._replace(values={**before, **values}), *inside]


#: Nobody repairs more at once.
MOST = 10_000

_ALWAYS = "that a rule broke is always told"
