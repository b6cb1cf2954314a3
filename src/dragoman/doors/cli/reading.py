"""`dragoman read` and `dragoman review`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.doors.cli.screen import progress, say, show, show_json, table
from dragoman.steps.words import counted

if TYPE_CHECKING:
    from dragoman.steps.review import Standing


def read(
    context: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The item's name.")],
    *,
    language: Annotated[
        str | None, typer.Option("--language", help="The language spoken, where the item does not say.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Transcribe an item, and translate it where that is set.

    Both are drafts for people to review; work done before by the same engine is not repeated.

    Example: dragoman read talk --language fa
    """
    from dragoman.steps.desk import open_desk
    from dragoman.steps.listening import Listener
    from dragoman.steps.read import read as hear

    with open_desk(context.obj) as desk:
        with progress("reading") as bar:
            drafts = hear(desk, item, Listener(say, bar), language=language)
        if as_json:
            show_json(drafts)
            return
        transcript = drafts.transcript
        sure = transcript.detected
        how = "as named" if sure is None else f"detected, {sure / 10:.1f} % sure"
        show(
            f"transcribed {item}: {counted(len(transcript.segments), 'segment')}, language {transcript.language}, {how}"
        )
        if drafts.transcribed_before:
            show("  done before, by the same engine, settings and weights")
        show(f"  by {transcript.by.name} {transcript.by.version}, weights {(transcript.by.weights or 'none')[:19]}")
        if drafts.translation:
            again = " (done before)" if drafts.translated_before else ""
            show(f"  translated into {drafts.translation.language} by {drafts.translation.by.name}{again}")
        else:
            show("  no translator is set: the reviewer translates")
        for why in drafts.fingerprinted.failed if drafts.fingerprinted else ():
            say(f"no fingerprint was made: {why}")
        show(f"a machine's draft; review it: dragoman review {item} --export {item}.csv")


def review(
    context: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The item's name.")],
    *,
    take_in: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Take decisions from a .csv, .tsv or .vtt file.")
    ] = None,
    give_out: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write a .csv, .tsv or .vtt file to edit.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; stands in every decision.")] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="The file is the whole transcript: remove segments that it lacks.")
    ] = False,
    language: Annotated[
        str | None, typer.Option("--language", help="Which side a .vtt file holds, where its name does not say.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show a review, write it out, or take decisions in.

    Example: dragoman review talk --export talk.csv; edit it; dragoman review talk --import talk.csv --by "Sara N."
    """
    from dragoman.model.errors import BadInput
    from dragoman.steps.desk import open_desk
    from dragoman.steps.review import Source, standing
    from dragoman.steps.review import give_out as write
    from dragoman.steps.review import take_in as decide

    with open_desk(context.obj) as desk:
        if take_in and give_out:
            raise BadInput("--import and --export together", hint="one after the other")
        if give_out:
            say(f"wrote {counted(write(desk, item, give_out, language=language), 'segment')} to {give_out}")
            return
        if take_in:
            imported = decide(desk, item, Source(take_in, by, whole, language))
            if imported.reviewed is None or not imported.decisions:
                say(f"{take_in} says what stands already: nothing is decided")
            else:
                kept = counted(imported.decisions, "decision")
                say(f"{kept} kept; {item} is at revision {imported.reviewed.revision}")
        stands = standing(desk, item)
        if as_json:
            show_json({"item": stands.item, "reviewed": stands.reviewed, "segments": stands.segments})
        else:
            _show(stands)


def _show(stands: "Standing") -> None:
    from dragoman.model.time import clock
    from dragoman.review.table import state_of

    revision = f"@{stands.reviewed.revision}" if stands.reviewed else "no revision yet"
    show(f"{stands.item.name} {revision}: {stands.approved} of {counted(len(stands.segments), 'segment')} approved")
    rows = [
        (
            segment.id,
            clock(segment.span.start),
            stands.drafted_over(segment.span),
            segment.original if segment.original_origin == "human" else "",
            segment.translation,
            state_of(segment),
        )
        for segment in stands.segments
    ]
    table(("id", "at", "machine heard", "people wrote", "translation", "state"), rows)


VERBS = (("read", read), ("review", review))
