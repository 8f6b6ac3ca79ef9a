"""Settings that hold for all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("kg", deadline=None, print_blob=True)
settings.load_profile("kg")
