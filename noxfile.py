"""What has to hold: ``nox`` runs all of it, ``nox -s tests`` one part."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["tests", "types", "lint", "docs"]
nox.options.error_on_missing_interpreters = True
nox.options.reuse_existing_virtualenvs = True

PROJECT = nox.project.load_toml("pyproject.toml")


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
    else:
        session.run("pytest", "-n", "auto", "--cov", "--cov-report", "term-missing:skip-covered")


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
    target = Path(session.create_tmp()) / "docs"
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
    session.run(*build, "-b", "html", str(target / "html"))
    session.run(*build, "-b", "coverage", str(target / "coverage"))
    session.log(f"open {target / 'html' / 'index.html'}")


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
