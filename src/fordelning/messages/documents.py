"""The words of errors about documents. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["DOCUMENTS"]

DOCUMENTS: dict[str, Message] = {
    "document.problems": Message(
        "problems in the document, {count} in all:{listed}",
        "see each of them",
        "mend them all and read the document again",
    ),
    "document.type": Message(
        "a document is text, not {value} ({type})",
        "a path, bytes or an open file was passed",
        "pass its text: Path(...).read_text(encoding='utf-8')",
    ),
    "document.no_agreement": Message(
        "{value} ({type}) is not an agreement",
        "an allocation or an agreement's id was passed",
        "pass the Agreement itself",
    ),
    "document.no_table": Message(
        "the document is not a table of fields",
        "it is a list or a single value",
        "begin with schema = 'fordelning/1', id, title, total and pots",
    ),
    "document.too_long": Message(
        "the document has {length} characters; {longest} are the most",
        "it is another file, or has figures in it that belong in a population",
        "keep the definition alone in the document",
    ),
    "document.depth": Message(
        "the document is nested more than {deepest} levels deep",
        "it was made by a program that went wrong",
        "write the same key flatter",
    ),
    "document.digits": Message(
        "a number in the document cannot be read: {reason}",
        "it has thousands of digits",
        "write exact numbers as text",
    ),
    "document.toml": Message(
        "this is not TOML: {reason}",
        "a quote, a bracket or an equals sign is missing there, or a field stands twice",
        "mend the line and read the document again",
    ),
    "document.json": Message(
        "this is not JSON: {reason}, line {line}, column {column}",
        "a quote, a bracket or a comma is missing there",
        "mend the line and read the document again",
    ),
    "document.constant": Message(
        "{name} stands where a value belongs",
        "it comes from arithmetic with floats",
        "write an exact number as text",
    ),
    "document.twice": Message(
        "'{what}' stands twice",
        "two entries were written where one is meant",
        "keep one of them",
    ),
    "document.missing": Message(
        "'{field}' is missing",
        "it was left out or misspelt",
        "add it",
    ),
    "document.unknown": Message(
        "there is no field '{field}' here{near}",
        "it was misspelt, or belongs in another place",
        "use one of {known}",
    ),
    "document.table": Message(
        "a table of fields belongs here, not {value} ({type})",
        "a single value was written in its place",
        "write {{ field = value, ... }}",
    ),
    "document.list": Message(
        "a list belongs here, not {value} ({type})",
        "a single value was written in its place",
        "put it in brackets: [ ... ]",
    ),
    "document.too_few": Message(
        "the list has {length} entries and needs {least}",
        "an entry was left out",
        "add it, or leave the field out",
    ),
    "document.text": Message(
        "a text belongs here, not {value} ({type})",
        "quotes are missing; a code without them loses its leading zeros",
        "put it in quotes",
    ),
    "document.empty": Message(
        "the text is empty",
        "it was left to be filled in",
        "fill it in",
    ),
    "document.money": Message(
        "money is a text with its unit, not {value} ({type})",
        "an amount without unit, or without quotes",
        "write it as '5 Mkr' or '1 234,50 kr'",
    ),
    "document.number": Message(
        "an exact number is a text, not {value} ({type})",
        "numbers without quotes are read as floats by other programs, which round",
        "put it in quotes: '3', '2/3', '13,04061 %'",
    ),
    "document.date": Message(
        "{value} is not a date",
        "it is written in another way, or there is no such day",
        "write it as '2019-11-01'",
    ),
    "document.choice": Message(
        "{value} is none of {known}{near}",
        "it was misspelt",
        "use one of them",
    ),
    "document.one_tag": Message(
        "one of {known} says what this {kind} is; here are: {given}",
        "two were written as one, or none",
        "write one field, such as {{ flat = '5 Mkr' }}",
    ),
    "document.tag": Message(
        "there is no {kind} '{tag}'{near}",
        "it was misspelt, or is one of your own, which a document cannot hold",
        "use one of {known}",
    ),
    "document.bare_tag": Message(
        "'{tag}' stands alone and has no fields",
        "it was written as a table",
        "write it as a text: '{tag}'",
    ),
    "document.one_of": Message(
        "exactly one of {fields} belongs here",
        "both were written, or neither",
        "keep one of them",
    ),
    "document.no_tag": Message(
        "{value} ({type}) is a {kind} that no document can hold",
        "it is of a class of your own",
        "build it from the library's, or keep the agreement in Python",
    ),
    "document.not_exact": Message(
        "{value} is too long to stand in a document",
        "the number has hundreds of digits",
        "keep the agreement in Python",
    ),
    "extra.missing": Message(
        "{needs} is not installed",
        "the extra '{extra}' was not asked for when the library was installed",
        "install it: pip install 'fordelning[{extra}]'",
    ),
}
