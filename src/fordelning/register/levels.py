"""Levels of recipients, and recipients that stand alone. Never here: who they are."""

from __future__ import annotations

from enum import StrEnum

from attrs import Attribute, field, frozen

from fordelning.errors import InputTypeError
from fordelning.sentences import shown

__all__ = ["SWEDISH", "Level", "Recipient"]


class Level(StrEnum):
    """Name a level of Swedish recipients; any other text is a level of the caller's own.

    >>> Level.LAN == "lan"
    True
    """

    KOMMUN = "kommun"
    REGION = "region"
    LAN = "lan"


SWEDISH = frozenset(Level)
"""The levels whose recipients the register knows."""


def _is_code(_: object, __: Attribute[str], code: str) -> None:
    if not isinstance(code, str):
        raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)


@frozen
class Recipient:
    """Name a single body that gets a whole pot, outside the levels.

    >>> Recipient("SKR", "Sveriges Kommuner och Regioner").code
    'SKR'

    Raises:
        InputTypeError: the code is not a text.
    """

    code: str = field(validator=_is_code)
    name: str = ""
