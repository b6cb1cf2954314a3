"""Find a comment that ignores a rule and should not.

## What it finds

A comment `dragoman: ignore` that gives no reason, names no rule or one that does not exist, names a rule that may not
be ignored, or stands in the body of a dispatch, where it is shown to readers and tells the check nothing. As a
warning: a comment whose rule finds nothing in the document.

In a dispatch at a desk the rules on which publication rests may not be ignored: QUO001, QUO002, QUO003, PIN001, PIN002,
META001. In documents of any other desk every rule may be, but this one.

## Why it matters

Whoever reads the file next must be able to tell a considered exception from a fault swept away.

## Example

```markdown
---
number: 12
# dragoman: ignore QUO009
---
```

## How to mend

Say why: `# dragoman: ignore QUO009 the minister was asked twice and answered in other words`. In a dispatch the comment
stands in the front matter; in Markdown or HTML without a desk also `<!-- dragoman: ignore QUO009 reason -->`; in plain
text on a line of its own that begins with `#`. Several codes are parted by commas. Take away what ignores nothing.
"""

from collections.abc import Iterator

from dragoman.check.ignore_comments import Comment, comments, refused
from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "IGN001"
NAME = "ignore-without-reason"
SEVERITY: Severity = "error"
BARE = True

_FORM = "dragoman: ignore CODE reason"


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the comments that are not as they should be; those that ignore nothing are known only to `ignore.sift`."""
    for comment in comments(reading.document):
        fault, hint = _fault(comment)
        if fault:
            yield finding((CODE, NAME, SEVERITY), reading, comment.at, fault, hint=hint)
        else:
            yield from _refused(comment, reading)


def _fault(comment: Comment) -> tuple[str, str]:
    if comment.misplaced:
        return (
            "in the body this comment is shown to readers and ignores nothing",
            f"write `# {_FORM}` above, between ---",
        )
    if not comment.codes:
        return "this comment names no rule", f"write `{_FORM}`; `dragoman rule` lists the codes"
    if not comment.has_reason:
        named = ", ".join(coded.code for coded in comment.codes)
        return f"no reason is given for ignoring {named}", "say why, in a few words, after the code"
    return "", ""


def _refused(comment: Comment, reading: Reading) -> Iterator[Finding]:
    # The package that lists the rules imports this one, so it is whole only by now.
    from dragoman.check.rules import RULES

    known = frozenset(rule.CODE for rule in RULES)
    for coded in comment.codes:
        why = refused(coded.code, reading, known)
        if why:
            hint = "`dragoman rule` lists the codes" if coded.code not in known else "mend what it finds"
            yield finding((CODE, NAME, SEVERITY), reading, coded.at, why, hint=hint)
