"""A small site from real stories, in Persian and Arabic, with every digest as the records make it.

The words and footage are African Storybook 0130 (Augustine Napagi; read and put into Persian by Saeed
Nazari) and 0004 (Fabian Wakholi; read by Mashael Muhanna, put into Arabic by Heba Tesheh), CC BY 3.0.
The machine drafts and the reviewer are made up for the tests, and named so.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import msgspec
import pytest
from av.container import InputContainer
from PIL import Image

from dragoman.model.capture import Blob, Capture, Hop, Item, Media, Preserved, Tool, VideoTrack
from dragoman.model.digest import canonical, digest, of_bytes
from dragoman.model.edition import Checked, Dispatch, Edition, Quotation, SourceRef, Still
from dragoman.model.pin import Pin, parse_pin
from dragoman.model.records import Record
from dragoman.model.review import (
    Approval,
    Approve,
    Decision,
    Decisions,
    EditTranslation,
    Origin,
    Reviewed,
    ReviewedSegment,
)
from dragoman.model.settings import DeskSettings, PublishSettings
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation
from dragoman.publish.build import Format, compose
from dragoman.publish.footage import Footage
from dragoman.publish.formats.atom import Atom
from dragoman.publish.formats.captions import Captions
from dragoman.publish.formats.citations import Citations
from dragoman.publish.formats.linked_data import LinkedData
from dragoman.publish.formats.media import Media as MediaFormat
from dragoman.publish.formats.pages import Pages
from dragoman.publish.formats.records import Records
from dragoman.publish.manifest import listed, manifest, seal
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site
from dragoman.publish.needs import Asset, ClipNeed, Need, StillNeed, plan

GRANDMA = (
    (0, 2690, "مادر بزرگ من", "مادر بزرگ من", "My grandma."),
    (2690, 6740, "مادر بزرگ به من سلام می‌کند.", "مادر بزرگ به من سلام کنه", "Grandma greets me."),
    (
        6740,
        12220,
        "ما دویدیم تا به گاو مادر بزرگ سربزنیم.",
        "ما دویدیم تا به کاوه مادر بزرگ سر بزنیم",
        "We ran to look at grandma's cow.",
    ),
    (12220, 15350, "من به او رسیدم.", "من به او رسیدم", "I caught up with her."),
    (15350, 18900, "من از دست او فرار کردم.", "", "I ran away from her."),
    (18900, 22240, "مادر بزرگ خیلی خسته شد.", "مادر بزرگ خیلی خسته شد", "Grandma got very tired."),
)
TAXI = (
    (0, 4460, "الماعز و الكلب و البقرة", "الماعز والكلب والبقرة", "Goat, Dog and Cow"),
    (4460, 15260, "الماعز و الكلب و البقرة كانوا أصدقاء جدا. في أحد الأيام ذهبوا رحلة بسيارة أجرة.",
     "الماعز والكلب والبقرة كانوا أصدقاء جدا في أحد الأيام ذهبوا رحلة بسيارة أجرة",
     "Goat, Dog and Cow were great friends. One day they went on a journey in a taxi."),
    (15260, 25700, "عندما وصلوا إلى نهاية الرحلة ،طلب منهم السائق أجرة رحلتهما. دفعت البقرة ماعليها.",
     "عندما وصل إلى نهاية الرحلة طلب منهم السائق أجرة رحلتهم دفعت البقرة ما عليها",
     "When they reached the end of their journey, the driver asked them to pay their fares. Cow paid her fare."),
    (25700, 32540, "دفع الكلب زيادة ،لأنه لم يكن يعرف المبلغ المطلوب.",
     "دفع الكلب زيادة لأنه لم يكن يعرف المبلغ المطلوب",
     "Dog paid a bit extra, because he did not have the correct money."),
    (32540, 40320, "بينما كان السائق يعطي الكلب باقي النقود ،هربت الماعز بعيدا.",
     "بينما كان السائق يعطي الكلب باقي النقود هربت الماء بعيدا",
     "The driver was about to give Dog his change when Goat ran away without paying anything."),
)  # fmt: skip
RACE = """---
number: 1
series: Dispatch
date: 2026-11-23
title: 'A grandchild: "We ran to look at grandma''s cow"'
topics: [Storytelling, داستان]
sources:
  grandma: grandma
---

A picture story read aloud in Persian (مادر بزرگ من) tells of a race between a child and a grandmother.[^1] It opens
with a greeting, ["مادر بزرگ به من سلام می‌کند"](grandma@1#t=2.690,6.740), and then the two set off:

> We ran to look at grandma's cow... I ran away from [the grandmother].
>
> [The grandchild](grandma@1#t=6.740,18.900)

![The race to the cow, as the story pictures it](grandma#t=9.000)

The story ends where such races end: ["Grandma got very tired"](grandma@1#t=18.900,22.240). A [second
note](https://example.org/notes?a=1&b=2) follows.[^2]

[^1]: [*My grandma*](https://www.africanstorybook.org/), African Storybook 0130, by Augustine Napagi, read in Persian by
    Saeed Nazari.
[^2]: The pictures are by Ingrid Schechter.
"""
FARES = """---
number: 2
series: Dispatch
date: 2026-11-24
title: Why Goat runs from the sound of a car
topics: [Storytelling, Transport]
sources:
  taxi: goat-dog-cow
  grandma: grandma
---

Three friends share a taxi; each pays in another way.

> Goat, Dog and Cow were great friends. One day they went on a journey in a taxi.
>
> — [The storyteller](taxi@1#t=4.460,15.260)

## Who paid, and who did not

Of the three, ["Cow paid her fare"](taxi@1#t=15.260,25.700). Dog was owed his change when Goat fled:

> The driver was about to give Dog his change when Goat ran away without paying anything.
>
> [The storyteller](taxi@1#t=32.540,40.320)

![The taxi arrives](taxi#t=15.300,18.300)

It is not the only story of running away: ["I ran away from her"](grandma@1#t=15.350,18.900), says another.
"""


def tool(name: str, **settings: str) -> Tool:
    return Tool(name, "1.0.0", settings)


@dataclass
class Shelf:
    """Make records and keep their canonical bytes."""

    records: dict[str, bytes] = field(default_factory=dict)

    def keep(self, record: Record) -> str:
        self.records[digest(record)] = canonical(record)
        return digest(record)


@dataclass(frozen=True)
class Story:
    """What one item is made of; a test may replace any field with something hostile."""

    name: str
    title: str
    language: str
    lines: tuple[tuple[int, int, str, str, str], ...]
    size: tuple[int, int] = (854, 480)
    speaker: str = "The grandchild"
    publisher: str = "African Storybook"
    credit: str = "African Storybook, CC BY 3.0"
    address: str = "https://example.org/story.mp4"
    header: tuple[str, str] = ("content-type", "video/mp4")
    reviewer: str = "Test reviewer"
    note: str = "as published with the story"
    draft: str = ""
    path: str = "story.mp4"


@dataclass(frozen=True)
class Plan:
    """What a site is made of."""

    stories: tuple[Story, ...] = (
        Story("grandma", "مادر بزرگ من", "fa", GRANDMA),
        Story("goat-dog-cow", "الماعز و الكلب و البقرة", "ar", TAXI, speaker="The storyteller"),
    )
    texts: tuple[str, ...] = (RACE, FARES)
    title: str = "The Test Desk"
    licence: str = "CC BY 4.0"
    footage: str = "clips"
    series: str = "Dispatch"
    headline: str | None = None
    topics: tuple[str, ...] | None = None
    attribution: str | None = None
    caption: str | None = None
    signer: str = ""
    words: str | None = None
    warning: str = "0001.md:3:1: IMG001 no caption"


def item_of(story: Story, shelf: Shelf) -> ItemMaterial:
    blob = Blob(story.path, of_bytes(story.name.encode()), 303826, "video/mp4")
    hop = Hop(story.address, "192.0.2.7:443", 200, "2026-11-22T08:15:00Z", (story.header,))
    capture = Capture(
        "20261122-" + story.name, story.address, "http", "2026-11-22T08:15:00Z", tool("dragoman"), (blob,), (hop,)
    )
    preserved = Preserved(
        shelf.keep(capture), f"captures/2026/11/{capture.id}", of_bytes(b"tag"), (blob,), "2026-11-22T08:15:04Z"
    )
    track = VideoTrack("h264", *story.size, "1/12800")
    media = Media(blob.digest, tool("pyav"), "mp4", story.lines[-1][1], 0, track, None)
    item = Item(
        story.name, shelf.keep(preserved), shelf.keep(media), story.title, story.language, story.publisher,
        None, "2014-05-01", story.credit,
    )  # fmt: skip
    heard = tuple(
        Segment(f"s{n}", Span(a, b), story.draft or draft, story.speaker)
        for n, (a, b, _, draft, _) in enumerate(story.lines, start=1)
        if draft
    )
    machine = tool("whisper", model="base")
    transcript = Transcript(shelf.keep(preserved), blob.digest, story.language, None, machine, heard)
    rendered = tuple(Line(segment.id, story.draft) for segment in heard)
    translation = Translation(shelf.keep(transcript), "en", tool("openai"), rendered) if story.draft else None
    decisions, reviewed = review(story, item, transcript, translation, shelf)
    return ItemMaterial(
        item=item,
        item_digest=shelf.keep(item),
        capture=capture,
        preserved=preserved,
        preserved_digest=shelf.keep(preserved),
        media=media,
        revisions={shelf.keep(reviewed): reviewed},
        transcript=transcript,
        translation=translation,
        decisions=((shelf.keep(decisions), decisions),),
    )


def review(
    story: Story, item: Item, transcript: Transcript, translation: Translation | None, shelf: Shelf
) -> tuple[Decisions, Reviewed]:
    at = "2026-11-22T10:00:00Z"
    rendered = shelf.keep(translation) if translation else None
    made = [
        Decision(f"s{n}", change, story.reviewer, at, story.note)
        for n, (*_, english) in enumerate(story.lines, start=1)
        for change in (EditTranslation(english), Approve())
    ]
    decisions = Decisions(item.name, shelf.keep(transcript), rendered, None, tuple(made))
    segments = []
    for n, (start, end, words, draft, english) in enumerate(story.lines, start=1):
        # The first line is nobody's: a page must tell it from the rest.
        origin: Origin = "machine" if n == 1 and draft else "human"
        approved = () if n == 1 else (Approval(story.reviewer, at, story.note),)
        segments.append(
            ReviewedSegment(f"s{n}", Span(start, end), story.speaker, words, origin, english, origin, approved)
        )
    reviewed = Reviewed(
        item.name, 1, item.preserved, shelf.keep(transcript), rendered, shelf.keep(decisions), story.language, "en",
        tuple(segments),
    )  # fmt: skip
    return decisions, reviewed


# form, words, attribution, pin, held to, which source
Said = tuple[Literal["inline", "block", "title"], str, str, str, Literal["translation", "original"]]
SAID: tuple[tuple[Said, ...], ...] = (
    (
        ("title", "We ran to look at grandma's cow", "", "grandma@1#t=6.740,18.900", "translation"),
        ("inline", "مادر بزرگ به من سلام می‌کند", "", "grandma@1#t=2.690,6.740", "original"),
        ("block", "We ran to look at grandma's cow... I ran away from [the grandmother].", "The grandchild",
         "grandma@1#t=6.740,18.900", "translation"),
        ("inline", "Grandma got very tired", "", "grandma@1#t=18.900,22.240", "translation"),
    ),
    (
        ("block", "Goat, Dog and Cow were great friends. One day they went on a journey in a taxi.", "The storyteller",
         "taxi@1#t=4.460,15.260", "translation"),
        ("inline", "Cow paid her fare", "", "taxi@1#t=15.260,25.700", "translation"),
        ("block", "The driver was about to give Dog his change when Goat ran away without paying anything.",
         "The storyteller", "taxi@1#t=32.540,40.320", "translation"),
        ("inline", "I ran away from her", "", "grandma@1#t=15.350,18.900", "translation"),
    ),
)  # fmt: skip
STILLS = (
    ("The race to the cow, as the story pictures it", "grandma#t=9.000"),
    ("The taxi arrives", "taxi#t=15.300,18.300"),
)


def pin_of(text: str) -> Pin:
    pin = parse_pin(text)
    assert pin is not None
    return pin


def dispatch_of(wanted: Plan, index: int, items: Mapping[str, ItemMaterial], shelf: Shelf) -> Dispatch:
    names = {"grandma": "grandma", "taxi": "goat-dog-cow"} if index else {"grandma": "grandma"}
    sources = tuple(
        SourceRef(name, item, items[item].item_digest, tuple(items[item].revisions)) for name, item in names.items()
    )
    quotations = []
    for form, words, attribution, pin, held in SAID[index]:
        item = items[names[pin_of(pin).name]]
        [(reviewed_digest, reviewed)] = item.revisions.items()
        segments = tuple(s.id for s in reviewed.segments if s.span.overlaps(pin_of(pin).span))
        named = wanted.attribution if wanted.attribution is not None and attribution else attribution
        quotations.append(
            Quotation(wanted.words or words, pin_of(pin), held, reviewed_digest, segments, form, named, 1, 1)
        )
    caption, pin = STILLS[index]
    title = ('A grandchild: "We ran to look at grandma\'s cow"', "Why Goat runs from the sound of a car")[index]
    topics = (("Storytelling", "داستان"), ("Storytelling", "Transport"))[index]
    return Dispatch(
        path=f"dispatches/000{index + 1}.md",
        text=wanted.texts[index],
        series=wanted.series,
        number=index + 1,
        date=f"2026-11-{23 + index}",
        title=title if wanted.headline is None else wanted.headline,
        topics=topics if wanted.topics is None else wanted.topics,
        language="en",
        sources=sources,
        quotations=tuple(quotations),
        stills=(Still(wanted.caption if wanted.caption is not None else caption, pin_of(pin), 1, 1),),
    )


def site_of(wanted: Plan) -> Site:
    """Make the site of a plan: dispatch 1 in two editions, dispatch 2 in one."""
    shelf = Shelf()
    items = {story.name: item_of(story, shelf) for story in wanted.stories}
    editions: list[EditionMaterial] = []
    for index in range(len(wanted.texts)):
        dispatch = dispatch_of(wanted, index, items, shelf)
        cited = {source.item_name: items[source.item_name] for source in dispatch.sources}
        before: str | None = None
        for number in (1, 2) if index == 0 else (1,):
            text = dispatch.text + ("\nOne word was mended.\n" if number == 2 else "")
            record = msgspec.structs.replace(dispatch, text=text)
            checked = Checked(shelf.keep(record), tool("dragoman"), ("QUO001", "PIN001"), (wanted.warning,))
            at = f"2026-11-{23 + index + number - 1}T12:00:00Z"
            edition = Edition(wanted.series, index + 1, number, shelf.keep(checked), before, at)
            before = shelf.keep(edition)
            editions.append(
                EditionMaterial(
                    edition, before, checked, record, shelf.keep(record), cited, latest=number == 2 or index == 1
                )
            )
    desk = DeskSettings(wanted.title, "en", "", wanted.signer)
    settings = PublishSettings(wanted.title, "https://desk.example/d/", wanted.footage, 4, 360, wanted.licence)
    return Site(desk, settings, tuple(editions), shelf.records)


def plain_assets(site: Site) -> dict[Need, Asset]:
    """Return assets that are not footage at all: enough wherever nobody plays them."""
    made: dict[Need, Asset] = {}
    for need in plan(site):
        data = repr(need).encode()
        match need:
            case StillNeed():
                made[need] = Asset(data, "image/jpeg", 854, 480, need.at, need.at)
            case ClipNeed():
                made[need] = Asset(data, "video/mp4", 640, 360, need.span.start, need.span.end)
            case _:
                made[need] = Asset(data, "video/mp4", 640, 360, 0, 22240 if need.item_name == "grandma" else 40320)
    return made


VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<x style=animation-name:x onanimationstart=alert(1)>",
)
WRAPPERS = (
    "{}",
    '"> {}',
    "'> {}",
    "--> {}",
    "]]> {}",
    "</title></style></textarea></script>{}",
    '" onmouseover=alert(1) autofocus onfocus=alert(1) x="{}',
    "` {}",
    "{{{{ 7*7 }}}}{{% raw %}}{}",
    "\u202e{}\u2028",
)
ODD = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/p.png)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
    "x@1#t=1.0,2.0",
    "</bdi><bdi dir=ltr onclick=alert(1)>",
)


@pytest.fixture(scope="session")
def payloads() -> tuple[str, ...]:
    """Return attempts to get script or markup onto a page: 134 of them."""
    return tuple(wrapper.format(vector) for wrapper in WRAPPERS for vector in VECTORS) + ODD


def hostile(payload: str) -> Site:
    """Return a site in which every field that is free text is a payload."""
    flat = " ".join(payload.split())
    lines = tuple((start, end, payload, payload, payload) for start, end, *_ in GRANDMA)
    stories = tuple(
        Story(
            story.name,
            payload,
            story.language,
            lines if story.name == "grandma" else story.lines,
            speaker=payload,
            publisher=payload,
            credit=payload,
            address=payload,
            header=(payload, payload),
            reviewer=payload,
            note=payload,
            draft=payload,
            path=payload,
        )
        for story in Plan().stories
    )
    body = (
        f"\n\n{payload}\n\n# {flat}\n\n- {payload}\n\n[{flat}](https://x.example/) [x]({flat}) ![{flat}]({flat})\n\n"
        f"Note.[^n] `{flat}`\n\n| {flat} |\n|--|\n| {flat} |\n\n```{flat}\n{payload}\n```\n\n[^n]: {payload}\n"
    )
    race = (
        RACE.replace('"Grandma got very tired"', flat)
        .replace("The race to the cow", flat)
        .replace("The grandchild", flat)
    )
    said = Plan(
        stories=stories,
        texts=(race + body, FARES + body),
        title=payload,
        licence=payload,
        series=payload,
        headline=payload,
        topics=(payload, flat + "2"),
        attribution=payload,
        caption=payload,
        signer=payload,
        words=payload,
        warning=payload,
        footage="whole",
    )
    return site_of(said)


@pytest.fixture(scope="session")
def hostile_site() -> Callable[[str], Site]:
    return hostile


@pytest.fixture(scope="session")
def stand_ins() -> Callable[[Site], dict[Need, Asset]]:
    """Return a function that gives a site assets which nobody plays."""
    return plain_assets


@pytest.fixture(scope="session")
def site() -> Site:
    return site_of(Plan())


@pytest.fixture(scope="session")
def assets(site: Site) -> dict[Need, Asset]:
    return plain_assets(site)


@pytest.fixture(scope="session")
def formats() -> tuple[Format, ...]:
    """Return our own formats in the order of their entry points."""
    return (Atom(), Captions(), Citations(), LinkedData(), MediaFormat(), Pages(), Records())


def cut(path: Path, need: Need, height: int) -> Asset:
    """Cut a need from real footage: pictures only, which is all that a page's look depends on."""
    with av.open(str(path)) as source:
        if isinstance(need, StillNeed):
            return still(source, need.at)
        span = need.span if isinstance(need, ClipNeed) else Span(0, round((source.duration or 0) / 1000))
        return clip(source, span, height)


def still(source: InputContainer, at: int) -> Asset:
    frame = next(f for f in source.decode(video=0) if f.time is not None and f.time * 1000 >= at - 40)
    data = io.BytesIO()
    Image.fromarray(frame.to_ndarray(format="rgb24")).save(data, "JPEG", quality=80)
    exact = round((frame.time or 0) * 1000)
    return Asset(data.getvalue(), "image/jpeg", frame.width, frame.height, exact, exact)


def clip(source: InputContainer, span: Span, height: int) -> Asset:
    stream = source.streams.video[0]
    width = round(stream.width * height / stream.height / 2) * 2
    data = io.BytesIO()
    with av.open(data, "w", format="mp4") as target:
        encoder = target.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
        encoder.time_base = Fraction(1, 1000)
        for frame in source.decode(stream):
            at = round((frame.time or 0) * 1000)
            # One frame in five is enough to seek by.
            if span.start <= at < span.end and at % 200 < 40:
                shown = frame.reformat(width, height, "yuv420p")
                shown.pts, shown.time_base = at - span.start, Fraction(1, 1000)
                target.mux(encoder.encode(shown))
        target.mux(encoder.encode())
    return Asset(data.getvalue(), "video/mp4", width, height, span.start, span.end)


@pytest.fixture(scope="session")
def real_assets(site: Site, footage: Path) -> dict[Need, Asset]:
    """Return the site's needs cut from the example footage; the Arabic story borrows its pictures."""
    cuts = {need: cut(footage, borrowed(need), 180) for need in plan(site)}
    return {
        need: replace(asset, start=need.span.start, end=need.span.end) if isinstance(need, ClipNeed) else asset
        for need, asset in cuts.items()
    }


def borrowed(need: Need) -> Need:
    """Move a need of the longer story into the 22 seconds of footage there are; its page cannot tell."""
    match need:
        case StillNeed(at=at):
            return msgspec.structs.replace(need, at=at % 20000)
        case ClipNeed(span=span) if span.start >= 20000:
            return msgspec.structs.replace(need, span=Span(span.start - 20000, span.end - 20000))
    return need


@pytest.fixture(scope="session")
def rendered(site: Site, assets: dict[Need, Asset], formats: tuple[Format, ...]) -> dict[str, bytes]:
    """Return every file of the site but its seal, by path, with stand-ins for footage."""
    return {output.path: output.data for output in compose(site, assets, formats)}


def write(folder: Path, site: Site, assets: Mapping[Need, Asset], formats: tuple[Format, ...]) -> Iterator[Path]:
    outputs = list(compose(site, assets, formats))
    sealed = seal(manifest(site, Footage(assets), map(listed, outputs)), None)
    for output in (*outputs, *sealed):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
        yield path


@pytest.fixture(scope="session")
def published(
    tmp_path_factory: pytest.TempPathFactory, site: Site, real_assets: dict[Need, Asset], formats: tuple[Format, ...]
) -> Path:
    """Return the folder of the site, written with real footage."""
    folder = tmp_path_factory.mktemp("site")
    assert list(write(folder, site, real_assets, formats))
    return folder
