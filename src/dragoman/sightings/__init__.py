"""Find stretches of footage that already stand in the archive: fingerprints, indexes, alignment."""
