"""Turn preserved media into drafts: transcribers and translators plug in here, decoding runs in a child process."""
