"""`dragoman people`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.doors.cli.screen import say, show, show_json, table

if TYPE_CHECKING:
    from dragoman.steps.people import Person


def people(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="[WHAT]", help="list, add, role, password or remove.")] = "list",
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Whom, as the name stands in decisions.")] = "",
    *,
    role: Annotated[
        str, typer.Option("--role", help="reader, translator, editor or publisher; each may do what those before may.")
    ] = "translator",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the desk's people, add one, or change one; from the first on, the desk in the browser asks for a login.

    Example: dragoman people add "Sara N." --role publisher
    """
    from dragoman.model.errors import BadInput
    from dragoman.steps.desk import open_desk
    from dragoman.steps.people import People, role_named

    with open_desk(context.obj) as desk:
        everyone = People(desk.root)
    if what != "list" and not name:
        raise BadInput("whom?", hint=f"dragoman people {what} NAME")
    match what:
        case "list":
            _show(everyone.everyone(), as_json=as_json)
        case "add":
            added = everyone.add(name, _password(from_stdin=password_stdin), role_named(role))
            say(f"{added.name} is a {added.role} of this desk")
        case "role":
            changed = everyone.change_role(name, role_named(role))
            say(f"{changed.name} is a {changed.role} now")
        case "password":
            everyone.change_password(name, _password(from_stdin=password_stdin))
            say(f"{name} has a new password and is signed out everywhere")
        case "remove":
            everyone.remove(name)
            say(f"{name} is off this desk; what they decided stays")
        case _:
            raise BadInput(f"people cannot {what!r}", hint="list, add, role, password or remove")


def _show(everyone: "tuple[Person, ...]", *, as_json: bool) -> None:
    if as_json:
        show_json(everyone)
    elif not everyone:
        show("nobody: whoever runs `dragoman desk` here works alone, without a login")
    else:
        table(("name", "role"), [(each.name, each.role) for each in everyone])


def _password(*, from_stdin: bool) -> str:
    """Return the password that is typed twice, or the first line of standard input."""
    if from_stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    return str(typer.prompt("password", hide_input=True, confirmation_prompt=True, err=True))


VERBS = (("people", people),)
