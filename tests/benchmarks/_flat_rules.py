"""25 rules of somebody else, flat predicates over the parts of a plan, found under their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.rules import Facts, Match, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["RULES"]

_ASKED: list[tuple[str, Callable[[Any], object]]] = [
    ("activities", lambda part: not part.roles),
    ("activities", lambda part: part.people > 3),
    ("activities", lambda part: part.times > 2),
    ("activities", lambda part: part.area == "crisis"),
    ("channels", lambda part: part.pieces > 10),
    ("channels", lambda part: part.answered < 0.5),
    ("roles", lambda part: part.rate is None),
    ("roles", lambda part: part.people > 4),
]


def _flat(number: int, collection: str, found: Callable[[Any], object]) -> Rule:
    def function(facts: Facts) -> Iterator[Match]:
        for part in getattr(facts.plan, collection):
            if found(part):
                yield Match(f"{collection}.{part.key}", name=part.label)

    function.__qualname__ = f"flat_{number}"
    return rule(f"ACME{number:03}", f"flat-{number}", message="{name} is so")(function)


RULES = [_flat(number, *_ASKED[number % len(_ASKED)]) for number in range(25)]

globals().update({f"flat_{number}": each for number, each in enumerate(RULES)})
