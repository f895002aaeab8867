"""Amounts that a caller names, by recipient: seen to be money that can be paid.

Never here: whether there is so much to pay.
"""

from __future__ import annotations

from collections.abc import Mapping

from fordelning.errors import FordelningError, InputTypeError, PaymentError, raise_problems
from fordelning.money import Money, as_money
from fordelning.sentences import shown

__all__ = ["checked_amounts"]


def checked_amounts(amounts: Mapping[str, Money]) -> dict[str, Money]:
    """Return amounts by code, ascending, having seen that none is negative.

    >>> checked_amounts({"03": Money(5), "01": Money(0)})
    {'01': kr("0"), '03': kr("0,05")}

    Raises:
        InputTypeError: no mapping, a code that is no text, an amount that is no money.
        PaymentError: no amounts, a negative one, or several problems at once.
    """
    if not isinstance(amounts, Mapping):
        raise InputTypeError("payments.type", value=shown(amounts), type=type(amounts).__name__)
    if not amounts:
        raise PaymentError("payments.none")
    problems: list[FordelningError] = []
    for code, amount in amounts.items():
        try:
            if not isinstance(code, str):
                raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
            if as_money(amount).ore < 0:
                raise PaymentError("payments.negative", amount=amount)
        except FordelningError as error:
            problems.append(error.within(f"'{code}'"))
    raise_problems(problems, PaymentError, "payments.problems")
    return dict(sorted(amounts.items()))
