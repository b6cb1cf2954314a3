"""The desks that the promises are held on."""

from tests.steps.desks import cli, desk, own_cache

__all__ = ["cli", "desk", "own_cache"]
