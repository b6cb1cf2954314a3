"""What templates see: plain values, every text with its language, every address relative to the root."""
