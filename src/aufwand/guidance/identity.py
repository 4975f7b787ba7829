"""Rules about the one identity that every channel shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.model import Identity
from aufwand.rules import Match, Put, Remedy, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aufwand.model import Channel
    from aufwand.model.change import Change
    from aufwand.rules import Facts

__all__ = ["inconsistent_identity", "no_identity"]

_ONE_IDENTITY = "The opinion this project starts from: one social identity on every platform"


@rule(
    "IDN101",
    "no-identity",
    level="advice",
    message={
        "en": "The plan does not say how the company shows itself on {channels}. In our opinion "
        "people know you again only by one identity: write down name, handle and tone.",
        "de": "Der Plan sagt nicht, wie sich das Unternehmen auf {channels} zeigt. Unserer Meinung "
        "nach erkennt man Sie nur an einer Identität wieder: Schreiben Sie Namen, Handle und "
        "Ton auf.",
    },
    since="0.1",
    grounds="opinion",
    sources=(_ONE_IDENTITY,),
)
def no_identity(facts: Facts) -> Iterator[Match]:
    """No social identity is described.

    What it checks:
        Plans with an active channel whose ``identity`` is missing, or has neither name, nor
        handle, nor tone.

    Why it matters:
        Several people write, on several channels. Without one description each of them sounds
        like another company.

    When not to worry:
        One person does everything, and you are still choosing channels.

    Remedy:
        Write down the name, the handle and the tone in a few words. Where all channels with a
        handle have the same one, it can be taken as that of the identity.

    Example:
        A channel without an identity trips it; with a name and a tone it passes.

        >>> from aufwand.model import Channel, Identity, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", channels=[Channel("facebook")])
        >>> [finding.path for finding in check(plan, select=["IDN101"])]
        ['identity']
        >>> bakery = Identity(name="The Bakery", tone="warm and brief")
        >>> check(plan.with_(identity=bakery), select=["IDN101"])
        ()

    Source:
        The opinion this project starts from: one social identity, shown authentically on every
        platform.
    """
    identity = facts.plan.identity
    if not facts.channels or (identity is not None and _described(identity)):
        return
    remedies: list[Remedy] = []
    handles = {_handle(each.handle): each.handle for each in facts.channels if each.handle.strip()}
    if len(handles) == 1:
        spelt = min(each.handle for each in facts.channels if each.handle.strip())
        remedies.append(
            Remedy(
                {
                    "en": "Take {handle} as the handle of the company",
                    "de": "{handle} als Handle des Unternehmens nehmen",
                },
                "safe",
                Put("identity", Identity(handle=spelt)),
                handle=spelt,
            )
        )
    remedies.append(
        Remedy(
            {"en": "Write down name, handle and tone", "de": "Namen, Handle und Ton aufschreiben"},
            "manual",
        )
    )
    yield Match("identity", remedies=remedies, channels=_listed(facts.channels))


@rule(
    "IDN102",
    "inconsistent-identity",
    level="advice",
    message={
        "en": "{channel} differs from the rest[: the handle is {handle} instead of {same_handle}]"
        "[; the tone is “{tone}” instead of “{same_tone}”], and no reason is given. In our opinion "
        "people know you again only by one identity: make it the same, or say why it differs.",
        "de": "{channel} weicht vom Rest ab[: Der Handle ist {handle} statt {same_handle}]"
        "[; der Ton ist „{tone}“ statt „{same_tone}“], und kein Grund ist genannt. Unserer "
        "Meinung nach erkennt man Sie nur an einer Identität wieder: Gleichen Sie es an, oder "
        "sagen Sie, warum es abweicht.",
    },
    since="0.1",
    grounds="opinion",
    sources=(_ONE_IDENTITY,),
    scope="channels",
)
def inconsistent_identity(facts: Facts) -> Iterator[Match]:
    """Handle or tone differ between channels without a reason.

    What it checks:
        Handle and tone of every active channel that says its own, against those of the
        identity. Where the identity has none, what most channels have counts; of equally many,
        the first in the alphabet. Small and capital letters, a leading @ and surrounding space
        make no difference. A channel that says in ``differs`` why it differs is left out.

    Why it matters:
        Who finds you under another name or meets another voice cannot be sure that it is you.

    When not to worry:
        The handle was taken, or the people there expect another tone: then write that down.

    Remedy:
        Use the same handle and tone everywhere, or write the reason into ``differs``.

    Example:
        Another handle on TikTok trips it; with its reason it passes.

        >>> from aufwand.model import Channel, Identity, Plan
        >>> from aufwand.rules import check
        >>> tiktok = Channel("tiktok", handle="@bread.fun")
        >>> plan = Plan("Bakery", identity=Identity(handle="@bakery"), channels=[tiktok])
        >>> [finding.path for finding in check(plan, select=["IDN102"])]
        ['channels.tiktok']
        >>> check(plan.adding(tiktok.with_(differs="@bakery was taken")), select=["IDN102"])
        ()

    Source:
        The opinion this project starts from: one social identity, shown authentically on every
        platform.
    """
    identity = facts.plan.identity
    handle = _usual(facts, "handle", _handle, "" if identity is None else identity.handle)
    tone = _usual(facts, "tone", _tone, "" if identity is None else identity.tone)
    for channel in facts.channels:
        if channel.differs.strip():
            continue
        path = f"channels.{channel.key}"
        details: dict[str, Any] = {}
        changes: list[Change] = []
        if channel.handle.strip() and _handle(channel.handle) != _handle(handle):
            details.update(handle=channel.handle, same_handle=handle)
            changes.append(Put(f"{path}.handle", handle))
        if channel.tone.strip() and _tone(channel.tone) != _tone(tone):
            details.update(tone=channel.tone, same_tone=tone)
            changes.append(Put(f"{path}.tone", tone))
        if changes:
            yield Match(
                path,
                remedies=[_same(channel, changes, details), _reason(channel)],
                channel=channel.label,
                **details,
            )


def _described(identity: Identity) -> bool:
    return any(each.strip() for each in (identity.name, identity.handle, identity.tone))


def _handle(text: str) -> str:
    return text.strip().removeprefix("@").strip().casefold()


def _tone(text: str) -> str:
    return text.strip().casefold()


def _usual(facts: Facts, field: str, folded: Callable[[str], str], said: str) -> str:
    """Return what the identity has *said*, or what most channels say."""
    if said.strip():
        return said
    spelt: dict[str, list[str]] = {}
    for channel in facts.channels:
        text: str = getattr(channel, field)
        if text.strip():
            spelt.setdefault(folded(text), []).append(text)
    return min(min(spelt.items(), key=lambda each: (-len(each[1]), each[0]))[1]) if spelt else ""


def _same(channel: Channel, changes: list[Change], details: dict[str, Any]) -> Remedy:
    both = {name: details[name] for name in ("same_handle", "same_tone") if name in details}
    return Remedy(
        {
            "en": "Use[ {same_handle}][ “{same_tone}”] on {channel}, too",
            "de": "Auch auf {channel}[ {same_handle}][ „{same_tone}“] verwenden",
        },
        # Who follows the account there has to find it again.
        "trade-off",
        *changes,
        channel=channel.label,
        **both,
    )


def _reason(channel: Channel) -> Remedy:
    return Remedy(
        {"en": "Say why {channel} differs", "de": "Sagen, warum {channel} abweicht"},
        "manual",
        channel=channel.label,
    )


def _listed(channels: tuple[Channel, ...]) -> str:
    return ", ".join(sorted(each.label for each in channels))
