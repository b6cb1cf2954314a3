"""One desk's settings: a frozen record, read from dragoman.toml, unknown keys refused."""

from typing import Annotated

import msgspec

from dragoman.model.direction import Language

Count = Annotated[int, msgspec.Meta(ge=0)]
Positive = Annotated[int, msgspec.Meta(ge=1)]


class DeskSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describe the desk itself.

    `name`: who publishes. `language`: the language it publishes in, BCP 47.
    `signing_key`: path of an SSH private key that signs the ledger's head; empty for none.
    `signer`: the identity to sign as, as written in `allowed_signers`.
    """

    name: str
    language: Language = "en"
    signing_key: str = ""
    signer: str = ""


class CaptureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bound what a capture may take.

    `max_bytes`: size cap of one capture in bytes. `max_seconds`: time cap of one fetch in seconds.
    `max_redirects`: redirects followed. `allow_private`: host names whose private or loopback
    addresses may be fetched; empty by default.
    """

    max_bytes: Positive = 20_000_000_000
    max_seconds: Positive = 3600
    max_redirects: Count = 5
    allow_private: tuple[str, ...] = ()


class MediaSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bound the child process that decodes media.

    `max_memory`: bytes of address space. `max_cpu`: seconds of processor time for one call.
    `max_pixels`: pixels of one frame. `sandbox`: `auto` uses bubblewrap where it works and says so where
    it does not; `require` refuses to decode without it; `off` never uses it.
    """

    max_memory: Positive = 4_000_000_000
    max_cpu: Positive = 7200
    max_pixels: Positive = 67_108_864
    sandbox: str = "auto"


class TranscriberSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Choose and set the transcriber.

    `engine`: its entry-point name. `model`: a folder of weights, or an installed package's model
    (`base`), or a hub's name (`large-v3`). `download`: whether weights may be fetched from the hub.
    `compute`: number format, `int8`, `float16` or `float32`. `threads`: processor threads, 0 for all.
    `beam`: beam size.
    """

    engine: str = "whisper"
    model: str = "large-v3"
    download: bool = False
    compute: str = "int8"
    threads: Count = 0
    beam: Positive = 5


class TranslatorSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Choose and set the translator; none runs by default and the reviewer translates.

    `engine`: its entry-point name, empty for none. `address`: base address of an OpenAI-compatible
    server. `model`: the model's name there. `context`: segments shown before and after.
    `timeout`: seconds for one request. A key, where one is needed, is read from DRAGOMAN_TRANSLATOR_KEY.
    """

    engine: str = ""
    address: str = ""
    model: str = ""
    context: Count = 3
    timeout: Positive = 120


class ReviewSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what a review asks for.

    `readers`: how many different people must approve a segment before it may be quoted, 1 or 2. From the next
    revision on it holds for every segment of an item.
    """

    readers: Annotated[int, msgspec.Meta(ge=1, le=2)] = 1


class SightingsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say how footage is held against the archive.

    `at_read`: whether fingerprints are made when an item is read; otherwise when they are asked for.
    `index`: `files` keeps the index in the desk's `work/` folder, `milvus` keeps its pictures on a server.
    `address`: that server's address, as `http://localhost:19530`.
    `crops`: whether cuts of the pictures are searched too, which finds cropped copies and costs about twice the time.
    `descriptor`: an ONNX file that describes pictures, as a path from the desk's folder or `package:file`; with
    `crops` it finds cuts that the index does not hold. Empty for none.
    """

    at_read: bool = True
    index: str = "files"
    address: str = ""
    crops: bool = True
    descriptor: str = ""


class CheckSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say how severe the desk takes rules to be.

    `rules`: `error`, `warning` or `off` for a rule by its code or name, in a table `[check.rules]`; rules on
    which publication rests stay errors.
    """

    rules: dict[str, str] = {}


class PublishSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape the site.

    `title`: the site's name; the desk's where empty. `address`: where it will stand, ending in `/`.
    `footage`: `clips` publishes quoted stretches only, `whole` a proxy of every cited item too.
    `context`: seconds of footage shown before and after a quotation. `height`: pixels of the proxies.
    `licence`: the licence of the dispatches, as shown in the foot.
    """

    title: str = ""
    address: str = "http://localhost:8000/"
    footage: str = "clips"
    context: Count = 8
    height: Positive = 480
    licence: str = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold everything that dragoman.toml may say."""

    desk: DeskSettings
    capture: CaptureSettings = CaptureSettings()
    media: MediaSettings = MediaSettings()
    transcriber: TranscriberSettings = TranscriberSettings()
    translator: TranslatorSettings = TranslatorSettings()
    review: ReviewSettings = ReviewSettings()
    sightings: SightingsSettings = SightingsSettings()
    check: CheckSettings = CheckSettings()
    publish: PublishSettings = PublishSettings()
