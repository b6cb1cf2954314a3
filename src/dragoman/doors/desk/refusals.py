"""What is answered where a request is not served."""

from http import HTTPStatus

from dragoman.model.errors import DragomanError, Locked, NotInVault


class NotServed(DragomanError):
    """Refuse a request with an HTTP status, a sentence and a cure."""

    def __init__(self, status: int, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status


def missing(what: str) -> NotServed:
    """Return the refusal for something that is not here."""
    return NotServed(HTTPStatus.NOT_FOUND, f"no such {what}", hint="the lists show what there is")


def status_of(error: DragomanError) -> int:
    """Return the HTTP status that tells an error."""
    match error:
        case NotServed():
            return error.status
        case NotInVault():
            return HTTPStatus.NOT_FOUND
        case Locked():
            return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.BAD_REQUEST
