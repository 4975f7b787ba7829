"""What moves a total."""

from __future__ import annotations

import pickle
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.estimates import Influence, Sensitivity, estimate
from aufwand.estimates._draws import draw_of_activity, draw_of_driver
from aufwand.model import Activity, Channel, Correlation, Cost, Driver, Plan
from aufwand.units import Effort, Money


def moved(*activities, drivers=(), of="effort", **given):
    """Return what moves a plan of these."""
    asked = {name: given.pop(name) for name in ("per", "role", "channel") if name in given}
    return estimate(Plan("A", activities=activities, drivers=drivers, **given)).sensitivity(
        of, **asked
    )


def ends(found):
    """Return the low and the high total of each input, as text."""
    return {each.path: (str(each.low), str(each.high)) for each in found.inputs}


class TestTornado:
    def test_one_input_at_a_time(self, five):
        """Each goes to its ends while all others are likely."""
        found = estimate(five).sensitivity()

        assert estimate(five).weekly.likely == found.likely
        assert {
            "activities.networking.duration": ("14 h 25 min", "19 h 25 min"),
            "activities.content.duration": ("15 h 55 min", "17 h 55 min"),
        } == ends(found)
        assert ["5 h", "2 h"] == [str(each.swing) for each in found.inputs]
        # Two PERT of equal form: as the squares of their widths, 25 to 4.
        assert [25 / 29, 4 / 29] == pytest.approx([each.share for each in found.inputs])

    def test_a_driver_moves_all_its_activities(self):
        """A driver is one unknown, over all that it scales."""
        found = moved(
            Activity("posts", area="content", duration="2 h"),
            Activity("reel", area="content", duration="1-3 h"),
            Activity("numbers", area="reporting", duration="1 h"),
            drivers=[Driver("two_languages", factor=[1.5, 1.7, 2], areas=["content"])],
        )

        assert {
            "activities.reel.duration": ("6 h 6 min", "9 h 30 min"),
            "drivers.two_languages.factor": ("7 h", "9 h"),
        } == ends(found)
        assert ["Reel", "Two languages"] == [each.label for each in found.inputs]

    def test_a_driver_that_is_likely_nothing(self):
        """What is likely nothing is moved by its driver alone; two such only together."""
        one = Driver("campaign", factor=[0, 0, 2], activities=["posts"])
        other = Driver("fair", factor=[0, 0, 1], activities=["posts"])
        posts, numbers = Activity("posts", duration="1-3 h"), Activity("numbers", duration="1 h")
        found = moved(posts, numbers, drivers=[one])
        both = moved(posts, numbers, drivers=[one, other])

        assert {
            "drivers.campaign.factor": ("1 h", "5 h"),
            "activities.posts.duration": ("1 h", "1 h"),
        } == ends(found)
        assert {("1 h", "1 h")} == set(ends(both).values())
        assert sum(each.share for each in both.inputs) == pytest.approx(1)

    def test_what_is_known_or_elsewhere_is_left_out(self):
        """Neither fixed numbers nor what adds nothing to this total is an input."""
        found = moved(
            Activity("fixed", duration="2 h"),
            Activity("nothing", duration="0 h"),
            Activity("once", duration="1-2 h", per="once"),
            Activity("silent", duration="1-2 h", per="message", channels="blog"),
            Activity("given_up", duration="1-2 h"),
            drivers=[
                Driver("known", factor=1.5),
                Driver("never", factor=0, activities=["given_up"]),
                Driver("unused", factor=[1, 2, 3], areas=["crisis"]),
            ],
            channels=[Channel("blog")],
        )

        assert () == found.inputs
        assert "shapley" == found.method
        assert "3 h" == str(found.likely)
        assert Effort("0 min") == found.deviation

    def test_a_plan_of_nothing(self):
        """An empty plan has a total of nothing, and nothing moves it."""
        found = moved()

        assert (Effort("0 min"), ()) == (found.likely, found.inputs)

    @pytest.mark.parametrize("period", ["week", "month", "quarter", "year"])
    def test_periods(self, busy, period):
        """A longer period has larger swings and the same shares."""
        week, longer = (estimate(busy).sensitivity(per=each) for each in ("week", period))

        assert estimate(busy).per(period).likely == longer.likely
        assert [each.share for each in week.inputs] == [each.share for each in longer.inputs]

    def test_what_a_season_brings_is_in_no_typical_week(self):
        """Drivers with dates are left out, as the estimate leaves them out."""
        found = moved(
            Activity("posts", duration="2 h"),
            drivers=[Driver("fair", factor=[1, 2, 3], start="2026-05-01", end="2026-05-31")],
        )

        assert () == found.inputs


class TestShares:
    def test_by_hand(self):
        """One uncertain duration times one uncertain factor; what they do together is halved."""
        # Uniform: variance over squared mean is (1/3) / 4 and (1/12) / 4 of a width of 2 and 1.
        found = moved(
            Activity("posts", duration="1-3 h", shape="uniform"),
            drivers=[Driver("size", factor="1.5-2.5", shape="uniform")],
        )
        one, other = 1 / 12, 1 / 48
        whole = one + other + one * other

        assert [
            (one + one * other / 2) / whole,
            (other + one * other / 2) / whole,
        ] == pytest.approx([each.share for each in found.inputs])
        assert 4 * whole**0.5 == pytest.approx(found.deviation.hours)

    def test_a_long_run(self):
        """The standard deviation is that of sampled betas."""
        activities = [
            Activity("posts", area="content", duration=["1 h", "2 h", "5 h"]),
            Activity("reel", area="content", duration="2-9 h", shape="triangular"),
            Activity("fans", duration="5-10 h"),
        ]
        drivers = [
            Driver("two_languages", factor=[1.5, 1.7, 2.5], areas=["content"]),
            Driver("team", factor=[0.8, 1, 1.5]),
        ]
        found = moved(*activities, drivers=drivers)
        rng = np.random.default_rng(7)

        def run(draw):
            if draw.shape.name == "triangular":
                return rng.triangular(draw.low, draw.likely, draw.high, 400_000)
            return draw.low + draw.width * rng.beta(*draw._beta, 400_000)

        languages, team = (run(draw_of_driver(each)) for each in drivers)
        posts, reel, fans = (run(draw_of_activity(each)) for each in activities)
        total = ((posts + reel) * languages + fans) * team

        assert total.std() / 60 == pytest.approx(found.deviation.hours, rel=0.005)
        assert sum(each.share for each in found.inputs) == pytest.approx(1)

    def test_sorted_by_share_then_swing_then_path(self):
        """Equal inputs stand by their names, and the larger share before the larger swing."""
        found = moved(
            Activity("b", duration="1-3 h"),
            Activity("a", duration="1-3 h"),
            Activity("d", duration="2-4 h", shape="uniform"),
            Activity("c", duration=["1 h", "1 h", "4 h"], shape="pert 100"),
        )

        assert ["d", "a", "b", "c"] == [each.path.split(".")[1] for each in found.inputs]
        assert str(found.inputs[3].swing) > str(found.inputs[0].swing)

    def test_order_of_the_plan_changes_nothing(self, busy):
        """Not even the last digit of a share depends on it."""
        turned = {
            name: tuple(reversed(getattr(busy, name)))
            for name in ("channels", "roles", "activities", "drivers")
        }

        assert estimate(busy).sensitivity() == estimate(busy.with_(**turned)).sensitivity()

    def test_correlation(self):
        """Durations that go together have a share of what they do together."""
        together = [Correlation(("posts", "reel"), 0.5), Correlation(("reel", "known"), 0.5)]
        found = moved(
            Activity("posts", duration="1-3 h", shape="uniform"),
            Activity("reel", duration="1-5 h", shape="uniform"),
            Activity("known", duration="1 h"),
            correlations=together,
        )

        assert "covariance" == found.method
        # Widths 2 and 4: 4 + 16 and twice half of 2 x 4.
        assert [20 / 28, 8 / 28] == pytest.approx([each.share for each in found.inputs])

    def test_correlations_that_tie_nothing(self):
        """Where one of the two is known, or not in this total, the method is the plain one."""
        known = [Correlation(("posts", "known"), 0.5), Correlation(("posts", "launch"), 0.5)]
        found = moved(
            Activity("posts", duration="1-3 h"),
            Activity("known", duration="1 h"),
            Activity("launch", duration="1-3 h", per="once"),
            correlations=known,
        )

        assert "shapley" == found.method


class TestChosen:
    def test_cost(self, five):
        """Money moves as hours times rate, around a total with fixed costs in it."""
        plan = five.with_(costs=[Cost("ads", amount="10.01 EUR/week")])
        found = estimate(plan).sensitivity("cost")

        assert estimate(plan).cost.weekly.likely == found.likely
        assert Money(771.26, "EUR") == found.likely
        assert Money(225, "EUR") == found.inputs[0].swing
        assert Money(658.76, "EUR") == found.inputs[0].low
        assert 25 / 29 == pytest.approx(found.inputs[0].share)

    def test_cost_of_the_unpriced(self, busy):
        """Work without a rate has no part in it; fixed costs belong to no role."""
        found = estimate(busy).sensitivity("cost", role="care", per="month")

        assert estimate(busy).cost.by("role", per="month")["care"].likely == found.likely
        assert ["activities.replies.duration"] == [each.path for each in found.inputs]

    @pytest.mark.parametrize("name", ["role", "channel"])
    def test_parts_add_up(self, busy, name):
        """The likely totals of all roles, or channels, are that of the whole, exactly."""
        whole = estimate(busy)
        keys = [*whole.by(name)]
        likely = [whole.sensitivity(**{name: key}).likely.minutes for key in keys]

        assert "" in keys
        assert whole.weekly.likely.minutes == sum(likely)
        assert [each.likely.minutes for each in whole.by(name).values()] == likely

    def test_role_on_a_channel(self, busy):
        """Both can be asked for together."""
        found = estimate(busy).sensitivity(role="pr", channel="blog")

        assert estimate(busy).by("role", "channel")["pr", "blog"].likely == found.likely
        assert ("pr", "blog") == (found.role, found.channel)

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({"of": "costs"}, "no total 'costs'; did you mean 'cost'"),
            ({"role": "care_"}, "no role 'care_'; did you mean 'care'"),
            ({"channel": "facebok"}, "no channel 'facebok'; did you mean 'facebook'"),
        ],
    )
    def test_unknown_names(self, busy, asked, message):
        """What is not there is named, with the nearest that is."""
        with pytest.raises(UnknownName, match=message):
            estimate(busy).sensitivity(**asked)

    def test_unknown_period(self, busy):
        """A period is one of four."""
        with pytest.raises(Fault, match="decade"):
            estimate(busy).sensitivity(per="decade")

    def test_no_cost(self):
        """A plan without any money has no cost to move."""
        with pytest.raises(Fault, match=r"roles: found 'A', expected a plan with a rate"):
            moved(of="cost")


class TestHostile:
    def test_a_variance_without_end(self):
        """Many wide lognormals multiply to a variance that no float holds."""
        drivers = [Driver(f"d{index}", factor=[1e-4, 1], shape="lognormal") for index in range(99)]

        with pytest.raises(Fault, match=r"drivers: .* spread a float can hold"):
            moved(Activity("posts", duration="1 h"), drivers=drivers)

    def test_almost_nothing(self):
        """What underflows has no share, and the rest has all."""
        found = moved(
            Activity("posts", duration="1-3 h"),
            Activity("dust", duration="1-2 h"),
            drivers=[
                *(Driver(f"d{place}", factor=1e-24, activities=["dust"]) for place in range(14)),
                Driver("grain", factor=[0, 0, 1], activities=["dust"]),
            ],
        )
        shares = {each.path: each.share for each in found.inputs}

        assert 1 == shares.pop("activities.posts.duration")
        assert {0.0} == set(shares.values())

    def test_many_activities(self):
        """Many activities under a few drivers are added up first."""
        drivers = [Driver(f"d{place}", factor=[0.9, 1, 1.2], areas=["content"]) for place in "ab"]
        found = moved(
            *(Activity(f"a{place}", area="content", duration="1-2 h") for place in range(3000)),
            drivers=drivers,
        )

        assert 3002 == len(found.inputs)
        assert sum(each.share for each in found.inputs) == pytest.approx(1)


class TestShown:
    def test_as_dict(self, five):
        """Plain data in hours, for JSON."""
        data = estimate(five).sensitivity(role="pr").as_dict()
        inputs = data.pop("inputs")

        assert {
            "of": "effort",
            "per": "week",
            "role": "pr",
            "channel": None,
            "unit": "h",
            "method": "shapley",
            "likely": float(Fraction(203, 12)),
            "deviation": pytest.approx((29 / 28) ** 0.5),
        } == data
        assert {
            "path": "activities.networking.duration",
            "label": "Networking",
            "low": float(Fraction(173, 12)),
            "high": float(Fraction(233, 12)),
            "swing": 5.0,
            "share": pytest.approx(25 / 29),
        } == inputs[0]

    def test_money_as_rows(self, five):
        """Money stands in units of its currency."""
        found = estimate(five).sensitivity("cost")

        assert "EUR" == found.as_dict()["unit"]
        assert 225.0 == found.to_rows()[0]["swing"]

    def test_text(self, five):
        """It shows itself in both languages, as text and as HTML."""
        found = estimate(five).sensitivity("cost", per="year")

        assert str(found).startswith("cost a year, likely  39,720.12 EUR\n├─ Networking  ")
        assert found.outline("de").to_text().startswith("Kosten je Jahr, wahrscheinlich  39.72")
        assert "33,850.15 EUR to 45,590.09 EUR" in found._repr_html_()
        assert "<Sensitivity of 39,720.12 EUR a year: 2 inputs>" == repr(found)
        assert "Influence('activities.content.duration': " in repr(found.inputs[1])

    def test_names_are_escaped(self):
        """What people wrote is no markup."""
        found = moved(Activity("posts", name="<b>", duration="1-3 h"))

        assert "&lt;b&gt;" in found._repr_html_()

    def test_it_can_be_pickled_and_compared(self, five):
        """It is a value."""
        found = estimate(five).sensitivity()

        assert found == pickle.loads(pickle.dumps(found))
        assert hash(found) == hash(estimate(five).sensitivity())
        assert isinstance(found, Sensitivity)
        assert isinstance(found.inputs[0], Influence)

    def test_numpy_comes_when_it_is_needed(self):
        """Importing estimates, and estimating, does without numpy."""
        code = (
            "import sys, aufwand as aw, aufwand.estimates.sensitivity\n"
            "aw.estimate(aw.Plan('A'))\n"
            "raise SystemExit('numpy' in sys.modules)"
        )

        assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
