"""The ten languages that Dragoman knows: words that turn a sentence, numbers in words, and how to tell them apart."""
