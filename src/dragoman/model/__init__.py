"""The nouns of the trade, time, digests, canonical JSON and the error tree; no input or output."""
