"""Dispatches with pins, and the desk's library that they are led to."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.quotations import signs
from bench.quotations.case import Case, Fault, unmarked
from bench.quotations.desk import Speech, recorded, shelf
from bench.quotations.faults import WORD_FAULTS
from bench.quotations.layout import Block, Look, markdown
from bench.quotations.marks import Style, drawn_style, is_balanced
from bench.quotations.material import Passage
from bench.quotations.prose import PROSE, day_written, filled, said
from bench.quotations.speech import Drawn, Side, Wish, draw, in_marks, whole, with_note

from dragoman.dispatch.library import Library, Shelf
from dragoman.model.time import seconds

FAULTS = (*WORD_FAULTS, "speaker changed", "pin stale", "pin lost", "pin unreviewed", "pin left out",
          "mark not closed")  # fmt: skip
_INLINE_ONLY = frozenset(["pin left out", "mark not closed"])
_PLACES = ("inline", "inline", "inline", "block", "title", "heading", "caption")


@dataclass
class Draft:
    """Gather one dispatch while it is written; where `fault` is asked for, it is put into the first place that fits."""

    chance: random.Random
    number: int
    language: str
    style: Style
    speeches: tuple[Speech, ...]
    fault: str
    place: str
    day: date
    blocks: list[Block] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    notes: int = 0
    faulty: Drawn | None = None
    stale: tuple[Speech, int, bool] | None = None
    unreviewed: tuple[Speech, int] | None = None
    quoted: list[tuple[Speech, int, int]] = field(default_factory=list)


def make(chance: random.Random, number: int, passages: Sequence[Passage], fault: str) -> Case | None:
    """Return a dispatch about one or two passages, with one fault or none; None where the fault found no place."""
    language = passages[0].desk
    place = "inline" if fault in _INLINE_ONLY else "block" if fault == "speaker changed" else chance.choice(_PLACES)
    if fault in ("pin stale", "pin lost", "pin unreviewed"):
        place = chance.choice(("inline", "block"))
    speakers = chance.sample(PROSE[language].speakers, len(passages))
    speeches = tuple(
        recorded(chance, passage, who, n) for n, (passage, who) in enumerate(zip(passages, speakers, strict=True))
    )
    draft = Draft(chance, number, language, drawn_style(chance, language), speeches, fault, place, _day(chance))
    title = _write(draft)
    if fault and draft.faulty is None:
        return None
    return _case(draft, number, title)


def _case(draft: Draft, number: int, title: str) -> Case:
    front = _front(draft, number, title)
    text, bounds = unmarked(front + markdown(draft.blocks, Look.drawn(draft.chance)))
    found = None
    if draft.faulty is not None and bounds is not None:
        its = draft.faulty
        found = Fault(draft.fault, draft.place, *bounds, its.words, its.source, its.count, pinned=True)
    addresses = frozenset(f"https://example.org/{number}/{n + 1}" for n in range(draft.notes))
    library = Library({one.name: _shelf(draft, one) for one in draft.speeches}, {}, addresses)
    labels = frozenset({draft.style.name, *draft.labels, *(one.passage.set for one in draft.speeches)})
    return Case(number, "pinned", "md", draft.language, f"{number:05}.md", text, library, labels, found)


def _day(chance: random.Random) -> date:
    return date(2020, 1, 1) + timedelta(chance.randrange(2400))


def _front(draft: Draft, number: int, title: str) -> str:
    sources = "".join(f"  {one.name}: {one.name}\n" for one in draft.speeches)
    quoted = title.replace("'", "''").replace(signs.BREAK, " ")
    return (f"---\nnumber: {number + 1}\nseries: Bench\ndate: {draft.day.isoformat()}\ntitle: '{quoted}'\n"
            f"topics: [Water, Law]\nlanguage: {draft.language}\nsources:\n{sources}---\n\n")  # fmt: skip


def _write(draft: Draft) -> str:
    """Write the blocks of a dispatch, and return its title."""
    for number, speech in enumerate(draft.speeches):
        _lead(draft, speech)
        _block(draft, speech)
        if number == 0 or draft.chance.random() < 0.5:
            _heading(draft, speech)
        for _ in range(draft.chance.randint(1, 3)):
            _account(draft, speech)
        if draft.chance.random() < 0.4 or draft.place == "caption":
            _still(draft, speech)
    title = _title(draft)
    _notes(draft)
    return title


def _lead(draft: Draft, speech: Speech) -> None:
    prose = PROSE[draft.language]
    day = day_written(
        draft.day - timedelta(draft.chance.randint(1, 9)), draft.language, weekday=draft.chance.random() < 0.5
    )
    sentences = [
        filled(draft.chance, one, speaker=speech.speaker, day=day) for one in draft.chance.sample(prose.told, 2)
    ]
    quoted = _inline(draft, speech, faultable=False)
    told = said(draft.chance, draft.language, speech.speaker, quoted)
    paragraph = [sentences[0] + _note(draft), told, sentences[1]]
    draft.blocks.append(Block("body", (" ".join(paragraph),)))


def _account(draft: Draft, speech: Speech) -> None:
    prose = PROSE[draft.language]
    parts = []
    for _ in range(draft.chance.randint(1, 2)):
        quoted = _inline(draft, speech, faultable=True)
        parts.append(said(draft.chance, draft.language, speech.speaker, quoted))
    if draft.chance.random() < 0.3:
        scare = (
            draft.style.open
            + draft.chance.choice(draft.chance.choice(speech.desk.texts)).strip('.,:;"«»“”()')
            + draft.style.close
        )
        parts.append(draft.chance.choice(prose.scare).format(q=scare) + ".")
        draft.labels.add("scare quotes")
    draft.blocks.append(Block("body", (" ".join(parts) + (_note(draft) if draft.chance.random() < 0.3 else ""),)))


def _note(draft: Draft) -> str:
    if draft.notes >= 9:
        return ""
    draft.notes += 1
    return f"{signs.NOTE}{draft.notes}"


def _notes(draft: Draft) -> None:
    for number in range(1, draft.notes + 1):
        title = filled(draft.chance, draft.chance.choice(PROSE[draft.language].note), speaker="", day="")
        note = f"{title}, {draft.day.year}, <https://example.org/{draft.number}/{number}>."
        draft.blocks.append(Block("note", (note,), target=str(number)))


def _inline(draft: Draft, speech: Speech, *, faultable: bool) -> str:
    """Return an inline quotation with its pin, in the desk's language or the one spoken."""
    is_faulty = faultable and _wants(draft, "inline")
    its = speech.spoken if draft.chance.random() < 0.2 else speech.desk
    drawn = _drawn(draft, its, "inline", is_faulty=is_faulty)
    if drawn is None:
        is_faulty = False
        drawn = _drawn(draft, speech.desk, "inline", is_faulty=False)
    if drawn is None:
        return "..."
    if its is speech.spoken:
        draft.labels.add("language spoken")
    return _pinned(draft, speech, drawn, is_faulty=is_faulty)


def _pinned(draft: Draft, speech: Speech, drawn: Drawn, *, is_faulty: bool) -> str:
    _keep(draft, speech, drawn, is_faulty=is_faulty)
    pin = _pin(draft, speech, drawn, is_faulty=is_faulty)
    marked = in_marks(drawn, draft.style)
    if not is_faulty:
        return f"{signs.PIN}{marked}{signs.PIN_TARGET}{pin}{signs.PIN_END}"
    if draft.fault == "pin left out":
        return f"{signs.FAULT}{marked}{signs.FAULT_END}"
    if draft.fault == "mark not closed":
        marked = marked[: -len(draft.style.close)]
    return f"{signs.FAULT}{signs.PIN}{marked}{signs.PIN_TARGET}{pin}{signs.PIN_END}{signs.FAULT_END}"


def _keep(draft: Draft, speech: Speech, drawn: Drawn, *, is_faulty: bool) -> None:
    draft.labels |= drawn.licences
    draft.quoted.append((speech, drawn.first, drawn.last))
    if is_faulty:
        draft.faulty = drawn


def _pin(draft: Draft, speech: Speech, drawn: Drawn, *, is_faulty: bool) -> str:
    if is_faulty and draft.fault == "pin lost":
        return speech.pin(drawn.first, drawn.last, revision=speech.revision + 5)
    if is_faulty and draft.fault == "pin stale":
        draft.stale = (speech, drawn.first, draft.chance.random() < 0.3)
    if is_faulty and draft.fault == "pin unreviewed":
        draft.unreviewed = (speech, drawn.first)
    return speech.pin(drawn.first, drawn.last)


def _wants(draft: Draft, place: str) -> bool:
    return bool(draft.fault) and draft.faulty is None and draft.place == place


def _drawn(
    draft: Draft, its: Side, place: str, *, is_faulty: bool, texts: tuple[int, int] | None = None
) -> Drawn | None:
    """Draw a quotation; a faulty one from up to twenty places. The last text of a speech is never quoted."""
    for _ in range(20):
        first = draft.chance.randrange(len(its.texts) - 1)
        chosen = texts or (first, min(first + draft.chance.randint(1, 2), len(its.texts) - 1))
        evidence = tuple(" ".join(text) for one in draft.speeches for text in _all(one))
        wish = Wish(place, draft.style, draft.fault if is_faulty else "", evidence if is_faulty else ())
        drawn = draw(draft.chance, its, chosen, wish)
        if drawn is not None and not (is_faulty and draft.fault == "pin left out" and drawn.count < 5):
            return drawn
    return None


def _all(speech: Speech) -> list[list[str]]:
    return [its.words(0, len(its.texts)) for its in (speech.desk, speech.spoken)]


def _block(draft: Draft, speech: Speech) -> None:
    """Add a block quotation of one to three texts, signed."""
    last = len(speech.desk.texts) - 1
    first = draft.chance.randrange(max(1, last - 1))
    texts = (first, min(last, first + draft.chance.randint(1, 3)))
    is_faulty = _wants(draft, "block")
    drawn = None
    if is_faulty or draft.chance.random() < 0.4:
        drawn = _drawn(draft, speech.desk, "block", is_faulty=is_faulty, texts=texts)
    is_faulty = is_faulty and drawn is not None
    speaker = speech.speaker
    if is_faulty and draft.fault == "speaker changed":
        speaker = draft.chance.choice([one for one in PROSE[draft.language].speakers if one != speaker])
    if drawn is None:
        paragraphs, pin = _texts(draft, speech, texts), speech.pin(*texts)
        draft.quoted.append((speech, *texts))
    else:
        _keep(draft, speech, drawn, is_faulty=is_faulty)
        pin = _pin(draft, speech, drawn, is_faulty=is_faulty)
        # In a link no note can stand: Markdown lets no link hold another.
        if not is_faulty and draft.notes < 9 and draft.chance.random() < 0.2:
            noted = with_note(draft.chance, drawn, draft.notes + 1)
            draft.notes += noted is not drawn
            drawn = noted
            draft.labels |= drawn.licences
        paragraphs = [in_marks(drawn, draft.style) if draft.chance.random() < 0.3 else drawn.text]
    dash = draft.chance.choice(("", "— ", "– "))
    signature = f"{dash}{signs.PIN}{speaker}{signs.PIN_TARGET}{pin}{signs.PIN_END}"
    if is_faulty:
        paragraphs[0], signature = signs.FAULT + paragraphs[0], signature + signs.FAULT_END
    draft.blocks.append(Block("quote", (*paragraphs, signature)))


def _texts(draft: Draft, speech: Speech, texts: tuple[int, int]) -> list[str]:
    """Return whole texts as the paragraphs of a block quotation."""
    paragraphs = [whole(speech.desk.texts[number], draft.style) for number in range(*texts)]
    if draft.chance.random() < 0.3 and all(is_balanced(list(speech.desk.texts[number])) for number in range(*texts)):
        paragraphs = [draft.style.open + one for one in paragraphs]
        paragraphs[-1] += draft.style.close
        draft.labels.add("repeated opening mark" if len(paragraphs) > 1 else "marks in a block")
    return paragraphs


def _voiced(draft: Draft, place: str) -> str | None:
    """Return a quotation in marks where no pin can stand, drawn from texts that the dispatch quotes."""
    is_faulty = _wants(draft, place)
    speech, first, last = draft.chance.choice(draft.quoted)
    drawn = _drawn(draft, speech.desk, place, is_faulty=is_faulty, texts=(first, last))
    if drawn is None and is_faulty:
        return None
    if drawn is None:
        return "..."
    draft.labels |= drawn.licences | {f"in a {place}"}
    marked = in_marks(drawn, draft.style)
    if not is_faulty:
        return marked
    draft.faulty = drawn
    return f"{signs.FAULT}{marked}{signs.FAULT_END}"


def _title(draft: Draft) -> str:
    speaker = draft.speeches[0].speaker
    if draft.place != "title" and draft.chance.random() < 0.3:
        return draft.chance.choice([one for one in PROSE[draft.language].headings if "{" not in one])
    quoted = _voiced(draft, "title") or ""
    return filled(draft.chance, draft.chance.choice(PROSE[draft.language].titles), speaker=speaker, quoted=quoted)


def _heading(draft: Draft, speech: Speech) -> None:
    choices = PROSE[draft.language].headings
    if draft.place == "heading" and draft.faulty is None:
        choices = tuple(one for one in choices if "{q}" in one)
    heading = draft.chance.choice(choices)
    quoted = (_voiced(draft, "heading") or "") if "{q}" in heading else ""
    text = filled(draft.chance, heading, speaker=speech.speaker, quoted=quoted)
    draft.blocks.append(Block("heading", (text,), level=draft.chance.choice((2, 2, 3))))


def _still(draft: Draft, speech: Speech) -> None:
    quoted = _voiced(draft, "caption") or ""
    at = seconds(speech.spans[0].start)
    draft.blocks.append(Block("still", (f"{speech.speaker}, {quoted}",), target=f"{speech.name}#t={at}"))


def _shelf(draft: Draft, speech: Speech) -> Shelf:
    """Return the shelf: with what the fault asks for, and sometimes a revision changed where nothing is quoted."""
    unreviewed = draft.unreviewed[1] if draft.unreviewed and draft.unreviewed[0] is speech else None
    mended = draft.stale[1:] if draft.stale and draft.stale[0] is speech else None
    if mended is None and draft.chance.random() < 0.25:
        draft.labels.add("newer revision elsewhere")
        mended = (len(speech.spans) - 1, False)
    return shelf(speech, unreviewed, mended)
