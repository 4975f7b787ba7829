"""Where everything in a text that was read before stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.documents.document import Limits

if TYPE_CHECKING:
    from aufwand.documents.document import Format, Spot

#: The text was read, so no limit has to be kept again; depth stays bounded by what reading allows.
_NO_LIMITS = Limits(size=1 << 62, depth=100, values=1 << 62, text=1 << 62, key_parts=100)


def spots(form: Format, text: str) -> Spot:
    """Return the spots of *text*, which must be readable."""
    if form == "toml":
        from aufwand.documents.toml import spots as of_toml

        return of_toml(text, _NO_LIMITS)
    if form == "json":
        from aufwand.documents.json import spots as of_json

        return of_json(text, _NO_LIMITS)
    from aufwand.documents.yaml import spots as of_yaml

    return of_yaml(text, _NO_LIMITS)
