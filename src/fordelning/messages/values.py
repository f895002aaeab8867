"""The words of errors about values on their way in, and extras that are missing.

Never here: the errors.
"""

from fordelning.messages.message import Message

__all__ = ["VALUES"]

VALUES: dict[str, Message] = {
    "number.float": Message(
        "a float is not exact: {value}",
        "floats round silently: 0.1 + 0.2 is not 0.3",
        "write the number as text, '{value}', or as a Fraction",
    ),
    "number.bool": Message(
        "a bool is not a number: {value}",
        "a comparison or a flag was passed where a number belongs",
        "pass the number itself",
    ),
    "number.type": Message(
        "{value} ({type}) is not an exact number",
        "a number of another library, or none at all",
        "pass an int, a text such as '2/3' or '13,04061 %', a Fraction or a Decimal",
    ),
    "number.not_finite": Message(
        "{value} is not a finite number",
        "a missing value was read as NaN, or a division ran over",
        "pass the number itself; a missing figure must be found, not guessed",
    ),
    "number.text": Message(
        "{value} cannot be read as an exact number",
        "a group of digits is not of three, or there is a letter, an exponent or a second sign",
        "write digits with a decimal comma or point: '1 234,5', '2/3', '13,04061 %'",
    ),
    "number.too_long": Message(
        "a number of {length} characters is longer than the {longest} that are read",
        "something else than a number was passed",
        "pass a Fraction if so many digits are meant",
    ),
    "number.zero_denominator": Message(
        "{value} divides by zero",
        "the denominator was left out or is a figure that was missing",
        "write a denominator above zero",
    ),
    "vector.sign": Message(
        "a vector's scale {numerator} / {denominator} is negative or has no denominator",
        "a sign stands in the scale instead of in the weights",
        "build vectors with Vector.of(fractions)",
    ),
    "canonical.text": Message(
        "{value} is no text that can be written: it holds half of a character",
        "a text was cut in the middle of a character, or read with the wrong encoding",
        "read the text again, as UTF-8",
    ),
    "canonical.type": Message(
        "{value} ({type}) has no canonical form",
        "a value of the caller's own stands inside a definition",
        "build definitions of exact numbers, texts, dates and attrs values",
    ),
    "money.ore": Message(
        "öre are a whole number, not {value} ({type})",
        "an amount in kronor was passed where öre are counted",
        "write kr('1 234,50'), or Money(123450)",
    ),
    "money.not_text": Message(
        "Money.parse reads text, not {value} ({type})",
        "the amount is a number already",
        "write kr(...), tkr(...) or mkr(...), which name the unit",
    ),
    "money.no_unit": Message(
        "{value} is not an amount with a unit",
        "the unit is missing or not one of kr, tkr, Mkr, mkr, mnkr, miljoner kronor, mdkr",
        "write the unit behind the number: '1 716 miljoner kronor', '37,8 mnkr'",
    ),
    "money.point": Message(
        "in {value} the point may part groups of three or be a decimal mark",
        "Swedish writes 1 716 or 1,716; another program wrote 1.716",
        "write a space between groups of three and a comma before decimals",
    ),
    "money.not_whole_ore": Message(
        "{value} is {ore} öre, which is not a whole number",
        "the unit is another than meant, or the amount is a share that nobody has rounded",
        "give whole öre; to divide money, use apportion or a key",
    ),
    "money.divided": Message(
        "{money} cannot be divided by {by}",
        "dividing money loses öre, or invents them",
        "fordelning.apportion(money.ore, weights) shares it out to the last öre",
    ),
    "source.type": Message(
        "{value} ({type}) is not a source",
        "the source was left out, or is not named in words",
        "write source='SCB, BE0101N1', or Source(document, locator=...)",
    ),
    "level.type": Message(
        "a level is a text, not {value} ({type})",
        "arguments are swapped",
        "write level='skola', or Level.LAN",
    ),
    "source.empty": Message(
        "a source names a document, not {value}",
        "the source was left out",
        "say where the figure or the rule stands: 'SCB, BE0101N1'",
    ),
    "money.expected": Message(
        "{value} ({type}) is not money",
        "a bare number was passed where an amount belongs, so its unit is not known",
        "write kr(...), tkr(...) or mkr(...)",
    ),
    "money.share": Message(
        "{value} is a share and not an amount",
        "a per cent sign stands where a unit belongs",
        "write ShareOf('22 %') for a share of what a key is given",
    ),
    "number.too_large": Message(
        "a Decimal of {digits} digits is longer than the {longest} that are read",
        "an exponent was misread",
        "pass a Fraction if so many digits are meant",
    ),
    "total.type": Message(
        "a total is a whole number of units, not {value} ({type})",
        "an amount in kronor was passed as a decimal number",
        "pass an int; for money, its öre",
    ),
    "code.type": Message(
        "a code is text, not {value} ({type})",
        "a spreadsheet or a dataframe read the codes as numbers, and their zeros went",
        "read codes as text: '01', '0114'",
    ),
    "code.unknown": Message(
        "nobody at level '{level}' has the code {codes} on {date}",
        "a misprint, a code of another level, or of a division that no longer holds{near}",
        "look the code up in fordelning.register, or name the level if it is your own",
    ),
    "code.outside": Message(
        "{codes} stand outside the recipients that {key} distributes to",
        "the key is inside an Only that leaves them out, so their money would be lost",
        "take the codes out, or move the amounts outside the Only",
    ),
    "codes.text": Message(
        "{value} is one text where several codes belong",
        "a single code was passed without a list around it",
        "write a list or a tuple: ['01']",
    ),
    "allocate.type": Message(
        "{value} ({type}) is not {expected}",
        "the arguments are swapped, or an id was passed",
        "write allocate(agreement, population); catalogue.agreement(id) looks an id up",
    ),
    "file.unreadable": Message(
        "{path} cannot be read: {reason}",
        "the name is misspelt, it is in another folder, or it is no file",
        "check the name, and which folder you are in",
    ),
    "output.unwritable": Message(
        "what is printed cannot be written: {reason}",
        "the disk is full, or the program that reads it has stopped",
        "print it to another place",
    ),
    "extra.missing": Message(
        "{needs} is not installed",
        "the extra '{extra}' was not asked for when the library was installed",
        "install it: pip install 'fordelning[{extra}]'",
    ),
}
