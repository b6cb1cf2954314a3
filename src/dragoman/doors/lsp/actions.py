"""Quick fixes: the edits that are safe, each for its writer to take; never one of a quotation's words."""

from collections.abc import Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, CodeActionParams, Range, TextEdit, WorkspaceEdit

from dragoman.doors.lsp.harmless import visible
from dragoman.doors.lsp.texts import Judged
from dragoman.steps.mends import Mend, ignorings

KINDS = [CodeActionKind.QuickFix]


def asked(params: CodeActionParams) -> bool:
    """Tell whether an editor asks for quick fixes, by themselves or among others."""
    wanted = params.context.only
    return not wanted or any(_asks(kind) for kind in wanted)


def actions(judged: Judged, mends: Sequence[Mend], params: CodeActionParams) -> Iterator[CodeAction]:
    """Yield the mends of what stands in a range of an open text, then the comments that ask to be spared a rule."""
    if judged.judgement is None:
        return
    offered: set[str] = set()
    for mend in (*mends, *ignorings(judged.judgement)):
        touched = _touch(judged.positions.range(*mend.reach), params.range)
        if touched and (mend.code == "" or mend.code not in offered):
            offered.add(mend.code)
            yield _action(mend, judged.positions.range(mend.start, mend.end), params)


def _action(mend: Mend, at: Range, params: CodeActionParams) -> CodeAction:
    edit = WorkspaceEdit({params.text_document.uri: [TextEdit(at, mend.replacement)]})
    answered = [one for one in params.context.diagnostics if one.code == mend.code and _touch(one.range, params.range)]
    title = visible(mend.why[:1].upper() + mend.why[1:] if mend.code else f"Fix: {mend.why}")
    return CodeAction(title, CodeActionKind.QuickFix, diagnostics=answered or None, edit=edit)


def _asks(kind: CodeActionKind | str) -> bool:
    """Tell whether an editor that asks for `kind` alone asks for quick fixes."""
    name = kind.value if isinstance(kind, CodeActionKind) else kind
    return name in ("", CodeActionKind.QuickFix.value)


def _touch(one: Range, two: Range) -> bool:
    return one.start <= two.end and two.start <= one.end
