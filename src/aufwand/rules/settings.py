"""Settings of rules that others can start from, and the layers that decide together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.errors import Fault, UnknownName, nearest
from aufwand.model import Override, RuleSettings
from aufwand.rules._entry_points import listed
from aufwand.rules._failing import told_of
from aufwand.rules._interrupt import pressed
from aufwand.rules.configuration import Layer
from aufwand.rules.plugins import package_of
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["GROUP", "OWN_SETTINGS", "asked_of", "layers_of", "settings_named"]

#: The entry-point group of settings: ``strict = "acme_rules.settings:STRICT"``, which others name
#: as ``acme-rules:strict``.
GROUP = "aufwand.settings"

#: Settings that come with aufwand.
OWN_SETTINGS = {
    # Every stable rule at its own level.
    "aufwand:recommended": RuleSettings(),
    # What the plan's own numbers contradict, and nothing that is a matter of taste.
    "aufwand:numbers": RuleSettings(
        select=["STF101", "STF102", "STF103", "COS101", "COS102", "TIM101", "SUP"]
    ),
    # For plans that others have to sign: what is missing counts as much as what is wrong.
    "aufwand:strict": RuleSettings(
        levels={
            "AUD104": "error",
            "STF101": "error",
            "STF102": "error",
            "COS102": "error",
            "CRI101": "error",
            "DLG101": "error",
        }
    ),
}


def settings_named(name: str) -> RuleSettings:
    """Return the settings called *name*: a package, a colon, and the name it gave them.

    >>> settings_named("aufwand:recommended")
    RuleSettings()

    Raises:
        UnknownName: If no installed package has them.
        Fault: If what the package names so cannot be loaded, or is no settings.
    """
    own = OWN_SETTINGS.get(name)
    if own is not None:
        return own
    known = {f"{package_of(each)}:{each.name}": each for each in listed(GROUP)}
    found = known.get(name.replace("_", "-")) or known.get(name)
    if found is None:
        raise UnknownName("settings", name, nearest(name, [*OWN_SETTINGS, *known]))
    try:
        loaded = found.load()
    except BaseException as error:
        if pressed(error):
            raise
        told = ": ".join(told_of(error).values())
        raise Fault(name, "settings that can be loaded", hint=f"it raised {told}") from None
    if type(loaded) is not RuleSettings:
        raise Fault(type(loaded).__name__, f"RuleSettings(…) under the name {name}")
    return loaded


def layers_of(
    plan: RuleSettings, settings: RuleSettings | None, call: RuleSettings | None
) -> Sequence[Layer]:
    """Return the layers that decide, the one that decides last at the end.

    Args:
        plan: What the plan says.
        settings: What somebody says for all of their plans.
        call: What is said for this one time.
    """
    layers: list[Layer] = []
    given = (("settings", settings, "settings"), ("plan", plan, "rules"), ("call", call, ""))
    for name, each, path in given:
        if each:
            layers += _extended(each, path, ())
            layers.append(Layer(name, each, path))
    return layers


def asked_of(layers: Sequence[Layer]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the selectors that *layers* ask for, none if all, and those they leave out."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    for layer in layers:
        settings = layer.settings
        if settings.select:
            select, ignore = settings.select, ()
        if select:
            select += settings.extend
        ignore = tuple(each for each in ignore if each not in settings.extend) + settings.ignore
    if any(not _OF_FAMILY.fullmatch(name) for layer in layers for name in _named(layer.settings)):
        # A name says nothing about who brings it; so everybody is asked.
        return (), ()
    return select, ignore


_OF_FAMILY = Pattern("[A-Z]{2,4}[0-9]{0,3}")


def _named(settings: RuleSettings) -> Iterator[str]:
    """Yield what *settings* say of rules beside which are asked."""
    yield from settings.ignore
    tables: list[RuleSettings | Override] = [settings, *settings.overrides]
    for each in tables:
        yield from each.levels
        yield from each.options


def _extended(settings: RuleSettings, path: str, above: tuple[str, ...]) -> Iterator[Layer]:
    """Yield what *settings* start from, in order, with what that starts from before it."""
    for index, name in enumerate(settings.extends):
        here = f"{path}.extends[{index}]" if path else f"extends[{index}]"
        found = _NO_SETTINGS
        faults: tuple[Fault, ...] = ()
        if name in above:
            faults = (Fault(name, "settings that do not start from each other", here),)
        else:
            try:
                found = settings_named(name)
            except UnknownName as error:
                hint = f"did you mean {error.near!r}?" if error.near else ""
                faults = (Fault(name, "the settings of an installed package", here, hint),)
            except Fault as fault:
                faults = (fault.at(here),)
        yield from _extended(found, here, (*above, name))
        yield Layer(name, found, here, faults)


_NO_SETTINGS = RuleSettings()
