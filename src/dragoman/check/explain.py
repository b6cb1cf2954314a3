"""The page of a rule, made from its docstring."""

from dragoman.check.rule import Rule
from dragoman.check.rules import RULES
from dragoman.model.errors import BadInput

HEADINGS = ("What it finds", "Why it matters", "Example", "How to mend")


def explain(code: str) -> str:
    """Return the page of the rule named by its code or its name, in Markdown; raise BadInput when there is none."""
    wanted = code.strip()
    for rule in RULES:
        if wanted.upper() == rule.CODE or wanted.lower() == rule.NAME:
            return _page(rule)
    known = ", ".join(rule.CODE for rule in RULES)
    raise BadInput(f"there is no rule `{code}`", hint=f"rules are {known}")


def page_names() -> tuple[str, ...]:
    """Return the file names of all pages, `QUO001.md`, in the order of the codes."""
    return tuple(f"{code}.md" for code in sorted(rule.CODE for rule in RULES))


def _page(rule: Rule) -> str:
    blocks = "Blocks publication." if rule.SEVERITY == "error" else "Warns; does not block publication."
    bare = "Works on a document alone." if rule.BARE else "Needs a desk."
    return f"# {rule.CODE} {rule.NAME}\n\n{blocks} {bare}\n\n{(rule.__doc__ or '').strip()}\n"
