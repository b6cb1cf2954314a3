"""Tables of what was found again, what was not, and what was seen that is not there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.sightings.asking import Answer, Found
from bench.sightings.clips import Clip
from bench.sightings.edits import BEYOND, PROTOCOL
from bench.sightings.metrics import boundary_errors, micro_ap, most_a_unit, segment_scores
from bench.sightings.sound_edits import SOUND_EDITS
from bench.sightings.truth import Match

REPORT = {31: 0.48, 44: 0.62, 60: 0.70, 72: 0.80}
"""What the prototype of the research found of 5 s excerpts by picture, by the distance in bits."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what came of one clip asked about by one channel: `picture`, `sound` or `fused`."""

    clip: Clip
    channel: str
    answer: Answer

    @property
    def found(self) -> Found | None:
        """Return the sighting that finds the clip in its source, None where there is none."""
        return self.answer.finds(self.clip.truth)

    @property
    def certain(self) -> bool:
        """Tell whether it was found, and for certain."""
        return self.answer.finds(self.clip.truth, certain=True) is not None


Pick = Callable[[Asked], bool]


def recall(some: Iterable[Asked], *, certain: bool = False) -> str:
    """Return the share of clips found, with two digits; nothing where there are none."""
    hits = [one.certain if certain else one.found is not None for one in some]
    return f"{sum(hits) / len(hits):.2f}" if hits else ""


def pictures(asked: Sequence[Asked]) -> list[str]:
    """Return recall by edit of the picture and length, by picture alone and with the sound that came with it."""
    rows: list[tuple[str, Pick]] = [(edit.name, _edited(edit.name)) for edit in PROTOCOL]
    names = {edit.name for edit in PROTOCOL}
    rows.append(("**all twenty**", lambda one: one.clip.edit in names))
    rows.append(("of these, footage that moves", lambda one: one.clip.edit in names and one.clip.excerpt.source.lively))
    rows.append(
        ("of these, stories of stills", lambda one: one.clip.edit in names and not one.clip.excerpt.source.lively)
    )
    rows += [(f"beyond: {edit.name}", _edited(edit.name)) for edit in BEYOND]
    some = [one for one in asked if one.clip.kind == "picture"]
    return _by_length("edit of the picture", rows, some, ("picture", "fused"))


def sounds(asked: Sequence[Asked]) -> list[str]:
    """Return recall by edit of the sound and length, by sound alone, of excerpts that are not silent."""
    some = [one for one in asked if one.clip.kind == "sound" and one.clip.loud]
    rows: list[tuple[str, Pick]] = [(edit.name, _heard(edit.name)) for edit in SOUND_EDITS if edit.kept]
    return _by_length("edit of the sound", [*rows, ("**all**", lambda one: True)], some, ("sound",))


def both(asked: Sequence[Asked]) -> list[str]:
    """Return recall where picture and sound were both edited."""
    some = [one for one in asked if one.clip.kind == "both"]
    edited = list(dict.fromkeys((one.clip.edit, one.clip.sound) for one in some))
    rows: list[tuple[str, Pick]] = [(f"{edit}; {sound}", _both(edit, sound)) for edit, sound in edited]
    return _by_length("edit of the picture; of the sound", rows, some, ("fused",))


def _edited(name: str) -> Pick:
    return lambda one: one.clip.edit == name


def _heard(name: str) -> Pick:
    return lambda one: one.clip.sound == name


def _both(edit: str, sound: str) -> Pick:
    return lambda one: (one.clip.edit, one.clip.sound) == (edit, sound)


def _by_length(
    title: str, rows: Sequence[tuple[str, Pick]], some: Sequence[Asked], channels: Sequence[str]
) -> list[str]:
    lengths = sorted({one.clip.excerpt.length for one in some})
    columns = [(channel, length) for channel in channels for length in lengths]
    heads = " | ".join(f"{channel}, {length // 1000} s" for channel, length in columns)
    lines = [f"| {title} | {heads} |", "|---" * (1 + len(columns)) + "|"]
    for name, pick in rows:
        cells = []
        for channel, length in columns:
            its = [one for one in some if one.channel == channel and one.clip.excerpt.length == length and pick(one)]
            cells.append(recall(its))
        if any(cells):
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def sureness(asked: Sequence[Asked]) -> list[str]:
    """Return, by channel, how much was found at all and how much for certain, and how exactly it was placed."""
    lines = [
        "| channel | clips | found | for certain | wrong sightings | mean boundary error, s | p50 | p90 |",
        "|---" * 8 + "|",
    ]
    for channel in ("picture", "sound", "fused"):
        some = [one for one in asked if one.channel == channel and (channel != "sound" or one.clip.loud)]
        met = [(found.match, one.clip.truth) for one in some if (found := one.found) and not found.match.still]
        errors = boundary_errors(met)
        wrong = sum(len(one.answer.wrong) for one in some)
        lines.append(
            f"| {channel} | {len(some)} | {recall(some)} | {recall(some, certain=True)} | {wrong} | "
            f"**{errors.mean:.2f}** | {errors.p50:.2f} | {errors.p90:.2f} |"
        )
    return lines


@dataclass(frozen=True, slots=True)
class Searched:
    """Hold what a set of questions was held against: hours of the archive, and its items."""

    hours: float
    items: Sequence[str]


def alarms(answers: Sequence[Answer], archive: Searched) -> list[str]:
    """Return the false sightings in footage that the archive does not hold."""
    asked = sum(one.length for one in answers) / 3_600_000
    lines = ["| sightings | query hours | archive hours | false | a query-hour |", "|---" * 5 + "|"]
    for name, certain in (("all", False), ("certain", True)):
        count = sum(found.sighting.certain or not certain for one in answers for found in one.found)
        most = most_a_unit(count, asked)
        rate = f"**{most:.3f}**" if count else f"none; below **{most:.3f}** (95 %, rule of three)"
        lines.append(f"| {name} | {asked:.1f} | {archive.hours:.1f} | {count} | {rate} |")
    took = sum(one.took for one in answers)
    return [*lines, "", f"Asking took {took / asked:.0f} s of processor for an hour of them."] if asked else lines


def programmes(mixed: Sequence[Answer], clean: Sequence[Answer], archive: Searched) -> list[str]:
    """Return the field's own measures over mixed programmes, and over those with nothing in them as well."""
    found = [each.match for one in (*mixed, *clean) for each in one.found]
    true = [each for one in mixed for each in one.true]
    scores = segment_scores(found, true, [(one.question, item) for one in (*mixed, *clean) for item in archive.items])
    met = [(each.match, each.met) for one in mixed for each in one.found if each.met and not each.match.still]
    errors = boundary_errors(met)
    hits = sum(one.finds(each) is not None for one in mixed for each in one.true)
    return [
        "| excerpts | found | VCSL segment recall | precision | F | video FRR | FAR | VSC micro-AP | boundary, s |",
        "|---" * 9 + "|",
        f"| {len(true)} in {len(mixed)} programmes | {hits / max(1, len(true)):.2f} | {100 * scores.recall:.1f} | "
        f"{100 * scores.precision:.1f} | **{100 * scores.f:.1f}** | {scores.frr:.3f} | {scores.far:.5f} | "
        f"**{micro_ap(found, true):.4f}** | {errors.mean:.2f} |",
    ]


def by_clip(asked: Sequence[Asked], items: Sequence[str]) -> list[str]:
    """Return the field's own measures over the clips of the protocol, each a query of its own."""
    lines = ["| clips | VCSL segment recall | precision | F | VSC micro-AP |", "|---" * 5 + "|"]
    names = {edit.name for edit in PROTOCOL}
    for channel in ("picture", "fused"):
        some = [
            one for one in asked if one.channel == channel and one.clip.edit in names and one.clip.kind == "picture"
        ]
        for length in sorted({one.clip.excerpt.length for one in some}):
            its = [one for one in some if one.clip.excerpt.length == length]
            found: list[Match] = [each.match for one in its for each in one.answer.found]
            true = [one.clip.truth for one in its]
            scores = segment_scores(found, true, [(one.clip.name, item) for one in its for item in items])
            lines.append(
                f"| {channel}, {length // 1000} s | {100 * scores.recall:.1f} | {100 * scores.precision:.1f} | "
                f"**{100 * scores.f:.1f}** | **{micro_ap(found, true):.4f}** |"
            )
    return lines


def failures(asked: Sequence[Asked], clean: Sequence[Answer], count: int) -> list[str]:
    """Return up to `count` clips that were missed, sightings that are wrong, and false ones, for a reader."""
    missed = [one for one in asked if one.found is None and (one.channel != "sound" or one.clip.loud)]
    wrong = [(one.channel, found) for one in asked for found in one.answer.wrong]
    false = [("clean", found) for one in clean for found in one.found]
    lines = [f"missed: {len(missed)}"]
    lines += [f"  {one.channel:8} {one.clip.name}" for one in missed[:count]]
    for title, some in (("wrong in clips", wrong), ("false in what is unseen", false)):
        lines.append(f"{title}: {len(some)}")
        for channel, each in some[:count]:
            one = each.sighting
            lines.append(
                f"  {channel:8} {each.match.query} {each.match.here} = {each.match.item} {each.match.there} "
                f"moments {one.moments} landmarks {one.landmarks} bits {one.bits} speed {one.speed} "
                f"{'certain' if one.certain else 'probable'}{' still' if one.still else ''}"
            )
    return lines
