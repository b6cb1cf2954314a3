"""Counts in words, for what steps and doors say to people."""


def counted(count: int, noun: str, several: str = "") -> str:
    """Return `1 record`, `2 records`; `several` is the noun's plural where it is no plain -s."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {several or noun + 's'}"
