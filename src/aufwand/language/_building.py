"""Catalogues of translations: made from the sources, checked, and compiled for the package.

The build backend runs this file when it packs aufwand, and whoever translates runs it as a
script (``nox -s words``). It needs Babel and is not packed itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: What marks a text, and which of its arguments are which.
KEYWORDS: dict[str, Any] = {"N_": None, "n_": (1, 2), "NP_": ((1, "c"), 2)}

#: How a comment for translators begins.
COMMENTS = ("Translators:",)


def template(package: Path) -> Catalog:
    """Return all that is to be translated in the sources of a *package*, file by file."""
    made = Catalog(charset="utf-8")
    for path in sorted(package.rglob("*.py")):
        source = path.read_bytes()
        # Only what imports the marks can use them, and all the rest is long to read.
        if b"from aufwand.language import" not in source:
            continue
        place = path.relative_to(package.parent).as_posix()
        found = extract("python", BytesIO(source), KEYWORDS, COMMENTS, strip_comment_tags=True)
        for _, message, comments, context in found:
            made.add(message, locations=[(place, 1)], auto_comments=comments, context=context)
    return made


def catalogues(package: Path) -> list[Path]:
    """Return the catalogues that a *package* has, one for each language."""
    return sorted(package.glob("language/locale/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue in a file.

    Raises:
        PoFileError: If it is none.
    """
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def faults(catalogue: Catalog, wanted: Catalog) -> Iterator[str]:
    """Yield what keeps a *catalogue* from being a whole translation of what is *wanted*."""
    for message in wanted:
        if not message.id:
            continue
        found = catalogue.get(message.id, message.context)
        if found is None:
            yield f"{_named(message)} is missing"
        elif found.id != message.id:
            yield f"{_named(message)} has other plural forms than the sources"
        elif found.fuzzy:
            yield f"{_named(message)} is marked as fuzzy: look whether it is right"
        elif not all(_texts(found.string)) or len(_texts(found.string)) != _forms(found, catalogue):
            yield f"{_named(message)} is not translated, or not in all its forms"
        elif any(_names(text) != _names(_texts(found.id)[-1]) for text in _texts(found.string)):
            yield f"{_named(message)} is filled with other names than its translation"
    for message in (*catalogue, *catalogue.obsolete.values()):
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"{_named(message)} is in no source any more"


def _named(message: Message) -> str:
    text = _texts(message.id)[0]
    return f"{text!r} ({message.context})" if message.context else repr(text)


def _texts(texts: Any) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _forms(message: Message, catalogue: Catalog) -> int:
    return catalogue.num_plurals if message.pluralizable else 1


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def compiled(path: Path, wanted: Catalog) -> bytes:
    """Return the catalogue in a file as gettext reads it, the same bytes every time.

    Raises:
        ValueError: If anything is missing, fuzzy, empty or left over; it tells all of it.
    """
    catalogue = read(path)
    found = list(faults(catalogue, wanted))
    if found:
        raise ValueError(f"{path.name} ({path.parts[-3]}): " + "; ".join(found))
    plain = _Timeless(locale=catalogue.locale, charset="utf-8")
    for message in catalogue:
        if message.id:
            plain.add(message.id, message.string, context=message.context)
    packed = BytesIO()
    write_mo(packed, plain)
    return packed.getvalue()


class _Timeless(Catalog):
    """A catalogue that says nothing of when it was made, and by which release of Babel."""

    def __iter__(self) -> Iterator[Message]:
        header = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {self.plural_forms}\n"
        yield Message("", header)
        yield from (message for message in super().__iter__() if message.id)


def updated(path: Path, wanted: Catalog) -> str:
    """Return the text of the catalogue in a file with all that is *wanted* and nothing else.

    What is like an older text keeps its translation, marked as fuzzy. The header stays as it is.
    """
    header, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    catalogue = read(path)
    catalogue.update(wanted)
    body = BytesIO()
    write_po(
        body, catalogue, width=96, omit_header=True, ignore_obsolete=True, include_lineno=False
    )
    return f"{header}\n\n{body.getvalue().decode().rstrip()}\n"


class WordsHook(BuildHookInterface[Any]):
    """Compiles the catalogues, so that they can be packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Compile them before anything is packed, or fail."""
        package = Path(self.root, "src", "aufwand")
        wanted = template(package)
        for path in catalogues(package):
            path.with_suffix(".mo").write_bytes(compiled(path, wanted))


def main(package: Path) -> int:
    """Bring the catalogues up to date with the sources, and compile those that are whole."""
    wanted = template(package)
    code = 0
    for path in catalogues(package):
        path.write_text(updated(path, wanted), encoding="utf-8", newline="\n")
        try:
            path.with_suffix(".mo").write_bytes(compiled(path, wanted))
        except ValueError as fault:
            sys.stderr.write(f"{fault}\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
