"""The trace (beräkningsgång): how one recipient's amount in one pot came about.

Never here: the calculation, or a language other than plain English.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from fordelning.agreement import Agreement, Choice, Pot
from fordelning.allocation.bounds import Passed
from fordelning.keys import Step
from fordelning.money import Money
from fordelning.rounding import RoundingStep
from fordelning.sentences import Phrase, Sentence

__all__ = ["Trace"]


@frozen(repr=False)
class Trace:
    """Account for one amount: the pot, the key's steps with their figures, the rounding.

    `asked` is the day whose figures the agreement asks for, `used` the one whose figures
    were used; `choice` is the reading that put the pot there, if one did; `above` is how
    the parents of a nested pot were rounded, from the top. `str()` is the
    account in plain English, in which "≈" stands before a decimal number that goes on.
    """

    agreement: Agreement
    used: date | None
    choice: Choice | None
    pot: Pot
    code: str
    name: str
    steps: tuple[Step, ...]
    rounding: RoundingStep
    above: tuple[tuple[str, RoundingStep], ...] = ()
    passed: tuple[Passed, ...] = ()

    @property
    def asked(self) -> date | None:
        """The day whose figures the agreement asks for."""
        return self.agreement.reference_date

    @property
    def quota(self) -> Fraction:
        """The exact amount before rounding, in öre (exakt belopp)."""
        return self.rounding.quota

    @property
    def amount(self) -> Money:
        """The amount."""
        return self.rounding.units * self.rounding.rounding.unit

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the account, before any language."""
        return (
            *self._opening(),
            *self._calculation(),
            *self._rounding(),
            *(sentence for each in self.passed for sentence in each.sentences()),
            self._close(),
        )

    def _opening(self) -> list[Sentence]:
        pot = self.pot
        said = [
            Sentence(
                "{name}{code} in pot '{pot}'{title} of {agreement}",
                {
                    "name": self.name,
                    "code": f" ({self.code})" if self.name != self.code else "",
                    "pot": pot.id,
                    "title": f", {pot.title}," if pot.title else "",
                    "agreement": self.agreement.title,
                },
            ),
            Sentence(
                "{amount} to {to}, by {key}",
                {"amount": pot.amount, "to": self._to(), "key": self._key()},
            ),
        ]
        if self.choice:
            said.append(Sentence("read {choice}", {"choice": str(self.choice)}))
        sources = [self.pot.source, self.choice.source if self.choice else None]
        found = dict.fromkeys(str(each) for each in sources if each) or dict.fromkeys(
            map(str, self.agreement.sources)
        )
        said += [Sentence("source: {source}", {"source": source}) for source in found]
        if (
            self.asked
            and self.asked != self.used
            and any(each.uses_figures() for each in self.steps)
        ):
            said.append(
                Sentence(
                    "the agreement asks for figures of {asked}; those of {used} were used",
                    {"asked": self.asked, "used": self.used},
                )
            )
        return said

    def _to(self) -> str:
        if self.pot.level:
            return Phrase("level '{level}'", level=self.pot.level)
        return Phrase("{code} alone", code=self.code)

    def _key(self) -> str:
        if self.pot.key:
            return repr(self.pot.key)
        return Phrase("no key, since there is one recipient")

    def _calculation(self) -> list[Sentence]:
        return [sentence for step in self.steps for sentence in step.sentences(self.code)]

    def _rounding(self) -> list[Sentence]:
        said: list[Sentence] = []
        for code, step in self.above:
            said.append(Sentence("first {parent} is rounded, with its like", {"parent": code}))
            said += step.sentences()
        if self.above:
            said.append(
                Sentence(
                    "then {code}, with the others inside {parent}",
                    {"code": self.code, "parent": self.above[-1][0]},
                )
            )
        return [*said, *self.rounding.sentences()]

    def _close(self) -> Sentence:
        payee = Phrase(", paid to {payee}", payee=self.pot.payee) if self.pot.payee else ""
        return Sentence("amount: {amount}{payee}", {"amount": self.amount, "payee": payee})

    def __repr__(self) -> str:
        return f"<Trace of {self.pot.id}, {self.code}: {self.amount}>"

    def __str__(self) -> str:
        first, *others = map(str, self.sentences())
        return "\n".join((first, *(f"  {line}" for line in others)))
