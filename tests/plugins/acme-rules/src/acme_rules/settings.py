"""Settings that plans of ACME start from."""

from __future__ import annotations

import aufwand as aw

#: For plans that go to the board: what ACME asks is no mere advice.
STRICT = aw.RuleSettings(
    levels={"ACME": "error"},
    options={"ACME001": {"most": 4}},
)
