"""`dragoman lsp`."""

import typer


def lsp() -> None:
    """Check while you write: a language server for your editor, on its standard input and output.

    It reads desks and writes nothing. docs/editors.md sets up VS Code, Neovim, Helix, Emacs and Kate.

    Example: dragoman lsp
    """
    from dragoman.doors.lsp.server import serve

    if status := serve():
        raise typer.Exit(status)


VERBS = (("lsp", lsp),)
