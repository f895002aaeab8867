"""Pots and the places in a text that can be read in several ways.

Never here: the agreement as a whole, or whether it adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import Attribute, field, frozen

from fordelning.agreement.sums import About, UpTo
from fordelning.apportionment import Method
from fordelning.errors import (
    AgreementError,
    FordelningError,
    InputTypeError,
    ReadingError,
    RoundingUnitError,
)
from fordelning.keys import BoundedKey, HoldHarmless, Key, Nested, Unspent
from fordelning.keys.base import as_key
from fordelning.keys.cited import plain_key
from fordelning.keys.nested import misplaced
from fordelning.keys.unspent import ending
from fordelning.measures.quoted import inside
from fordelning.money import Money, as_money
from fordelning.register import Level, Recipient
from fordelning.rounding import Rounding
from fordelning.sentences import shown
from fordelning.source import Source, as_source

__all__ = ["Ambiguity", "Declared", "Pot", "Reading", "is_money", "is_rounding"]

# The methods by which every amount is within a unit of its quota.
_NEAR_QUOTA = (Method.LARGEST_REMAINDER, Method.NEAREST, Method.FLOOR)


def is_money(_: object, __: Attribute[Any] | None, value: Money) -> None:
    """See that a field's value is money, as an attrs validator."""
    as_money(value)


def is_rounding(_: object, __: Attribute[Any] | None, value: object) -> None:
    """See that a field's value is a rounding rule, or none, as an attrs validator."""
    if value is not None and not isinstance(value, Rounding):
        raise InputTypeError("rounding.type", value=shown(value), type=type(value).__name__)


def _is_sum(_: object, __: Attribute[Any], amount: Money | UpTo | About) -> None:
    if not isinstance(amount, UpTo | About):
        as_money(amount)


def _goes_to(value: Level | str | Recipient) -> str | Recipient:
    if not isinstance(value, str | Recipient):
        raise InputTypeError("pot.to", value=shown(value), type=type(value).__name__)
    return value


def _key(value: Key | None) -> Key | None:
    return None if value is None else as_key(value)


@frozen
class Pot:
    """Give an amount to the recipients of a level by a key, or to one recipient (delbelopp).

    `amount` is money, `UpTo` it or `About` it; `to` is a level, or a `Recipient`, which
    gets the whole pot and needs no key; `payee` says who is paid where that is not the
    recipient (mottagare av utbetalningen); `rounding` is the agreement's unless given;
    `note` is what we know of the pot that no text says (anmärkning).

    >>> from fordelning import FlatPlusRemainder, Level, mkr
    >>> Pot("samverkan", mkr(200), Level.LAN, FlatPlusRemainder(mkr(5))).level
    <Level.LAN: 'lan'>

    Raises:
        InputTypeError: an amount that is no money, a key that is none, a `to` that is
            neither a level nor a recipient.
    """

    id: str
    amount: Money | UpTo | About = field(validator=_is_sum)
    to: str | Recipient = field(converter=_goes_to)
    key: Key | None = field(default=None, converter=_key)
    title: str = ""
    payee: str = ""
    rounding: Rounding | None = field(default=None, validator=is_rounding)
    source: Source | None = field(default=None, converter=as_source)
    note: str = ""

    @property
    def level(self) -> str:
        """The level that the pot goes to; empty for a single recipient, who has none."""
        return "" if isinstance(self.to, Recipient) else self.to

    @property
    def stated(self) -> Money:
        """The sum that the text states, whether it is exact, the most or about so much."""
        return self.amount if isinstance(self.amount, Money) else self.amount.money

    def problems(self, rounding: Rounding) -> Iterator[FordelningError]:
        """Yield what is wrong with the pot itself."""
        if self.stated.ore < 0:
            yield AgreementError("pot.negative", amount=self.stated)
        if isinstance(self.to, Recipient) and self.key is not None:
            yield AgreementError("pot.needless_key", to=self.to.code, key=repr(self.key))
        if not isinstance(self.to, Recipient) and self.key is None:
            yield AgreementError("pot.no_key", to=self.to)
        rule = self.rounding or rounding
        unit = rule.unit
        over = self.stated.ore % unit.ore
        # What goes to nobody need not be whole units.
        spends_all = isinstance(self.amount, Money) and ending(self.key) is None
        if over and spends_all and rule.method.keeps_total:
            yield RoundingUnitError(
                "rounding.not_whole_units", total=self.stated, unit=unit, over=Money(over)
            )
        yield from self._misplaced(rule.method)

    def _misplaced(self, method: Method) -> Iterator[FordelningError]:
        """Yield keys that stand where they cannot do what they are for."""
        plain = plain_key(self.key)
        within = list(inside(plain))
        if misplaced(plain):
            yield AgreementError("nested.inside", key=repr(self.key))
        if isinstance(plain, Nested) and method is not Method.LARGEST_REMAINDER:
            yield AgreementError("nested.method", method=method.name)
        last = ending(plain)
        if any(isinstance(each, Unspent) and each is not last for each in within):
            yield AgreementError("unspent.inside", key=repr(self.key))
        bounded = any(isinstance(each, BoundedKey | HoldHarmless) for each in within)
        if bounded and not isinstance(plain, BoundedKey) and method not in _NEAR_QUOTA:
            yield AgreementError("bounds.hidden", key=repr(self.key), method=method.name)


def _pots(pots: Iterable[Pot]) -> tuple[Pot, ...]:
    return tuple(pots)


@frozen
class Reading:
    """Read an ambiguous place in one way (tolkning): as these pots, or by this key.

    `pots` replace the ambiguity; `key` is for an ambiguity that states its amount itself.

    >>> from fordelning import AgeWeighted
    >>> Reading("0-25", key=AgeWeighted({(0, 25): 1})).key
    AgeWeighted({(0, 25): 1})
    """

    name: str
    pots: tuple[Pot, ...] = field(default=(), converter=_pots)
    key: Key | None = field(default=None, converter=_key)
    source: Source | None = field(default=None, converter=as_source)


@frozen(init=False)
class Ambiguity:
    """Mark a place in the text that can be read in several ways (oklarhet).

    Whoever allocates chooses one of the `readings`, or, where there are none, gives one.
    Where only the key differs, the ambiguity states `amount` and `to`, and each reading
    its key; the pot then has the ambiguity's id.

    >>> from fordelning import Equal, PerCapita, mkr
    >>> readings = Reading("efter befolkning", key=PerCapita()), Reading("lika", key=Equal())
    >>> place = Ambiguity("unga", *readings, amount=mkr(370), to="region")
    >>> place.pots(readings[1])[0].key
    Equal()
    """

    id: str
    readings: tuple[Reading, ...]
    amount: Money | None
    to: str | Recipient | None
    title: str
    payee: str
    note: str
    source: Source | None

    if TYPE_CHECKING:  # attrs makes it, for a class that has an __init__ of its own

        def __attrs_init__(self, *values: object) -> None: ...

    def __init__(
        self,
        id: str,
        *alternatives: Reading,
        readings: Iterable[Reading] = (),
        amount: Money | None = None,
        to: Level | str | Recipient | None = None,
        title: str = "",
        payee: str = "",
        note: str = "",
        source: Source | str | None = None,
    ) -> None:
        if amount is not None:
            is_money(self, None, amount)
        to = None if to is None else _goes_to(to)
        readings = (*alternatives, *readings)
        self.__attrs_init__(id, readings, amount, to, title, payee, note, as_source(source))

    def pots(self, reading: Reading) -> tuple[Pot, ...]:
        """Return the pots that a reading puts in the ambiguity's place; none if it cannot."""
        if reading.pots or reading.key is None or self.amount is None or self.to is None:
            return reading.pots
        return (
            Pot(
                self.id,
                self.amount,
                self.to,
                reading.key,
                self.title,
                self.payee,
                source=reading.source or self.source,
            ),
        )

    def chosen(self, choice: str | Reading | None) -> Reading:
        """Return the reading of a name, or one of the caller's own as it is.

        Raises:
            ReadingError: none is chosen, or one that there is not.
        """
        if isinstance(choice, Reading):
            return choice
        names = [reading.name for reading in self.readings]
        if not names:
            note = f": {self.note.removesuffix('.')}" if self.note else ""
            raise ReadingError("reading.open", ambiguity=self.id, note=note)
        if choice is None:
            raise ReadingError(
                "reading.unchosen", ambiguity=self.id, readings=tuple(names), first=names[0]
            )
        if choice not in names:
            raise ReadingError(
                "reading.unknown", ambiguity=self.id, reading=choice, readings=tuple(names)
            )
        return self.readings[names.index(choice)]


def _names(names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str):
        raise InputTypeError("names.text", value=shown(names))
    return tuple(names)


@frozen
class Declared:
    """State a sum that the text gives, and what it covers (angiven summa).

    `pots` names pots, ambiguities or levels.

    >>> from fordelning import mkr
    >>> Declared("stimulansmedel", mkr(1694), ["region", "kommun", "lan"]).pots
    ('region', 'kommun', 'lan')

    Raises:
        InputTypeError: an amount that is no money; one text in the place of several names.
    """

    name: str
    amount: Money = field(validator=is_money)
    pots: tuple[str, ...] = field(converter=_names)
