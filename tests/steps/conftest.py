"""A desk in a temporary folder, for every test of the steps."""

from tests.steps.desks import cli, desk, own_cache, reviewed_desk

__all__ = ["cli", "desk", "own_cache", "reviewed_desk"]
