"""Measure reading: Dragoman's overhead over bare faster-whisper, and the base model's word error.

    python bench/read.py            in full, and append the tables to bench/RESULTS.md
    python bench/read.py --quick    a minute's check that the bench runs; writes nothing

Overhead: the same audio, weights and settings, each run a fresh process from its first import to its last
word, the two kinds interleaved; ratios of medians. Dragoman's side is all of it: decoding in the sandboxed
child, hashing the weights, transcribing, and times turned to milliseconds.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import jiwer

from dragoman.engines.media.decode import sound, statement
from dragoman.engines.protocols import Sound
from dragoman.engines.registry import transcriber
from dragoman.engines.weights import find
from dragoman.engines.whisper import options
from dragoman.model.settings import MediaSettings, TranscriberSettings
from dragoman.testing.measuring import plain

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", HERE.parent.parent / "shared")) / "data"
SETTINGS = TranscriberSettings(model="base", threads=2)
ROUNDS = 5
SPEECH_SECONDS = 300
JFK = "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country."
STORY_LANGUAGES = ("fa", "ar", "es")


@dataclass(frozen=True)
class Clip:
    """Hold one stretch of speech: its set, language, the files read in a row, and what is said in them."""

    set: str
    language: str
    files: tuple[Path, ...]
    text: str


def bare(audio: str, language: str, folder: str) -> str:
    """Transcribe with faster-whisper alone, as its README shows."""
    from faster_whisper import WhisperModel

    model = WhisperModel(folder, device="cpu", compute_type=SETTINGS.compute, cpu_threads=SETTINGS.threads)
    segments, _ = model.transcribe(audio, language=language, **options(SETTINGS))
    return " ".join(segment.text.strip() for segment in segments)


def ours(audio: str, language: str, folder: str) -> str:
    """Transcribe as `dragoman read` does, short of the vault."""
    engine = transcriber(TranscriberSettings(model=folder, threads=SETTINGS.threads), Path(folder))
    engine.describe()
    with tempfile.TemporaryDirectory() as work:
        heard = engine.transcribe(sound(Path(audio), Path(work) / "s", MediaSettings()), language, unheard)
        return " ".join(segment.text for segment in heard.segments)


KINDS = {"bare": bare, "dragoman": ours}


def child(kind: str, audio: str, language: str, folder: str) -> None:
    started = time.perf_counter()
    text = KINDS[kind](audio, language, folder)
    wall = time.perf_counter() - started
    itself, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = sum(usage.ru_utime + usage.ru_stime for usage in (itself, children))
    # The decoder has ended before the model is loaded, so the peak is that of the larger of the two.
    peak = max(itself.ru_maxrss, children.ru_maxrss) / 1024
    print(json.dumps({"wall": wall, "processor": processor, "peak": peak, "text": text}))


def run(kind: str, audio: Path, language: str, folder: Path) -> dict[str, float | str]:
    command = [sys.executable, __file__, "--as", kind, str(audio), language, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return answer


def overhead(audio: Path, language: str, folder: Path, rounds: int) -> list[str]:
    """Return the table of the overhead; assert that both sides heard the same words."""
    taken: dict[str, list[dict[str, float | str]]] = {kind: [] for kind in KINDS}
    for number in range(rounds):
        for kind in KINDS if number % 2 == 0 else reversed(KINDS):
            taken[kind].append(run(kind, audio, language, folder))
            say(f"round {number + 1}/{rounds} {kind}: {float(taken[kind][-1]['wall']):.1f} s")
    words = {plain(str(answer["text"])) for answers in taken.values() for answer in answers}
    assert len(words) == 1, "the two sides heard different words"
    lines = ["| | bare faster-whisper | dragoman | ratio |", "|---|---|---|---|"]
    for what, unit in (("wall", "s"), ("processor", "s"), ("peak", "MB")):
        one, two = (statistics.median(float(answer[what]) for answer in taken[kind]) for kind in KINDS)
        lines.append(f"| {what}, {unit}, median of {rounds} | {one:.2f} | {two:.2f} | **{two / one:.3f}** |")
    return lines


def speech(clips: list[Clip], into: Path, seconds: float) -> Path:
    """Write the clips' sound one after the other as a WAV file of at most about `seconds`, and return its path."""
    path = into / "speech.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 16_000, 0, "NONE", ""))
        for clip in clips:
            if out.tell() >= seconds * 16_000:
                break
            out.writeframes(joined(clip, into).path.read_bytes())
    return path


def joined(clip: Clip, into: Path) -> Sound:
    """Return the sound of a clip's files in a row."""
    path, samples = into / "joined.s16", 0
    with path.open("wb") as out:
        for file in clip.files:
            part = sound(file, into / "part.s16", MediaSettings())
            samples += part.samples
            out.write(part.path.read_bytes())
    return Sound(path, samples)


def rows(folder: str) -> list[dict[str, str]]:
    lines = (SHARED / folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def stories() -> list[Clip]:
    """Return the African Storybook readings, one clip a story."""
    pages: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("asp-stories"):
        if (SHARED / "asp-stories" / row["file"]).is_file():
            pages[row["lang"], row["story"]].append(row)
    return [
        Clip(
            "asp-stories",
            language,
            tuple(SHARED / "asp-stories" / row["file"] for row in story),
            " ".join(row["text"] for row in story),
        )
        for language in STORY_LANGUAGES
        for (its, _), story in sorted(pages.items())
        if its == language
    ]


def paragraphs() -> list[Clip]:
    """Return the read English: two sets of long paragraphs, and the inaugural address."""
    found = []
    for folder in ("azure-customspeech", "misc-en", "picovoice-leopard"):
        for row in rows(folder):
            path = SHARED / folder / row["file"]
            if row.get("text") and row.get("lang", "").startswith("en") and path.is_file():
                found.append(Clip("read English", "en", (path,), row["text"]))
    return found


def word_error(clips: list[Clip], cache: Path) -> list[str]:
    """Return the table of word and character error, pooled over each set."""
    engine = transcriber(SETTINGS, cache)
    pools: dict[tuple[str, str], list[tuple[str, str, float]]] = defaultdict(list)
    for clip in clips:
        with tempfile.TemporaryDirectory() as work:
            whole = joined(clip, Path(work))
            heard = " ".join(segment.text for segment in engine.transcribe(whole, clip.language, unheard).segments)
        pools[clip.language, clip.set].append((plain(clip.text), plain(heard), whole.length_ms / 1000))
        say(f"{clip.language} {clip.set}: {jiwer.wer(plain(clip.text), plain(heard)):.2f}")
    lines = ["| language | set | clips | seconds | word error | character error |", "|---|---|---|---|---|---|"]
    for (language, name), pool in pools.items():
        said, heard_all = [one for one, _, _ in pool], [two for _, two, _ in pool]
        errors = f"**{jiwer.wer(said, heard_all):.3f}** | {jiwer.cer(said, heard_all):.3f}"
        lines.append(f"| {language} | {name} | {len(pool)} | {sum(three for *_, three in pool):.0f} | {errors} |")
    return lines


def unheard(done: int) -> None:
    del done


def header(command: str) -> list[str]:
    parts = ", ".join(f"{name} {version(name)}" for name in ("faster-whisper", "ctranslate2", "av", "jiwer"))
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    return [
        f"## read, {time.strftime('%Y-%m-%d')}",
        "",
        f"`{command}` on {machine}; {parts}; base model, {SETTINGS.compute}, beam {SETTINGS.beam}, "
        f"{SETTINGS.threads} threads; decoding: {statement(MediaSettings())}.",
        "",
    ]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a minute's check; writes nothing")
    parser.add_argument("--as", dest="kind", nargs=4, metavar=("KIND", "AUDIO", "LANGUAGE", "FOLDER"))
    given = parser.parse_args()
    if given.kind:
        child(*given.kind)
        return
    with tempfile.TemporaryDirectory() as work:
        report(Path(work), quick=given.quick)


def report(work: Path, *, quick: bool) -> None:
    folder = find(SETTINGS.model, work, download=False).folder
    example = HERE.parent / "examples" / "fa_0130.mp4"
    if quick:
        jfk = Clip("quick", "en", (HERE.parent / "tests" / "data" / "jfk.flac",), JFK)
        tables = [*overhead(example, "fa", folder, 1), "", *word_error([jfk], work)]
    else:
        told = stories()
        audio = speech([clip for clip in told if clip.language == "es"], work, SPEECH_SECONDS)
        tables = [*overhead(audio, "es", folder, ROUNDS), "", *word_error([*told, *paragraphs()], work)]
    text = "\n".join([*header("python bench/read.py" + (" --quick" if quick else "")), *tables, ""])
    print(text)
    if not quick:
        with (HERE / "RESULTS.md").open("a", encoding="utf-8") as results:
            results.write("\n" + text)


if __name__ == "__main__":
    main()
