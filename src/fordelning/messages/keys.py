"""The words of errors about tiers, shares, nested keys and followed pots.

Never here: the errors.
"""

from fordelning.messages.message import Message

__all__ = ["KEYS"]

KEYS: dict[str, Message] = {
    "tier.both": Message(
        "{tier} has both codes and a bracket",
        "two rules were written as one tier",
        "write a tier for the codes and another for the bracket; the first that fits counts",
    ),
    "tier.bracket": Message(
        "{tier} has bounds without a measure, or a measure without bounds",
        "by=, low= and high= belong together",
        "write Tier(mkr(1), by=population(), low=100_000)",
    ),
    "tier.crossed": Message(
        "nobody can be from {low} up to, but not including, {high}, as {tier} says",
        "the bounds were swapped, or meant to be included",
        "a bracket holds those of whom low <= measure < high",
    ),
    "unspent.type": Message(
        "Unspent is given what becomes of the money, not {value} ({type})",
        "money was passed: the amount is whatever is left",
        "write Unspent('återgår till staten')",
    ),
    "unspent.empty": Message(
        "Unspent does not say what becomes of the money",
        "the text is empty",
        "write Unspent('återgår till staten')",
    ),
    "declared.type": Message(
        "declared shares are a mapping from code to share, not {value} ({type})",
        "a list or a single share was passed",
        "write DeclaredShares({{'01': '13,04061 %', ...}})",
    ),
    "declared.empty": Message(
        "there are no declared shares",
        "the table was filtered away",
        "write DeclaredShares({{'01': '13,04061 %', ...}})",
    ),
    "declared.negative": Message(
        "the share {share} is negative",
        "a difference between two tables was taken for a table",
        "give the published shares themselves",
    ),
    "declared.problems": Message(
        "declared shares that cannot be read, {count} in all:{listed}",
        "the table was copied with misprints, or as floats",
        "correct them all: write each as text, such as '13,04061 %'",
    ),
    "declared.sum": Message(
        "the declared shares make up {sum}, not {total}: {difference} differ",
        "a share was misprinted, left out or rounded",
        "compare each with the source; if they are meant as printed, declare their sum: total=",
    ),
    "nested.key": Message(
        "lower keys are a key, or a mapping from parent to key, not {value} ({type})",
        "a class was passed instead of a key, or a list of keys",
        "write lower=PerCapita(), or lower={{'01': PerCapita(), ...}}",
    ),
    "nested.no_lower": Message(
        "{key} has no lower key for {parents}, who have money to hand on",
        "the mapping names only some parents",
        "name every parent, or give one key for all: lower=PerCapita()",
    ),
    "nested.unknown_lower": Message(
        "{key} has lower keys for {parents}, who are not at level '{level}'",
        "a code was misspelt, or is of another level",
        "name parents of those that the pot goes to",
    ),
    "nested.level": Message(
        "{key} goes through level '{through}', at which the population lists nobody{near}",
        "the level is misspelt, or its members were never named",
        "name them: population | Population.of(codes, level=...)",
    ),
    "nested.orphans": Message(
        "{recipients} at level '{level}' have no parent at level '{through}'",
        "the population does not say to whom they belong, or the level is misspelt",
        "name the parents: Population.of(codes, level=..., parents={{child: parent}})",
    ),
    "nested.childless": Message(
        "{parents} get money from {key} and have nobody at level '{level}' to hand it to",
        "their children are missing, or left out by an Only",
        "join the children's figures, or leave the parent out of the upper key",
    ),
    "nested.inside": Message(
        "a Nested stands inside {key}",
        "only as a pot's whole key can it keep every parent's sum when it is rounded",
        "make it a pot of its own, or the lower key of another Nested",
    ),
    "nested.method": Message(
        "a Nested pot is rounded by {method}",
        "parents and children both add up by largest remainder only",
        "give the pot rounding=Rounding(method=Method.LARGEST_REMAINDER)",
    ),
    "unspent.inside": Message(
        "an Unspent stands inside {key}, where what it leaves goes to somebody after all",
        "only at the end of a pot's key does money go to nobody",
        "put it last: key >> Unspent('...')",
    ),
    "bounds.hidden": Message(
        "floors or caps stand inside {key}, and {method} can pass them by more than a unit",
        "only a Bounded that is the whole key is checked after rounding",
        "make it the whole key, or round by LARGEST_REMAINDER",
    ),
    "parents.two": Message(
        "{child} has two parents, {first} and {second}",
        "two divisions were joined, or a code is used twice",
        "join populations of one division, or tell the codes apart",
    ),
    "parents.type": Message(
        "parents are a mapping from child to parent, both codes, not {value}",
        "a list was passed, or a code is no text",
        "write parents={{'norra': 'väst', ...}}",
    ),
    "parents.swedish": Message(
        "the parents at level '{level}' are the register's",
        "parents= is for levels of your own",
        "leave parents out: a kommun's län is known by the date's division",
    ),
    "parents.unknown": Message(
        "parents are named for {codes}, who are not among the recipients",
        "a code was misspelt",
        "name parents of those recipients that are listed",
    ),
    "figure.orphans": Message(
        "{measure} leaves out {parts} at level '{level}', who are part of nobody",
        "no parent was named for them, so what they have would be lost",
        "name the parent of each: Population.of(codes, level=..., parents={{child: parent}})",
    ),
    "quoted.unknown": Message(
        "{measure} names a pot that the agreement does not have{near}",
        "the id was misspelt, or the pot is part of a reading that is not chosen",
        "name one of {known}",
    ),
    "quoted.cycle": Message(
        "pots wait for each other's quotas: {cycle}",
        "each one's key uses the outcome of the next",
        "let one of them follow figures of its own",
    ),
    "quoted.outside": Message(
        "{measure} has no outcome to read",
        "it was evaluated outside the agreement that has the pot, or in a key that hides it",
        "use it in a pot of the same agreement; write keys of your own as attrs classes",
    ),
    "quoted.level": Message(
        "{measure} is of level '{other}', and is used at level '{level}'",
        "codes of two levels may look alike and mean different recipients",
        "add it up first, summed(quotas_of(...), over=...), or follow a pot to the same level",
    ),
    "quoted.missing": Message(
        "{measure} has no quota for {recipients}",
        "the pot goes to another level, or to fewer recipients",
        "follow a pot to the same recipients, or use Only",
    ),
    "quoted.type": Message(
        "a pot is named by its id, not by {value} ({type})",
        "the pot itself was passed",
        "write quotas_of('the-pots-id')",
    ),
    "quoted.empty": Message(
        "quotas_of names no pot",
        "the text is empty",
        "write quotas_of('the-pots-id')",
    ),
    "pot.no_nodes": Message(
        "pot '{pot}' has no parents at level '{level}'{near}; its levels are {known}",
        "the pot is not nested, or the level is misspelt",
        "nodes are for pots whose key is Nested",
    ),
}
