"""The error tree: one base, a stable code and a three-part message for each error.

Here live the classes, and how an error keeps its values, its place and its code. Never
here: the words, which are in `messages`, or a check of any input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from fordelning.sentences import Phrase, Sentence

__all__ = [
    "AgreementError",
    "BandError",
    "BoundBrokenError",
    "CertificateError",
    "ConservationError",
    "DocumentError",
    "FordelningError",
    "InfeasibleError",
    "InputTypeError",
    "InputValueError",
    "MissingExtraError",
    "MissingFigureError",
    "OverdrawnError",
    "PaymentError",
    "PopulationError",
    "ReaderError",
    "ReadingError",
    "ReceiptError",
    "ReferenceDateError",
    "ResidualError",
    "RoundingUnitError",
    "ShareError",
    "TieError",
    "UnknownCodeError",
    "UnknownIdError",
    "UnspentError",
    "WeightError",
]


class FordelningError(Exception):
    """Say what is wrong, the likely cause and what to do.

    `code` is stable and names the message; the values that the message speaks of are
    attributes of the error and, together, `values`; `place` says where in the caller's
    definition it arose, outermost first. Every error is also a builtin one (`ValueError`,
    `TypeError`, `LookupError`, `ArithmeticError` or `ImportError`) and can be pickled.

    >>> error = WeightError("weights.none")
    >>> error.code, isinstance(error, ValueError), str(error).splitlines()[0]
    ('weights.none', True, 'there are no weights')
    """

    code: str
    place: tuple[str, ...]
    values: dict[str, Any]

    def __init__(self, code: str, /, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.place = ()
        self.values = values

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    else:

        def __getattr__(self, name: str) -> object:
            try:
                return self.__dict__["values"][name]
            except KeyError:
                raise AttributeError(name) from None

    def within(self, place: str) -> Self:
        """Return the same error, found inside `place`."""
        self.place = (place, *self.place)
        return self

    def sentences(self) -> tuple[Sentence, Sentence, Sentence]:
        """Return what is wrong, the likely cause and what to do, before any language."""
        from fordelning.messages import MESSAGES  # the words are read when somebody does

        message = MESSAGES[self.code]
        what, cause, remedy = (
            Sentence(text, self.values) for text in (message.what, message.cause, message.remedy)
        )
        return what, cause, remedy

    def __str__(self) -> str:
        return account(self.place, self.sentences())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.code}: {self.sentences()[0]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.code, self.values, self.place)


def _rebuilt(
    kind: type[FordelningError], code: str, values: dict[str, Any], place: tuple[str, ...]
) -> FordelningError:
    error = kind(code, **values)
    error.place = place
    return error


class InputTypeError(FordelningError, TypeError):
    """A value of a type that is never taken: a float, a bool, an int as a code."""


class InputValueError(FordelningError, ValueError):
    """A value of the right type that cannot be read or is out of range."""


class WeightError(FordelningError, ValueError):
    """Weights that nothing can be distributed by: negative, none, or all zero."""


class ShareError(FordelningError, ValueError):
    """Shares (andelar) that do not make up a whole."""


class UnspentError(FordelningError, ValueError):
    """Money is left that no key takes."""


class OverdrawnError(FordelningError, ValueError):
    """A key hands out more money than it was given."""


class InfeasibleError(FordelningError, ValueError):
    """Bounds (golv och tak) that no distribution of the money can keep."""


class BoundBrokenError(FordelningError, ValueError):
    """A method of rounding that puts somebody beyond its floor or cap."""


class ConservationError(FordelningError, ArithmeticError):
    """A key of the caller's own made or lost money, or made a negative quota."""


class RoundingUnitError(FordelningError, ValueError):
    """A pot that is not a whole multiple of the unit that it is rounded to."""


class TieError(FordelningError, ValueError):
    """A tie (lika) that the caller asked not to have decided."""


class ResidualError(FordelningError, ValueError):
    """A residual (avrundningsdifferens) that is more than its taker has."""


class CertificateError(FordelningError, ArithmeticError):
    """An outcome that does not have the properties that its method promises."""


class UnknownCodeError(FordelningError, LookupError):
    """A code or level that nobody has."""


class MissingFigureError(FordelningError, LookupError):
    """A figure that the population does not hold; never taken for a zero."""


class BandError(FordelningError, ValueError):
    """An age band (åldersintervall) that cannot be made from the classes there are."""


class PopulationError(FordelningError, ValueError):
    """Figures that contradict each other or cannot be figures; `problems` has several."""


class ReferenceDateError(FordelningError, LookupError):
    """No figures, or several, for the reference date (mättidpunkt)."""


class ReadingError(FordelningError, LookupError):
    """A reading (tolkning) not chosen, not known or not needed."""


class MissingExtraError(FordelningError, ImportError):
    """A part of the library whose extra is not installed; `extra` names it."""


class AgreementError(FordelningError, ValueError):
    """An agreement that cannot be allocated as it stands; `problems` has them all."""


class DocumentError(FordelningError, ValueError):
    """A document that cannot be read; each error has its path as its place."""


class ReaderError(FordelningError, ValueError):
    """A file of figures that is refused; `problems` has several at once."""


class PaymentError(FordelningError, ValueError):
    """A payment, repayment or invoice (utbetalning, återbetalning) that cannot be made."""


class ReceiptError(FordelningError, ValueError):
    """A receipt (beräkningsintyg) that cannot be verified as it stands."""


class UnknownIdError(FordelningError, LookupError):
    """A name that is not in the catalogue or the agreement."""


def account(
    place: Sequence[str], sentences: Iterable[Sentence], say: Callable[[object], str] = str
) -> str:
    """Put together where an error is, what is wrong, the likely cause and what to do.

    `say` puts each into words; plain English unless given.
    """
    what, cause, remedy = sentences
    where = "".join(f"{say(each)}: " for each in place)
    why = Sentence("likely cause: {cause}", {"cause": cause})
    do = Sentence("what to do: {remedy}", {"remedy": remedy})
    return f"{where}{say(what)}\n  {say(why)}\n  {say(do)}"


def listed(problems: Iterable[FordelningError], say: Callable[[object], str] = str) -> str:
    """List the accounts of several errors, as what follows a colon."""
    return "".join(f"\n- {say(each).replace(chr(10), chr(10) + '  ')}" for each in problems)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a phrase that suggests the known name nearest to one that is not.

    Nothing is suggested where several are as near, or where only digits differ: another
    year or another code is no misprint that could be guessed.
    """
    from difflib import SequenceMatcher, get_close_matches

    known = dict.fromkeys(known)
    # A code that lost its zero is the likeliest mistake of all.
    if f"0{name}" in known:
        return Phrase("; did you mean '{name}'?", name=f"0{name}")
    close = get_close_matches(name, known, n=2)
    ratios = {SequenceMatcher(None, each, name).ratio() for each in close}
    tied = len(ratios) < len(close)
    if not close or tied or _without_digits(close[0]) == _without_digits(name):
        return ""
    return Phrase("; did you mean '{name}'?", name=close[0])


def _without_digits(name: str) -> str:
    return "".join(letter for letter in name if not letter.isdigit())


def several(
    problems: Sequence[FordelningError], kind: type[FordelningError], code: str, **values: Any
) -> FordelningError:
    """Return one error that lists several, and has them as `problems`."""
    told = {"problems": tuple(problems), "count": len(problems), "listed": listed(problems)}
    return kind(code, **told, **values)


def raise_problems(
    problems: Sequence[FordelningError], kind: type[FordelningError], code: str, **values: Any
) -> None:
    """Raise nothing, the only problem itself, or one error of a kind that lists them all."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise several(problems, kind, code, **values)
