"""What changed between two plans, as text and as Markdown."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Cost,
    Criticism,
    Driver,
    Plan,
    Role,
    Tool,
)
from aufwand.reports import diff_markdown, diff_text, difference, named
from aufwand.reports._markdown import escaped
from aufwand.reports._table import width
from aufwand.reports.difference import ROWS
from aufwand.rules import Match, RuleSet, diff, rule
from aufwand.testing.strategies import plans
from aufwand.units import hours

LANGUAGES = st.sampled_from(["en", "de"])

PR = Role("pr", capacity="4 h/week", rate="60 EUR/h")
POSTS = Activity("posts", area="content", duration="5 h", roles="pr")
OLD = Plan("Bakery", roles=[PR], activities=[POSTS])

#: What somebody may try to do to a page, a table, or the people who read it.
HOSTILE = (
    "a | b || c\\| d",
    "`code` ``` fence",
    "<script>alert(1)</script><!-- & &amp; -->",
    "two\nlines\r\n\n# and a heading",
    "@everyone @octo-org/team me@example.org",
    "#1 GH-2 octo/repo#3",
    "[x](http://evil.example) ![y](//evil) [z]: https://evil",
    "http://evil.example ftp://evil www.evil.example HTTP://EVIL WWW.EVIL",
    "**bold** __bold__ _it_ ~~gone~~ $x$ :shipit: :+1:",
    "- [ ] item",
    "1. item",
    "2) item",
    "+ item",
    "=== ---",
)


@rule("ACME001", "is-much", level="warning", message="{name} takes {measured}, more than {limit}.")
def is_much(facts):
    """Find every activity of more than an hour."""
    for each in facts.plan.activities:
        week = facts.weekly(each.key)
        if week.likely > hours(1):
            yield Match(f"activities.{each.key}", measured=week, limit=hours(1), name=each.label)


ACME = RuleSet([is_much])


def compared(new, old=OLD, rules=ACME):
    return diff(old, new, rules=rules)


def text(new, old=OLD, rules=(), **given):
    return diff_text(compared(new, old, rules), **given)


def markdown(new, old=OLD, rules=(), **given):
    return diff_markdown(compared(new, old, rules), **given)


class TestSentences:
    def test_nothing(self):
        """It is said, and nothing more."""
        assert "Bakery\n\nNothing changed.\n" == text(OLD)
        assert "## Bakery\n\n**Nichts hat sich geändert.**\n" == markdown(OLD, lang="de")

    def test_more(self):
        """How much more, of what, and what it costs."""
        new = OLD.adding(
            POSTS.with_(duration="6 h"),
            Activity("watch", duration="30 min", per="workday", roles="pr"),
        )
        expected = """\
Bakery

3 h 30 min a week more than before (8 h 30 min instead of 5 h), of it +2 h 30 min Watch (new) and
+1 h Posts.
It costs 210.00 EUR a week more: 510.00 EUR instead of 300.00 EUR.
There are no findings, as before.

Activity      before          now        change          cost
─────────────────────────────────────────────────────────────
Posts            5 h          6 h          +1 h    +60.00 EUR
Watch (new)    0 min   2 h 30 min   +2 h 30 min   +150.00 EUR
─────────────────────────────────────────────────────────────
Total            5 h   8 h 30 min   +3 h 30 min   +210.00 EUR

What changed in the plan
Activities, new: Watch
Activities, changed: Posts (duration 5 h → 6 h)
"""

        assert expected == text(new)

    def test_less_in_german(self):
        """The other way round, in another language."""
        new = OLD.with_(name="Bakery 2", activities=[])
        expected = """\
## Bakery → Bakery 2

**5 Std. je Woche weniger als bisher (0 Min. statt 5 Std.), davon -5 Std. Posts (entfällt).**

Das kostet 300,00 EUR je Woche weniger: 0,00 EUR statt 300,00 EUR.

Befunde gibt es wie bisher keine.

| Tätigkeit | bisher | jetzt | Änderung | Kosten |
| :--- | ---: | ---: | ---: | ---: |
| Posts *(entfällt)* | 5 Std. | 0 Min. | -5 Std. | -300,00 EUR |
| **Summe** | **5 Std.** | **0 Min.** | **-5 Std.** | **-300,00 EUR** |

### Was sich am Plan geändert hat

- **Tätigkeiten, entfallen:** Posts
- **Der Plan:** name Bakery → Bakery 2
"""

        assert expected == markdown(new, lang="de")

    def test_as_much_but_elsewhere(self):
        """The sum says nothing; the parts do, and three of many."""
        new = OLD.with_(
            activities=[Activity(f"a{each}", duration="1 h", roles="pr") for each in range(5)]
        )

        assert (
            "As many hours a week as before (5 h), but otherwise spent: -5 h Posts (gone), "
            "+1 h A0 (new), +1 h A1 (new) and 3 others."
        ) in markdown(new)
        assert "It costs as much as before: 300.00 EUR a week." in markdown(new)

    def test_bounds(self):
        """Where the change is not sure, it says between what it is."""
        new = OLD.with_(activities=[POSTS.with_(duration=["4 h", "6 h", "9 h"])])

        assert "\nThe change is -1 h at least and +4 h at most.\n" in text(new)
        assert "mindestens -1 Std. und höchstens +4 Std.\n" in text(new, lang="de")

    def test_what_is_done_once(self):
        """Hours and money of it stand beside the week."""
        shoot = POSTS.with_(key="shoot", per="once")
        camera = Cost("camera", amount="100 EUR")

        assert "Done or paid once, beside that: +5 h, +400.00 EUR.\n" in text(
            OLD.with_(activities=[POSTS, shoot], costs=[camera])
        )
        assert "weg: -100,00 EUR.\n" in text(OLD, OLD.with_(costs=[camera]), lang="de")
        assert "once, beside that: +5 h.\n" in text(OLD.adding(shoot.with_(roles=())))
        # A slip of a cent is nothing to tell.
        assert "once" not in text(OLD.with_(costs=[Cost("a", amount="0.001 EUR")]))

    def test_where_cost_is_known_in_one_plan_only(self):
        """It is no change from nothing."""
        free = OLD.with_(roles=[Role("pr")], currency=None)

        assert "It costs 300.00 EUR a week; before, no cost was known." in text(OLD, free)
        assert "No cost is known any more; before, it was 300.00 EUR a week." in text(free)
        assert "cost" not in text(free.with_(name="Other"), free)

    def test_two_currencies(self):
        """Hours are compared, money is not, and the reader is told."""
        new = OLD.with_(roles=[Role("pr", rate="60 USD/h")], currency=None, activities=[])

        assert "One plan is in EUR and the other in USD: money is not compared" in text(new)
        assert "5 h a week less than before" in text(new)
        assert "| Activity | before | now | change |\n" in markdown(new)

    def test_findings_are_counted(self):
        """New, gone, changed, and as before."""
        watch = POSTS.with_(key="watch")
        plan = POSTS.with_(key="plan")
        old = OLD.with_(activities=[POSTS, watch, plan])
        new = OLD.with_(activities=[POSTS.with_(duration="6 h"), plan, POSTS.with_(key="reel")])

        assert "Findings: 1 new, 1 gone, 1 changed, 1 as before.\n" in text(new, old, ACME)


class TestTables:
    def test_what_did_not_change_is_one_row(self):
        """It keeps the sums whole; fixed costs have rows of their own."""
        watch = Activity("watch", duration="1 h")
        old = OLD.with_(activities=[POSTS, watch], channels=[Channel("blog")])
        new = old.with_(
            activities=[POSTS.with_(duration="4 h", channels="blog"), watch],
            tools=[Tool("suite", name="Suite", cost="10 EUR/week"), Tool("free")],
        )
        shown = text(new, old)

        assert (
            "Activity      before   now   change         cost\n"
            "────────────────────────────────────────────────\n"
            "Posts            5 h   4 h     -1 h   -60.00 EUR\n"
            "unchanged        1 h   1 h    0 min\n"
            "Suite (new)                           +10.00 EUR\n"
            "────────────────────────────────────────────────\n"
            "Total            6 h   5 h     -1 h   -50.00 EUR\n"
        ) in shown
        assert (
            "Channel               before   now   change          cost\n"
            "─────────────────────────────────────────────────────────\n"
            "blog                   0 min   4 h     +4 h   +240.00 EUR\n"
            "presence as a whole      6 h   1 h     -5 h   -300.00 EUR\n"
            "fixed costs                                    +10.00 EUR\n"
        ) in shown

    def test_drivers(self):
        """Each has its share; what is no driver's doing is the work itself."""
        new = OLD.with_(
            activities=[POSTS.with_(duration="6 h")], drivers=[Driver("languages", factor=2)]
        )
        shown = text(new)

        assert (
            "Driver                 change          cost\n"
            "───────────────────────────────────────────\n"
            "languages (new)   +5 h 30 min   +330.00 EUR\n"
            "the work itself   +1 h 30 min    +90.00 EUR\n"
            "───────────────────────────────────────────\n"
            "Total                    +7 h   +420.00 EUR\n"
            "Drivers multiply: each has its mean share"
        ) in shown
        assert "| languages *(new)* | +5 h 30 min | +330.00 EUR |\n" in markdown(new)
        many = OLD.with_(drivers=[Driver(f"d{each}", factor=1.1) for each in range(14)])
        assert "other drivers " in text(many)

    def test_very_many_rows(self):
        """The smallest changes are one row, and the columns still add up."""
        many = [Activity(f"a{each}", duration=f"{each + 1} min") for each in range(3 * ROWS)]
        shown = markdown(OLD.with_(activities=many))

        assert f"| {2 * ROWS + 2} others | 0 min | 22 h 58 min | +22 h 58 min |" in shown
        _check_sums(shown)
        assert "| A74 *(new)* |" in shown
        assert "A19, and 56 more" not in shown
        assert "A19 and 55 more\n" in shown


class TestParts:
    def test_values(self):
        """What is short to say is told as it was and as it is, in the reader's language."""
        old = OLD.with_(
            audiences=[Audience("families", ages=(20, 30))],
            channels=[Channel("blog", answered=0.5)],
            criticism=Criticism(reply_within="4 h"),
            drivers=[Driver("season", factor=1.25)],
            costs=[Cost("ads", amount="100 EUR")],
        )
        new = old.with_(
            audiences=[Audience("families", ages=(20, 35), country="DE")],
            channels=[Channel("blog", exclusive=True)],
            roles=[PR.with_(rate="65 EUR/h", capacity="40 h/month")],
            activities=[POSTS.with_(per="month", times=1 / 3, duration="3-5 h")],
            criticism=Criticism(reply_within="1 h", owner="pr"),
            drivers=[Driver("season", factor=[1.5, 1.75, 2])],
            costs=[Cost("ads", amount="50 EUR/month")],
            budget="900 EUR/week",
            review_on=date(2026, 5, 4),
            calendar=Calendar(workdays=["mon"]),
        )
        english, german = markdown(new, old), markdown(new, old, lang="de")

        for expected in (
            "**Audiences, changed:** families (country – → DE, ages)",
            "blog (answered 0.5 → 1, exclusive no → yes)",
            "capacity 4 h a week → 40 h a month, rate 60.00 EUR/h → 65.00 EUR/h",
            "duration 5 h → 3 h – 4 h – 5 h, per week → month, times 1 → 0.333",
            "season (factor 1.25 → 1.5 – 1.75 – 2)",
            "ads (amount 100.00 EUR → 50.00 EUR a month)",
            "calendar.workdays, criticism.owner – → pr, criticism.reply\\_within 4 h → 1 h",
            "budget – → 900.00 EUR a week",
            "review\\_on – → 2026-05-04",
        ):
            assert expected in english
        for expected in (
            "rate 60,00 EUR/Std. → 65,00 EUR/Std.",
            "exclusive nein → ja",
            "review\\_on – → 04.05.2026",
        ):
            assert expected in german

    def test_a_name_is_shown_as_a_reader_knows_it(self):
        """Names that aufwand gave are in the reader's language, others as they are written."""
        old = Plan("A", activities=[Activity("monitoring", duration="1 h")])
        new = old.with_(
            activities=[Activity("content", duration="1 h")], channels=[Channel("corporate_blog")]
        )
        shown = markdown(named(new, "de"), named(old, "de"), lang="de")

        assert "**Kanäle, neu:** Firmenblog" in shown
        assert "+1 Std. Inhalte (neu) und -1 Std. Beobachten (entfällt)" in shown


class TestFindings:
    def test_as_text(self):
        """New, gone and changed ones are told in full; of the latter also what was."""
        old = OLD.with_(activities=[POSTS, POSTS.with_(key="watch")])
        new = OLD.with_(
            activities=[POSTS.with_(duration="6 h"), POSTS.with_(key="reel")],
            accepted=[Acceptance(rule="ACME001", where="activities.posts", reason="worth it")],
        )
        shown = text(
            new,
            old,
            ACME,
            before=lambda _: ("old.toml", 1, 1),
            after=lambda _: (None, 2, 1),
            paint=lambda told, kind: f"<{kind}>{told}</{kind}>",
        )

        assert shown.endswith("""\
<title>Findings: 1 new</title>
ACME001 <warning>warning</warning>  activities.reel  2
    Reel takes 5 h, more than 1 h.

<title>Findings: 1 gone</title>
ACME001 <warning>warning</warning>  activities.watch  old.toml:1
    Watch takes 5 h, more than 1 h.

<title>Findings: 1 changed</title>
ACME001 <warning>warning</warning>  activities.posts  2
    Posts takes 6 h, more than 1 h.
<faint>    Before: Posts takes 5 h, more than 1 h.</faint>
<faint>    Accepted: worth it</faint>
""")

    def test_as_markdown(self):
        """One item each, and what is beyond a screen is counted."""
        activities = [POSTS.with_(key=f"a{each}") for each in range(25)]
        new = OLD.with_(
            activities=[POSTS.with_(duration="6 h"), *activities],
            accepted=[Acceptance(rule="ACME001", where="activities.posts", reason="worth it")],
        )
        shown = markdown(new, rules=ACME, after=lambda _: ("new.toml", 2, 1))

        assert "### Findings: 25 new\n\n- **ACME001** warning, activities.a0 (new.toml:2): A0" in (
            shown
        )
        assert "\n- and 5 more\n" in shown
        assert (
            "- **ACME001** warning, activities.posts (new.toml:2): "
            "Posts takes 6 h, more than 1 h.<br>Before: Posts takes 5 h, more than 1 h.<br>"
            "Accepted: worth it\n"
        ) in shown

    def test_about_the_whole_plan(self):
        """A finding without a path is about all of it."""

        @rule("ACME002", "is-named", level="warning", message="It has a name.")
        def is_named(facts):
            """Find the name of some plans."""
            if facts.plan.name != "Bakery":
                yield Match()

        assert "- **ACME002** warning, the whole plan: It has a name.\n" in markdown(
            OLD.with_(name="Other"), rules=[is_named]
        )


class TestMarkdown:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_what_people_wrote_is_only_shown(self, name):
        """Wherever it stands it mentions nobody, links to nothing and is no markup."""
        new = OLD.with_(
            name=name,
            audiences=[Audience("a", name=name)],
            channels=[Channel("c", name=name)],
            roles=[PR.with_(name=name)],
            activities=[POSTS.with_(name=name, channels="c", duration="9 h")],
            tools=[Tool("t", name=name, cost="10 EUR/week")],
            accepted=[Acceptance(rule="ACME001", where="activities.posts", reason=name)],
        )
        shown = markdown(
            new, rules=ACME, before=lambda _: (name, 1, 1), after=lambda _: (name, 1, 1)
        )
        ours = re.sub(r"<br>|\*\((?:new|gone)\)\*|\*\*", "", shown)

        assert not re.search(
            r"(?<!\\)[`\[\]]|(?<![\\*])\*(?!\*)|(?<!\\)<(?!br>)|(?<!\\)~|(?<!\\)_", ours
        )
        assert not re.search(r"@\w|:(?=//)//|(?i:www\.|gh-\d)|[^&]#\d|:[\w+-]+:", shown)
        assert not any(category(each) in {"Cc", "Cf"} for each in shown.replace("\n", ""))
        for line in shown.splitlines():
            cells = re.findall(r"(?:^|(?<!\\))(?:\\\\)*\|", line)
            assert len(cells) in {0, 5, 6}
        _check_sums(shown)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a|b\\", "a\\|b\\\\"),
            ("1. one", "1\\. one"),
            ("- [ ] do", "\\- \\[ \\] do"),
            ("a - b + 1. c", "a - b + 1. c"),
            ("@me", "@&#8203;me"),
            ("see #12", "see #&#8203;12"),
            ("gh-12", "gh&#8203;-12"),
            ("a & b < c", "a \\& b \\< c"),
            ("http://x.y", "http:&#8203;//x.y"),
            ("www.x.y", "www&#8203;.x.y"),
            (":+1:", ":&#8203;+1:"),
            ("two\nlines", "two lines"),
            ("a\u200bb\x1b[31m\u202e", "a�b�\\[31m�"),
        ],
    )
    def test_escaping(self, text, expected):
        """Only what would mean something is escaped, so that the source can be read, too."""
        assert expected == escaped(text)

    def test_it_fits_into_a_comment(self, monkeypatch):
        """What does not fit is left out, and that it is is told."""
        monkeypatch.setattr(difference, "LONGEST", 10_000)
        activities = [POSTS.with_(key=f"a{each}", name="@a" * 100) for each in range(30)]
        old = OLD.with_(activities=activities)
        new = OLD.with_(activities=[each.with_(duration="6 h") for each in activities])
        shown = markdown(new, old, ACME)

        assert 5_000 < len(shown) < 10_100
        assert shown.endswith("More has changed than fits here.\n")


def _minutes(cell):
    """Return how many minutes, or cents, a cell tells."""
    found = re.fullmatch(
        r"([+-]?)(?:([\d.,]+) (?:h|Std\.))? ?(?:(\d+) (?:min|Min\.))?", cell.strip("*")
    )
    if found:
        hours, rest = re.sub("[.,]", "", found[2] or "0"), found[3] or "0"
        return (-1 if found[1] == "-" else 1) * (60 * int(hours) + int(rest))
    money = re.fullmatch(r"([+-]?)([\d.,]+) [A-Z]{3}", cell.strip("*"))
    return int(money[1] + re.sub("[.,]", "", money[2]))


def _check_sums(shown):
    """Check that all columns of all tables add up, and in each row before and change give now."""
    for block in re.findall(r"(?:^\|.*\n)+", shown, re.MULTILINE):
        lines = [
            [cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[2:-1]]
            for line in block.splitlines()
        ]
        head, _, *rows, total = lines
        for index in range(len(head)):
            assert sum(_minutes(row[index]) for row in rows) == _minutes(total[index])
        for row in (*rows, total):
            if len(row) > 2:
                assert _minutes(row[0]) + _minutes(row[2]) == _minutes(row[1])


@given(old=plans(max_drivers=2), new=plans(max_drivers=2), lang=LANGUAGES)
def test_what_is_shown_adds_up(old, new, lang):
    """In every column of every table, and in every row."""
    _check_sums(diff_markdown(diff(old, new, rules=()), lang=lang))


@given(old=plans(), new=plans(), lang=LANGUAGES)
def test_text_keeps_to_its_lines(old, new, lang):
    """No line is longer than a terminal, and none steers it."""
    shown = diff_text(diff(old, new), lang=lang)

    assert all(width(line) <= 100 for line in shown.splitlines() if " " in line.strip())
    assert not any(category(each) == "Cc" for each in shown.replace("\n", ""))


@given(plan=plans(), lang=LANGUAGES)
def test_a_plan_and_itself(plan, lang):
    """There is nothing to tell."""
    shown = diff_text(diff(plan, plan), lang=lang)

    assert shown.endswith(("Nothing changed.\n", "Nichts hat sich geändert.\n"))
