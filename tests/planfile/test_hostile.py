"""What would hang, exhaust or mislead a reader is refused; how fast is watched elsewhere."""

from __future__ import annotations

import json

import pytest

from aufwand.errors import InvalidPlan
from aufwand.planfile import loads


def refused(text: str, form: str = "toml") -> InvalidPlan:
    """Return the refusal of a text."""
    with pytest.raises(InvalidPlan) as caught:
        loads(text, form)
    return caught.value


class TestSize:
    @pytest.mark.parametrize(
        ("form", "text"),
        [
            ("toml", "name = 'B'\n" + "[[activities]]\nkey='a'\n" * 20_000),
            ("yaml", "name: B\nactivities:\n" + "- {key: a}\n" * 50_000),
            ("json", '{"name": "B", "activities": [' + '{"key": "a"},' * 50_000 + "{}]}"),
        ],
        ids=["toml", "yaml", "json"],
    )
    def test_fifty_thousand_values_are_too_many(self, form, text):
        """No plan has so many."""
        assert "at most 50000 keys and values" == refused(text, form).faults[0].expected

    @pytest.mark.parametrize(
        ("form", "text"),
        [
            ("toml", "name = " + "[" * 50_000),
            ("toml", "name = " + "[" * 60 + "]" * 60),
            ("toml", "a" + ".a" * 50_000 + " = 1"),
            ("toml", "name = " + "{a = " * 60 + "1" + "}" * 60),
            ("yaml", "name: " + "[" * 50_000),
            ("yaml", "name: " + "[" * 60 + "]" * 60),
            ("yaml", "- " * 50_000),
            ("json", "[" * 100_000),
            ("json", '{"a":' * 60 + "1" + "}" * 60),
        ],
        ids=lambda value: value[:12],
    )
    def test_deep_nesting_is_refused(self, form, text):
        """Before anything walks down."""
        refused(text, form)

    @pytest.mark.parametrize("form", ["toml", "yaml", "json"])
    @pytest.mark.parametrize("number", ["9" * 5_000, "1e999", "0." + "1" * 5_000, "-" + "9" * 41])
    def test_giant_numbers_are_refused(self, form, number):
        """More digits than any plan needs, or no finite number at all."""
        text = {
            "toml": f"name = 'B'\nreserve = {number}\n",
            "yaml": f"name: B\nreserve: {number}\n",
            "json": f'{{"name": "B", "reserve": {number}}}',
        }[form]
        refused(text, form)

    def test_no_number_hides_nothing(self):
        """A nan is one fault among others, where it stands."""
        error = refused(
            "name = 'B'\nreserve = nan\n"
            "[[activities]]\nkey = 'a'\nduration = '1 hh'\ntimes = -inf\n"
        )

        assert [(fault.path, fault.line) for fault in error.faults] == [
            ("reserve", 2),
            ("activities.a.duration", 5),
            ("activities.a.times", 6),
        ]

    @pytest.mark.parametrize("value", ["[1]", "{ a = 1 }", "nan"])
    @pytest.mark.parametrize("field", ["key", "inherits"])
    def test_scenarios_named_by_no_text(self, field, value):
        """Lists and tables are no names, and nobody looks them up."""
        named = {"key": "'lean'"} | {field: value}
        lines = [f"{name} = {each}" for name, each in named.items()]
        error = refused("\n".join(["name = 'B'", "[[scenarios]]", *lines, "drop = 'roles.pr'"]))

        assert any(fault.path.endswith(field) for fault in error.faults)

    def test_giant_times_are_refused(self):
        """A number can be short and still be too large."""
        refused("name = 'B'\n[[activities]]\nkey = 'a'\nduration = '1 h'\ntimes = 1e30\n")

    def test_no_work_is_done_all_the_time(self):
        """A thousand million times a week is told where it stands, whatever else is wrong."""
        error = refused(
            "name = 'B'\nreserve = 2\n"
            "[[activities]]\nkey = 'a'\nduration = '1 s'\ntimes = 1_000_000_000\n"
        )

        assert [(fault.path, fault.line) for fault in error.faults] == [
            ("reserve", 2),
            ("activities.a.times", 6),
        ]
        assert error.faults[1].expected == "at most 604,800 times"


class TestMany:
    def test_ten_thousand_faults_are_counted(self):
        """The first twenty are told in words, the others by their number."""
        text = "name = 'B'\n" + "".join(f"x{number} = 1\n" for number in range(10_000))
        error = refused(text)
        lines = str(error).splitlines()

        assert 10_000 == len(error.faults)
        assert "plan: 10000 faults" == lines[0]
        assert "  and 9980 more" == lines[-1]
        assert 22 == len(lines)

    def test_long_unknown_keys_are_told(self):
        """What was meant is looked for as long as that is cheap."""
        text = json.dumps({"name": "B", **{f"{n:03}{'nmae' * 240}": 1 for n in range(500)}})
        error = refused(text, "json")

        assert 500 == len(error.faults)
        assert max(map(len, str(error).splitlines())) < 1000

    def test_guessing_ends(self):
        """Thousands of unknown names among thousands get no guess each."""
        roles = [{"key": f"role_with_a_long_name_{n:05}"} for n in range(1_500)]
        work = [
            {"key": f"a{n}", "duration": "1 h", "roles": f"rule_with_a_long_name_{n:05}"}
            for n in range(1_500)
        ]
        error = refused(json.dumps({"name": "B", "roles": roles, "activities": work}), "json")

        assert 1_500 == len(error.faults)
        assert error.faults[-1].hint.startswith("there are: role_with_a_long_name_00000, ")
        assert error.faults[-1].hint.endswith(", …")

    def test_no_more_than_ten_thousand_faults_are_told(self):
        """Who has more than that has another problem."""
        names = [f"a{number}" for number in range(20_000)]
        plan = {"name": "B", "channels": [{"key": "c", "audiences": names}]}
        error = refused(json.dumps(plan), "json")

        assert len(error.faults) == 10_000

    @pytest.mark.parametrize(
        "wrong",
        [
            {"roles": [{"key": f"r{n}", "rate": "?"} for n in range(1_500)]},
            {"activities": [{"key": "a", "duration": "1 h", "source": ["qq"] * 1_500}]},
        ],
        ids=list,
    )
    def test_values_are_looked_at_up_to_a_thousand_wrong_parts(self, wrong):
        """Checking them can take long, and nobody repairs so many at once."""
        error = refused(json.dumps({"name": "B", **wrong}), "json")

        assert len(error.faults) == 1_000

    def test_money_of_two_currencies_is_told_everywhere(self):
        """Each at its own place."""
        costs = [
            {"key": f"c{number}", "amount": "1 USD" if number % 2 else "1 EUR"}
            for number in range(6_000)
        ]
        error = refused(json.dumps({"name": "B", "costs": costs}), "json")

        assert 3_000 == len(error.faults)
        assert "costs.c5999.amount" == error.faults[-1].path


class TestDeceit:
    @pytest.mark.parametrize(
        "character",
        ["\u202e", "\u2066", "\u200b", "\ufeff", "\u061c", "\u2028", "\x1b", "\x85", "\u200f"],
        ids=ascii,
    )
    @pytest.mark.parametrize("form", ["toml", "yaml", "json"])
    def test_what_turns_or_hides_text_is_refused(self, form, character):
        """Raw, or as an escape of the format."""
        escape = f"\\u{ord(character):04x}"
        for found in (character, escape):
            text = {
                "toml": f'name = "A{found}B"\n',
                "yaml": f'name: "A{found}B"\n',
                "json": f'{{"name": "A{found}B"}}',
            }[form]
            refused(text, form)

    @pytest.mark.parametrize("form", ["toml", "yaml", "json"])
    def test_joiners_of_emoji_and_scripts_are_kept(self, form):
        """A family is one sign made of three, and Persian needs its joiners."""
        for name in ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0645\u06cc\u200c\u062e"):
            text = {
                "toml": f'name = "{name}"\n',
                "yaml": f'name: "{name}"\n',
                "json": f'{{"name": "{name}"}}',
            }[form]

            assert name == loads(text, form).name

    def test_a_key_in_other_letters_is_another_key(self):
        """A Cyrillic a is no Latin one; the message shows both."""
        error = refused(
            "name = 'B'\n[[channels]]\nkey = 'facebook'\n[[activities]]\nkey = 'a'\n"
            "duration = '1 h'\nchannels = ['f\u0430cebook']\n"
        )

        assert "did you mean 'facebook'?" == error.faults[0].hint

    def test_a_message_stays_on_its_line(self):
        """What was found cannot write lines of its own, or colours."""
        text = json.dumps({"name": "B", "x\ny": 1, "\x1b[31m": 1, "roles": [{"key": "a\nb: c"}]})
        error = refused(text, "json")

        assert len(error.faults) + 1 == len(str(error).splitlines())
        assert "\x1b" not in str(error)


class TestYamlTricks:
    @pytest.mark.parametrize(
        "text",
        [
            "a: &a [x]\nname: *a",
            "name: !!python/object/apply:os.system [ls]",
            "a: &a {name: B}\n<<: *a",
            "name: B\n---\nname: C",
            "name: B\nname: C",
            "? [a]\n: b",
            "%TAG ! tag:x,2000:\n---\nname: B",
        ],
    )
    def test_what_a_plan_does_not_need_is_refused(self, text):
        """Aliases, tags, merges, more documents, keys twice or of many parts."""
        refused(text, "yaml")
