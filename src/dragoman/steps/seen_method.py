"""The method by which a desk searches for what was seen before: how hard, for a size, and with which descriptor."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.model.capture import Tool
from dragoman.steps.descriptors import weights_of
from dragoman.steps.desk import Desk

if TYPE_CHECKING:
    from dragoman.sightings.effort import Effort


def method_of(desk: Desk, length: int) -> Tool:
    """Return how a desk searches an archive of `length` ms today, with the digest of its descriptor.

    Raise WeightsMissing where its descriptor is not where its settings say.
    """
    from dragoman.sightings.search import method

    tool = method(effort_of(length))
    said = {
        "cuts of the picture": "searched" if desk.settings.sightings.crops else "not searched",
        "descriptor": described_by(desk, length),
    }
    return replace(tool, settings={**tool.settings, **said}, weights=weights_of(desk))


def described_by(desk: Desk, length: int) -> str:
    """Say what a descriptor has to do with a search: its rows are asked about where cuts are."""
    if not desk.settings.sightings.descriptor:
        return "none"
    return "used" if desk.settings.sightings.crops and effort_of(length).every_cut else "not used"


def effort_of(length: int) -> "Effort":
    """Return how hard an archive of `length` ms is searched."""
    from dragoman.sightings.effort import effort_for

    return effort_for(length)
