"""Measure a neural descriptor beside the other hashes: how many frames of edited excerpts it finds, and what it costs.

    python bench/sightings/descriptor.py --pictures DIR              whiten EfficientNet-Lite0 by pictures, measure it
    python bench/sightings/descriptor.py --pictures DIR --onnx FILE  whiten and measure one's own, as SSCD
    python bench/sightings/descriptor.py --pictures DIR --onnx FILE --plain    measure one's own as it is
    python bench/sightings/descriptor.py --excerpts N ...            of the bench's 25 excerpts of 5 s take N

DIR holds a thousand or more unrelated pictures, in folders or not: every second one is used for whitening, the rest
are what nothing should be near to. The descriptor made is kept under ~/.cache/dragoman/sightings-bench/descriptor,
and is what `descriptor` under [sightings] in dragoman.toml may name. Clips are those of run.py.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
# Run as a script, Python looks for modules beside it and not in the repository.
sys.path[0] = str(ROOT)

from bench.quotations.report import header  # noqa: E402
from bench.sightings import clips  # noqa: E402
from bench.sightings.clips import Clip  # noqa: E402
from bench.sightings.footage import LENGTHS, excerpts, sources  # noqa: E402
from bench.sightings.prints import methods  # noqa: E402
from bench.sightings.run import CACHE, SEED  # noqa: E402

from dragoman.engines.media.decode import coloured, pictures  # noqa: E402
from dragoman.model.settings import MediaSettings  # noqa: E402
from dragoman.sightings.frames import LEAST_QUALITY, Frames, Variant  # noqa: E402
from dragoman.sightings.picture.descriptor import Descriptor, load  # noqa: E402
from dragoman.sightings.picture.making import PictureMaker  # noqa: E402
from dragoman.sightings.picture.neural import RATE, NeuralMaker, turned  # noqa: E402
from dragoman.sightings.picture.transform import distances, mirrored  # noqa: E402

HERE = Path(__file__).resolve().parent
KEPT = CACHE / "descriptor"
MOST = 84
"""Bits up to which a search takes two pictures for worth a look."""
SELDOM = 1e-5
"""Of unrelated pairs, the share that the second threshold lets through."""
_NEAR = 600
_FEWEST = 3
_FLOOR = 1e-3
_LONGEST = 384
_MOST_PICTURES = 4000
_WHOLE = (Variant.WHOLE, Variant.STRIPPED)
_CUTS = (Variant.CROP_5, Variant.CROP_10, Variant.MIDDLE, Variant.UPPER)
_NOT_FOUND = 256

Bits = NDArray[np.int64]


@dataclass(frozen=True)
class Seen:
    """Hold the distances of a clip's frames, one a second, from the frame of its source that each should find.

    `hashes` are the hashes of the frames by the descriptor.
    """

    edit: str
    whole: Bits
    cut: Bits
    neural: Bits
    hashes: NDArray[np.uint8]


def made(given: argparse.Namespace, shown: Sequence[Path]) -> Descriptor:
    """Return the descriptor to be measured, whitened by pictures unless it is to stay as it is."""
    KEPT.mkdir(parents=True, exist_ok=True)
    if given.onnx is not None and given.plain:
        return load(str(given.onnx), ROOT)
    python = _environment()
    bare = given.onnx or KEPT / "efficientnet-lite0-early.onnx"
    if not bare.exists():
        subprocess.run([python, HERE / "descriptor_model.py", "take", bare], check=True)
    model = load(str(bare), ROOT)
    vectors = np.concatenate([model.described(_square(path, model.side)) for path in shown])
    mean, turn = whitening(vectors)
    np.savez(KEPT / "whitening.npz", mean=mean, turn=turn)
    out = KEPT / f"{bare.stem}-whitened.onnx"
    subprocess.run([python, HERE / "descriptor_model.py", "whiten", bare, KEPT / "whitening.npz", out], check=True)
    return load(str(out), ROOT)


def whitening(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the mean of vectors (n by d) brought to one length, and the turn (d by e) that makes them even.

    After it all of the e directions vary alike; those that hardly vary in these pictures are left out.
    """
    alike = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    mean = alike.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov((alike - mean).T.astype(np.float64)))
    kept = min(_LONGEST, len(vectors) // 4, len(spread))
    order = np.argsort(-spread)[:kept]
    turn = axes[:, order] / np.sqrt(spread[order] + _FLOOR * spread.max())
    return mean.astype(np.float32), turn.astype(np.float32)


def _environment() -> Path:
    """Return the Python that has torch and onnx, in an environment made once."""
    inside = KEPT / "venv"
    if not (inside / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", inside], check=True)
        subprocess.run([inside / "bin" / "pip", "install", "-q", "-r", HERE / "descriptor.txt"], check=True)
        (inside / "ready").touch()
    return inside / "bin" / "python"


def _square(path: Path, side: int) -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        picture.draft("RGB", (side, side))
        small = picture.convert("RGB").resize((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return np.asarray(small, dtype=np.uint8)[None]


def fingerprint(path: Path, model: Descriptor) -> Frames:
    """Return the rows of footage, those by the descriptor among them, that are good enough to tell anything."""
    kept = KEPT / f"prints-{methods()}-{model.digest[7:19]}" / f"{path.stem}.frames"
    if not kept.exists():
        maker, neural = PictureMaker(), NeuralMaker(model)
        pictures(path, MediaSettings(), maker.feed)
        coloured(path, MediaSettings(), neural.feed, rate=RATE, size=model.side)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(neural.finish(maker.finish()).packed())
    rows = Frames.unpacked(kept.read_bytes())
    return rows.where(rows.qualities >= LEAST_QUALITY)


def seen(clip: Clip, its: Frames, source: Frames) -> Seen | None:
    """Return how far a clip's frames are from those of its source; None where there is nothing to see in it."""
    asked = [at for at in _seconds(its, Variant.NEURAL) if _around(source, clip, at, _WHOLE).any()]
    if not asked:
        return None
    whole = [_least(its, source, clip, at, (_WHOLE, _WHOLE)) for at in asked]
    cut = [min(_least(its, source, clip, at, both) for both in ((_WHOLE, _CUTS), (_CUTS, _WHOLE))) for at in asked]
    neural = [_least(its, source, clip, at, ((Variant.NEURAL,), (Variant.NEURAL,))) for at in asked]
    hashes = its.hashes[(its.variants == Variant.NEURAL) & np.isin(its.times, asked)]
    return Seen(clip.edit, np.array(whole), np.array(cut), np.array(neural), hashes)


def _seconds(rows: Frames, variant: Variant) -> list[int]:
    return [int(at) for at in rows.times[rows.variants == variant]]


def _around(source: Frames, clip: Clip, at: int, variants: Sequence[Variant]) -> NDArray[np.bool_]:
    """Mark the rows of the source, one a second as the index has them, next to where a moment of the clip is from."""
    there = clip.excerpt.start + at * clip.speed
    first = np.zeros(len(source), dtype=bool)
    slots = source.times.astype(np.int64) // 1000 * 8 + source.variants
    first[np.unique(slots, return_index=True)[1]] = True
    near = np.abs(source.times.astype(np.float64) - there) <= _NEAR
    marked: NDArray[np.bool_] = first & near & np.isin(source.variants, [int(one) for one in variants])
    return marked


def _least(its: Frames, source: Frames, clip: Clip, at: int, both: tuple[Sequence[Variant], Sequence[Variant]]) -> int:
    """Return the fewest bits from the clip at a moment to its source, plain and mirrored; 256 where either lacks."""
    here = its.hashes[
        (np.abs(its.times.astype(np.int64) - at) <= 130) & np.isin(its.variants, [int(v) for v in both[0]])
    ]
    there = source.hashes[_around(source, clip, at, both[1])]
    if not len(here) or not len(there):
        return _NOT_FOUND
    turned_about = [] if Variant.NEURAL in both[0] else [mirrored(here)]
    return int(min(distances(some, there).min() for some in (here, *turned_about)))


def table(all_seen: Sequence[Seen], few: int) -> Iterator[str]:
    """Yield the table by edit: shares of frames, and of clips with three frames or more."""
    frames = f"edit | frames | whole, stripped | + cuts | descriptor ≤ {MOST} | ≤ {few} | its median"
    yield f"| {frames} | any ≤ {MOST} | ≤ {few} | clips of 3 frames: + cuts | descriptor | any |"
    yield "|---" * 12 + "|"
    edits = [*dict.fromkeys(one.edit for one in all_seen), "all"]
    for edit in edits:
        some = [one for one in all_seen if edit in (one.edit, "all")]
        whole, cut, its = (np.concatenate([getattr(one, name) for one in some]) for name in ("whole", "cut", "neural"))
        plain = np.minimum(whole, cut)
        shares = [whole <= MOST, plain <= MOST, its <= MOST, its <= few]
        either = [(plain <= MOST) | (its <= MOST), (plain <= MOST) | (its <= few)]
        in_clips = [
            np.mean([_enough(np.minimum(one.whole, one.cut) <= MOST) for one in some]),
            np.mean([_enough(one.neural <= few) for one in some]),
            np.mean([_enough((np.minimum(one.whole, one.cut) <= MOST) | (one.neural <= few)) for one in some]),
        ]
        cells = [f"{np.mean(one):.2f}" for one in shares]
        cells += [f"{np.median(its):.0f}", *(f"{np.mean(one):.2f}" for one in either)]
        yield f"| {edit} | {len(its)} | " + " | ".join([*cells, *(f"{one:.2f}" for one in in_clips)]) + " |"


def _enough(near: NDArray[np.bool_]) -> bool:
    return int(near.sum()) >= min(_FEWEST, len(near))


def by_chance(all_seen: Sequence[Seen], held: NDArray[np.uint8]) -> tuple[list[str], int]:
    """Return what is said of distances from unrelated pictures, and the bits that one in 100,000 lies within."""
    between = distances(np.concatenate([one.hashes for one in all_seen]), held).ravel()
    few = int(np.quantile(between, SELDOM))
    within = np.mean(between <= MOST)
    text = (
        f"Of {between.size:,} unrelated pairs (frames of the clips, {len(held)} pictures held out) the descriptor's "
        f"bits are {between.mean():.1f} apart, with a deviation of {between.std():.1f}, at least {between.min()}; "
        f"{within:.1e} are within {MOST}, one in 100,000 within {few}. Of 256 bits that are even, 2e-8 would be "
        f"within {MOST}."
    )
    return [text], few


def main() -> None:
    given = arguments()
    every = sorted(path for path in given.pictures.rglob("*") if path.suffix.lower() in {".jpg", ".jpeg", ".png"})
    every = every[:: max(1, len(every) // _MOST_PICTURES)]
    model = made(given, every[::2])
    before = time.process_time()
    held = turned(np.concatenate([model.described(_square(path, model.side)) for path in every[1::2]]))
    cost = (time.process_time() - before) / len(held)
    queried = sources(None)
    stock = {one.name: fingerprint(one.path, model) for one in queried}
    cut = [one for one in excerpts(queried, LENGTHS, SEED) if one.length == 5000]
    cut = cut[:: max(1, len(cut) // given.excerpts)]
    every_clip = clips.make(cut, CACHE / f"clips-{clips.VERSION}-{SEED}")
    shown = [one for one in every_clip if one.kind == "picture"]
    found = [seen(one, fingerprint(one.path, model), stock[one.excerpt.source.name]) for one in shown]
    all_seen = [one for one in found if one is not None]
    said, few = by_chance(all_seen, held)
    command = " ".join(["python bench/sightings/descriptor.py", *sys.argv[1:]])
    print("\n".join(header("a neural descriptor", command, ["dragoman", "onnxruntime", "numpy"])))
    print(f"{model.side} by {model.side} pixels, {model.numbers} numbers, {model.digest}.")
    print(f"{cost * 1000:.0f} ms of processor a picture.")
    print("\n".join(["", *said, "", *table(all_seen, few)]))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pictures", type=Path, required=True, metavar="DIR", help="unrelated pictures")
    parser.add_argument("--onnx", type=Path, metavar="FILE", help="a descriptor of one's own")
    parser.add_argument("--plain", action="store_true", help="do not whiten it")
    parser.add_argument("--excerpts", type=int, default=25, metavar="N", help="how many of the excerpts")
    return parser.parse_args()


if __name__ == "__main__":
    main()
