"""What is raised where a rule does not do what a check asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import frozen

from aufwand.errors import AufwandError
from aufwand.model import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FailedCheck", "FailedChecks"]


@frozen
class FailedCheck(AufwandError, AssertionError):
    """A rule did not do what a check asks."""

    #: Code and name of the rule.
    rule: str

    #: The name of the check; empty where a test of the rule says itself what it expects.
    check: str

    #: What is wrong.
    wrong: str

    #: The smallest plan found that shows it; nothing where no plan is needed.
    plan: Plan | None = None

    def __str__(self) -> str:
        check = f" fails {self.check}" if self.check else ""
        told = f"{self.rule}{check}: {self.wrong}"
        if self.plan is None:
            return told
        from aufwand.planfile import dumps

        lines = "\n".join(f"    {line}" for line in dumps(self.plan).splitlines() if line)
        return f"{told}\n  with this plan:\n{lines}"


class FailedChecks(AufwandError, ExceptionGroup[FailedCheck]):
    """Everything that checks ask and a rule does not do; ``except*`` works.

    Args:
        message: The rule.
        exceptions: What it does not do, at least one thing.
    """

    @property
    def failed(self) -> tuple[FailedCheck, ...]:
        """Every failed check, in their order."""
        return cast("tuple[FailedCheck, ...]", self.exceptions)

    # The stubs let it take any exceptions, which no group of failed checks can hold.
    def derive(self, excs: Sequence[FailedCheck]) -> FailedChecks:  # type: ignore[override]
        """Return a group of the same kind around *excs*, as ``except*`` asks for."""
        return FailedChecks(self.message, excs)

    def __str__(self) -> str:
        number = len(self.failed)
        checks = "check" if number == 1 else "checks"
        return "\n".join((f"{self.message} fails {number} {checks}", *map(str, self.failed)))
