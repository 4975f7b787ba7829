"""Which rules run, at which level, with which options, and which layer said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan, UnknownName, nearest
from aufwand.rules._failing import rule_failed
from aufwand.rules.options import made_from, plain_value
from aufwand.rules.rule import Rule, fits
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.model import RuleSettings
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

    #: Its level.
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
        UnknownName: If a layer of the call names no rule.
        InvalidPlan: With everything else that is wrong with the layers, each with its path.
        Fault: If a layer would hide that a rule broke.
    """
    if not layers:
        if not rules._kept:
            rules._kept.append(_plain(rules))
        kept: Configuration = rules._kept[0]
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


class _Choosing:
    """What the layers said so far."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.on = {each.code: (_by_default(rules, each), DEFAULT) for each in rules}
        self.levels = {each.code: (each.level, DEFAULT) for each in rules}
        self.options: dict[str, dict[str, tuple[Any, str]]] = {each.code: {} for each in rules}
        self.locals: dict[str, list[Local]] = {each.code: [] for each in rules}
        self.faults: list[Fault] = []

    def after(self, layers: Sequence[Layer]) -> Configuration:
        for layer in layers:
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
        made, _ = made_from(rule.options, {name: one for name, (one, _) in given.items()}, "")
        level, level_from = self.levels[rule.code]
        on, on_from = self.on[rule.code]
        if level == "off":
            on, on_from, level = False, level_from, rule.level
        sources = tuple((name, source) for name, (_, source) in given.items())
        found = tuple(self.locals[rule.code])
        return Choice(rule, on, level, made, found, on_from, level_from, sources)

    def _select(self, layer: Layer) -> None:
        settings = layer.settings
        if settings.select:
            chosen = self._listed(layer, "select", settings.select)
            for rule in self.rules:
                if rule != rule_failed and rule.code not in chosen:
                    self.on[rule.code] = False, layer.name
            self._turn_on(layer, chosen)
        self._turn_on(layer, self._listed(layer, "extend", settings.extend))
        for code in self._listed(layer, "ignore", settings.ignore):
            if code == rule_failed.code:
                expected = "a rule that can be left out"
                self._fault(layer, "ignore", Fault(code, expected, hint=_ALWAYS))
            self.on[code] = False, layer.name

    def _turn_on(self, layer: Layer, chosen: Mapping[str, bool]) -> None:
        for code, by_name in chosen.items():
            rule = self.rules.named(code)
            if by_name or rule.status != "preview":
                self.on[code] = True, layer.name
                if self.levels[code][0] == "off":
                    # Whoever asks for it later knows better than whoever turned it off.
                    self.levels[code] = rule.level, DEFAULT

    def _listed(self, layer: Layer, name: str, selectors: Iterable[str]) -> dict[str, bool]:
        """Return the codes that *selectors* name, and whether by a name of their own."""
        found: dict[str, bool] = {}
        for index, selector in enumerate(selectors):
            matched = self._matched(layer, f"{name}[{index}]", selector)
            for each in matched:
                found[each.code] = found.get(each.code, False) or selector in each.names
        return found

    def _matched(self, layer: Layer, path: str, selector: str) -> list[Rule]:
        matched = [each for each in self.rules if fits(each, selector)]
        if not matched and selector.rstrip("0123456789") not in self.rules.resting:
            near = nearest(selector, self.rules._selectors())
            if not layer.path:
                raise UnknownName("rule", selector, near)
            hint = f"did you mean {near!r}?" if near else "aufwand rules lists them"
            expected = "the code, family or name of a rule"
            self._fault(layer, path, Fault(selector, expected, hint=hint))
        return matched

    def _level(self, layer: Layer) -> None:
        for code, level in self._by_rule(layer, "levels", layer.settings.levels):
            if code == rule_failed.code:
                self._fault(layer, f"levels.{code}", Fault(code, _ANOTHER, hint=_ALWAYS))
                continue
            self.levels[code] = level, layer.name

    def _by_rule(
        self, layer: Layer, path: str, given: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        """Yield code and value of every rule that is named, the more exact names last."""
        for selector in sorted(given, key=lambda each: (_exactness(self.rules, each), each)):
            for rule in self._matched(layer, f"{path}.{selector}", selector):
                yield rule.code, given[selector]

    def _option(self, layer: Layer) -> None:
        for rule, values in self._for_rules(layer, "options", layer.settings.options):
            for name, each in values.items():
                self.options[rule.code][name] = each, layer.name

    def _for_rules(
        self, layer: Layer, path: str, given: Mapping[str, Any]
    ) -> Iterator[tuple[Rule, dict[str, Any]]]:
        """Yield each rule that has options *given*, and those that are sound."""
        for name, values in given.items():
            here = f"{path}.{name}"
            rule = next((each for each in self.rules if name in each.names), None)
            if rule is None:
                self._matched(layer, here, name)
                if any(fits(each, name) for each in self.rules):
                    hint = "options belong to one rule each"
                    self._fault(layer, here, Fault(name, "the code or name of one rule", hint=hint))
                continue
            _, faults = made_from(rule.options, values, name)
            wrong = {fault.path.removeprefix(f"{name}.").partition("[")[0] for fault in faults}
            for fault in faults:
                self._fault(layer, path, fault)
            yield rule, {key: each for key, each in values.items() if key not in wrong}

    def _override(self, layer: Layer, index: int, override: Any) -> None:
        path = f"overrides[{index}]"
        levels = dict(self._by_rule(layer, f"{path}.levels", override.levels))
        options = {
            rule.code: {**self._so_far(rule), **values}
            for rule, values in self._for_rules(layer, f"{path}.options", override.options)
        }
        for rule in self.rules:
            code = rule.code
            if code in levels or code in options:
                made = made_from(rule.options, options[code], "")[0] if code in options else None
                local = Local(override.where, levels.get(code), made, layer.name)
                self.locals[code].append(local)

    def _so_far(self, rule: Rule) -> dict[str, Any]:
        return {name: each for name, (each, _) in self.options[rule.code].items()}

    def _fault(self, layer: Layer, path: str, fault: Fault) -> None:
        if not layer.path:
            # Who calls is told at once, as with any wrong argument.
            raise fault
        self.faults.append(fault.at(path).at(layer.path))


_ALWAYS = "that a rule broke is always told"
_ANOTHER = "a rule whose level can be changed"


def _exactness(rules: RuleSet, selector: str) -> int:
    return 10_000 if any(selector in each.names for each in rules) else len(selector)
