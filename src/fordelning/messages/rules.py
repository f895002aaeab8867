"""The words of errors about weights, keys, ties and rounding. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["RULES"]

RULES: dict[str, Message] = {
    "weights.type": Message(
        "weights are a sequence or a mapping, not {value} ({type})",
        "a text, an array or something that can be read only once was passed",
        "pass a list, a tuple or a dict",
    ),
    "method.type": Message(
        "{value} ({type}) is not a method",
        "a method's name was passed as a text",
        "write Method.LARGEST_REMAINDER",
    ),
    "weights.none": Message(
        "there are no weights",
        "a filter let nobody through",
        "pass one weight per recipient",
    ),
    "weights.negative": Message(
        "{by} give {recipient} the negative weight {weight}",
        "a difference was taken the wrong way round, or a correction stands among the figures",
        "a weight is zero or more: clamp the measure, or correct the figure",
    ),
    "weights.zero_total": Message(
        "{by} are zero for all {recipients} recipients, so nothing can be shared by them",
        "figures are missing, or nobody in this group has what is counted",
        "use another measure, or Equal() for equal parts",
    ),
    "weights.one_each": Message(
        "{method} gives everyone with a weight at least one unit, so {recipients} recipients "
        "need {least} units, and there are {total}",
        "the unit is too large for the total, or the method is meant for seats",
        "use a smaller unit, or a method such as SAINTE_LAGUE that may give nobody a unit",
    ),
    "limits.method": Message(
        "{method} takes no minimum and no maximum",
        "it rounds each quota by itself, so nobody pays for what a bound moves",
        "use LARGEST_REMAINDER or a divisor method such as SAINTE_LAGUE",
    ),
    "limits.type": Message(
        "{value} is not a {bound}",
        "an amount or a share was passed, or bounds in another shape than the weights",
        "pass one int for everyone, or ints in the shape of the weights",
    ),
    "limits.negative": Message(
        "the {bound} {value} is below zero",
        "the total is negative, or a sign was mistaken",
        "bounds are on absolute values: pass zero or more",
    ),
    "limits.length": Message(
        "there are {given} bounds as {bound} and {weights} weights",
        "the bounds are of another list of recipients",
        "pass one int for everyone, or as many as there are weights",
    ),
    "limits.codes": Message(
        "the {bound} names {codes}, who have no weights",
        "a code was misspelt, or the bounds are of another list of recipients",
        "name only codes of the weights; who is left out has no bound",
    ),
    "limits.crossed": Message(
        "{recipient} is to have at least {least} and at most {most} units",
        "minimum and maximum were confused, or a maximum for everyone is below a minimum",
        "make every minimum at most the maximum",
    ),
    "limits.above": Message(
        "the minima add up to {least} units, which is {over} more than the total of {total}",
        "the minimum is per recipient, or the total was lowered after it was set",
        "lower the minimum or raise the total",
    ),
    "limits.below": Message(
        "the maxima add up to {most} units, which is {short} less than the total of {total}",
        "the maximum is per recipient, and who has no weight gets only its minimum",
        "raise the maximum or lower the total",
    ),
    "units.shape": Message(
        "{units} units do not answer to {weights} weights",
        "the outcome is of another list of recipients, or one is a mapping and one is not",
        "pass units in the shape and with the keys of the weights",
    ),
    "units.keys": Message(
        "weights and units do not have the same keys: {codes}",
        "the outcome is of another list of recipients",
        "pass units with the keys of the weights",
    ),
    "units.type": Message(
        "units are whole numbers, not {value}",
        "amounts were passed that are not counted in units",
        "pass ints",
    ),
    "certificate.broken": Message(
        "these units are not what {method} gives for a total of {total}",
        "a figure was changed, or they were made by another method or tie rule",
        "apportion again, or certify with the method and ties that were used",
    ),
    "residual.negative": Message(
        "{recipient} has {units} units and should take a rest of {rest}",
        "many quotas are rounded up, and who takes the rest is too small for that",
        "use LARGEST_REMAINDER, whose units always add up, or a smaller unit",
    ),
    "tie.refused": Message(
        "{codes} have equal claims to the last units, and ties are to be refused",
        "equal weights, or remainders that are equal by chance",
        "draw lots and pass ties=Lot('...'), or BY_CODE for ascending codes",
    ),
    "rounding.unit_type": Message(
        "the unit of rounding is money, not {value} ({type})",
        "a bare number was passed, so it is not known whether öre or kronor are meant",
        "write Rounding(unit=kr(1)) for whole kronor",
    ),
    "rounding.unit": Message(
        "the unit of rounding is {unit}, which is not above zero",
        "a sign or a figure was lost",
        "write Rounding(unit=kr(1)) for whole kronor, or leave the unit out for öre",
    ),
    "rounding.not_whole_units": Message(
        "{total} is not a whole multiple of the unit {unit}: {over} stand over",
        "the pot is given to the öre and rounded to whole kronor, or the unit is too large",
        "choose a unit that divides the pot, such as Rounding() for whole öre",
    ),
    "quota.negative": Message(
        "{recipient} has the negative quota {quota}",
        "an amount or a weight below zero, or a key that takes money from a recipient",
        "a pot gives and never takes: correct the amount",
    ),
    "quota.sum": Message(
        "the quotas add up to {sum} and not to {total}: {difference} differ",
        "a recipient is missing, or the total is of another year",
        "pass quotas of the whole total",
    ),
    "key.class": Message(
        "{name} is a class of keys and not a key",
        "the parentheses were left out",
        "write {name}(...)",
    ),
    "measure.type": Message(
        "{value} ({type}) is not a measure",
        "a name or a number stands where figures belong, or parentheses were left out",
        "write population(), ages(0, 25), indicator('...') or constant('3/2')",
    ),
    "ties.type": Message(
        "{value} ({type}) is not a rule for ties",
        "a name was passed, or the text of a lot left out",
        "write BY_CODE, Lot('a text that nobody can pick for its outcome') or REFUSE",
    ),
    "rounding.type": Message(
        "{value} ({type}) is not a Rounding",
        "a unit or a method was passed alone",
        "write Rounding(unit=kr(1))",
    ),
    "key.type": Message(
        "{value} ({type}) is not a key",
        "an amount or a measure stands where a rule belongs",
        "wrap it: Flat(kr(5)), Fixed({{...}}), Proportional(population())",
    ),
    "key.not_conserving": Message(
        "{key} was given {given} and accounts for {accounted}",
        "quotas and rest of a key of your own do not add up to what it was given",
        "return Quotas(vector, rest=given - vector.total())",
    ),
    "key.answer": Message(
        "{key} gave {value}, and not Quotas of a Vector",
        "a key of your own returns its numbers as they are",
        "return Quotas(Vector.of(numbers)), with rest=... where something is left",
    ),
    "key.wrong_length": Message(
        "{key} answers with the wrong number of quotas: {quotas}; recipients: {recipients}",
        "a key of your own left somebody out",
        "return one quota per code of the scope, zero where there is nothing",
    ),
    "money.unspent": Message(
        "{key} leaves {left} of {given}",
        "fixed amounts do not use up what they were given",
        "say who gets the rest, {key} >> PerCapita(), or that nobody does, >> Unspent('...')",
    ),
    "money.overdrawn": Message(
        "{key} hands out {over} more than the {given} that it was given",
        "fixed amounts add up to more than the pot, or the pot is too small",
        "lower the amounts or raise the pot; if a rate decides, the pot is About(...) so much",
    ),
    "share.sum": Message(
        "the shares of {key} add up to {sum} and not to 1: {difference} differ",
        "a share was rounded or left out",
        "give exact shares, such as '1/3', that make up 1",
    ),
    "share.mixed": Message(
        "{key} mixes shares with money",
        "a number of kronor was written without its unit, or a share as money",
        "give every part a share, or every part money and at most one REST",
    ),
    "share.rests": Message(
        "{key} has {rests} parts that are REST",
        "REST is everything that the other parts leave, so there can be one",
        "give all parts but one an amount of money",
    ),
    "share.negative": Message(
        "{key} has the negative part {share}",
        "a sign was mistaken",
        "a part is zero or more",
    ),
    "split.empty": Message(
        "a Split has no parts",
        "the parts were passed as one list, or filtered away",
        "write Split(('1/2', a), ('1/2', b))",
    ),
    "split.part": Message(
        "{value} is not a part of a Split",
        "a part is a share or money, and the key that distributes it",
        "write Split(('1/2', a), ('1/2', b))",
    ),
    "scope.empty": Message(
        "{key} has no recipients",
        "the codes of an Only were filtered away, or two of them have none in common",
        "name at least one recipient",
    ),
    "tier.unreachable": Message(
        "{tier} stands behind {all}, which is for everyone else, so nobody can reach it",
        "the tiers are in the wrong order",
        "put the tier without codes last",
    ),
    "tier.none": Message(
        "{codes} are in no tier of {key}",
        "the tiers name codes or brackets with holes between them, and nobody else",
        "end with a tier for everyone else: Tier(mkr(1))",
    ),
    "tier.type": Message(
        "{value} ({type}) is not a Tier",
        "an amount or a list stands where tiers belong",
        "write Tiered(Tier(mkr(2), codes=...), Tier(mkr(1)))",
    ),
    "tier.empty": Message(
        "a Tiered has no tiers",
        "the tiers were passed as one list, or filtered away",
        "write Tiered(Tier(mkr(2), codes=...), Tier(mkr(1)))",
    ),
}
