"""Read an item: transcribe it, and translate it where the desk has a translator. Both are drafts."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from dragoman.capture.post import post
from dragoman.engines.media.decode import sound, statement
from dragoman.engines.protocols import Post, Transcriber, Translator, checked_lines
from dragoman.engines.registry import transcriber, translator
from dragoman.model.capture import Item, Media, Preserved, Tool
from dragoman.model.digest import digest
from dragoman.model.errors import BadInput
from dragoman.model.time import clock as show_time
from dragoman.model.time import now
from dragoman.model.transcript import Transcript, Translation
from dragoman.steps.descriptors import descriptor_of
from dragoman.steps.desk import Desk, cache_folder
from dragoman.steps.fingerprints import Fingerprinted, fingerprint
from dragoman.steps.listening import Listener

KEY = "DRAGOMAN_TRANSLATOR_KEY"


@dataclass(frozen=True)
class Read:
    """Hold the drafts of an item; the flags tell what was done already by the same tool and settings.

    `fingerprinted` is None where the desk does not make fingerprints when it reads.
    """

    item: Item
    transcript: Transcript
    translation: Translation | None
    transcribed_before: bool
    translated_before: bool
    fingerprinted: Fingerprinted | None = None


def read(
    desk: Desk, name: str, listener: Listener, *, language: str | None = None, clock: Callable[[], str] = now
) -> Read:
    """Transcribe and, where a translator is set, translate; make fingerprints, so that it is found again.

    Done work is recognised and not repeated. What of the footage cannot be fingerprinted costs no draft.

    `language` overrides the item's; where neither is known it is detected, and the transcript says with
    what probability. Raise EngineError when an engine is absent or fails, BadInput when the item has no
    sound.
    """
    item = desk.item(name)
    preserved = desk.vault.get_as(item.preserved, Preserved)
    media = desk.vault.get_as(item.media, Media) if item.media else None
    if media is None or media.audio is None:
        raise BadInput(f"{name} has no sound to transcribe", hint="`dragoman items` shows what was captured")
    engine = transcriber(desk.settings.transcriber, cache_folder())
    if desk.settings.sightings.at_read:
        # A descriptor that cannot be used is told now, not after an hour of transcription.
        descriptor_of(desk)
    work = _Work(engine, engine.describe(), language or item.language, listener)
    before = _transcribed(desk, item, work)
    transcript = before or _transcribe(desk, preserved, media, work)
    if before is None:
        desk.vault.put([transcript], what="transcript", at=clock())
    translation, known = _translation(desk, transcript, listener, clock)
    made = fingerprint(desk, item, listener, clock=clock) if desk.settings.sightings.at_read else None
    return Read(item, transcript, translation, before is not None, known, made)


@dataclass(frozen=True)
class _Work:
    engine: Transcriber
    tool: Tool
    language: str | None
    listener: Listener


def _transcribed(desk: Desk, item: Item, work: _Work) -> Transcript | None:
    for draft in reversed(desk.vault.index.transcripts(item.preserved)):
        transcript = desk.vault.get_as(draft, Transcript)
        asked = transcript.language if transcript.detected is None else None
        if transcript.by == work.tool and asked == work.language:
            return transcript
    return None


def _transcribe(desk: Desk, preserved: Preserved, media: Media, work: _Work) -> Transcript:
    engine, listener = work.engine, work.listener
    blob = next(blob for blob in preserved.blobs if blob.digest == media.blob)
    listener.say(f"decoding {show_time(media.duration)} of sound ({statement(desk.settings.media)})")
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        heard_sound = sound(desk.vault.blob_path(preserved, blob), Path(folder) / "sound.s16", desk.settings.media)
        listener.say(f"transcribing with {engine.name}")
        heard = engine.transcribe(heard_sound, work.language, lambda done: listener.heard(done, heard_sound.length_ms))
        segments = tuple(heard.segments)
    return Transcript(
        preserved=digest(preserved),
        blob=blob.digest,
        language=heard.language,
        detected=heard.detected,
        by=work.tool,
        segments=segments,
    )


def _translation(
    desk: Desk, transcript: Transcript, listener: Listener, clock: Callable[[], str]
) -> tuple[Translation | None, bool]:
    target = desk.settings.desk.language
    if not desk.settings.translator.engine or transcript.language.partition("-")[0] == target.partition("-")[0]:
        return None, False
    engine = translator(desk.settings.translator, _through_guard(desk), os.environ.get(KEY))
    tool, of = engine.describe(), digest(transcript)
    for draft in reversed(desk.vault.index.translations_of(of)):
        known = desk.vault.get_as(draft, Translation)
        if known.by == tool and known.language == target:
            return known, True
    listener.say(f"translating {len(transcript.segments)} segments with {engine.name}")
    translation = _translate(engine, transcript, target)
    desk.vault.put([translation], what="translation", at=clock())
    return translation, False


def _translate(engine: Translator, transcript: Transcript, target: str) -> Translation:
    lines = engine.translate(transcript.segments, transcript.language, target)
    return Translation(
        transcript=digest(transcript),
        language=target,
        by=engine.describe(),
        lines=checked_lines(transcript.segments, lines),
    )


def _through_guard(desk: Desk) -> Post:
    """Return the network as a translator sees it: the egress guard, open to the one host that the desk names."""
    settings = desk.settings.translator
    host = urlsplit(settings.address).hostname or ""

    def send(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        return post(
            address,
            body,
            headers,
            limits=replace(desk.settings.capture, allow_private=(host,)),
            timeout=settings.timeout,
        )

    return send
