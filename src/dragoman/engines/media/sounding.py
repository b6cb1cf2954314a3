"""The sound of footage as raw samples, for transcribers: mono, 16 kHz, from 0 ms of the footage on."""

from dragoman.engines.media.opening import opened
from dragoman.engines.media.packets import Sounds
from dragoman.engines.media.samples import Form, joined, placed
from dragoman.engines.media.wire import Sender, Sounded
from dragoman.model.errors import DecodeError, NotMedia, TooLarge

FORM = Form(rate=16_000, channels=1)
_MOST_HOURS = 48


def sound(source: str, max_pixels: int, sender: Sender) -> Sounded:
    """Send the sound of the footage at `source`, in constant memory, and return how many of the samples to keep.

    What a codec pads beyond the end of its last packet is no sound of the footage.
    """
    with opened(source, max_pixels) as footage:
        if footage.audio is None:
            raise NotMedia("the footage has no sound to transcribe")
        samples = 0
        frames = Sounds(footage.container, footage.audio)
        for piece in joined(placed(iter(frames), footage.origin, FORM), FORM):
            samples += piece if isinstance(piece, int) else len(piece) // FORM.size
            if samples > _MOST_HOURS * 3600 * FORM.rate:
                raise TooLarge(f"the sound is longer than {_MOST_HOURS} hours, or its time stamps are damaged")
            if isinstance(piece, int):
                sender.zeros(piece * FORM.size)
            else:
                sender.data(piece)
        if not samples:
            raise DecodeError("no sound could be decoded", hint="capture it again, or mend a copy with ffmpeg")
        if frames.end is not None:
            samples = min(samples, max(1, int((frames.end - footage.origin) * FORM.rate)))
    return Sounded(samples)
