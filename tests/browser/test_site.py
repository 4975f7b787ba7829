"""The documentation as people meet it: in a browser, from the built pages."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest

#: A page of each kind.
PAGES = [
    "index.html",
    "tutorial/first-plan.html",
    "tutorial/schnellstart.html",
    "reference/rules/STF102.html",
    "reference/api/calendars.html",
    "gallery.html",
    "try-it.html",
]


class _Links(HTMLParser):
    """What a page links to, and what of it can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.links.append(value)
            elif name == "id":
                self.anchors.add(value)


def test_no_inner_link_leads_nowhere(site):
    """Every page that can be reached is there, with the place on it that is named."""
    site = site.rstrip("/") + "/"
    seen: dict[str, set[str] | None] = {}
    wanted = [(urljoin(site, "index.html"), "the first page")]
    broken: list[str] = []
    while wanted:
        link, where = wanted.pop()
        address, anchor = urldefrag(link)
        if address not in seen:
            seen[address] = None
            try:
                with urlopen(address) as answer:
                    if answer.headers.get_content_type() == "text/html":
                        page = _Links(answer.read().decode())
                        seen[address] = page.anchors
                        wanted += [
                            (target, address)
                            for target in (urljoin(address, each) for each in page.links)
                            if target.startswith(site)
                        ]
            except HTTPError as error:
                broken.append(f"{where}: {link}: {error.code}")
        anchors = seen[address]
        if anchors is not None and anchor not in anchors:
            broken.append(f"{where}: {link}: no such place")

    assert [] == broken
    assert len([each for each in seen if each.endswith(".html")]) > 80


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everybody(site, page, axe, name, scheme):
    """No serious finding of axe, by day and by night."""
    page.emulate_media(color_scheme=scheme)
    page.goto(urljoin(site.rstrip("/") + "/", name))
    grave = [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in axe(page)
        if each["impact"] in {"serious", "critical"}
    ]

    assert [] == grave


def test_an_object_of_the_api_leads_to_its_examples(site, page):
    """Under its description, where it is used."""
    page.goto(urljoin(site.rstrip("/") + "/", "reference/api/model.html"))
    described = page.locator("dl:has(> dt[id='aufwand.model.Plan']) > dd > .used-in")

    assert described.get_by_text("Your first plan").is_visible()
    described.get_by_text("Your first plan").click()
    assert urlsplit(page.url).path.endswith("/tutorial/first-plan.html")


def test_a_type_of_others_leads_to_their_pages(site, page):
    """Without asking them when the page is opened."""
    page.goto(urljoin(site.rstrip("/") + "/", "reference/api/model.html"))
    links = page.locator("dt a.external").evaluate_all("all => all.map(each => each.href)")

    assert "https://docs.python.org/3/library/stdtypes.html#str" in links


def test_all_of_it_is_there_as_markdown(site):
    """For language models: an index, and one file with every public name."""
    base = site.rstrip("/") + "/"
    with urlopen(urljoin(base, "llms.txt")) as answer:
        index = answer.read().decode()
    with urlopen(urljoin(base, "llms-full.txt")) as answer:
        whole = answer.read().decode()

    assert index.startswith("# aufwand\n\n> ")
    assert "- [Your first plan](tutorial/first-plan.md): " in index
    assert "\n### aufwand.model.Plan\n" in whole
    assert "# STF102 role-overbooked\n" in whole
    assert "{eval-rst}" not in whole


def test_the_german_page_says_that_it_is_german(site, page):
    """So that a screen reader speaks it as that."""
    page.goto(urljoin(site.rstrip("/") + "/", "tutorial/schnellstart.html"))

    assert page.locator("[lang=de] h1").inner_text().startswith("Schnellstart")
