"""The words of errors about receipts. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["RECEIPTS"]

RECEIPTS: dict[str, Message] = {
    "receipt.allocation": Message(
        "a receipt is issued of an allocation, not of {value} ({type})",
        "an agreement or an id was passed",
        "write issue(allocate(agreement, population))",
    ),
    "receipt.text": Message(
        "a receipt is text, not {value} ({type})",
        "a path, bytes, an open file or the receipt itself was passed",
        "pass its text: Path(...).read_text(encoding='utf-8'), or receipt.to_json()",
    ),
    "receipt.version": Message(
        "the receipt is of the form {value}; this version of the library reads '{known}'",
        "it was issued by a later version of the library, or is no receipt",
        "install a later version, or take the receipt again from where it is kept",
    ),
    "receipt.flag": Message(
        "true or false belongs here, not {value} ({type})",
        "the receipt was changed by hand",
        "take the receipt again from where it is kept",
    ),
    "receipt.numbers": Message(
        "'{recipient}' has {count} figures where {expected} belong",
        "the receipt was changed by hand, or was cut off",
        "take the receipt again from where it is kept",
    ),
    "receipt.too_long": Message(
        "the receipt has {length} characters; {longest} are the most",
        "the population has figures by age of very many recipients",
        "issue it without figures, and keep the population: issue(allocation, figures=False)",
    ),
    "receipt.unkept": Message(
        "the figures cannot be read again as they are: {tables}",
        "a table was built by hand, with ages or sexes of something else than people",
        "issue it without figures, and keep the population: issue(allocation, figures=False)",
    ),
    "receipt.definition": Message(
        "the receipt is of a definition with the digest {stated}, and holds one of {found}",
        "the definition in it was changed afterwards",
        "take the receipt again from where it is kept, or ask who issued it",
    ),
    "receipt.figures": Message(
        "the receipt is of a population with the digest {stated}, and holds one of {found}",
        "the figures in it were changed afterwards",
        "take the receipt again from where it is kept, or ask who issued it",
    ),
    "receipt.problems": Message(
        "the receipt contradicts itself in {count} places:{listed}",
        "it was changed afterwards",
        "take the receipt again from where it is kept, or ask who issued it",
    ),
    "receipt.no_figures": Message(
        "the receipt leaves out its figures: {tables}",
        "it was issued without them; the population has the digest {digest}",
        "give the population: verify(text, population=...)",
    ),
}
