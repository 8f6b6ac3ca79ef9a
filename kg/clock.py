"""What day it is. Whatever compares with today asks here, so that tests can say which day that is."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day it is here: by the clock and the time zone of the machine."""
    return datetime.now().astimezone().date()
