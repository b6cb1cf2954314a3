"""Keep the fingerprints of an archive where they can be asked: files that can always be made again from records."""
