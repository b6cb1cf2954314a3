"""Links and pictures whose target is a pin, tied to the quotations and stills of the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from dragoman.model.direction import direction
from dragoman.model.edition import Dispatch, Quotation
from dragoman.model.pin import parse_pin
from dragoman.publish.account.clean import is_open_address
from dragoman.publish.foreign import Text
from dragoman.publish.material import EditionMaterial
from dragoman.publish.typography import bare

_MARKS = frozenset("\"'“”„«»‘’")
_STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')


def tie(tokens: Sequence[Token], edition: EditionMaterial) -> None:
    """Rewrite, in place, every link and picture of a dispatch.

    A pinned link leads to its quotation's entry and carries its number in `meta["quotation"]`; a pinned
    picture carries `meta["still"]`. Other pictures become links, for a page asks nothing of other sites;
    links that lead nowhere safe become plain text.
    """
    quotations = _Claims(edition.dispatch)
    for token in tokens:
        if token.children:
            token.children = [made for child in _linked(token.children) for made in _pictured(child, quotations)]
            for link in _links(token.children):
                _tie_link(link, quotations.of_link(link.target, link.words), edition)
            _put_marks_outside(token.children, edition.dispatch)


class _Claims:
    """Hand out each quotation and still once: to the link with its pin, and its words where pins repeat."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._quotations = [(n, q) for n, q in enumerate(dispatch.quotations) if q.form != "title"]
        self._stills = list(enumerate(dispatch.stills))

    def of_link(self, target: str, words: str) -> tuple[int, Quotation] | None:
        pin = parse_pin(target)
        same = [entry for entry in self._quotations if entry[1].pin == pin]
        exact = [entry for entry in same if entry[1].form == "block" or _folded(entry[1].text) == _folded(words)]
        claimed = next(iter(exact or same), None)
        if claimed is not None:
            self._quotations.remove(claimed)
        return claimed

    def of_picture(self, target: str) -> int | None:
        pin = parse_pin(target)
        for entry in self._stills:
            if entry[1].pin == pin:
                self._stills.remove(entry)
                return entry[0]
        return None


def _folded(words: str) -> str:
    return " ".join(bare(words.translate(_STRAIGHT)).split())


def _linked(children: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens with pictures inside links taken for their description: a link holds no link."""
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        yield _words(child.content) if child.type == "image" and depth else child


def _pictured(child: Token, claims: _Claims) -> Iterator[Token]:
    if child.type != "image":
        yield child
        return
    target = str(child.attrGet("src") or "")
    number = claims.of_picture(target)
    words = _words(child.content or target)
    if number is None and not is_open_address(target):
        yield words
        return
    address = f"#s{number + 1}" if number is not None else target
    opening = Token("link_open", "a", 1, attrs={"href": address})
    if number is not None:
        opening.meta = {"still": number}
    yield from (opening, words, Token("link_close", "a", -1))


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)


@dataclass(frozen=True)
class _Link:
    opening: Token
    closing: Token
    inside: tuple[Token, ...]

    @property
    def target(self) -> str:
        return str(self.opening.attrGet("href") or "")

    @property
    def words(self) -> str:
        return "".join(child.content for child in self.inside)


def _links(children: Sequence[Token]) -> Iterator[_Link]:
    opening: Token | None = None
    inside: list[Token] = []
    for child in children:
        if child.type == "link_open":
            opening, inside = child, []
        elif child.type == "link_close" and opening is not None:
            yield _Link(opening, child, tuple(inside))
            opening = None
        else:
            inside.append(child)


def _tie_link(link: _Link, claimed: tuple[int, Quotation] | None, edition: EditionMaterial) -> None:
    opening = link.opening
    if claimed is not None:
        number, quotation = claimed
        text = text_of(edition, quotation)
        opening.meta = {"quotation": number, "form": quotation.form}
        opening.attrs = {"href": f"#q{number + 1}", "id": f"q{number + 1}-said", "class": "said"}
        opening.attrs |= {"lang": text.language, "dir": text.dir}
        for child in link.inside:
            child.meta["direction"] = text.dir
    elif "still" not in opening.meta and not is_open_address(link.target):
        opening.tag = link.closing.tag = "span"
        opening.attrs = {}


def _put_marks_outside(children: list[Token], dispatch: Dispatch) -> None:
    """Move the quotation marks around words that run against the page out of their link.

    The marks are the writer's, and lie the wrong way round inside a run of the other direction.
    """
    base = direction(dispatch.title, dispatch.language)
    for opening in [child for child in children if child.meta.get("form") == "inline" and child.attrGet("dir") != base]:
        at = children.index(opening)
        end = next(i for i in range(at, len(children)) if children[i].type == "link_close")
        first, last = children[at + 1], children[end - 1]
        if len(first.content) > 1 and first.content[0] in _MARKS and last.content[-1:] in _MARKS:
            marks = _words(first.content[0]), _words(last.content[-1])
            first.content = first.content[1:]
            last.content = last.content[:-1]
            children.insert(end + 1, marks[1])
            children.insert(at, marks[0])


def text_of(edition: EditionMaterial, quotation: Quotation) -> Text:
    """Return a quotation's words with the language they are in."""
    reviewed = edition.item(quotation.pin).revisions[quotation.reviewed]
    return Text(quotation.text, reviewed.language if quotation.held_to == "original" else reviewed.desk_language)
