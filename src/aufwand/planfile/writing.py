"""A plan becomes a plan file again; what people wrote around it stays."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from aufwand.catalog import baseline, source
from aufwand.documents import change, format_of, read, write
from aufwand.errors import AufwandError, Fault, UnknownName, UnreadablePlan
from aufwand.model import Activity, Plan, Source
from aufwand.planfile._shapes import Entry, entries, is_list, is_table
from aufwand.planfile.reading import SCHEMA, merged, scalar, structured
from aufwand.units._grammar import LONGEST
from aufwand.units.effort import decimal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    from aufwand.documents import Document, Format
    from aufwand.model._fields import Kind
    from aufwand.units import Effort, Range

__all__ = ["changed_text", "dumps", "save", "tree_of"]

_BASELINES = ("orientation", "evidence")
_PER = entries(Activity)["per"].kind
_TIMES = entries(Activity)["times"].kind


def dumps(plan: Plan, format: Format = "toml") -> str:  # noqa: A002 - as in loads
    """Return *plan* as the text of a plan file; reading it gives the same plan.

    >>> print(dumps(Plan("Bakery")), end="")
    schema = 1
    name = "Bakery"

    Args:
        plan: The plan.
        format: ``toml``, ``yaml`` or ``json``.

    Raises:
        Fault: If a number of the plan has no exact text, which only arithmetic can bring about.
        MissingExtra: If it is YAML and the ``yaml`` extra is not installed.
    """
    return write(tree_of(plan), format)


def save(plan: Plan, path: str | PathLike[str]) -> None:
    """Write *plan* to a file; the suffix says the format.

    A file that is there is changed in place: what is the same stays as it is, comments
    included. The file is replaced at once when all is written, or not at all.

    >>> from pathlib import Path
    >>> _ = Path("plan.toml").write_text("name = 'Bakery'  # agreed on 3 March")
    >>> save(Plan("Bakery", reserve=0.1), "plan.toml")
    >>> "# agreed on 3 March" in Path("plan.toml").read_text()
    True

    Raises:
        UnreadablePlan: If the file cannot be written.
        InvalidPlan: If the file that is there is no plan file; it stays as it is.
        Fault: If a number of the plan has no exact text.
        MissingExtra: If it is YAML and the ``yaml`` extra is not installed.
    """
    from pathlib import Path

    target = Path(path)
    kind = format_of(str(path))
    try:
        before = target.read_bytes() if target.exists() else None
    except OSError as error:
        raise UnreadablePlan(str(path), error.strerror or str(error)) from None
    if before is None or not before.strip():
        text = dumps(plan, kind)
    else:
        text = changed_text(plan, read(before, kind, name=str(path)))
    _replace(target, text.encode())


def changed_text(plan: Plan, document: Document) -> str:
    """Return the text of *document* with only that changed which *plan* has otherwise."""
    try:
        if structured(document).plan == plan:
            return document.text
    except AufwandError:
        # A file that holds no sound plan can still be changed into one that does.
        pass
    return change(document, tree_of(plan, like=document.tree))


def _replace(target: Any, text: bytes) -> None:
    import os
    import tempfile

    # Through a link to the file itself, so that the link stays one.
    real = os.path.realpath(target)
    folder = os.path.dirname(real)  # noqa: PTH120 - as realpath gives it
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".aufwand-")
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mode = os.stat(real).st_mode if os.path.exists(real) else 0o666 & ~_umask()  # noqa: PTH110, PTH116
        os.chmod(name, mode & 0o7777)  # noqa: PTH101
        os.replace(name, real)  # noqa: PTH105
    except OSError as error:
        if name and os.path.exists(name):  # noqa: PTH110
            os.unlink(name)  # noqa: PTH108
        raise UnreadablePlan(str(target), error.strerror or str(error)) from None


def _umask() -> int:
    import os

    # It can only be asked by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def tree_of(plan: Plan, *, like: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return *plan* as the plain tree of a plan file.

    What is as it is by default is left out, unless a file *like* this says it.

    Raises:
        Fault: If a number of the plan has no exact text.
    """
    tree: dict[str, object] = {"schema": SCHEMA}
    fields = _table(plan, like or {})
    tree["name"] = fields.pop("name")
    found = _baseline(plan, like)
    if found is not None:
        name, roles, listed = found
        tree["baseline"] = name
        if roles:
            tree["baseline_roles"] = roles
        old = _by_key((like or {}).get("activities"))
        activities = [_table(each, old.get(each.key, {})) for each in listed]
        fields.pop("activities", None)
        if activities:
            fields["activities"] = activities
    scalars = {key: value for key, value in fields.items() if not isinstance(value, (dict, list))}
    return {**tree, **scalars, **fields}


def _baseline(
    plan: Plan, like: Mapping[str, object] | None
) -> tuple[str, object, tuple[Activity, ...]] | None:
    """Return the baseline that *plan* starts from, its roles, and the activities beside it."""
    own = {activity.key: activity for activity in plan.activities}
    told = (like or {}).get("baseline")
    if like is not None and told is None:
        return None
    for name in (str(told),) if told is not None else _BASELINES:
        try:
            bare = baseline(name)
        except UnknownName:
            continue
        shared = [own[each.key] for each in bare if each.key in own]
        for roles in dict.fromkeys([each.roles for each in shared]):
            base = baseline(name, roles=roles)
            known = {activity.key: activity for activity in base}
            listed = tuple(
                activity for activity in plan.activities if known.get(activity.key) != activity
            )
            if len(listed) < len(plan.activities) and merged(base, listed) == plan.activities:
                return name, _shares(roles), listed
    return None


def _table(part: Any, like: Mapping[str, object]) -> dict[str, object]:
    """Return a part as a table: what is not by default, and what the file said anyway."""
    made: dict[str, object] = {}
    shape = entries(part.__class__)
    for entry in shape.values():
        value = getattr(part, entry.attribute)
        if entry.name in ("per", "times"):
            # Written together at the end.
            continue
        if entry.name in like:
            written = like[entry.name]
            if value is None or (value == () and entry.kind.name == "many" and not written):
                continue
            same = _says(entry, written, value)
            made[entry.name] = written if same else _plain(entry.kind, value, written)
        elif value not in (entry.default, None, ()) and not _follows(part, entry, like):
            made[entry.name] = _plain(entry.kind, value, None)
    if isinstance(part, Activity):
        _write_cadence(part, like, made)
    return {name: made[name] for name in shape if name in made}


def _says(entry: Entry, written: object, value: object) -> bool:
    """Return whether what is *written* already means *value*, however it is put."""
    if entry.kind.part is not None:
        return False
    try:
        return bool(entry.read(scalar(entry.kind, written)) == value)
    except (AufwandError, TypeError):
        return False


def _follows(part: Any, entry: Entry, like: Mapping[str, object]) -> bool:
    """Return whether the reader finds a value by itself, so that it need not be written."""
    if isinstance(part, Activity) and entry.name == "area":
        return bool(part.area == Activity(part.key, duration="0 h").area)
    # The currency of a plan is that of its first money.
    return isinstance(part, Plan) and entry.name == "currency" and "name" in like


def _write_cadence(activity: Activity, like: Mapping[str, object], made: dict[str, object]) -> None:
    """Write how often: one text can say both per and times, as in 2/week."""
    try:
        before = Activity(
            activity.key,
            duration="0 h",
            per=scalar(_PER, like.get("per", "week")),
            times=scalar(_TIMES, like.get("times", 1)),
        )
        same = (before.per, before.times) == (activity.per, activity.times)
    except (AufwandError, TypeError):
        same = False
    if same:
        made.update({name: like[name] for name in ("per", "times") if name in like})
    elif isinstance(activity.times, Fraction):
        # No decimal number holds a third; the cadence says it.
        made["per"] = f"{activity.times.numerator}/{activity.times.denominator}/{activity.per}"
    else:
        if activity.per != "week" or "per" in like:
            made["per"] = activity.per
        if activity.times != 1 or "times" in like:
            made["times"] = _number(activity.times)


def _by_key(items: object) -> dict[str, Mapping[str, object]]:
    tables = [item for item in items if is_table(item)] if is_list(items) else []
    return {str(table["key"]): table for table in tables if "key" in table}


def _plain(kind: Kind, value: Any, like: object) -> object:
    if kind.name == "many":
        old = _by_key(like)
        return [_table(each, old.get(getattr(each, "key", ""), {})) for each in value]
    if kind.name == "one":
        return _table(value, like if is_table(like) else {})
    write_one = _WRITERS.get(kind.name)
    if write_one is not None:
        return write_one(value)
    parts: Any = value
    return list(parts) if isinstance(value, tuple) else parts


def _duration(value: Range[Effort]) -> object:
    if value.fixed:
        return _short(value.low.text)
    if value.derived:
        both = f"{value.low.text} - {value.high.text}"
        if len(both) <= LONGEST:
            return both
        return {"low": _short(value.low.text), "high": _short(value.high.text)}
    return {
        "low": _short(value.low.text),
        "likely": _short(value.likely.text),
        "high": _short(value.high.text),
    }


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise Fault(text, f"a number that can be written in {LONGEST} characters")
    return text


def _factor(value: Range[float]) -> object:
    if value.fixed:
        return _number(value.low)
    if value.derived:
        return [_number(value.low), _number(value.high)]
    return [_number(value.low), _number(value.likely), _number(value.high)]


def _number(value: Any) -> float:
    if isinstance(value, (int, float)):
        return value
    raise Fault(decimal_text(Fraction(value)), "a number that a file can hold")


def _shares(value: Any) -> object:
    if all(share.weight is None for share in value):
        return [share.key for share in value]
    return {share.key: _number(share.weight) for share in value}


def _sources(value: tuple[Source, ...]) -> object:
    written = [_source(each) for each in value]
    return written[0] if len(written) == 1 else written


def _source(value: Source) -> object:
    for key in (value.figure, value.key):
        if key:
            try:
                if source(key) == value:
                    return key
            except UnknownName:
                continue
    table = _table(value, {})
    if value.figure:
        known = _known(value.figure)
        if known is not None:
            # The catalogue knows the rest, and the reader fills it in.
            kept = {name: each for name, each in table.items() if known.get(name) != each}
            return {"figure": value.figure, **kept}
    if set(table) == {"title"} and " " in value.title:
        return value.title
    return {"title": value.title, **table}


def _known(figure: str) -> dict[str, object] | None:
    try:
        return _table(source(figure), {})
    except UnknownName:
        return None


def _text(value: Any) -> str:
    return _short(cast("str", value.text))


_WRITERS: dict[str, Callable[[Any], object]] = {
    "duration": _duration,
    "factor": _factor,
    "shares": _shares,
    "reach": _shares,
    "sources": _sources,
    "effort_rate": _text,
    "hourly_rate": _text,
    "money_rate": _text,
    "amount": _text,
    "elapsed": _text,
    "number": _number,
    "share": _number,
}
