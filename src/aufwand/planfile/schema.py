"""The JSON Schema of a plan file, made from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.catalog import BASELINES
from aufwand.model import Plan
from aufwand.model.settings import LEVELS
from aufwand.planfile._shapes import entries
from aufwand.planfile.reading import SCHEMA
from aufwand.rules import RuleSet
from aufwand.rules.options import plain_value
from aufwand.units._grammar import LONGEST

if TYPE_CHECKING:
    from aufwand.model._fields import Kind

__all__ = ["plan_schema"]

_TEXT: dict[str, Any] = {"type": "string"}
_SHORT: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_KEY: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 64}
_COUNT: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1_000_000_000}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_DAY: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_FACTOR: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1_000_000_000}


def _ends(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the two longer ways to write a range: a list of ends, or a table of them."""
    return [
        {"type": "array", "items": one, "minItems": 2, "maxItems": 3},
        {
            "type": "object",
            "properties": {"low": one, "likely": one, "high": one},
            "required": ["low", "high"],
            "additionalProperties": False,
        },
    ]


def _names(one: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [one, {"type": "array", "items": one}]}


_KINDS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "key": _KEY,
    "name": _TEXT,
    "area": _TEXT,
    "names": _names(_KEY),
    "texts": _names(_TEXT),
    "number": _COUNT,
    "people": {"type": "integer", "minimum": 1, "maximum": 1_000_000_000},
    "share": _SHARE,
    "flag": {"type": "boolean"},
    "day": _DAY,
    "year": {"type": "integer", "minimum": 1800, "maximum": 2200},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "ages": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0, "maximum": 150},
        "minItems": 2,
        "maxItems": 2,
    },
    "target": {"type": ["number", "string"]},
    "duration": {"anyOf": [_SHORT, *_ends(_SHORT)]},
    "factor": {"anyOf": [_FACTOR, _SHORT, *_ends(_FACTOR)]},
    "per": _SHORT,
    "effort_rate": _SHORT,
    "hourly_rate": _SHORT,
    "money_rate": _SHORT,
    "amount": _SHORT,
    "shape": _SHORT,
    "office_hours": _SHORT,
    "correlation": {"type": "number", "minimum": -1, "maximum": 1},
    "elapsed": _SHORT,
    "limit": _SHORT,
    "levels": {"type": "object", "additionalProperties": {"enum": list(LEVELS)}},
    "shares": {
        "anyOf": [
            *_names(_KEY)["anyOf"],
            {"type": "object", "additionalProperties": _COUNT},
        ]
    },
    "reach": {"type": "object", "additionalProperties": _SHARE},
    "workdays": _names({"type": "string"}),
}


#: How each kind of option is written.
_OPTIONS: dict[str, dict[str, Any]] = {
    "effort": _SHORT,
    "elapsed": _SHORT,
    "share": _SHARE,
    "number": _COUNT,
    "percentile": {"anyOf": [{"const": 0}, {"type": "number", "minimum": 0.1, "maximum": 99.9}]},
    "whole": {"type": "integer", "minimum": 1, "maximum": 1_000_000_000},
    "flag": {"type": "boolean"},
    "text": _TEXT,
    "texts": _names(_TEXT),
    "day": _DAY,
}


def _options() -> dict[str, Any]:
    """Return what can stand under the options of rules, as far as rules are installed."""
    return {
        "type": "object",
        "properties": {
            rule.code: {
                "type": "object",
                "description": rule.summary,
                "properties": {
                    each.name: {
                        **_OPTIONS[each.kind],
                        "description": each.about.say("en", {}),
                        **({} if each.default is None else {"default": plain_value(each.default)}),
                    }
                    for each in rule.known_options
                },
                "additionalProperties": False,
            }
            for rule in RuleSet.installed()
            if rule.options is not None
        },
        "additionalProperties": {"type": "object"},
    }


def _changes() -> dict[str, Any]:
    """Return what can stand under the changes of a scenario: paths, or tables within tables."""
    names = dict.fromkeys(
        name
        for entry in entries(Plan).values()
        for name in (entry.name, entry.attribute)
        if name != "scenarios"
    )
    pattern = f"^({'|'.join(names)})([.].+)?$"
    return {"type": "object", "patternProperties": {pattern: {}}, "additionalProperties": False}


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a plan file.

    It describes TOML, YAML and JSON plan files alike, each read as plain data; dates of TOML
    stand as text. What only the reader can check, such as names of other parts, is not in it.
    """
    parts: dict[str, dict[str, Any]] = {}
    top = _table(Plan, parts)
    own: dict[str, Any] = {
        "schema": {"const": SCHEMA, "description": "The version of the plan file."},
        "baseline": {
            "enum": list(BASELINES),
            "description": "The activities to start from; listed ones replace those of their key.",
        },
        "baseline_roles": {
            **_KINDS["shares"],
            "description": "Who does the activities of the baseline.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aufwand plan",
        **top,
        "properties": {**own, **top["properties"]},
        "dependentRequired": {"baseline_roles": ["baseline"]},
        "$defs": dict(sorted(parts.items())),
    }


def _table(part: Any, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    shape = entries(part)
    properties = {
        name: {**_kind(entry.kind, parts), "description": entry.kind.about}
        for name, entry in shape.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name, entry in shape.items() if entry.needed],
        "additionalProperties": False,
    }


def _kind(kind: Kind, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if kind.name == "choice":
        return {"enum": list(kind.choices)}
    if kind.name == "options":
        return _options()
    if kind.name == "changes":
        return _changes()
    if kind.part is None:
        return _KINDS[kind.name]
    name = kind.part.__name__
    if name not in parts:
        # Taken before it is filled, should a part ever hold its own kind.
        parts[name] = {}
        parts[name].update(_table(kind.part, parts))
    one = {"$ref": f"#/$defs/{name}"}
    if kind.name == "one":
        return one
    if kind.name == "sources":
        single: list[dict[str, Any]] = [_TEXT, one]
        return {"anyOf": [*single, {"type": "array", "items": {"anyOf": single}}]}
    return {"type": "array", "items": one}
