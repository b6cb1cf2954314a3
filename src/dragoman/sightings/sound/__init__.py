"""Find sound again by the loudest points of its spectrogram: peaks, landmarks, lines, evidence."""
