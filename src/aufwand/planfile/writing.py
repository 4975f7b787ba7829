"""A plan becomes a plan file again; what people wrote around it stays."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from aufwand.catalog import BASELINES, baseline, source
from aufwand.documents import Limits, change, format_of, read, write
from aufwand.errors import AufwandError, Fault, UnknownName, UnreadablePlan
from aufwand.model import Activity, Plan, Source
from aufwand.model.scenario import leaves, target_of
from aufwand.planfile._shapes import Entry, entries, entry_of, is_list, is_table
from aufwand.planfile._structuring import meant, tree_in
from aufwand.planfile.reading import SCHEMA, bytes_of, merged, structured, why_of
from aufwand.rules.options import plain_value
from aufwand.units._grammar import LONGEST
from aufwand.units.effort import decimal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from os import PathLike

    from aufwand.documents import Document, Format
    from aufwand.model import Share
    from aufwand.units import Cadence, Effort, Range

__all__ = ["changed_text", "dumps", "save", "tree_of", "write_bytes", "write_text"]

_FIRST = ("schema", "name", "baseline", "baseline_roles")
_OWN = entries(Plan)
_ACTIVITY = entries(Activity)

#: One text can say both: how many times, and in what.
_CADENCE = ("per", "times")


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
        UnreadablePlan: If the file cannot be read or written.
        InvalidPlan: If the file that is there is no TOML, YAML or JSON; it stays as it is.
        Fault: If a number of the plan has no exact text, or the suffix names no format.
        MissingExtra: If it is YAML and the ``yaml`` extra is not installed.
    """
    import os

    name = os.fspath(path)
    form = format_of(name)
    before = bytes_of(name, Limits()) if os.path.exists(name) else b""
    if before.strip():
        document = read(before, form, name=name)
        text = changed_text(plan, document)
        if text == document.text:
            return
    else:
        text = dumps(plan, form)
    write_text(name, text)


def changed_text(plan: Plan, document: Document) -> str:
    """Return the text of *document* with only that changed which *plan* has otherwise."""
    ends = document.text.count("\r\n")
    if ends and ends == document.text.count("\n"):
        # Lines that end as on Windows are changed as all others, and end so again.
        plain = document.text.replace("\r\n", "\n").encode()
        same = read(plain, document.format, name=document.name)
        return changed_text(plan, same).replace("\n", "\r\n")
    try:
        if structured(document).plan == plan:
            return document.text
    except AufwandError:
        # A file that holds no sound plan can still be changed into one that does.
        pass
    return change(document, tree_of(plan, like=tree_in(document)))


def write_text(path: str | PathLike[str], text: str, *, new: bool = False) -> None:
    """Put *text* in the place of a file at once, or leave the file as it is.

    Args:
        path: The file.
        text: What is to be in it.
        new: Whether a file that is there is left alone.

    Raises:
        UnreadablePlan: If the file cannot be written.
        FileExistsError: If it is to be *new* and is there already.
    """
    write_bytes(path, text.encode(), new=new)


def write_bytes(path: str | PathLike[str], data: bytes, *, new: bool = False) -> None:
    """Put *data* in the place of a file at once, or leave the file as it is.

    Whatever happens meanwhile, nothing half-written stays. A device or a pipe is written to.

    Args:
        path: The file.
        data: What is to be in it.
        new: Whether a file that is there is left alone.

    Raises:
        UnreadablePlan: If the file cannot be written.
        FileExistsError: If it is to be *new* and is there already.
    """
    import os
    from secrets import token_hex

    name = os.fspath(path)
    try:
        # Through a link to the file itself, so that the link stays one.
        real = os.path.realpath(name)
        if not new and os.path.exists(real) and not _replaceable(real):
            with open(real, "wb") as file:
                file.write(data)
            return
        beside = f"{real}.{token_hex(8)}"
        try:
            # Made as any new file is, so that the host's own permissions hold.
            with open(beside, "xb") as file:
                if not new and os.path.exists(real):
                    os.chmod(beside, os.stat(real).st_mode & 0o7777)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            (_put if new else os.replace)(beside, real)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
    except (OSError, ValueError) as error:
        if new and isinstance(error, FileExistsError):
            raise
        raise UnreadablePlan(name, why_of(error)) from None


def _replaceable(name: str) -> bool:
    # A device or a pipe takes what is written to it, and must not become a file.
    import os

    return os.path.isfile(name) or os.path.isdir(name)


def _put(beside: str, name: str) -> None:
    """Give a file its name, unless there is a file of that name."""
    import os

    try:
        os.link(beside, name)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know one name for a file only; there is a moment between these two lines.
        if os.path.lexists(name):
            raise FileExistsError(name) from None
        os.replace(beside, name)
    else:
        os.unlink(beside)


def tree_of(plan: Plan, *, like: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return *plan* as the plain tree of a plan file.

    What is as it is by default is left out, unless a file *like* this says it.

    Raises:
        Fault: If a number of the plan has no exact text.
    """
    old = like or {}
    fields = _table(plan, old)
    found = _baseline(plan, like)
    if found is not None:
        name, roles, listed = found
        fields["baseline"] = name
        if roles:
            fields["baseline_roles"] = _kept(_ACTIVITY["roles"], old.get("baseline_roles"), roles)
        fields.pop("activities", None)
        if listed:
            fields["activities"] = _kept(_OWN["activities"], old.get("activities"), listed)
    if like is None or "schema" in like:
        fields["schema"] = SCHEMA
    # The shortest first, as a person would write them, and tables after what is none.
    return {
        **{name: fields[name] for name in _FIRST if name in fields},
        **{name: each for name, each in fields.items() if not isinstance(each, (dict, list))},
        **fields,
    }


def _baseline(
    plan: Plan, like: Mapping[str, object] | None
) -> tuple[str, tuple[Share, ...], tuple[Activity, ...]] | None:
    """Return the baseline that *plan* starts from, its roles, and the activities beside it."""
    own = {activity.key: activity for activity in plan.activities}
    for name in BASELINES if like is None else [str(like.get("baseline"))]:
        try:
            bare = baseline(name)
        except UnknownName:
            continue
        shared = [own[each.key] for each in bare if each.key in own]
        for roles in dict.fromkeys(each.roles for each in shared):
            base = baseline(name, roles=roles)
            known = {activity.key: activity for activity in base}
            listed = tuple(
                activity for activity in plan.activities if known.get(activity.key) != activity
            )
            if len(listed) < len(plan.activities) and merged(base, listed) == plan.activities:
                return name, roles, listed
    return None


def _table(part: Any, like: Mapping[str, object]) -> dict[str, object]:
    """Return a part as a table: what is not by default, and what the file said anyway."""
    made: dict[str, object] = {}
    shape = entries(part.__class__)
    for entry in shape.values():
        value = getattr(part, entry.attribute)
        if value is None or value == () or entry.name in _CADENCE:
            continue
        if entry.name in like:
            made[entry.name] = _kept(entry, like[entry.name], value)
        elif value != entry.default and not _follows(part, entry, like):
            made[entry.name] = _plain(entry, value, None)
    if isinstance(part, Activity):
        _write_cadence(part, like, made)
    return {name: made[name] for name in shape if name in made}


def _kept(entry: Entry, written: object, value: Any) -> object:
    """Return what is *written* if it means *value*, however it is put, else *value* as plain."""
    return written if _says(entry, written, value) else _plain(entry, value, written)


def _says(entry: Entry, written: object, value: object) -> bool:
    try:
        return bool(meant(entry, written) == value)
    except (AufwandError, TypeError):
        return False


def _follows(part: Any, entry: Entry, like: Mapping[str, object]) -> bool:
    """Return whether the reader finds a value by itself, so that it need not be written."""
    if isinstance(part, Activity) and entry.name == "area":
        return part.area == Activity(part.key, duration="0 h").area
    if isinstance(part, Plan) and entry.name == "currency" and like:
        # The currency of a plan is that of its first money.
        return part.with_(currency=None).currency is not None
    return False


def _write_cadence(activity: Activity, like: Mapping[str, object], made: dict[str, object]) -> None:
    """Write how often: one text can say both per and times, as in 2/week."""
    given = {name: like[name] for name in _CADENCE if name in like}
    try:
        said = {name: meant(_ACTIVITY[name], value) for name, value in given.items()}
        before = Activity(activity.key, duration="0 h", **said)
        same = (before.per, before.times) == (activity.per, activity.times)
    except (AufwandError, TypeError):
        same = False
    if same:
        made.update(given)
    elif isinstance(activity.times, Fraction):
        # No decimal number holds a third; the cadence says it.
        made["per"] = f"{activity.times.numerator}/{activity.times.denominator}/{activity.per}"
        made.pop("times", None)
    else:
        made.update(per=activity.per, times=_number(activity.times))
        for name in _CADENCE:
            if name not in like and made[name] == _ACTIVITY[name].default:
                del made[name]


def _olds(entry: Entry, parts: Sequence[Any], like: object) -> Iterator[Mapping[str, object]]:
    """Yield for each of the *parts* the table that it was before, or an empty one."""
    items = like if is_list(like) else []
    by_key = {str(item["key"]): item for item in items if is_table(item) and "key" in item}
    for index, part in enumerate(parts):
        key = getattr(part, "key", None)
        before: object = by_key.get(key) if key else None
        if key is None:
            # What has no key is known by what it means, else by its place.
            alike = [item for item in items if _says(entry, [item], (part,))]
            before = [*alike, *items[index : index + 1], None][0]
        yield before if is_table(before) else {}


def _plain(entry: Entry, value: Any, like: object) -> object:
    if entry.kind_name == "many":
        return [
            _table(each, old) for each, old in zip(value, _olds(entry, value, like), strict=True)
        ]
    if entry.kind_name == "one":
        return _table(value, like if is_table(like) else {})
    if entry.kind_name == "changes":
        return _changes(value, like)
    write_one = _WRITERS.get(entry.kind_name)
    if write_one is not None:
        return write_one(value)
    parts: Any = value
    return list(parts) if isinstance(value, tuple) else parts


def _changes(value: Mapping[str, Any], like: object) -> dict[str, object]:
    """Return another value for each path, where the file had it and as it said it, if it did."""
    left = {path: (entry_of(target_of(path).field), each) for path, each in value.items()}
    made: dict[str, object] = {}
    for keys, name, written in leaves(like if is_table(like) else {}):
        try:
            path = target_of(name).path
        except Fault:
            continue
        if path in left:
            here: Any = made
            for key in keys[:-1]:
                here = here.setdefault(key, {})
            here[keys[-1]] = _kept(left[path][0], written, left.pop(path)[1])
    for path, (entry, each) in left.items():
        made[path] = _plain(entry, each, None)
    return made


def _duration(value: Range[Effort]) -> object:
    if value.fixed:
        return _short(value.low.text)
    if value.derived:
        low, unit = _measured(value.low.text)
        high, same = _measured(value.high.text)
        both = f"{low}-{high} {unit}" if unit == same else f"{value.low.text} - {value.high.text}"
        if len(both) <= LONGEST:
            return both
        return {"low": _short(value.low.text), "high": _short(value.high.text)}
    return {
        "low": _short(value.low.text),
        "likely": _short(value.likely.text),
        "high": _short(value.high.text),
    }


def _measured(text: str) -> tuple[str, str]:
    """Return number and unit of a *text* such as ``3 h``; of a longer one, itself as the unit."""
    number, _, unit = text.partition(" ")
    return (number, unit) if number.isdigit() and unit.isalpha() else ("", text)


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


def _cadence(value: str | Cadence) -> str:
    # In a scenario one text says how many times as well.
    if isinstance(value, str):
        return value
    return _short(f"1/{value.period}" if value.times == 1 else value.text)


def _options(value: Any) -> object:
    return {
        rule: {name: plain_value(each) for name, each in given.items()}
        for rule, given in value.items()
    }


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
    "shape": _text,
    "elapsed": _text,
    "limit": _text,
    "levels": dict,
    "options": _options,
    "per": _cadence,
    "number": _number,
    "share": _number,
    "correlation": _number,
}
