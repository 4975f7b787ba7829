"""The page of an assessment: what stands where, and that nothing in a plan gets out of hand."""

from __future__ import annotations

import builtins
import re
from base64 import b64encode
from contextlib import suppress
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from runpy import run_path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.errors import InvalidPlan, MissingExtra, UnknownName
from aufwand.estimates import estimate
from aufwand.model import (
    FIVE_AREAS,
    Acceptance,
    Activity,
    Calendar,
    Channel,
    Driver,
    Plan,
    Role,
    Source,
    Tool,
)
from aufwand.reports import assessment_html, is_report, page
from aufwand.rules import Drop, Match, Remedy, assess, rule
from aufwand.testing.strategies import plans
from aufwand.units import hours

VOID = {"meta", "br"}

#: What HTML ends by itself where one of these begins, or where a table ends.
CELLS = ("caption", "td", "th")
ENDED = {
    **dict.fromkeys(("td", "th"), CELLS),
    **dict.fromkeys(("tr", "thead"), (*CELLS, "tr")),
    **dict.fromkeys(("tbody", "tfoot"), (*CELLS, "tr", "thead", "tbody")),
    "/table": (*CELLS, "tr", "thead", "tbody", "tfoot"),
}


class Page(HTMLParser):
    """A page as its tags, its tables, and the text between them."""

    def __init__(self, html):
        super().__init__()
        self.html = html
        self.tags = []
        self.open = []
        self.texts = {}
        self.tables = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.end(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append({"thead": [], "tbody": [], "tfoot": []})
        if tag in {"thead", "tbody", "tfoot"}:
            self.part = tag
        if tag == "tr":
            self.tables[-1][self.part].append([])
        if tag in {"td", "th"}:
            self.tables[-1][self.part][-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def end(self, tag):
        while self.open and self.open[-1] in ENDED.get(tag, ()):
            self.open.pop()

    def handle_endtag(self, tag):
        self.end(f"/{tag}")
        assert tag == self.open.pop()

    def handle_data(self, data):
        where = self.open[-1] if self.open else ""
        self.texts[where] = self.texts.get(where, "") + data
        if {"td", "th"} & set(self.open):
            self.tables[-1][self.part][-1][-1] += data

    def all(self, tag):
        """The attributes of every tag of that name."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def plain(self):
        """The page with spaces where lines must not end."""
        return self.html.replace("\xa0", " ")

    @property
    def svgs(self):
        """Every chart, as XML."""
        return [ET.fromstring(each) for each in re.findall(r"<svg .*?</svg>", self.html, re.DOTALL)]


def read(plan, *, lang="en", **given):
    """The page of a plan."""
    return Page(assess(plan, **given).to_html(lang))


FULL = Plan(
    "Bakery",
    channels=[Channel("facebook")],
    roles=[Role("pr", capacity="3 h/week", rate="45 EUR/h"), Role("care", capacity="9 h/week")],
    activities=[
        Activity(
            "posts",
            duration="3-5 h",
            roles="pr",
            channels="facebook",
            source=Source(
                "A study", publisher="House", year=2020, trust="A", url="https://a.example/b?c=d&e"
            ),
        ),
        Activity("launch", duration="6-10 h", per="once", roles="pr", area="setup"),
        Activity(
            "letters",
            duration="1 h",
            source=[Source("Ours"), Source(url="javascript:alert(1)", key="k")],
        ),
    ],
    drivers=[Driver("two", factor=[1, 1.2, 1.5], activities=["posts"])],
    tools=[Tool("suite", cost="49 EUR/month"), Tool("start", cost="99 EUR")],
    reserve=0.1,
    budget="200 EUR/week",
    accepted=[Acceptance(rule="ACME001", where="b", reason="we know", owner="Mara")],
)


@rule("ACME001", "speaks", message={"en": "Found at {x}.", "de": "Gefunden bei {x}."})
def speaks(facts):
    """Find two things, of which one is accepted."""
    stop = Remedy({"en": "Stop", "de": "Aufhören"}, "trade-off", Drop("activities.posts"))
    yield Match("a", x="a", cost=hours(2), remedies=[stop])
    yield Match("b", x="b", cost=hours(1))


class TestPage:
    def test_it_stands_alone(self):
        """No script, no style but its own, no request; and it is found again as ours."""
        html = assess(FULL).to_html()
        found = Page(html)
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
        policy = next(each for each in found.all("meta") if "http-equiv" in each)["content"]

        assert 1 == html.count("<style")
        assert not {"script", "link", "img", "iframe", "object", "base"} & {
            tag for tag, _ in found.tags
        }
        assert not any({"style", "src", "srcset"} & set(attrs) for _, attrs in found.tags)
        assert not any(name.startswith("on") for _, attrs in found.tags for name in attrs)
        assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
        assert "default-src 'none'" in policy
        assert "url(" not in style
        assert is_report(html.encode()[:1000])
        assert not is_report(b"<!doctype html><html>")

    def test_everybody_finds_their_way(self):
        """One headline, landmarks with names, heads with scope, a way past the top."""
        found = Page(assess(FULL).to_html("de"))
        sections = found.all("section")

        assert [{"lang": "de"}] == found.all("html")
        assert 1 == len(found.all("h1")) == len(found.all("main")) == len(found.all("header"))
        assert [each["aria-labelledby"] for each in sections] == [
            each["id"] for each in found.all("h2")
        ]
        assert all("scope" in each for each in found.all("th"))
        assert "#main" == found.all("a")[0]["href"]
        assert {"width=device-width, initial-scale=1", "light dark"} <= {
            each.get("content") for each in found.all("meta")
        }

    def test_the_answer_comes_first(self):
        """Then the paragraph, the hours, the people, the doubts, findings, sources, help."""
        found = read(FULL, rules=[speaks])
        board = assess(FULL, rules=[speaks]).sentence()

        assert [each["id"] for each in found.all("h2")] == (
            "answer hours load spread findings accepted sources reading".split()
        )
        assert board == re.search(r'<p class="board">(.*?)</p>', found.html)[1].replace(
            "\xa0", " "
        ).replace("&#x27;", "'")
        assert "Chance to keep the budget" in found.texts["dt"]

    def test_findings(self):
        """With level, price and remedies; accepted ones apart, with who and why."""
        found = read(FULL, rules=[speaks])

        assert "1 piece of advice, 1 accepted." in found.html
        assert '<p>Found at a.</p>\n<p class="cost">Costs 2\xa0h a week</p>' in found.html
        assert "<li>Stop (trade-off): saves 4 h 48 min (216.00 EUR) a week</li>" in found.plain
        assert "What is accepted costs 1 h a week together." in found.plain
        assert "<p>Accepted by Mara: we know</p>" in found.html
        assert "Gefunden bei a." in read(FULL, rules=[speaks], lang="de").html
        assert "The rules found nothing to object to.</p>" in read(Plan("A"), rules=[]).html

    def test_more_findings_than_one_reads(self):
        """A hundred are shown, and the others counted."""
        many = rule("ACME002", "many", message="So.")(
            lambda _: [Match(f"a{i}") for i in range(103)]
        )
        found = read(Plan("A"), rules=[many])

        assert 100 == found.html.count("<p>So.</p>")
        assert "3 more are not shown; aufwand check lists all of them." in found.html

    def test_sources(self):
        """A source is a link only if it leads into the web."""
        found = read(FULL, rules=[])
        rows = found.tables[-1]["tbody"]

        assert [["A study, House", "2020", "A", "Posts"]] == rows[:1]
        assert ["No source named", "", "", "Launch"] in rows
        assert [{"href": "https://a.example/b?c=d&e", "rel": "noreferrer noopener"}] == found.all(
            "a"
        )[1:]
        assert "javascript:" not in found.html

    def test_more_sources_than_one_reads(self):
        """A hundred are shown, the others counted; and a hundred of what one is used for."""
        work = [Activity(f"a{i}", duration="1 h", source=["all", f"s{i}"]) for i in range(105)]
        found = read(Plan("A", activities=work), rules=[])

        assert 100 == len(found.tables[-1]["tbody"])
        assert "6 more sources are not shown." in found.html
        assert found.tables[-1]["tbody"][0][3].endswith(", A99, …")

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "http:",
            "//a.example",
            "ftp://a.example",
            "http://[",
            "http://a b.example",
        ],
    )
    def test_no_link(self, address):
        """Whatever is no address of the web stays unlinked."""
        plan = Plan(
            "A", activities=[Activity("a", duration="1 h", source=Source("S", url=address))]
        )

        assert 1 == len(read(plan, rules=[]).all("a"))

    def test_with_dates(self):
        """A chart for each role over the weeks, and where holidays come from."""
        calendar = Calendar(start="2027-01-01", end="2027-12-31", country="DE", subdivision="BY")
        found = read(FULL.with_(calendar=calendar), rules=[])

        assert "2027-01-01 to 2027-12-31" in found.html
        assert "Hours in all" in found.texts["dt"]
        assert "pr: hours a week and capacity" in found.html
        assert "Holidays: holidays " in found.html
        assert any("2027-W" in row[0] for table in found.tables for row in table["tbody"])

    def test_with_many_roles_and_dates(self):
        """Some have a chart; where not even weeks can be counted, the typical one is shown."""
        roles = [Role(f"r{each}", capacity="1 h/week") for each in range(40)]
        work = [Activity("a", duration="2 h", roles="r0")]
        plan = Plan("A", roles=roles, activities=work)
        year = read(plan.with_(calendar=Calendar(start="2027-01-01", end="2027-12-31")), rules=[])
        long = read(plan.with_(calendar=Calendar(start="2000-01-01", end="2037-12-31")), rules=[])

        assert "The 6 roles with the most weeks over capacity have a chart." in year.html
        assert "Load and capacity in a typical week" in long.html

    def test_holidays_nobody_knows(self):
        """The typical week is right all the same."""
        calendar = Calendar(start="2027-01-01", end="2027-12-31", country="DE", subdivision="XX")

        assert (
            "Load and capacity in a typical week"
            in read(FULL.with_(calendar=calendar), rules=[]).html
        )

    def test_nothing(self):
        """A plan of a name alone has a page."""
        found = read(Plan("A"), rules=[])

        assert "Nothing in this plan takes time again and again." in found.html
        assert "Every number of this plan is exact" in found.html
        assert not found.svgs
        assert "known exactly" in found.html

    def test_budgets_without_doubt(self):
        """They are kept, or not."""
        plan = Plan("A", tools=[Tool("suite", cost="49 EUR/week")])

        assert "<b>certain</b>" in read(plan.with_(budget="50 EUR/week"), rules=[]).html
        assert "<b>none</b>" in read(plan.with_(budget="48 EUR/week"), rules=[]).html

    def test_another_language(self):
        """There are two."""
        with pytest.raises(UnknownName):
            assess(Plan("A"), rules=[]).to_html("fr")

    def test_without_the_extra(self, monkeypatch):
        """It is told how to get it."""

        def without(name, *rest):
            if name == "jinja2":
                raise ImportError(name)
            return imported(name, *rest)

        imported = builtins.__import__
        page._template.cache_clear()
        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(MissingExtra) as caught:
            assess(Plan("A"), rules=[]).to_html()

        assert str(caught.value) == "to make a page needs an extra: pip install 'aufwand[report]'"

    def test_what_claims_to_be_html_is_not_believed(self):
        """Only what we made is markup."""

        class Claims(str):
            __slots__ = ()

            def __html__(self):
                return self

            def __str__(self):
                return self

        assert "__html__" not in dir(page._shown(Claims("<b>")))

    def test_the_size_of_a_page(self):
        """Small enough for a mail."""
        assert 40_000 > len(assess(FULL).to_html().encode())

    def test_the_size_of_the_page_of_the_realistic_plan(self):
        """That of the benchmarks is small enough for a mail, in every language."""
        peers = Path(__file__).parents[1] / "benchmarks" / "_peers.py"
        found = assess(run_path(str(peers))["realistic_plan"]())

        assert all(60_000 > len(found.to_html(lang).encode()) for lang in ("en", "de"))

    @pytest.mark.parametrize("dated", [False, True])
    def test_the_size_of_a_page_of_forty_activities(self, dated):
        """Small enough for a mail, in every language, and over the weeks of a year as well."""
        year = Calendar(start="2027-01-01", end="2027-12-31")
        plan = Plan(
            "Bakery",
            channels=[Channel(f"c{index}") for index in range(4)],
            roles=[
                Role("one", capacity="40 h/week", rate="45 EUR/h"),
                Role("other", capacity="15 h/week", rate="45 EUR/h"),
            ],
            activities=[
                Activity(
                    f"activity-number-{index}",
                    area=FIVE_AREAS[index % 5],
                    duration=f"{10 + index}-{40 + 2 * index} min",
                    per="week",
                    times=1 + index % 2,
                    channels=f"c{index % 4}",
                    roles="other" if index % 3 else "one",
                    source=f"Our own count {index}",
                )
                for index in range(40)
            ],
            calendar=year if dated else Calendar(),
        )
        found = assess(plan)

        assert all(60_000 > len(found.to_html(lang).encode()) for lang in ("en", "de"))

    def test_no_line_ends_between_a_number_and_its_unit(self):
        """Nor between hours and minutes; and German units end no sentence twice."""
        year = Calendar(start="2027-01-01", end="2027-12-31")
        for lang in ("en", "de"):
            html = read(FULL.with_(calendar=year), lang=lang).html.partition("</style>")[2]
            text = re.sub(r"<svg.*?</svg>|<[^>]*>", "|", html, flags=re.DOTALL)

            assert re.search(r"\d\xa0(h|Std\.)\xa0\d+\xa0(min|Min\.)", text)
            assert not re.search(r"\d (h|min|Std\.|Min\.|EUR|%)(?!\w)", text)
            assert not re.search(r"(h|Std\.) \d+\xa0(min|Min\.)", text)
            assert not re.search(r"(Std|Min)\.\.", html)

    def test_names_in_other_directions_stay_apart(self):
        """A name that would turn its neighbours around has a direction of its own."""
        html = assess(FULL.with_(roles=[Role("pr", name="\u05d0\u05d1 <pr>")])).to_html()

        assert "<bdi>\u05d0\u05d1 &lt;pr&gt;</bdi>" in html


def test_hostile_texts_stay_text(hostile):
    """Wherever a plan takes a text, it is shown, and does nothing."""
    finds = rule("ACME001", "finds", message="Found {x}")(
        lambda _: [Match("a", x=hostile), Match(f"b.{hostile}", x="y")]
    )
    plan = Plan(
        "A",
        roles=[Role("r")],
        channels=[Channel("c")],
        activities=[Activity("a", duration="1-2 h", roles="r")],
    )
    source = {"publisher": hostile, "url": f"http://a.example/{hostile}"}
    work = {"duration": "1-2 h", "roles": "r", "channels": "c"}
    changes = (
        {"name": lambda: hostile},
        {"roles": lambda: [Role("r", name=hostile, capacity="1 h/week")]},
        {"channels": lambda: [Channel("c", name=hostile)]},
        {"activities": lambda: [Activity("a", area=hostile, **work)]},
        {"activities": lambda: [Activity("a", name=hostile, **work)]},
        {"activities": lambda: [Activity("a", source=Source(hostile, **source), **work)]},
        {"accepted": lambda: [Acceptance(rule="ACME001", where="a", reason=hostile, owner="x")]},
    )
    for change in changes:
        # What is refused on entry cannot do anything here; the rest goes on.
        with suppress(InvalidPlan):
            plan = plan.with_(**{name: make() for name, make in change.items()})
    found = read(plan, rules=[finds])

    assert found.svgs
    assert not {"script", "img"} & {tag for tag, _ in found.tags}
    assert all(each.isprintable() or each in "\n\u200c\u200d\xa0" for each in found.html)
    assert all(re.match(r"#main$|http://a\.example/", each["href"]) for each in found.all("a"))
    assert found.html == assess(plan, rules=[finds]).to_html()


def _value(cell):
    """The number that a cell tells: minutes, a percentage, or a count."""
    cell = cell.replace("\xa0", " ")
    told = re.fullmatch(r"(-?\d+)(?: %)?", cell)
    if told:
        return int(told[1])
    time = re.fullmatch(r"(?:([\d.,]+) (?:h|Std\.))? ?(?:(\d+) (?:min|Min\.))?", cell)
    return 60 * int(re.sub("[.,]", "", time[1] or "0")) + int(time[2] or 0)


def test_days_without_a_rate_have_chances_of_hours_alone():
    """There is no money to tell of."""
    plan = Plan(
        "A",
        activities=[Activity("posts", duration="1-3 h")],
        calendar=Calendar(start="2027-01-01", end="2027-12-31"),
    )
    html = assessment_html(assess(plan, rules=[]))

    assert "Hours in all" in html
    assert "Cost in all" not in html


@settings(max_examples=6)
@given(plan=plans(min_activities=1, min_roles=1), lang=st.sampled_from(["en", "de"]))
def test_what_holds_for_every_page(plan, lang):
    """Parts sum to what is shown as their total; charts are pictures; ids are unique."""
    found = read(plan, lang=lang, select=["STF102", "AUD104"])
    ids = re.findall(r' id="([^"]*)"', found.html)
    totals = [table for table in found.tables if table["tfoot"]]

    assert len(ids) == len(set(ids))
    assert len(found.svgs) == found.html.count("<svg ")
    if estimate(plan).weekly.high:
        assert totals
    for table in totals:
        (total,) = table["tfoot"]
        for column, shown in list(enumerate(total))[1:]:
            if shown:
                assert _value(shown) == sum(_value(row[column]) for row in table["tbody"])
    assert found.html == assessment_html(assess(plan, select=["STF102", "AUD104"]), lang=lang)
