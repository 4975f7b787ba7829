"""A plan is assessed in the browser, with nothing from elsewhere."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest

#: Milliseconds until the first answer at the latest, on a machine that is busy with other things.
LONG = 60_000

BROKEN = """name = "Bakery"
[[roles]]
key = "pr"
capacity = 12
"""


@pytest.fixture
def form(site, page):
    """The page with the form; what it has asked for so far is known."""
    page.asked = []
    page.on("request", lambda request: page.asked.append(urlsplit(request.url).path))
    page.goto(urljoin(site.rstrip("/") + "/", "try-it.html"))
    if page.locator("#try-it-absent").count():
        pytest.skip("this site was built without npm, and says so")
    return page


def _answer(form):
    form.get_by_role("button", name="Assess this plan").click()
    form.locator("#try-it-form:not([aria-busy])").wait_for(state="attached", timeout=LONG)
    return form.locator("#try-it-answer").inner_text()


def test_a_plan_is_assessed_in_both_languages_and_its_faults_are_told(form, axe):
    """On a click, and not before; as the command line says it."""
    assert not [each for each in form.asked if "/try-it/" in each or "worker" in each]

    english = _answer(form)
    assert english.startswith("Bakery Sonnleitner\n\nIn a typical week")
    assert "How likely which hours are is not told here" in english
    assert "REV102 warning" in english
    assert "Done." == form.locator("#try-it-status").inner_text()
    loaded = [each for each in form.asked if each.endswith("pyodide.asm.wasm")]
    assert 1 == len(loaded)
    grave = [each["id"] for each in axe(form) if each["impact"] in {"serious", "critical"}]
    assert [] == grave

    form.get_by_label("Deutsch").check()
    german = _answer(form)
    assert german.startswith("Bäckerei Sonnleitner\n\nIn einer typischen Woche")
    assert "de" == form.locator("#try-it-answer").get_attribute("lang")

    form.get_by_label("Plan, in TOML").fill(BROKEN)
    faults = _answer(form)
    assert "plan.toml:4:12: roles.pr.capacity: found 12, expected" in faults
    assert "Der Plan stimmt nicht" in form.locator("#try-it-status").inner_text()

    # No name in a plan becomes part of the page.
    form.get_by_label("Plan, in TOML").fill('name = "<img src=x onerror=alert(1)>"')
    assert "<img src=x onerror=alert(1)>" in _answer(form)
    assert 0 == form.locator("#try-it-answer img").count()
    # Python was loaded once.
    assert loaded == [each for each in form.asked if each.endswith("pyodide.asm.wasm")]


def test_a_python_that_cannot_be_loaded_is_told(form):
    """The page stays, and the next click tries again."""
    form.route("**/pyodide.asm.wasm", lambda route: route.abort())
    form.get_by_role("button", name="Assess this plan").click()
    form.get_by_text("This went wrong:").wait_for(timeout=LONG)
    assert form.get_by_role("button", name="Assess this plan").is_enabled()

    form.unroute("**/pyodide.asm.wasm")
    assert _answer(form).startswith("Bakery Sonnleitner")
