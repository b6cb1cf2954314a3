"""The footage a site asks for, and where it is placed."""

import dataclasses
from collections.abc import Callable

import msgspec
import pytest

from dragoman.model.errors import BadInput
from dragoman.model.time import Span
from dragoman.publish.build import Format, compose
from dragoman.publish.footage import Footage
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site
from dragoman.publish.needs import Asset, ClipNeed, Need, StillNeed, WholeNeed, plan


def test_each_quotation_comes_with_context_clamped_to_the_footage(site: Site) -> None:
    clips = [need.span for need in plan(site) if isinstance(need, ClipNeed) and need.item_name == "grandma"]
    # 4 s either side of 6.740-18.900, 2.690-6.740, 18.900-22.240 and 15.350-18.900, in 22.240 s of footage.
    assert clips == [Span(2740, 22240), Span(0, 10740), Span(14900, 22240), Span(11350, 22240)]


def test_each_need_is_asked_for_once(site: Site) -> None:
    needs = plan(site)
    assert len(needs) == len(set(needs))
    assert [need.at for need in needs if isinstance(need, StillNeed) and need.item_name == "grandma"] == [
        6740,
        2690,
        18900,
        9000,
        15350,
    ]
    assert ClipNeed("goat-dog-cow", needs[-1].blob_digest, Span(15300, 18300), 360) in needs, (
        "a moving still: no context"
    )
    assert not [need for need in needs if isinstance(need, WholeNeed)]


def test_whole_footage_only_where_the_desk_says_so(site: Site) -> None:
    whole = dataclasses.replace(site, settings=msgspec.structs.replace(site.settings, footage="whole"))
    assert [n.item_name for n in plan(whole) if isinstance(n, WholeNeed)] == ["grandma", "goat-dog-cow"]


def without(site: Site, change: Callable[[ItemMaterial], ItemMaterial]) -> Site:
    def edition(material: EditionMaterial) -> EditionMaterial:
        return dataclasses.replace(material, items={name: change(item) for name, item in material.items.items()})

    return dataclasses.replace(site, editions=tuple(map(edition, site.editions)))


def test_sound_alone_needs_no_picture(site: Site) -> None:
    def mute(item: ItemMaterial) -> ItemMaterial:
        assert item.media is not None
        return dataclasses.replace(item, media=msgspec.structs.replace(item.media, video=None))

    needs = plan(without(site, mute))
    assert needs
    assert all(isinstance(need, ClipNeed) and need.height == 0 for need in needs)


def test_a_site_of_sound_plays_sound(site: Site, formats: tuple[Format, ...]) -> None:
    def mute(item: ItemMaterial) -> ItemMaterial:
        assert item.media is not None
        return dataclasses.replace(item, media=msgspec.structs.replace(item.media, video=None))

    sound = without(site, mute)
    spans = {need: need.span for need in plan(sound) if isinstance(need, ClipNeed)}
    assets: dict[Need, Asset] = {n: Asset(b"sound", "audio/mp4", 0, 0, s.start, s.end) for n, s in spans.items()}
    page = {o.path: o.data for o in compose(sound, assets, formats)}["d/dispatch-1/index.html"].decode()
    assert "<audio" in page
    assert "<video" not in page


def test_without_footage_a_page_still_stands(site: Site, formats: tuple[Format, ...]) -> None:
    bare = without(site, lambda item: dataclasses.replace(item, media=None))
    assert plan(bare) == ()
    pages = {o.path: o.data.decode() for o in compose(bare, {}, formats) if o.path.endswith(".html")}
    page = pages["d/dispatch-1/index.html"]
    assert "<video" not in page
    assert "Grandma got very tired" in page


def test_a_need_nobody_cut_is_an_error(site: Site, assets: dict[Need, Asset], formats: tuple[Format, ...]) -> None:
    lacking = dict(list(assets.items())[1:])
    with pytest.raises(BadInput, match="no footage was cut for grandma/2740-22240"):
        list(compose(site, lacking, formats))


def test_a_type_no_browser_plays_is_an_error(assets: dict[Need, Asset]) -> None:
    need, asset = next(iter(assets.items()))
    with pytest.raises(BadInput, match="video/x-ms-wmv"):
        Footage({need: dataclasses.replace(asset, media_type="video/x-ms-wmv")})


@pytest.mark.parametrize(
    ("asked", "fragment"),
    [
        (Span(6740, 18900), "t=4.000,16.160"),
        (Span(0, 3000), "t=0.000,0.260"),
        (Span(20000, 90000), "t=17.260,19.500"),
        (Span(90000, 91000), "t=19.499,19.500"),
    ],
)
def test_fragments_are_times_of_the_file(asked: Span, fragment: str) -> None:
    need = ClipNeed("grandma", "sha256:" + "0" * 64, Span(2740, 22240), 360)
    # What was cut may start a little off what was asked: the file's own times count.
    footage = Footage({need: Asset(b"x", "video/mp4", 640, 360, 2740, 22240)})
    assert footage[need].fragment(asked) == fragment
    assert footage[need].path.startswith("media/grandma/2740-22240-")
