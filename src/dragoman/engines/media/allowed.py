"""What may be decoded at all: containers, codecs, and the files that only point elsewhere.

ffmpeg knows some 350 containers and 500 codecs; most of its dangerous faults lie in those that no
footage of a desk uses. Names are ffmpeg's own, for demuxers and decoders.
"""

from dataclasses import dataclass

CONTAINERS = frozenset(
    (
        *("mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "mpegts", "mpeg", "avi", "flv", "asf", "mxf"),
        *("ogg", "mp3", "aac", "ac3", "flac", "wav", "w64", "aiff", "caf", "amr"),
    )
)

# Containers whose header states how long the footage is, so that less than that means a file cut short.
STATES_DURATION = frozenset(("mov", "mp4", "m4a", "matroska", "webm", "avi", "asf", "flac"))

VIDEO_DECODERS = frozenset(
    (
        *("h264", "hevc", "av1", "libdav1d", "vp8", "vp9", "mpeg4", "mpeg2video", "mpeg1video", "h263", "mjpeg"),
        *("prores", "dnxhd", "dvvideo", "theora", "flv", "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "wmv3", "vc1"),
    )
)

AUDIO_DECODERS = frozenset(
    (
        *("aac", "aac_latm", "mp3", "mp3float", "mp2", "mp2float", "opus", "libopus", "vorbis", "flac", "alac"),
        *("ac3", "eac3", "dca", "amrnb", "amrwb", "wmav1", "wmav2", "wmapro", "adpcm_ima_wav", "adpcm_ms"),
        *("pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be", "pcm_f32le", "pcm_f32be"),
        *("pcm_u8", "pcm_s8", "pcm_alaw", "pcm_mulaw", "pcm_bluray", "pcm_dvd"),
    )
)

_POINTERS = (
    (b"#EXTM3U", "an HLS playlist"),
    (b"ffconcat", "an ffconcat list"),
    (b"<MPD", "a DASH manifest"),
    (b"<smil", "a SMIL list"),
    (b"<ASX", "an ASX list"),
    (b"[playlist]", "a playlist"),
    (b"v=0", "an SDP description"),
)

_OTHERS = (
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF", "a PDF"),
    (b"<svg", "an SVG drawing"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
)

# Where the first bytes say footage, a file that does not open is damaged; elsewhere it is no footage.
_SIGNATURES = (
    (0, b"\x1aE\xdf\xa3"),
    (0, b"RIFF"),
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"FLV"),
    (0, b"ID3"),
    (0, b"\x30\x26\xb2\x75"),
    (0, b"FORM"),
    (0, b"caff"),
    (4, b"ftyp"),
    (4, b"moov"),
    (4, b"mdat"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Say in words what a file is that is not footage, and what to do instead."""

    words: str
    hint: str


def other_kind(head: bytes) -> Kind | None:
    """Return what the first bytes of a file show it to be, where they show something other than footage."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    start = text[:512].lower()
    for mark, words in _POINTERS:
        if start.startswith(mark.lower()) or (mark.startswith(b"<") and _xml_root(start, mark)):
            return Kind(words, "it only points at footage elsewhere: capture the footage it names")
    for mark, words in _OTHERS:
        if start.startswith(mark.lower()) or (mark.startswith(b"<") and _xml_root(start, mark)):
            return Kind(words, "give a file of audio or video")
    return None


def looks_like_footage(head: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a container we read."""
    return any(head[at : at + len(mark)] == mark for at, mark in _SIGNATURES)


def _xml_root(start: bytes, mark: bytes) -> bool:
    return start.startswith((b"<?xml", b"<!--")) and mark.lower() in start
