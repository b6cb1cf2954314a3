"""Lengths of time as people speak: what each may mean, in days."""

import pytest

from dragoman.check.dates.tolerance import Length, Manner, Unit


@pytest.mark.parametrize(
    ("count", "unit", "manner", "fits", "does_not"),
    [
        (1, "day", "plain", (1, 2), (0, 3)),
        (3, "day", "plain", (2, 4), (1, 5)),
        (40, "day", "plain", (34, 46), (33, 47)),
        (1, "week", "plain", (4, 10), (3, 11)),
        (3, "week", "plain", (17, 25), (16, 26)),
        (1, "month", "plain", (21, 45), (20, 46)),
        (6, "month", "plain", (147, 219), (140, 225)),
        (1, "year", "plain", (274, 457), (273, 458)),
        (10, "year", "plain", (3288, 4017), (3200, 4100)),
        (1, "decade", "plain", (2923, 4382), (2800, 4500)),
        (2, "week", "exactly", (14,), (13, 15)),
        (1, "month", "exactly", (28, 31), (27, 33)),
        (1, "year", "exactly", (365, 366), (363, 367)),
        (1, "month", "about", (12, 59), (11, 61)),
        (1, "month", "over", (21, 4000), (20,)),
        (1, "week", "under", (0, 10), (11,)),
    ],
)
def test_a_length_fits_what_people_mean(
    count: int, unit: Unit, manner: Manner, fits: tuple[int, ...], does_not: tuple[int, ...]
) -> None:
    least, most = Length(count, unit, manner).bounds()
    assert all(least <= days <= most for days in fits)
    assert not any(least <= days <= most for days in does_not)
