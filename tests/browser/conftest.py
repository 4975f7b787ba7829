"""Real pages in a real browser: headless Chromium, asked whether everybody can use them.

They need Debian's ``chromium``, the Python package ``playwright`` and the npm package
``axe-core``; ``nox -s browser`` brings what is not there, as far as it can. Without them these
tests are skipped and say why, unless ``AUFWAND_BROWSER=required`` makes that a failure.
"""

from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: What Chromium does beside showing pages, such as asking for updates, is of no use here.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def _missing(what: str) -> NoReturn:
    if os.environ.get("AUFWAND_BROWSER") == "required":
        pytest.fail(f"{what} is missing, and AUFWAND_BROWSER=required asks for it")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Return a running browser."""
    path = shutil.which("chromium")
    if path is None:
        _missing("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("the Python package playwright")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium) -> Iterator[Callable[..., Any]]:
    """Return what opens a page in a window of its own; to ask any other host fails the test."""
    asked: list[str] = []
    contexts: list[Any] = []

    def opened(url: str = "about:blank", **options: Any) -> Any:
        context = chromium.new_context(**options)
        contexts.append(context)

        def only_here(route: Any) -> None:
            if urlsplit(route.request.url).hostname in {None, "127.0.0.1"}:
                route.continue_()
            else:
                asked.append(route.request.url)
                route.abort()

        context.route("**/*", only_here)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened

    for context in contexts:
        context.close()
    assert asked == []


@pytest.fixture
def page(opened) -> Any:
    """Return an empty page."""
    return opened()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return the text of axe-core."""
    folder = os.environ.get("AUFWAND_NODE_MODULES", "node_modules")
    path = Path(folder, "axe-core", "axe.min.js")
    if not path.is_file():
        _missing("the npm package axe-core, in the folder that AUFWAND_NODE_MODULES names")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def axe(axe_source) -> Callable[[Any], list[dict[str, Any]]]:
    """Return what gives all that axe-core finds on a page: ``id``, ``impact``, ``nodes``."""

    def found(page: Any) -> list[dict[str, Any]]:
        # Not as a script of the page: its own policy forbids those, as it should.
        result = page.evaluate(f"() => {{ {axe_source}; return window.axe.run() }}")
        violations: list[dict[str, Any]] = result["violations"]
        return violations

    return found


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: Any) -> None:
        """Say nothing: what is asked for is a matter of the tests."""


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """Return what serves a folder on this machine, and says where."""
    servers: list[ThreadingHTTPServer] = []

    def served(folder: Path) -> str:
        handler = partial(_Quiet, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield served

    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(served) -> str:
    """Return where the built documentation is."""
    folder = os.environ.get("AUFWAND_SITE", "")
    if not Path(folder, "index.html").is_file():
        _missing("the built documentation, in the folder that AUFWAND_SITE names")
    return served(Path(folder))
