"""Fixtures and the Hypothesis profiles of the whole suite."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same change has the same verdict wherever it is tried; `make fuzz` looks elsewhere each time.
settings.register_profile(
    "test",
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "quick", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

ROOT = Path(__file__).parent.parent


@pytest.fixture
def shared_samples() -> Path:
    """The folder of real documents that stands beside the checkout, also in CI."""
    folder = ROOT.parent / "shared" / "samples"
    assert folder.is_dir(), f"real samples are expected at {folder}"
    return folder
