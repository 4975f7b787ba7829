"""Room in the days of a role."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.reports._room import MOST_TOGETHER, Room, Slot


class TestRoom:
    def test_blocks_follow_each_other(self):
        """The second begins where the first ends, on days that both have."""
        room = Room(1, 480)
        first = room.slot(room.blocked([1, 2]), 15, 1)
        room.take([1, 2], first, 15)

        assert Slot(0, (0,)) == first
        assert Slot(15, (0,)) == room.slot(room.blocked([2, 3]), 20, 1)
        assert Slot(0, (0,)) == room.slot(room.blocked([3]), 20, 1)
        assert not room.has(1, Slot(10, (0,)), 10)
        assert room.has(1, Slot(15, (0,)), 10)

    def test_a_full_day_has_no_room(self):
        """Neither for a minute more than there is, nor for what is longer than the day."""
        room = Room(1, 60)
        room.take([1], Slot(0, (0,)), 30)

        assert Slot(30, (0,)) == room.slot(room.blocked([1]), 30, 1)
        assert room.slot(room.blocked([1]), 31, 1) is None
        assert room.slot(room.blocked([]), 61, 1) is None

    def test_two_people_have_two_days(self):
        """What one has no time for the other can take, and both together what both can."""
        room = Room(2, 60)
        room.take([1], Slot(0, (0,)), 30)

        assert Slot(0, (1,)) == room.slot(room.blocked([1]), 60, 1)
        assert Slot(30, (0, 1)) == room.slot(room.blocked([1]), 30, 2)

    @pytest.mark.parametrize("people", [1, 3, 10**9])
    def test_a_department_is_not_laid_out_one_by_one(self, people):
        """No more than eight of them are looked at."""
        assert min(people, MOST_TOGETHER) == Room(people, 60).people

    @given(
        asked=st.lists(
            st.tuples(st.sets(st.integers(0, 3), min_size=1), st.integers(1, 25)), max_size=8
        ),
        people=st.integers(1, 3),
        together=st.integers(1, 3),
    )
    @settings(max_examples=40)
    def test_no_one_is_in_two_places(self, asked, people, together):
        """Whatever is taken in turn, nobody has a minute twice, and none comes too early."""
        together = min(people, together)
        room = Room(people, 40)
        taken = set()
        for days, length in asked:
            slot = room.slot(room.blocked(days), length, together)
            minutes = range(slot.start, slot.start + length) if slot else ()
            mine = (
                {(day, one, each) for day in days for one in slot.people for each in minutes}
                if slot
                else set()
            )

            assert not mine & taken
            assert slot is None or len(slot.people) == together
            for start in range(slot.start if slot else 40 - length + 1):
                free = [
                    one
                    for one in range(people)
                    if not any(
                        (day, one, each) in taken
                        for day in days
                        for each in range(start, start + length)
                    )
                ]
                assert len(free) < together
            if slot:
                room.take(days, slot, length)
            taken |= mine
