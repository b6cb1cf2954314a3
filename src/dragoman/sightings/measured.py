"""What a search was measured to find, as reports say it.

The figures are those of `python bench/sightings/run.py --pictures DIR --sounds DIR`, as they stand in bench/RESULTS.md:
of a hundred excerpts of one length, each edited in twenty ways, how many are found by their pictures alone, and
how many by pictures and sound, in an archive of 20 hours.
"""

from dragoman.sightings.effort import THOROUGH, Effort

FOUND = {2: (52, 98), 3: (64, 100), 5: (82, 100), 10: (95, 100)}
"""By seconds: of 100 excerpts found by pictures alone, and by pictures and sound."""


def finds(effort: Effort) -> str:
    """Return the end of the sentence "by this method, which ..."."""
    if effort is not THOROUGH:
        return "looks less closely, for its size, than the one that was measured"
    shown, both = (", ".join(f"{each[at]}" for each in FOUND.values()) for at in (0, 1))
    lengths = ", ".join(f"{seconds}" for seconds in FOUND)
    return (
        f"finds {shown} of 100 edited excerpts of {lengths} s by picture alone and {both} by picture and sound, "
        "as measured in an archive of 20 hours"
    )
