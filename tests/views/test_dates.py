from __future__ import annotations

from typing import Any

import pytest

from kg.views.dates import period
from tests.views import samples


@pytest.mark.parametrize(
    ("properties", "days"),
    [
        ({"signed_on": "2024-09-03"}, ("2024-09-03", "2024-09-03")),
        ({"signed_on": "2024-02"}, ("2024-02-01", "2024-02-29")),
        ({"signed_on": "2024"}, ("2024-01-01", "2024-12-31")),
        ({"signed_on": "2024-09-03", "signed_from": "2024-08-30"}, ("2024-08-30", "2024-09-03")),
        ({"year": 2023}, ("2023-01-01", "2023-12-31")),
        ({"year": 2023, "month": 4}, ("2023-04-01", "2023-04-30")),
        ({"year": True}, None),
        ({"signed_on": "soon"}, None),
        ({}, None),
    ],
)
def test_dates_give_the_days_that_they_allow(
    properties: dict[str, Any], days: tuple[str, str] | None
) -> None:
    assert period(samples.ontology().nodes["Treaty"], properties) == days
