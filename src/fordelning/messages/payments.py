"""The words of errors about payments. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["PAYMENTS"]

PAYMENTS: dict[str, Message] = {
    "payments.type": Message(
        "amounts are a mapping from code to money, not {value} ({type})",
        "the codes were left out, or an allocation was passed whole",
        "write {{'01': kr(5)}}, or pass allocation.pot('...')",
    ),
    "payments.none": Message(
        "there are no amounts",
        "the recipients were filtered away, or their table was not read",
        "name at least one recipient and its amount",
    ),
    "payments.negative": Message(
        "{amount} is below zero",
        "a sign was mistaken, or a repayment was written as a negative payment",
        "give amounts of zero or more; money that comes back is a step of its own, give_back",
    ),
    "payments.problems": Message(
        "{count} amounts are wrong:{listed}",
        "see each of them",
        "mend them all and try again",
    ),
    "payee.name": Message(
        "{value} names no payee",
        "the name was left out, or a code stands in its place as a number",
        "give the name of who is paid",
    ),
    "payee.type": Message(
        "payees are a mapping from recipients to payees, not {value} ({type})",
        "the recipients were left out",
        "write {{'01': Payee('...', reference='...')}}",
    ),
    "payee.place": Message(
        "{value} does not say whose payee is meant",
        "a code was read as a number, or more than a pot and a code were given",
        "write a code, '01', or a pair: ('pot', '01') or ('region', '01')",
    ),
    "payee.missing": Message(
        "pot '{pot}' is paid to '{text}', which names nobody, for {count} recipients: {recipients}",
        "their payees were not passed, or a code lost its zero",
        "name each: {{'{first}': Payee('...')}}, by code or län, or ('{pot}', '{first}') for one "
        "pot",
    ),
    "payee.needless": Message(
        "no amount asks for these payees: {named}",
        "a misprint in a pot or code, or a recipient that is paid itself",
        "leave them out; of a recipient that is paid itself, name the level: ('region', '01')",
    ),
    "payee.problems": Message(
        "{count} problems with the payees:{listed}",
        "see each of them",
        "mend them all and try again",
    ),
    "invoices.type": Message(
        "invoices are made of an allocation, not of {value} ({type})",
        "the agreement, or one pot's amounts, was passed",
        "write invoices(allocate(agreement, population))",
    ),
    "instalments.type": Message(
        "instalments are a mapping from date to share or sum, not {value} ({type})",
        "the shares or the dates were left out",
        "write {{date(2020, 3, 1): '1/2', date(2020, 9, 1): '1/2'}}",
    ),
    "instalments.none": Message(
        "there are no dates to pay at",
        "they were filtered away",
        "name at least one date, with the share '1'",
    ),
    "instalments.date": Message(
        "instalments are paid at a date, not at {value} ({type})",
        "a text or a time of day was passed",
        "write datetime.date(2020, 3, 1)",
    ),
    "instalments.mixed": Message(
        "some dates have a share and others a sum",
        "a number of kronor was written without its unit, or a share as money",
        "give every date a share, or every date a sum",
    ),
    "instalments.negative": Message(
        "{day} has {part}, which is below zero",
        "a sign was mistaken, or money that comes back was put into the plan",
        "give shares or sums of zero or more",
    ),
    "instalments.shares": Message(
        "the shares of the dates add up to {sum} and not to 1: {difference} differ",
        "a share was rounded or left out",
        "give exact shares, such as '1/3', that make up 1",
    ),
    "instalments.sums": Message(
        "the sums of the dates add up to {sum}, and the recipients' amounts to {total}: "
        "{difference} differ",
        "a date or a recipient is missing, or the amounts have changed since",
        "compare the sums with the amounts, or give shares that make up 1",
    ),
    "instalments.unit": Message(
        "these are not whole multiples of {unit}: {of}",
        "the amounts were rounded to öre, or to another unit than the instalments",
        "leave the unit out, or allocate with Rounding(unit=...)",
    ),
    "instalments.unknown": Message(
        "the plan has no {asked}",
        "a misprint, or a plan[date, code] the wrong way round",
        "use one of {known}",
    ),
    "ledger.unknown": Message(
        "'{recipient}' is not in the ledger{near}",
        "a misprint, a code of another level, or one that lost its zero",
        "use one of {known}; Only(codes, key) keeps a key to those",
    ),
    "ledger.absent": Message(
        "nobody at the level '{level}' has the codes {codes}, which are in the ledger",
        "the population has others, or the ledger has codes of several levels",
        "give Ledger.of a population of all its recipients, or none",
    ),
    "ledger.too_much": Message(
        "'{recipient}': {amount} is more than {has}, {most}",
        "it was paid or given back before, or what is paid was mixed up with what is not",
        "see ledger.held, .paid and .unpaid; a plan made before something was given up or back "
        "is to be made again, of ledger.unpaid",
    ),
    "ledger.paid_twice": Message(
        "the payment '{title}' was made before",
        "a step was run again",
        "go on from the ledger that has the payment, or call a new one something else",
    ),
    "ledger.share": Message(
        "{share} is no share of what somebody holds",
        "a per cent sign was left out, or a sign was mistaken",
        "give a share from 0 to 1, such as '4 %'",
    ),
    "ledger.pool": Message(
        "{amount} cannot be given from a pool of {pool}",
        "the pool was distributed before, or a rounding that does not keep the total gives more",
        "distribute at most ledger.pool, by a rounding that keeps the total",
    ),
}
