"""Every rule that comes with aufwand passes the checks that others' rules have to pass."""

from __future__ import annotations

from aufwand.rules import Facts, RuleSet
from aufwand.testing import CHECKS, parametrize_with_checks
from aufwand.testing._asking import findings
from aufwand.testing.check import of_plans

OURS = [each for each in RuleSet.installed() if each.package == "aufwand"]

#: As many drawn plans as a minute of two processors takes for all rules.
EXAMPLES = 3


@of_plans
def every_change_clears(rule, facts):
    """Not only what is safe: whoever gives something up is rid of the finding."""
    for finding in findings(rule, facts):
        for remedy in finding.remedies:
            if remedy.changes:
                after = Facts.of(remedy.change(facts.plan))
                if finding.fingerprint in {each.fingerprint for each in findings(rule, after)}:
                    yield f"{remedy!r} at {finding.path} leaves what it was to clear"


@parametrize_with_checks(OURS, examples=EXAMPLES, checks=[*CHECKS, every_change_clears])
def test_our_rules_pass_every_check(rule, check):
    """The same checks that third parties use, and one of our own."""
    check(rule)
