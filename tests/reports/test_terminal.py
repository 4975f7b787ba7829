"""Results as text for a terminal."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from aufwand.catalog import baseline
from aufwand.estimates import estimate
from aufwand.model import (
    Acceptance,
    Activity,
    Calendar,
    Channel,
    Cost,
    Plan,
    Role,
    Source,
    Tool,
)
from aufwand.reports import assessment_text, estimate_text, findings_text, rules_text
from aufwand.reports._table import width
from aufwand.rules import LEVELS, Drop, Match, Price, Put, Remedy, RuleSet, assess, check, rule
from aufwand.rules.known import KnownFindings
from aufwand.units import hours


@rule("ACME001", "is-grave", level="error", message="It is grave.")
def is_grave(facts):
    """Find something grave."""
    yield Match()


@rule("ACME002", "advises", level="advice", message="Think of {name}.")
def advises(facts):
    """Find something for every channel."""
    for channel in facts.channels:
        yield Match(f"channels.{channel.key}", name=channel.label)


@rule("ACME003", "notes", level="info", message="By the way.")
def notes(facts):
    """Note something, twice."""
    yield Match("roles", discriminator="1")
    yield Match("roles", discriminator="2")


ACME = RuleSet([is_grave, advises, notes])


def _text(plan, lang="en", **options):
    return assessment_text(assess(plan, rules=()), lang=lang, **options)


class TestAssessmentText:
    def test_the_shortest_plan(self):
        """A name alone gives an answer, too: nothing."""
        expected = """\
Bakery

In a typical week       low   likely    high
────────────────────────────────────────────
Hours                 0 min    0 min   0 min
Full-time positions    0.00     0.00    0.00
Low and high are bounds: all low ends added, all high ends added.
A full-time position is 40 h a week.
There is no cost, as the plan names no rate and no fixed cost.

No findings.
"""

        assert expected == _text(Plan("Bakery"))

    def test_only_one_off_work(self):
        """What is done once stands in a table of its own, and in no week."""
        plan = Plan(
            "Bakery",
            activities=[
                Activity("setup", duration="3-5 h", per="once"),
                Activity("shoot", name="A film", duration="100 min", per="once"),
            ],
            costs=[Cost("camera", amount="500 EUR")],
        )
        english, german = _text(plan), _text(plan, "de")

        assert "Hours                      0 min        0 min        0 min\n" in english
        assert "Once: hours           4 h 40 min   5 h 40 min   6 h 40 min\n" in english
        assert "Once: cost            500.00 EUR   500.00 EUR   500.00 EUR\n" in english
        assert "What is done once is in no week and no year.\n" in english
        assert "\nDone once          low       likely         high\n" in english
        assert "\nActivity" not in english
        assert "Einmalig: Stunden          4 Std. 40 Min.   5 Std. 40 Min.   6 Std. 40 Min.\n" in (
            german
        )
        assert "Einmaliges steckt in keiner Woche und in keinem Jahr.\n" in german

    def test_only_a_cost_that_is_paid_once(self):
        """A cost without any work is told as well."""
        shown = _text(Plan("Bakery", costs=[Cost("camera", amount="500 EUR")]))

        assert "Once: cost" in shown
        assert "Once: hours" not in shown
        assert "What is done once is in no week and no year.\n" in shown

    def test_costs_that_are_zero(self):
        """Work for nothing is no work without a price."""
        plan = Plan("Bakery", roles=[Role("pr", rate="0 EUR/h")], activities=baseline(roles=["pr"]))

        assert ["Cost", *["0.00", "EUR"] * 3] in [
            line.split() for line in _block(_text(plan), "In")
        ]
        assert "There is no cost" not in _text(plan)

    def test_what_is_in_the_cost_and_what_is_not(self):
        """Fixed costs and hours without a price are told."""
        plan = Plan(
            "Bakery",
            tools=[Tool("suite", cost="10 EUR/week")],
            activities=[Activity("a", duration="1 h")],
        )
        english, german = _text(plan), _text(plan, "de")

        assert "The cost has 10.00 EUR a week in it for tools and other fixed costs.\n" in english
        assert "The cost leaves out 1 h a week that nobody with a rate does.\n" in english
        assert "In den Kosten sind 10,00 EUR je Woche für Werkzeuge und andere" in german
        assert "In den Kosten fehlen 1 Std. je Woche, die niemand mit Stundensatz" in german

    def test_roles(self):
        """Who has how much to do in how much time; what nobody does yet is told, too."""
        plan = Plan(
            "Bakery",
            roles=[
                Role("pr", department="PR", capacity="12 h/week"),
                Role("care", capacity="0 h/week"),
                Role("boss"),
            ],
            activities=[
                Activity("a", duration="15 h", roles=["pr"]),
                Activity("b", duration="1 h", roles=["boss"]),
                Activity("c", duration="30 min"),
            ],
            reserve=0.15,
        )
        expected = """\
Role              likely   capacity    used    kept free
────────────────────────────────────────────────────────
PR                  15 h       12 h   125 %   1 h 48 min
care               0 min      0 min
boss                 1 h    unknown
nobody yet        30 min
────────────────────────────────────────────────────────
Total        16 h 30 min
"""

        assert expected.splitlines() == _block(_text(plan), "Role")

    def test_channels(self):
        """Known channels have their brand; the rest is for the presence as a whole."""
        plan = Plan(
            "Bakery",
            channels=[Channel("facebook"), Channel("own")],
            activities=[
                Activity("a", duration="1 h", channels=["facebook"]),
                Activity("b", duration="2 h"),
            ],
        )
        names = [line.split("   ")[0] for line in _block(_text(plan, "de"), "Kanal")]

        assert "Facebook" in names
        assert "Auftritt als Ganzes" in names

    def test_sources(self):
        """Every activity stands below what its numbers were read from."""
        study = Source("Study", publisher="Institute", year=2020, trust="A")
        plan = Plan(
            "Bakery",
            activities=[
                Activity("a", duration="1 h", source=[study, "our own count"]),
                Activity("b", duration="1 h", source="our own count"),
                Activity("c", duration="1 h"),
            ],
        )
        expected = (
            "Woher die Zahlen kommen\nStudy (Institute, 2020, Güte A)\n    A\n"
            "our own count\n    A, B\nKeine Quelle genannt\n    C\n"
        )

        assert _text(plan, "de").endswith(expected)

    def test_long_names(self):
        """Names are cut where a table would break, and nothing is longer than a line."""
        long = "word " * 2000
        plan = Plan(
            long,
            roles=[Role("pr", name="x" * 10_000, capacity="12 h/week", rate="1 EUR/h")],
            channels=[Channel("c", name="中" * 10_000)],
            activities=[
                Activity(
                    "a",
                    name="y" * 10_000,
                    duration="1 h",
                    roles=["pr"],
                    channels=["c"],
                    source=long,
                )
            ],
            accepted=[Acceptance(rule="AUD104", where="audiences", reason=long)],
        )
        for lang in ("en", "de"):
            shown = assessment_text(assess(plan, select=["AUD104", "STF"]), lang=lang)

            assert len(shown) < 10_000
            assert f"{'x' * 35}…" in shown
            assert f"{'中' * 17}…" in shown
            assert max(map(width, _without_findings(shown))) <= 100

    def test_german_units_end_a_sentence(self):
        """They bring a point of their own, and one is enough."""
        plan = Plan("Bakery", activities=baseline())
        shown = assessment_text(assess(plan, select=["SUP"]), lang="de")

        assert " in 9 von 10 höchstens 18 Std. 16 Min.\n" in " ".join(shown.split(" "))
        assert ".." not in shown

    def test_a_narrow_terminal(self):
        """Sentences take the room there is."""
        plan = Plan("Bakery", activities=baseline())

        lines = _text(plan, line=50).splitlines()

        assert max(len(line) for line in lines if line.endswith((".", "a"))) <= 50

    def test_painted(self):
        """Titles, levels and remarks are marked as what they are."""
        painted = []
        assess_all = assess(Plan("Bakery", channels=[Channel("own")]), rules=ACME)

        def paint(text, kind):
            painted.append((kind, text))
            return text

        assert assessment_text(assess_all) == assessment_text(assess_all, paint=paint)
        assert {"title", "error", "advice", "info", "faint"} == {kind for kind, _ in painted}
        assert ("title", "Bakery") in painted


class TestEstimateText:
    def test_no_work_but_once(self):
        """Without recurring work that is said, with what is done once beside it."""
        plan = Plan("Bakery", activities=[Activity("a", duration="1 h", per="once")])

        assert (
            "Bakery: hours a month\n\nNothing in this plan takes time again and again.\n\n"
            "Done once, beside that: 1 h\n"
        ) == estimate_text(estimate(plan), by="role", per="month")

    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            ("activity", "Inhalte erstellen"),
            ("area", "Inhalte"),
            ("role", "PR"),
            ("channel", "Auftritt als Ganzes"),
        ],
    )
    def test_german(self, by, expected):
        """Every dimension has its names."""
        plan = Plan(
            "Bakery", roles=[Role("pr", department="PR")], activities=baseline(roles=["pr"])
        )
        shown = estimate_text(estimate(plan), by=by, per="week", lang="de")

        assert expected in {line.split("   ")[0] for line in shown.splitlines()}


class TestFindingsText:
    PLAN = Plan("Bakery", channels=[Channel("a"), Channel("b")])

    def test_counts(self):
        """The title counts them, in the singular and the plural, the gravest first."""
        both = check(self.PLAN, rules=ACME)
        one = check(Plan("Bakery", channels=[Channel("a")]), rules=ACME)

        assert findings_text(both).startswith(
            "Findings: 1 error, 2 pieces of advice, 2 notes\nACME001 error  the whole plan\n"
            "    It is grave.\n"
        )
        assert findings_text(one, lang="de").startswith(
            "Befunde: 1 Fehler, 1 Ratschlag, 2 Hinweise\nACME001 Fehler  der ganze Plan\n"
        )
        assert findings_text(one).endswith("\nMore about a rule: aufwand explain ACME001")

    def test_every_level_has_its_words(self):
        """No level is without words in either language."""
        for level in LEVELS:
            for lang in ("en", "de"):
                finding = rule("ACME009", "same", level=level, message="x")(lambda _: [Match()])

                assert "ACME009" in findings_text(check(self.PLAN, rules=[finding]), lang=lang)

    def test_none(self):
        """No findings are told as well."""
        assert ("No findings.", "Keine Befunde.") == (
            findings_text(()),
            findings_text((), lang="de"),
        )

    def test_accepted(self):
        """What somebody lives with is told with the reason, and counted apart."""
        accepted = [
            Acceptance(rule="advises", where="channels.a", reason="closes soon"),
            Acceptance(rule="ACME003", reason="known", until="2030-01-31", owner="Anna"),
        ]
        found = check(self.PLAN.with_(accepted=accepted), rules=ACME)
        english, german = findings_text(found), findings_text(found, lang="de")

        assert "    Accepted: closes soon\n" in english
        assert english.startswith("Findings: 1 error, 1 piece of advice, ")
        assert " accepted\n" in english.partition("\n")[0] + "\n"
        assert "    In Kauf genommen: closes soon\n" in german

    def test_places(self):
        """A finding says where it stands, with the file if there is one."""
        found = check(self.PLAN, rules=[advises])
        named = findings_text(found, places=lambda path: ("plan.toml", 7, 1))
        unnamed = findings_text(found, places=lambda path: (None, 7, 1))

        assert "ACME002 advice  channels.a  plan.toml:7\n" in named
        assert "ACME002 advice  channels.a  7\n" in unnamed

    def test_many(self):
        """Many findings are all told; advice of one family takes a line each from the fourth on."""
        plan = Plan("Bakery", channels=[Channel(f"c{index}") for index in range(300)])
        lines = findings_text(check(plan, rules=[advises])).splitlines()

        assert "Findings: 300 pieces of advice" == lines[0]
        assert 1 + 2 * 3 + 297 + 1 == len(lines)
        assert "ACME002 advice  channels.c99  Think of c99." == lines[-2]

    def test_long_ones_of_many(self):
        """What does not fit into its line is cut, and it is told where it stands whole."""
        wordy = rule("ACME001", "wordy", level="info", message="word " * 60)
        long = [Match(f"channels.{'x' * 90}{index}") for index in range(5)]
        for line in (100, 40):
            found = check(self.PLAN, rules=[wordy(lambda _: [Match(str(i)) for i in range(5)])])
            lines = findings_text(found, line=line).splitlines()

            assert lines[-3].startswith("ACME001 info  4  word word")
            assert lines[-3].endswith("…")
            assert len(lines[-3]) <= line
            assert "What ends in … is whole in --format json." == lines[-2]
        narrow = findings_text(check(self.PLAN, rules=[wordy(lambda _: long)]), line=40)

        assert narrow.splitlines()[-3].endswith("  …")

    def test_grave_ones_are_never_cut(self):
        """Warnings and errors are told in full, however many there are."""
        warns = rule("ACME001", "warns", level="warning", message="So.")
        found = check(self.PLAN, rules=[warns(lambda _: [Match(str(i)) for i in range(9)])])

        assert 1 + 2 * 9 + 1 == len(findings_text(found).splitlines())

    def test_families_are_counted_apart(self):
        """Three of each family and level are told in full."""
        rules = [
            rule(code, f"name-{code.lower()}", level="info", message="So.")(
                lambda _: [Match("a"), Match("b")]
            )
            for code in ("ACME001", "ACME002", "BETA001")
        ]

        assert 1 + 2 * 5 + 1 + 1 == len(findings_text(check(self.PLAN, rules=rules)).splitlines())

    def test_known(self):
        """What was there before is told as such, and counted apart."""
        found = check(self.PLAN, rules=[advises])
        known = KnownFindings.from_findings(found[:1])
        shown = findings_text(found, known=known)

        assert shown.startswith(
            "Findings: 1 piece of advice, 1 known\nACME002 advice  channels.a\n"
            "    Think of a.\n    Known: it is in the baseline.\n"
        )
        assert "Bekannt: steht im Altbestand." in findings_text(found, known=known, lang="de")

    def test_what_is_accepted_costs(self):
        """What all accepted findings cost together stands below them, where it is known."""
        prices = rule("ACME001", "prices", message="So.")(
            lambda _: [Match("a", cost=hours(2)), Match("b", cost=hours(1.5)), Match("c")]
        )
        plan = self.PLAN.with_(
            accepted=[Acceptance(rule="ACME001", where=each, reason="so") for each in "abc"]
        )
        found = assess(plan, rules=[prices])
        told = findings_text(found.findings, accepted_cost=found.accepted_cost)

        assert "\nWhat is accepted costs 3 h 30 min a week together.\nMore about" in told
        assert "\nWhat is accepted costs 3 h 30 min a week together.\n" in assessment_text(found)
        assert "\nWas in Kauf genommen ist, kostet zusammen 3 Std. 30 Min. je Woche.\n" in (
            assessment_text(found, lang="de")
        )
        assert "together" not in assessment_text(assess(self.PLAN, rules=[prices]))
        assert "together" not in findings_text(found.findings, accepted_cost=Price())


class TestRemedies:
    PLAN = Plan(
        "Bakery",
        roles=[Role("pr", rate="45 EUR/h")],
        activities=[Activity("posts", duration="2 h", roles=["pr"])],
    )

    def _lines(self, *remedies, lang="en", plan=PLAN):
        speaks = rule("ACME001", "speaks", message="So.")(lambda _: [Match(remedies=remedies)])
        text = findings_text(check(plan, rules=[speaks]), lang=lang)
        return [line for line in text.splitlines() if line.startswith("    ")][1:]

    def test_what_they_save(self):
        """Each says what to do, how safe that is, and what it saves in hours and money."""
        drop = Remedy({"en": "Stop", "de": "Aufhören"}, "trade-off", Drop("activities.posts"))

        assert ["    → Stop (trade-off): saves 2 h (90.00 EUR) a week"] == self._lines(drop)
        assert ["    → Aufhören (Abwägung): spart 2 Std. (90,00 EUR) je Woche"] == self._lines(
            drop, lang="de"
        )

    def test_what_they_cost(self):
        """A change that takes more time is told to cost, not to save less than nothing."""
        more = Remedy("Do more", "safe", Put("activities.posts.duration", "3 h"))

        assert ["    → Do more (safe): costs 1 h (45.00 EUR) a week"] == self._lines(more)
        unpaid = self.PLAN.with_(roles=[Role("pr")])
        assert ["    → Do more (safe): costs 1 h a week"] == self._lines(more, plan=unpaid)

    def test_more_money_for_less_time(self):
        """What saves time and costs money, or the other way round, is told with a minus."""
        pay = Remedy("Pay", "safe", Put("roles.pr.rate", "50 EUR/h"))
        both = Remedy(
            "Both",
            "safe",
            Put("roles.pr.rate", "150 EUR/h"),
            Put("activities.posts.duration", "1 h"),
        )

        assert "    → Both (safe): saves 1 h (-60.00 EUR) a week" == (
            self._lines(both)[0].replace("−", "-")
        )
        assert "costs 10.00 EUR" in self._lines(pay)[0]

    def test_by_hand_or_without_effect(self):
        """Nothing is said of a saving that nobody knows, or that is none."""
        ask = Remedy("Ask them", "manual")
        same = Remedy("Rename", "safe", Put("name", "Bakeries"))

        assert ["    → Ask them (by hand)", "    → Rename (safe)"] == self._lines(ask, same)

    def test_at_most_three(self):
        """The best three are told, and no title is endless."""
        many = [Remedy(f"{index} " + "word " * 300, "manual") for index in range(5)]
        shown = self._lines(*many)

        assert 3 == sum("→" in line for line in shown)
        assert len(" ".join(shown)) < 3 * 400

    def test_none_where_it_is_accepted(self):
        """Who decided to live with it needs no remedies."""
        plan = self.PLAN.with_(accepted=[Acceptance(rule="ACME001", reason="so")])

        assert ["    Accepted: so"] == self._lines(Remedy("Ask", "manual"), plan=plan)


class TestRulesText:
    def test_table(self):
        """A line for each rule."""
        expected = [
            ["Regel", "Stufe", "Name", "aus"],
            ["ACME001", "Fehler", "is-grave"],
            ["ACME002", "Rat", "advises"],
            ["ACME003", "Hinweis", "notes"],
        ]
        lines = [line.split() for line in rules_text(ACME, lang="de").splitlines()]

        assert expected == [lines[0], *(line[:3] for line in lines[1:])]


class TestGerman:
    def test_no_english_is_left(self):
        """A German report has no word of the English one but what a person wrote."""
        plan = Plan(
            "Bäckerei",
            channels=[Channel("facebook")],
            roles=[Role("pr", department="PR", capacity="12 h/week", rate="45 EUR/h")],
            activities=[
                *(each.with_(source=()) for each in baseline(roles=["pr"], channels=["facebook"])),
                Activity("aufbau", duration="3 h", per="once"),
            ],
            tools=[Tool("werkzeug", cost="3 EUR/week")],
            reserve=0.1,
        )
        english = set(re.findall(r"[A-Za-zäöüß]{3,}", _text(plan)))
        german = set(re.findall(r"[A-Za-zäöüß]{3,}", _text(plan, "de")))

        assert {"Bäckerei", "EUR", "Facebook", "Aufbau"} == english & german


def _block(text, title):
    lines = text.splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith(title))
    last = lines.index("", first)
    return lines[first:last]


def _flat(text):
    return " ".join(text.split())


def _without_findings(text):
    # What a rule says may hold one word that is longer than a line.
    return [line for line in text.splitlines() if not line.startswith("    ")]


class TestDates:
    def test_the_whole_of_a_dated_plan(self):
        """Its days added up, in both languages; one that cannot be laid over its days has none."""
        january = Calendar(start="2027-01-01", end="2027-01-31", workdays=["mon"])
        plan = Plan("p", calendar=january, activities=[Activity("a", duration="1 h")])
        lost = plan.with_(calendar=evolve(january, country="XX"))

        assert "From 2027-01-01 to 2027-01-31, day by day" in assessment_text(assess(plan))
        assert "mit allem Einmaligen: 4 Std." in assessment_text(assess(plan), lang="de")
        assert "day by day" not in assessment_text(assess(lost))

    def test_what_the_whole_of_a_dated_plan_costs(self):
        """At most in 8 of 10 cases, where that is not known; with what has no price."""
        january = Calendar(start="2027-01-01", end="2027-01-31", workdays=["mon"])
        plan = Plan(
            "p",
            calendar=january,
            roles=[Role("pr", rate="60 EUR/h"), Role("care")],
            activities=[
                Activity("a", duration="1-3 h", roles="pr"),
                Activity("b", duration="1 h", roles="care"),
            ],
        )
        paid = plan.with_(costs=Cost("ads", amount="31 EUR/month"))
        known = paid.with_(activities=Activity("a", duration="1 h", roles="pr"))
        text, again, fixed = (_flat(assessment_text(assess(each))) for each in (plan, paid, known))

        assert "In 8 of 10 cases all of it takes at most 13 h 23 min." in text
        assert "All of it costs 240.00 EUR – 480.00 EUR – 720.00 EUR. In 8 of 10" in text
        assert "cases all of it costs at most 563.23 EUR." in text
        assert "Its cost leaves out 4 h that nobody with a rate does." in text
        assert "751.00 EUR, with 31.00 EUR of fixed costs over these days. In 8" in again
        assert "cases all of it costs at most 594.23 EUR." in again
        assert "All of it costs 271.00 EUR, with 31.00 EUR of fixed costs over" in fixed
        assert "of 10 cases all of it" not in fixed
        assert "darin 31,00 EUR feste Kosten" in _flat(assessment_text(assess(paid), lang="de"))

    @pytest.mark.parametrize(
        ("budget", "told"),
        [("200 EUR/week", "over 99 %"), ("60 EUR/week", "under 1 %"), ("120 EUR/week", "50 %")],
    )
    def test_the_chance_to_keep_a_budget(self, budget, told):
        """In percent, and never all or nothing."""
        plan = Plan(
            "p",
            roles=[Role("pr", rate="60 EUR/h")],
            activities=[Activity("a", duration="1-3 h", roles="pr")],
            budget=budget,
        )

        assert f"With a chance of {told} the budget" in assessment_text(assess(plan))
