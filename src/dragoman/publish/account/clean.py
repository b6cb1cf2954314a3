"""The last gate before a page: only the HTML that Markdown makes, whatever went in."""

import nh3

_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "h2", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"a", "em", "strong", "s", "code", "sup", "span", "bdi"}
_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | _TABLES | _INLINE,
    attributes={"*": {"dir", "lang", "id", "class"}, "a": {"href", "aria-label"}, "ol": {"start"}},
    generic_attribute_prefixes={"data-"},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def clean(html: str) -> str:
    """Return `html` without anything that is not plain text markup; direction and language stay."""
    return _CLEANER.clean(html)


def is_open_address(address: str) -> bool:
    """Tell whether an address may be linked to: http, https or mailto, spelt out."""
    scheme, colon, _ = address.partition(":")
    return bool(colon) and scheme.lower() in ("http", "https", "mailto")
