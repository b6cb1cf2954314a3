"""Hold documents of any desk to the rules that need no desk: one text, or an archive of them on all processors."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dragoman.check.fix.edits import Edit, apply, unified
from dragoman.check.ignore import Ignored, sift
from dragoman.check.run import run_bare
from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.compare.compare import compare
from dragoman.dispatch.languages.guess import guess
from dragoman.dispatch.reading import Reading
from dragoman.model.errors import BadInput
from dragoman.model.finding import Finding
from dragoman.steps.decode import Decoded, decode
from dragoman.steps.files import write_file
from dragoman.steps.reports import Outcome, Told, tell

SUFFIXES = frozenset([".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"])
# Fewer files than this are read faster than a second process starts.
_ALONE = 24
_CHUNK = 16
# How many objects are made before cycles among them are looked for; Python's own number is 700.
_COLLECT = 50_000


@dataclass(frozen=True)
class BareJudged:
    """Hold a document with its quotations judged, what the rules found in it, and what its comments ignore."""

    reading: Reading
    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True)
class Checked:
    """Hold what was found in one file; `fault` says why it could not be read, `diff` what was or would be mended."""

    path: str
    told: Told
    quotations: int = 0
    fault: str = ""
    diff: str = ""


@dataclass(frozen=True)
class How:
    """Say how documents are checked: their `language` (BCP 47, guessed where empty), the `form` of the report.

    `fix` makes the safe edits in the files, `diff` shows them only.
    """

    language: str = ""
    form: str = "text"
    colour: bool = False
    fix: bool = False
    diff: bool = False


def read(text: str, path: str, language: str = "") -> Reading:
    """Return a text of any desk with its quotations held to its longer ones; its suffix tells the format."""
    document = read_bare(text, path, language=language)
    if document.language == "und":
        document = replace(document, language=guess(text))
    return compare(document, document.language)


def judge_bare(text: str, path: str, language: str = "") -> BareJudged:
    """Judge a text of any desk by the rules that need no desk, its comments heeded."""
    reading = read(text, path, language)
    sifted = sift(reading, run_bare(reading))
    return BareJudged(reading, sifted.kept, sifted.ignored)


def files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files named, and the documents in the folders named, each once, folders in the order of names.

    Raise BadInput for a path that is not there, and where there is nothing to check.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise BadInput("no such document", place=str(path), hint="name files, or folders of .txt, .md and .html")
    if not found:
        hint = "name files, or folders of .txt, .md and .html: dragoman check --bare old/"
        raise BadInput("no document to check", place=str(paths[0]) if paths else None, hint=hint)
    return tuple(dict.fromkeys(found))


def check_bare(paths: Sequence[Path], how: How, moved: Callable[[int, int], None]) -> Iterator[Checked]:
    """Yield what is found in each file, in the order given, as it comes, on all processors this process may use.

    `moved` is told how many of the files are done. A file that cannot be read is told as a fault.
    """
    for done, checked in enumerate(_each(paths, how), start=1):
        moved(done, len(paths))
        yield checked


def _each(paths: Sequence[Path], how: How) -> Iterable[Checked]:
    one = partial(_check, how)
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if processes == 1 or len(paths) < _ALONE:
        with _seldom_collecting():
            yield from map(one, paths)
        return
    # A second process is heavy to import for one document.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("forkserver")
    # Imported once, before the processes part.
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_collect_seldom) as pool:
        try:
            yield from pool.map(one, paths, chunksize=_CHUNK)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _collect_seldom() -> None:
    """Let this process look for cycles seldom: words by the ten thousand make none, and looking costs a tenth."""
    gc.set_threshold(_COLLECT)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    before = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check(how: How, path: Path) -> Checked:
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        return Checked(str(path), Told(()), fault=f"cannot be read: {error.strerror}")
    judged = judge_bare(decoded.text, str(path), how.language)
    # What could not be written back byte for byte is not touched.
    mending = decoded.exact and (how.fix or how.diff or how.form == "sarif")
    edits = _edits(judged, path, how) if mending else ()
    diff = ""
    if edits and (how.fix or how.diff):
        diff = unified(decoded.text, apply(decoded.text, edits), str(path))
    if edits and how.fix and not how.diff:
        judged, edits = _mended(decoded, edits, path, how), ()
    document = judged.reading.document
    told = tell(Outcome(document, judged.findings, judged.ignored, edits), how.form, colour=how.colour)
    return Checked(str(path), told, len(document.quotations), diff=diff)


def _edits(judged: BareJudged, path: Path, how: How) -> tuple[Edit, ...]:
    from dragoman.check.fix.fixes import fixes

    return fixes(judged.reading, lambda text: read(text, str(path), how.language))


def _mended(decoded: Decoded, edits: Sequence[Edit], path: Path, how: How) -> BareJudged:
    """Make the edits in the file, in its own encoding, and judge it again."""
    text = apply(decoded.text, edits)
    write_file(path, decoded.encode(text))
    return judge_bare(text, str(path), how.language)
