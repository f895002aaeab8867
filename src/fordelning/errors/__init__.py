"""The error tree: one base, a stable code and three-part message for each error.

Here live the classes and the way in which an error keeps its values, its place and its
code; the wording of every error is in `messages`. Never here: a check of any input.
"""

from fordelning.errors.messages import MESSAGES, Message
from fordelning.errors.tree import (
    AgreementError,
    BandError,
    CertificateError,
    ConservationError,
    FordelningError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    OverdrawnError,
    PopulationError,
    ReadingError,
    ReferenceDateError,
    RoundingUnitError,
    ShareError,
    TieError,
    UnknownCodeError,
    UnknownIdError,
    UnspentError,
    WeightError,
    nearest,
    raise_problems,
    several,
)

__all__ = [
    "MESSAGES",
    "AgreementError",
    "BandError",
    "CertificateError",
    "ConservationError",
    "FordelningError",
    "InputTypeError",
    "InputValueError",
    "Message",
    "MissingFigureError",
    "OverdrawnError",
    "PopulationError",
    "ReadingError",
    "ReferenceDateError",
    "RoundingUnitError",
    "ShareError",
    "TieError",
    "UnknownCodeError",
    "UnknownIdError",
    "UnspentError",
    "WeightError",
    "nearest",
    "raise_problems",
    "several",
]
