from __future__ import annotations

import json
from copy import deepcopy

import pytest
from attrs import fields
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from aufwand.documents import read
from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Closure,
    Cost,
    Criticism,
    Driver,
    Goal,
    Identity,
    Plan,
    Role,
    Source,
    Tool,
)
from aufwand.model._fields import file_name
from aufwand.planfile import dumps, plan_schema
from aufwand.testing.strategies import plans

PARTS = (
    Acceptance, Activity, Audience, Calendar, Channel, Closure, Cost, Criticism, Driver, Goal,
    Identity, Role, Source, Tool,
)  # fmt: skip


@pytest.fixture(scope="module")
def schema():
    """The schema as other programs get it."""
    return json.loads(json.dumps(plan_schema()))


@pytest.fixture(scope="module")
def check(schema):
    """A validator of the schema."""
    return Draft202012Validator(schema)


def plain(tree):
    """Return a tree as plain data, with days as text."""
    return json.loads(json.dumps(tree, default=str))


def tables(schema):
    """Return every table of the schema with its name."""
    return {"Plan": schema, **schema["$defs"]}


class TestPlanSchema:
    def test_it_is_a_schema(self, schema):
        """By the metaschema of its draft."""
        Draft202012Validator.check_schema(schema)

        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]

    def test_it_is_the_same_every_time(self):
        """Order included, and nobody's changes stay in it."""
        first = plan_schema()
        text = json.dumps(first)
        first["properties"]["name"]["description"] = "?"
        first["$defs"]["Role"]["properties"].clear()

        assert text == json.dumps(plan_schema())

    def test_it_knows_every_field_of_every_part(self, schema):
        """By its name in the file, with what the model says about it."""
        for part in (Plan, *PARTS):
            properties = tables(schema)[part.__name__]["properties"]
            beside = {"schema", "baseline", "baseline_roles"} if part is Plan else set()

            assert {file_name(each) for each in fields(part)} == properties.keys() - beside

    def test_everything_is_described(self, schema):
        """Editors show it."""
        for name, table in tables(schema).items():
            for key, each in table["properties"].items():
                assert each["description"].endswith("."), (name, key)

    def test_the_documented_plan_fits(self, check, bakery):
        """With its days as text."""
        check.validate(plain(read(bakery, "toml").tree))

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(plan=plans())
    def test_every_plan_that_is_written_fits(self, plan):
        """The schema is no narrower than the writer."""
        Draft202012Validator(plan_schema()).validate(json.loads(dumps(plan, "json")))

    @pytest.mark.parametrize("part", [Plan, *PARTS])
    def test_unknown_keys_do_not_fit(self, part, schema):
        """At any level."""
        table = tables(schema)[part.__name__]
        narrow = Draft202012Validator({**schema, **table, "required": []})

        narrow.validate({})
        assert not narrow.is_valid({"nonsense": 1})

    @pytest.mark.parametrize("value", [[[]], {"nonsense": {}}, True, None])
    def test_wrong_types_do_not_fit(self, value, check, schema):
        """Nothing takes them all, and what takes one of them says so."""
        flags = {"exclusive", "invitations", "customer_facing", "each_channel"}
        for name, table in tables(schema).items():
            one = Draft202012Validator({**schema, **table, "required": []})
            for key in table["properties"]:
                # Names of rules that are not installed here may stand under options.
                fits = (value is True and key in flags) or (
                    value == {"nonsense": {}} and key == "options"
                )
                assert fits == one.is_valid({key: value}), (name, key)

    @pytest.mark.parametrize(
        "change",
        [
            {"name": None},
            {"schema": 2},
            {"baseline": "x"},
            {"baseline_roles": ["a"]},
            {"reserve": 15},
            {"reserve": "0.1"},
            {"review_on": "June"},
            {"roles": [{}]},
            {"roles": [{"key": ""}]},
            {"roles": {"key": "a"}},
            {"roles": [{"key": "a", "customer_facing": "yes"}]},
            {"activities": [{"key": "a"}]},
            {"activities": [{"key": "a", "duration": 15}]},
            {"activities": [{"key": "a", "duration": {"low": "1 h"}}]},
            {"activities": [{"key": "a", "duration": ["1 h"]}]},
            {"activities": [{"key": "a", "duration": "1 h", "people": 0}]},
            {"activities": [{"key": "a", "duration": "1 h", "roles": {"a": "1"}}]},
            {"activities": [{"key": "a", "duration": "1 h", "source": 5}]},
            {"channels": [{"key": "a", "status": "open"}]},
            {"audiences": [{"key": "a", "ages": [1, 2, 3]}]},
            {"audiences": [{"key": "a", "reach": {"b": 2}}]},
            {"calendar": {"country": "Norway"}},
        ],
    )
    def test_wrong_values_do_not_fit(self, change, check):
        """What the reader refuses by its look, an editor marks."""
        assert check.is_valid({"name": "B"})
        assert not check.is_valid({"name": "B", **change})

    def test_a_name_is_needed(self, check):
        """And nothing else."""
        assert not check.is_valid({"schema": 1})

    @pytest.mark.parametrize(
        "change",
        [
            {"activities": [{"key": "a", "duration": ["1 h", "2 h", "3 h"]}]},
            {"activities": [{"key": "a", "duration": {"low": "1 h", "high": "2 h"}}]},
            {"activities": [{"key": "a", "duration": "1 h", "roles": {"a": 0.5, "b": 0.5}}]},
            {"activities": [{"key": "a", "duration": "1 h", "roles": "a", "channels": ["b"]}]},
            {"activities": [{"key": "a", "duration": "1 h", "source": ["a", {"title": "b"}]}]},
            {"drivers": [{"key": "a", "factor": "1.2-1.5"}, {"key": "b", "factor": [1, 2]}]},
            {"audiences": [{"key": "a", "goals": [{"text": "a", "target": "many"}]}]},
            {"baseline": "evidence", "baseline_roles": {"a": 1}},
        ],
    )
    def test_every_way_to_write_a_value_fits(self, change, check):
        """One text, a list, a table."""
        assert check.is_valid({"name": "B", **deepcopy(change)})
