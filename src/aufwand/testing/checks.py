"""All checks that a rule has to pass, each by its name."""

from __future__ import annotations

from aufwand.testing._behaving import (
    alone_as_together,
    deterministic,
    never_breaks,
    order_independent,
    pure,
)
from aufwand.testing._describing import described, documented
from aufwand.testing._offering import (
    options_declared,
    options_keep_their_promise,
    remedies_apply,
    safe_is_safe,
)
from aufwand.testing._saying import distinct, points_at_the_plan, priced, travels, worded

__all__ = [
    "CHECKS",
    "alone_as_together",
    "described",
    "deterministic",
    "distinct",
    "documented",
    "never_breaks",
    "options_declared",
    "options_keep_their_promise",
    "order_independent",
    "points_at_the_plan",
    "priced",
    "pure",
    "remedies_apply",
    "safe_is_safe",
    "travels",
    "worded",
]

#: Everything that :func:`~aufwand.testing.check_rule` asks of a rule.
CHECKS = (
    described,
    documented,
    options_declared,
    never_breaks,
    pure,
    deterministic,
    order_independent,
    alone_as_together,
    points_at_the_plan,
    distinct,
    worded,
    priced,
    remedies_apply,
    safe_is_safe,
    options_keep_their_promise,
    travels,
)
