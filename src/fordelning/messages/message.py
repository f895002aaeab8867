"""The three parts of an error's message. Never here: any words."""

from attrs import frozen

__all__ = ["Message"]


@frozen
class Message:
    """Word one error: what is wrong, the likely cause, what to do.

    Braces name the values that the error carries.
    """

    what: str
    cause: str
    remedy: str
