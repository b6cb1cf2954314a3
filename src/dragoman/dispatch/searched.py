"""What was searched and how well, in the words that reports and pages share; nothing is ever called new."""

from dragoman.model.capture import Tool
from dragoman.model.sighting import Archive, Sightings

FINDS = "finds"
"""The setting of a search's Tool that says what the method finds, as measured: the end of a sentence."""


def hours(length: int) -> str:
    """Return milliseconds of footage as people count an archive: `14 minutes`, `3.2 hours`, `1,204 hours`."""
    minutes = round(length / 60_000)
    if minutes < 1:
        seconds = round(length / 1000)
        return f"{seconds} second{'s' * (seconds != 1)}"
    if minutes < 60:
        return f"{minutes} minute{'s' * (minutes != 1)}"
    whole = length / 3_600_000
    return f"{whole:,.1f} hours" if whole < 100 else f"{whole:,.0f} hours"


def archive_words(archive: Archive) -> str:
    """Return what was searched: `this archive of 12 items, 3.2 hours`, and what of it was not."""
    items = f"{archive.items:,} item{'s' * (archive.items != 1)}"
    said = f"this archive of {items}, {hours(archive.length)}"
    if archive.waiting:
        said += f" ({archive.waiting:,} more could not be searched)"
    return said


def method_words(by: Tool) -> str:
    """Return what searched: `sightings 1`, and by which descriptor, named by the first of its digest."""
    described = f" with descriptor {by.weights.removeprefix('sha256:')[:12]}" if by.weights else ""
    return f"{by.name} {by.version}{described}"


def sentence(report: Sightings) -> str:
    """Return what a report says of the stretches that it does not cover."""
    finds = report.by.settings.get(FINDS, "")
    said = f"not seen before in {archive_words(report.archive)}, as of {report.at[:10]}, by {method_words(report.by)}"
    return f"{said}, which {finds}" if finds else said
