"""Loudness of sound over time and pitch, and the points of it that stand out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
HOP = 256
STEP_MS = 16
"""The time from one step of the spectrogram to the next, in milliseconds."""
WINDOW = 1024
LOWEST = 12
BINS = 308
"""How many bins of 15.625 Hz are looked at: from LOWEST (187 Hz) up to 5 kHz."""

_REACH_STEPS = 30
_REACH_BINS = 20
_ALONE = 3
MARGIN = _REACH_STEPS + _ALONE
"""How many steps on either side a point is judged by."""
_FLOOR = 2e5


def loudness(samples: "NDArray[np.int16]") -> "NDArray[np.float32]":
    """Return log2 of the power of each bin, a row for each whole window; the first starts at the first sample.

    What is too quiet to tell from the rounding of 16 bits is flattened to one value, the least there is.
    """
    import numpy as np
    from scipy.fft import rfft

    count = (len(samples) - WINDOW) // HOP + 1
    if count < 1:
        return np.empty((0, BINS), dtype=np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP][:count]
    spectrum = rfft(windows * np.hanning(WINDOW).astype(np.float32), axis=1)[:, LOWEST : LOWEST + BINS]
    power = spectrum.real**2 + spectrum.imag**2
    loud: NDArray[np.float32] = np.log2(np.maximum(power, np.float32(_FLOOR)))
    return loud


def standing_out(
    loud: "NDArray[np.float32]",
) -> "tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]":
    """Return the steps, the bins and the strengths of the points louder than all around them.

    Bins are fractions, from a parabola through the point and its neighbours; a strength is how far, in log2 of
    power, a point stands above the mean of the half second and 300 Hz around it on either side.
    """
    import numpy as np
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    around = maximum_filter1d(maximum_filter1d(loud, 2 * _ALONE + 1, axis=1), 2 * _ALONE + 1, axis=0)
    steps, bins = np.nonzero((loud == around) & (loud > np.log2(np.float32(_FLOOR)) + 0.01))
    mean = uniform_filter1d(uniform_filter1d(loud, 2 * _REACH_BINS + 1, axis=1), 2 * _REACH_STEPS + 1, axis=0)
    peak: NDArray[np.float32] = loud[steps, bins]
    below, above = loud[steps, np.maximum(bins - 1, 0)], loud[steps, np.minimum(bins + 1, BINS - 1)]
    bend = below - 2 * peak + above
    shift = np.where(bend < 0, (below - above) / (2 * np.minimum(bend, np.float32(-1e-6))), np.float32(0))
    fractions = (bins + np.clip(shift, -0.5, 0.5)).astype(np.float32)
    return steps.astype(np.int64), fractions, (peak - mean[steps, bins]).astype(np.float32)
