"""Write one example file of each record kind that has none yet under tests/model/versions/.

Files once written are never changed: they prove that records kept by older versions stay readable.
Example: python scripts/keep_versions.py
"""

from pathlib import Path

from dragoman.model.capture import AudioTrack, Blob, Capture, Hop, Item, Media, Preserved, Tool, VideoTrack
from dragoman.model.digest import canonical, of_bytes
from dragoman.model.edition import Checked, Dispatch, Edition, Quotation, SourceRef, Still
from dragoman.model.pin import Pin
from dragoman.model.records import Record
from dragoman.model.review import (
    AddSegment,
    Approval,
    Approve,
    Decision,
    Decisions,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    RemoveSegment,
    Reviewed,
    ReviewedSegment,
    Withdraw,
)
from dragoman.model.sighting import Archive, Distractor, Fingerprint, Place, Sighting, Sightings, Verdict
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation, Word

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "model" / "versions"
AT = "2026-11-24T09:00:00Z"
TOOL = Tool("whisper", "1.2.1", {"beam": "5"}, of_bytes(b"weights"))
BLOB = Blob("media/talk.mp4", of_bytes(b"talk"), 4, "video/mp4")
REF = of_bytes(b"another record")


def examples() -> tuple[Record, ...]:
    """Return one record of each kind, every field filled."""
    changes = (
        AddSegment(Span(0, 1)),
        EditOriginal("سلام"),
        EditTranslation("Hello"),
        EditSpeaker("The Minister"),
        EditSpan(Span(0, 1500)),
        Approve(),
        Withdraw(),
        RemoveSegment(),
    )
    segment = ReviewedSegment(
        "s0001", Span(0, 1500), "The Minister", "سلام", "human", "Hello", "human", (Approval("Sara", AT, "by ear"),)
    )
    return (
        Capture(
            "20261124T090000Z-0a1b2c3d",
            "https://example.org/talk.mp4",
            "http",
            AT,
            TOOL,
            (BLOB,),
            (Hop("https://example.org/talk.mp4", "192.0.2.1:443", 200, AT, (("content-type", "video/mp4"),)),),
        ),
        Preserved(REF, "captures/2026/11/20261124T090000Z-0a1b2c3d", of_bytes(b"tags"), (BLOB,), AT),
        Media(
            BLOB.digest,
            TOOL,
            "mp4",
            81_400,
            0,
            VideoTrack("h264", 854, 480, "1/15360"),
            AudioTrack("aac", 44_100, 2, "1/44100"),
        ),
        Item("talk", REF, REF, "A talk", "fa", "The ministry", "2026-11-20", "2026-11-22", "CC BY 3.0"),
        Transcript(
            REF,
            BLOB.digest,
            "fa",
            987,
            TOOL,
            (Segment("s0001", Span(0, 1500), "سلام", "", (Word(Span(0, 900), "سلام", 812),), -350),),
        ),
        Translation(REF, "en", TOOL, (Line("s0001", "Hello"),)),
        Decisions("talk", REF, REF, REF, tuple(Decision("s0001", c, "Sara", AT, "by ear") for c in changes)),
        Reviewed("talk", 3, REF, REF, REF, REF, "fa", "en", (segment,)),
        *sighting_examples(),
        Dispatch(
            "dispatches/0001.md",
            "---\nnumber: 1\n---\n",
            "Dispatch",
            1,
            "2026-11-24",
            "A talk",
            ("Water",),
            "en",
            (SourceRef("talk", "talk", REF, (REF,)),),
            (
                Quotation(
                    "Hello",
                    Pin("talk", 3, 0, 1500),
                    "translation",
                    REF,
                    ("s0001",),
                    "block",
                    "The Minister",
                    12,
                    3,
                ),
            ),
            (Still("The lectern", Pin("talk", None, 500, None), 14, 1),),
        ),
        Checked(REF, TOOL, ("QUO001", "PIN001"), ("PIN005 at line 3",)),
        Edition("Dispatch", 1, 2, REF, REF, AT),
    )


def sighting_examples() -> tuple[Record, ...]:
    """Return one record of each kind that says what stands in the archive already."""
    here, there = Span(2_000, 9_500), Place(REF, Span(61_000, 68_500))
    found = Sighting(here, there, "both", 7, 96, 21, 1_250, mirrored=True, certain=False, still=True)
    return (
        Fingerprint(REF, "picture", Tool("pdq-frames", "1", {"rate": "4"}), 81_400, bytes(range(76))),
        Sightings(REF, (REF,), Archive(12, 43_200_000, REF, 1), TOOL, AT, (found,), (REF,)),
        Verdict(REF, Place(REF, here), there, "confirmed", "Sara", AT, "the same flag falls"),
        Distractor(Place(REF, Span(0, 4_000)), "station ident", "Sara", AT, holds=False),
    )


def main() -> None:
    """Write what is missing; say what was written."""
    FOLDER.mkdir(exist_ok=True)
    for record in examples():
        path = FOLDER / f"{str(record.__struct_config__.tag).replace('/', '-')}.json"
        if not path.exists():
            path.write_bytes(canonical(record))
            print(f"wrote {path}")


if __name__ == "__main__":
    main()
