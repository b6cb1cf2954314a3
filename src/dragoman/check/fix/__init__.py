"""Mend what can be mended without touching anybody's words: old pins, and marks that do not match."""
