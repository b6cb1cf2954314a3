"""Letter case, folded where the contract lets it: a fragment's first letter, and all of a heading."""

from functools import lru_cache

# In these languages the capital of i is İ, and that of ı is I.
_DOTTED = frozenset(["tr", "az"])
_DOTTED_CAPITALS = {ord("İ"): "i", ord("I"): "ı"}


def is_dotted(language: str) -> bool:
    """Tell whether a `language` (BCP 47) has an i with a dot and one without, each with a capital of its own."""
    return language.partition("-")[0] in _DOTTED


@lru_cache(maxsize=65536)
def whole_folded(key: str, language: str) -> str:
    """Return a word with the case of every letter folded, by the custom of its `language` (BCP 47)."""
    if is_dotted(language):
        key = key.translate(_DOTTED_CAPITALS)
    # No other language has a capital i with its dot.
    return key.replace("İ", "i").casefold()


@lru_cache(maxsize=65536)
def first_folded(key: str, language: str) -> str:
    """Return a word with the case of its first letter folded, by the custom of its `language` (BCP 47)."""
    return whole_folded(key[:1], language) + key[1:]
