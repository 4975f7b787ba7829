"""What has to hold: ``nox`` runs all of it, ``nox -s tests`` one part."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["tests", "types", "lint", "docs", "browser"]
nox.options.error_on_missing_interpreters = True
# uv installs in seconds what takes pip a minute, and does so for every session.
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True

PROJECT = nox.project.load_toml("pyproject.toml")

#: Tests of laws, with many drawn plans. What they reach is counted only in what draws and judges
#: them: to count all of it would take twice as long, and the others reach the rest without them.
LAWS = (
    "tests/properties",
    "tests/testing",
    "tests/guidance/test_conformance.py",
    "tests/guidance/test_guidance_laws.py",
    "tests/guidance/test_remedy_laws.py",
)

#: Where the session docs leaves what it built.
SITE = Path(".nox", "site", "html")

#: What the session browser takes from the npm registry.
NODE = ("axe-core@4.14.1",)


def group(name: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group of pyproject.toml."""
    return nox.project.dependency_groups(PROJECT, name)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, every example of README, docs and docstrings, and ask for full coverage."""
    session.install(".[all]", *group("test"))
    # The installed package is tested, not the folder beside us: what is not packed, fails.
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    workers = ("-n", "auto", "--dist", "worksteal")
    others = [f"--ignore={each}" for each in LAWS]
    session.run(
        *("pytest", *workers, *others),
        *("--cov=aufwand", "--cov-report=", "--cov-fail-under=0"),
    )
    session.run(
        *("pytest", *workers, *LAWS),
        *("--cov=aufwand.testing", "--cov-append", "--cov-report=term-missing:skip-covered"),
    )


@nox.session(python=["3.11", "3.12", "3.13"], default=False)
def matrix(session: nox.Session) -> None:
    """Run the tests on every Python that is supported."""
    session.install(".[all]", *group("test"))
    session.run("pytest", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """Ask mypy and pyright, both strict, and whether every public name has a type."""
    session.install(".[all]", *group("typing"))
    session.run("mypy")
    python = shutil.which("python", path=session.bin) or "python"
    session.run("pyright", "--pythonpath", python)
    session.run("pyright", "--pythonpath", python, "--verifytypes", "aufwand", "--ignoreexternal")


@nox.session
def lint(session: nox.Session) -> None:
    """Look at style, and at who imports whom."""
    session.install(".[all]", *group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports", "--no-cache")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning, a broken link or an undocumented name is an error."""
    session.install(".[all]", *group("docs"))
    target = SITE.parent
    # Both read the same pages, and the second finds them read; but never those of an older build.
    read = target / "doctrees"
    shutil.rmtree(read, ignore_errors=True)
    build = (
        "sphinx-build",
        "-n",
        "-W",
        "--keep-going",
        "-q",
        "-j",
        "auto",
        "-d",
        str(read),
        "docs",
    )
    session.run(*build, "-b", "html", str(SITE))
    session.run(*build, "-b", "coverage", str(target / "coverage"))
    session.log(f"open {SITE / 'index.html'}")


@nox.session
def browser(session: nox.Session) -> None:
    """Look at reports and at the documentation in headless Chromium, and ask axe-core about them.

    Needs Debian's chromium and npm, and is skipped where one of them is missing, unless
    AUFWAND_BROWSER=required.
    """
    missing = [each for each in ("chromium", "npm") if shutil.which(each) is None]
    if missing and os.environ.get("AUFWAND_BROWSER") != "required":
        session.skip(f"needs {' and '.join(missing)}")
    if missing:
        session.error(f"{' and '.join(missing)} is missing, and AUFWAND_BROWSER=required")
    session.install(".[all]", *group("browser"))
    modules = Path(session.create_tmp()).resolve()
    session.run("npm", "install", "--silent", "--prefix", str(modules), *NODE, external=True)
    session.env["AUFWAND_NODE_MODULES"] = str(modules / "node_modules")
    session.env["AUFWAND_SITE"] = str(SITE.resolve())
    session.run("pytest", "tests/browser", *session.posargs)


@nox.session(default=False)
def words(session: nox.Session) -> None:
    """Bring the translations up to date with the sources, compile them, and tell what lacks."""
    session.install(*PROJECT["build-system"]["requires"])
    session.run("python", "src/aufwand/language/_building.py")


@nox.session(default=False)
def inventories(session: nox.Session) -> None:
    """Write the inventories of what others document anew, from a full one of Python's."""
    session.install(".[all]", *group("docs"))
    session.run("python", "docs/_ext/aufwand_inventories.py", *session.posargs)


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Time aufwand and the peers beside it, and print the ratios."""
    session.install(".[all]", *group("bench"))
    for script in sorted(Path("tests/benchmarks").glob("bench_*.py")):
        session.run("python", str(script))


@nox.session(default=False)
def package(session: nox.Session) -> None:
    """Build twice, compare, and look at what was packed."""
    session.install("build", "twine", "check-wheel-contents")
    target = Path(session.create_tmp())
    built: list[list[bytes]] = []
    for name in ("first", "second"):
        shutil.rmtree(target / name, ignore_errors=True)
        session.run("python", "-m", "build", "--outdir", str(target / name), silent=True)
        built.append([each.read_bytes() for each in sorted((target / name).iterdir())])
    if built[0] != built[1]:
        session.error("two builds of the same tree differ")
    packed = [str(each) for each in sorted((target / "second").iterdir())]
    session.run("twine", "check", "--strict", *packed)
    session.run("check-wheel-contents", str(target / "second"))
