"""The command that tells what moves a total."""

from __future__ import annotations

import aufwand as aw
from aufwand.cli.exit_codes import FINE, NO_PLAN, WRONG_USE
from aufwand.planfile import read_plan_file


class TestSensitivity:
    def test_text(self, aufwand):
        """What moves most comes first."""
        ended = aufwand("sensitivity", "plan.toml")
        lines = ended.out.splitlines()

        assert FINE == ended.code
        assert "Bakery: what moves the hours a week" == lines[0]
        assert lines[5].startswith("Win fans and followers   14 h 25 min   ▒")
        assert lines[5].endswith("█   19 h 25 min    86 %")

    def test_german(self, aufwand):
        """It is told in German."""
        shown = aufwand("sensitivity", "plan.toml", "--lang", "de", "--of", "cost").out

        assert shown.startswith("Bakery: was die Kosten je Woche bewegt\nWahrscheinlich je Woche: ")
        assert "Fans und Follower gewinnen" in shown

    def test_json(self, aufwand):
        """The same as JSON, whole."""
        asked = ("--format", "json", "--role", "pr", "--per", "month")
        data = aufwand("sensitivity", "plan.toml", *asked).data
        found = aw.estimate(read_plan_file("plan.toml").plan).sensitivity(role="pr", per="month")

        assert {"schema": 1, "plan": {"name": "Bakery"}, **found.as_dict()} == data

    def test_unknown_names(self, aufwand):
        """A role or channel that is not there is a wrong use."""
        ended = aufwand("sensitivity", "plan.toml", "--channel", "facebok")

        assert WRONG_USE == ended.code
        assert "no channel 'facebok'; did you mean 'facebook'" in ended.err

    def test_no_cost(self, aufwand, folder):
        """Without any money there is no cost to move, and the file is named."""
        (folder / "free.toml").write_text('name = "Bakery"\n', encoding="utf-8")
        ended = aufwand("sensitivity", "free.toml", "--of", "cost")

        assert NO_PLAN == ended.code
        assert "free.toml" in ended.err
        assert "a plan with a rate" in ended.err
