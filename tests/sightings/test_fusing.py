from dragoman.model.time import Span
from dragoman.sightings.extent import Extent
from dragoman.sightings.fusing import Shared, fused, settled
from dragoman.sightings.heard import Heard
from dragoman.sightings.pictured import Pictured
from dragoman.sightings.tracks import Line

LENGTH = 60_000


def shown(
    start: float, end: float, offset: float, *, number: int = 1, bits: float = 20, flipped: bool = False
) -> Pictured:
    strength = (113 - bits) * (end - start) / 250
    extent = Extent(0, round((end - start) / 250), bits, 6, 40, strength)
    return Pictured(number, mirrored=flipped, line=Line(1.0, offset), start=start, end=end, extent=extent)


def heard(start: float, end: float, offset: float, *, number: int = 1, evidence: float = 90) -> Heard:
    return Heard(number, Line(1.0, offset), start, end, 80, evidence)


def media(number: int) -> str:
    return "sha256:" + f"{number:064x}"


def of(number: int) -> tuple[str, float]:
    return media(number), 1_000_000.0


def seen(one: Pictured) -> Shared:
    return Shared(one.number, one, None)


def sounded(one: Heard) -> Shared:
    return Shared(one.number, None, one)


def test_picture_and_sound_on_one_line_are_one_sighting_of_both() -> None:
    known = fused([seen(shown(10_000, 15_000, 100_200))], sounded(heard(9_900, 15_100, 100_000)))
    (found,) = settled(known, LENGTH, of)
    assert found.channel == "both"
    assert found.here == Span(9_900, 15_100)
    assert found.there.span == Span(109_900, 115_100)
    assert (found.moments, found.landmarks, found.bits) == (6, 80, 20)
    assert found.certain


def test_sound_of_another_place_is_another_sighting() -> None:
    known = fused([seen(shown(10_000, 15_000, 100_000))], sounded(heard(10_000, 15_000, 300_000, number=2)))
    assert [(each.channel, each.there.media) for each in settled(known, LENGTH, of)] == [
        ("picture", media(1)),
        ("sound", media(2)),
    ]


def test_of_two_places_in_one_item_for_the_same_stretch_the_stronger_stays() -> None:
    near, far = shown(10_000, 15_000, 100_000, bits=10), shown(10_100, 15_200, 500_000, bits=50)
    for order in ([near, far], [far, near]):
        (found,) = settled([seen(each) for each in order], LENGTH, of)
        assert found.there.span.start == 110_000


def test_every_item_that_holds_a_stretch_is_named() -> None:
    known = [seen(shown(10_000, 15_000, 100_000, number=number)) for number in (3, 1, 2)]
    assert [each.there.media for each in settled(known, LENGTH, of)] == [media(1), media(2), media(3)]


def test_parts_of_one_line_are_joined_and_those_of_two_are_not() -> None:
    one, other = shown(0, 5_000, 20_000), shown(7_000, 12_000, 20_100)
    (found,) = settled([seen(one), seen(other)], LENGTH, of)
    assert found.here == Span(0, 12_000)
    assert found.moments == 12
    apart = [seen(one), seen(shown(7_000, 12_000, 90_000)), seen(shown(20_000, 22_000, 20_000))]
    assert len(settled(apart, LENGTH, of)) == 3
    assert len(settled([seen(one), seen(shown(7_000, 12_000, 20_100, flipped=True))], LENGTH, of)) == 2


def test_ends_do_not_reach_past_the_footage() -> None:
    (found,) = settled([seen(shown(-100, 60_200, 50))], LENGTH, of)
    assert found.here == Span(0, LENGTH)


def test_ends_do_not_reach_past_the_other_footage() -> None:
    (found,) = settled([seen(shown(0, 5_000, 1_000))], LENGTH, lambda number: (media(number), 5_500.0))
    assert found.there.span == Span(1_000, 5_500)


def test_sound_that_says_nothing_does_not_count_as_agreeing() -> None:
    (found,) = settled([Shared(1, shown(0, 5_000, 1_000), heard(0, 3_000, 1_000, evidence=1))], LENGTH, of)
    assert (found.channel, found.landmarks) == ("picture", 0)


def test_a_held_picture_gives_way_to_sound_of_another_moment() -> None:
    still = Pictured(1, False, Line(1.0, 2_000), 0, 5_000, Extent(0, 20, 4, 1, 8, 2_000))
    (found,) = settled([seen(still), sounded(heard(0, 5_000, 30_000))], LENGTH, of)
    assert (found.channel, found.there.span.start) == ("sound", 30_000)


def test_what_proves_nothing_is_no_sighting() -> None:
    assert settled([sounded(heard(0, 5_000, 0, evidence=5))], LENGTH, of) == ()
