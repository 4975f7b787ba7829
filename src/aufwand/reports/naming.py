"""What parts of a plan are called where aufwand gave them their name, in English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.catalog import find_channel
from aufwand.reports._words import ACTIVITY_NAMES, AREA_NAMES, CHANNEL_NAMES

if TYPE_CHECKING:
    from aufwand.model import Activity, Channel, Plan

__all__ = ["activity_name", "area_name", "channel_name", "named"]


def activity_name(activity: Activity, lang: str = "en") -> str:
    """Return the name of an activity; those of a baseline have one in each language."""
    if activity.name:
        return ACTIVITY_NAMES[lang].get(activity.name, activity.name)
    return AREA_NAMES[lang].get(activity.key, activity.label)


def area_name(area: str, lang: str = "en") -> str:
    """Return the name of an area, or the area itself where it is the plan's own."""
    return AREA_NAMES[lang].get(area, area)


def channel_name(channel: Channel, lang: str = "en") -> str:
    """Return the name of a channel; those in the catalogue are called as they call themselves."""
    if channel.name:
        return channel.name
    known = find_channel(channel.key)
    if known is None or known.key != channel.key:
        return channel.label
    return CHANNEL_NAMES[lang].get(known.key, known.name)


def named(plan: Plan, lang: str = "en") -> Plan:
    """Return *plan* with these names in it, so that findings about it have them, too."""
    activities = {
        each.key: each.with_(name=name)
        for each in plan.activities
        if (name := activity_name(each, lang)) != each.label
    }
    channels = {
        each.key: each.with_(name=name)
        for each in plan.channels
        if (name := channel_name(each, lang)) != each.label
    }
    if not activities and not channels:
        return plan
    return plan.with_(
        activities=[activities.get(each.key, each) for each in plan.activities],
        channels=[channels.get(each.key, each) for each in plan.channels],
    )
