"""Documents without pins, as any desk has them: long quotations, and shorter ones taken from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.quotations import quoting, signs
from bench.quotations.case import Case, Fault, unmarked
from bench.quotations.faults import WORD_FAULTS
from bench.quotations.layout import Block, Format, Look, markdown, plain_text, web_page
from bench.quotations.marks import Style, drawn_style, is_balanced
from bench.quotations.material import Passage, by_language
from bench.quotations.prose import PROSE, day_written, filled, said
from bench.quotations.speech import Drawn, Side, Wish, draw, in_marks, side, whole, with_note

FAULTS = (*WORD_FAULTS, "mark not closed")
FORMATS: tuple[Format, ...] = ("txt", "md", "html")
# What is held against a text is shorter than it: the least that a transcript may have, in words.
_LEAST = 24
_PLACES = ("inline", "inline", "inline", "title", "heading")


@dataclass(frozen=True)
class Speech:
    """Hold one side of a passage as a document gives it: stretches of texts that stand there word for word."""

    side: Side
    speaker: str
    stretches: tuple[tuple[int, int], ...]


@dataclass
class Draft:
    """Gather one document while it is written; where `fault` is asked for, it is put into the first place that fits."""

    chance: random.Random
    number: int
    language: str
    format: Format
    style: Style
    speeches: tuple[Speech, ...]
    fault: str
    place: str
    blocks: list[Block] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    notes: int = 0
    faulty: Drawn | None = None


def make(
    chance: random.Random, number: int, passages: Sequence[Passage], fault: str, form: Format | None = None
) -> Case | None:
    """Return a document about some passages, with one fault or none; None where the fault found no place."""
    language = passages[0].desk
    known = PROSE[language].speakers
    speakers = [*chance.sample(known, len(known)), *chance.choices(known, k=len(passages))][: len(passages)]
    speeches = [_speech(chance, one, who, spoken=False) for one, who in zip(passages, speakers, strict=True)]
    if chance.random() < 0.3:
        speeches.append(_speech(chance, passages[0], speakers[0], spoken=True))
    if any(len(one.side.words(*each)) < _LEAST for one in speeches for each in one.stretches):
        return None
    place = "inline" if fault == "mark not closed" else chance.choice(_PLACES)
    style = drawn_style(chance, language)
    chosen = chance.choice(FORMATS) if form is None else form
    draft = Draft(chance, number, language, chosen, style, tuple(speeches), fault, place)
    _write(draft)
    return None if fault and draft.faulty is None else _case(draft)


def _case(draft: Draft) -> Case:
    look = Look.drawn(draft.chance)
    written = {
        "md": lambda: markdown(draft.blocks, look),
        "txt": lambda: plain_text(draft.blocks, look),
        "html": lambda: web_page(draft.blocks, look, draft.language),
    }[draft.format]()
    text, bounds = unmarked(written)
    found = None
    if draft.faulty is not None and bounds is not None:
        its = draft.faulty
        found = Fault(draft.fault, draft.place, *bounds, its.words, its.source, its.count, pinned=False)
    labels = frozenset({draft.style.name, *draft.labels})
    path = f"{draft.number:05}.{draft.format}"
    return Case(draft.number, "bare", draft.format, draft.language, path, text, None, labels, found)


def _speech(chance: random.Random, passage: Passage, speaker: str, *, spoken: bool) -> Speech:
    its = side(passage, spoken=spoken)
    count = len(its.texts)
    at = chance.randint(1, count - 2)
    stretches = ((0, at), (at + 1, count)) if chance.random() < 0.15 and count > 4 else ((0, count),)
    return Speech(its, speaker, stretches)


def _write(draft: Draft) -> None:
    draft.blocks.append(Block("title", (_title(draft),)))
    draft.blocks.append(_lead(draft))
    for number, speech in enumerate(draft.speeches):
        parts = [_transcript, _account]
        draft.chance.shuffle(parts)
        for part in parts:
            part(draft, speech)
        if number == 0:
            _heading(draft, speech)
            _account(draft, speech)
    if draft.chance.random() < 0.5:
        _elsewhere(draft)
    _notes(draft)


def _title(draft: Draft) -> str:
    prose, speech = PROSE[draft.language], draft.speeches[0]
    if draft.place != "title" and draft.chance.random() < 0.3:
        return draft.chance.choice([one for one in prose.headings if "{" not in one])
    quoted = _quoted(draft, speech, "title", faultable=True)
    return filled(draft.chance, draft.chance.choice(prose.titles), speaker=speech.speaker, quoted=quoted)


def _lead(draft: Draft) -> Block:
    prose, speech = PROSE[draft.language], draft.speeches[0]
    day = date(2019, 1, 1) + timedelta(draft.chance.randrange(2500))
    told = filled(
        draft.chance,
        draft.chance.choice(prose.told),
        speaker=speech.speaker,
        day=day_written(day, draft.language, weekday=draft.chance.random() < 0.5),
    )
    return Block("body", (f"{told}{_note(draft)} {_said(draft, speech)}",))


def _said(draft: Draft, speech: Speech) -> str:
    quoted = _quoted(draft, speech, "inline", faultable=True)
    return said(draft.chance, draft.language, speech.speaker, quoted)


def _account(draft: Draft, speech: Speech) -> None:
    for _ in range(draft.chance.randint(1, 2)):
        told = " ".join(_said(draft, speech) for _ in range(draft.chance.randint(1, 2)))
        draft.blocks.append(Block("body", (told + (_note(draft) if draft.chance.random() < 0.2 else ""),)))


def _heading(draft: Draft, speech: Speech) -> None:
    choices = PROSE[draft.language].headings
    if draft.place == "heading" and draft.faulty is None:
        choices = tuple(one for one in choices if "{q}" in one)
    heading = draft.chance.choice(choices)
    quoted = _quoted(draft, speech, "heading", faultable=True) if "{q}" in heading else ""
    text = filled(draft.chance, heading, speaker=speech.speaker, quoted=quoted)
    draft.blocks.append(Block("heading", (text,), level=2))


def _quoted(draft: Draft, speech: Speech, place: str, *, faultable: bool) -> str:
    """Return a quotation in marks, taken from what the document gives at length."""
    is_faulty = faultable and bool(draft.fault) and draft.faulty is None and draft.place == place
    drawn = _drawn(draft, speech, place, is_faulty=is_faulty)
    if drawn is None:
        return _drawn_plain(draft, speech, place)
    draft.labels |= drawn.licences | ({f"in a {place}"} if place != "inline" else set())
    if place == "inline" and not is_faulty and draft.notes < 9 and draft.chance.random() < 0.06:
        drawn = _noted(draft, drawn)
    marked = in_marks(drawn, draft.style)
    if not is_faulty:
        return marked
    draft.faulty = drawn
    if draft.fault == "mark not closed":
        marked = marked[: -len(draft.style.close)]
    return f"{signs.FAULT}{marked}{signs.FAULT_END}"


def _noted(draft: Draft, drawn: Drawn) -> Drawn:
    noted = with_note(draft.chance, drawn, draft.notes + 1)
    if noted is not drawn:
        draft.notes += 1
        draft.labels.add("note inside")
    return noted


def _drawn_plain(draft: Draft, speech: Speech, place: str) -> str:
    drawn = _drawn(draft, speech, place, is_faulty=False)
    return in_marks(drawn, draft.style) if drawn else "..."


def _drawn(draft: Draft, speech: Speech, place: str, *, is_faulty: bool) -> Drawn | None:
    evidence = tuple(" ".join(one.side.words(0, len(one.side.texts))) for one in draft.speeches)
    wish = Wish(
        place, draft.style, draft.fault if is_faulty else "", evidence if is_faulty else (), draft.format != "txt"
    )
    for _ in range(20):
        start, end = draft.chance.choice(speech.stretches)
        first = draft.chance.randrange(start, end)
        drawn = draw(draft.chance, speech.side, (first, min(first + draft.chance.randint(1, 2), end)), wish)
        if drawn is not None:
            return drawn
    return None


def _transcript(draft: Draft, speech: Speech) -> None:
    """Give a speech at length: as a block, as paragraphs that each open with a mark, or in a sentence."""
    texts = speech.side.texts
    parts = [[whole(texts[n], draft.style) for n in range(*each)] for each in speech.stretches]
    is_one = len(parts) == 1
    if not is_one:
        draft.labels.add("elision in the evidence")
        mark = draft.chance.choice(quoting.ELISIONS)
        parts = [[*parts[0][:-1], f"{parts[0][-1]} {mark}", *parts[1]]]
    paragraphs = parts[0]
    balanced = all(is_balanced(list(text)) for text in texts)
    intro = filled(draft.chance, draft.chance.choice(PROSE[draft.language].told), speaker=speech.speaker, day="1999")
    forms = ["block"] if draft.format != "txt" or not balanced else []
    forms += ["repeated opening mark", "long inline"] if balanced else []
    form = draft.chance.choice(forms)
    draft.labels.add(form)
    if form == "block":
        draft.blocks += [Block("body", (intro,)), Block("quote", tuple(paragraphs))]
    elif form == "long inline":
        draft.blocks.append(Block("body", (f"{intro} {draft.style.open}{' '.join(paragraphs)}{draft.style.close}",)))
    else:
        opened = [draft.style.open + one for one in paragraphs]
        opened[-1] += draft.style.close
        draft.blocks += [Block("body", (intro,)), Block("body", tuple(opened))]


def _elsewhere(draft: Draft) -> None:
    """Quote words of somebody whom the document does not give at length: nobody can tell, and nothing is said."""
    passage = draft.chance.choice(by_language()[draft.language])
    drawn = quoting.plain(draft.chance, draft.chance.choice(passage.texts).desk.split(), draft.language, (3, 12))
    if drawn is None:
        return
    quoted = f"{draft.style.open}{whole(drawn.written.split(), draft.style)}{draft.style.close}"
    speaker = draft.chance.choice(PROSE[draft.language].speakers)
    draft.labels.add("somebody else quoted")
    draft.blocks.append(Block("body", (said(draft.chance, draft.language, speaker, quoted),)))


def _note(draft: Draft) -> str:
    if draft.notes >= 9:
        return ""
    draft.notes += 1
    return f"{signs.NOTE}{draft.notes}"


def _notes(draft: Draft) -> None:
    for number in range(1, draft.notes + 1):
        title = filled(draft.chance, draft.chance.choice(PROSE[draft.language].note), speaker="", day="")
        note = f"{title}, 2019, https://example.org/{draft.number}/{number}"
        draft.blocks.append(Block("note", (note,), target=str(number)))
