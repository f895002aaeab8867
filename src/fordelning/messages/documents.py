"""The words of errors about documents. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["DOCUMENTS"]

DOCUMENTS: dict[str, Message] = {
    "document.problems": Message(
        "problems in the document, {count} in all:{listed}",
        "see each of them",
        "mend them all and read the document again",
    ),
    "document.unwritable": Message(
        "what no document can hold, {count} in all:{listed}",
        "see each of them",
        "mend them all, or keep the agreement in Python",
    ),
    "document.more": Message(
        "there may be more problems than the {most} told here",
        "the document was made by a program that went wrong, or is of another form",
        "mend these first and read the document again",
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
    "document.too_long": Message(
        "the document has {length} characters; {longest} are the most",
        "it is another file, or has figures in it that belong in a population",
        "keep the definition alone in the document",
    ),
    "document.suffix": Message(
        "{path} is named neither as TOML nor as JSON",
        "it is another file, or lost the end of its name",
        "name it so that it ends in one of {known}",
    ),
    "document.too_large": Message(
        "{path} has more than {largest} bytes",
        "it is another file, or has figures in it that belong in a population",
        "keep the definition alone in the document",
    ),
    "document.encoding": Message(
        "{path} is not text in UTF-8: {reason}",
        "it was saved in another encoding, or is no text file",
        "save it as UTF-8",
    ),
    "document.too_deep": Message(
        "the document is nested too deeply",
        "it was made by a program that went wrong",
        "write the same key flatter: a sum may have many terms, a chain many keys",
    ),
    "document.digits": Message(
        "a number in the document has thousands of digits",
        "it was made by a program that went wrong",
        "write exact numbers as text",
    ),
    "document.toml": Message(
        "line {line}, column {column}: this is not TOML: {reason}",
        "a quote, a bracket or an equals sign is missing there, or a field stands twice",
        "mend the line and read the document again",
    ),
    "document.json": Message(
        "line {line}, column {column}: this is not JSON: {reason}",
        "a quote, a bracket or a comma is missing there",
        "mend the line and read the document again",
    ),
    "document.version": Message(
        "the document is of the form {value}; this version of the library reads '{known}'",
        "it was written by a later version of the library, or the field was misspelt",
        "install a later version, or write schema = '{known}'",
    ),
    "document.twice": Message(
        "'{what}' stands twice",
        "two entries were written where one is meant",
        "keep one of them",
    ),
    "document.name": Message(
        "the name of a field is a text, not {value} ({type})",
        "a code was written as a number, which loses its leading zeros",
        "write it as a text, such as '0114'",
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
        "a single value or a list was written in its place",
        "write {{ field = value, ... }}",
    ),
    "document.list": Message(
        "a list belongs here, not {value} ({type})",
        "a single value or a single table was written in its place",
        "put it in brackets: [ ... ]; in TOML, [[pot]] with two brackets makes a list of tables",
    ),
    "document.too_few": Message(
        "entries here: {length}; at least {least} are needed",
        "one was left out",
        "add it, or leave the field out",
    ),
    "document.too_many": Message(
        "entries here: {length}; {most} are the most",
        "a table of figures was written as a rule",
        "write {{ table = ... }}, or put the figures in a population",
    ),
    "document.text": Message(
        "a text belongs here, not {value} ({type})",
        "another kind of value was written, or quotes are missing, without which a code loses "
        "its leading zeros",
        "write one text in quotes, with no brackets around it",
    ),
    "document.empty": Message(
        "the text is empty",
        "it was left to be filled in",
        "fill it in",
    ),
    "document.half": Message(
        "{value} has half a character in it",
        "it was cut off in the middle, or wrongly escaped",
        "write the character itself",
    ),
    "document.money": Message(
        "amount without unit: {value} ({type})",
        "money is a text with its unit, and a bare value was written",
        "write it as '5 Mkr' or '1 234,50 kr'",
    ),
    "document.number": Message(
        "an exact number is a text, not {value} ({type})",
        "quotes are missing; without them other programs read a float, and round",
        "put it in quotes: '3', '2/3', '13,04061 %'",
    ),
    "document.date": Message(
        "{value} is not a date",
        "it is written in another way, or there is no such day",
        "write it as '2019-11-01'",
    ),
    "document.choice": Message(
        "{value} is no word that can stand here{near}",
        "it was misspelt",
        "use one of {known}",
    ),
    "document.tagged": Message(
        "a {kind} belongs here, not {value} ({type})",
        "a bare value was written, which does not say what it is",
        "write a tag, alone or with what it needs; tags are {known}",
    ),
    "document.one_tag": Message(
        "one tag says what this {kind} is; here are: {given}",
        "two were written as one, or a field stands one step too far out",
        "keep one of them: {{ tag = ... }}; tags are {known}",
    ),
    "document.no_tag": Message(
        "an empty table says nothing of the {kind}",
        "it was left to be filled in",
        "write a tag, alone or with what it needs; tags are {known}",
    ),
    "document.tag": Message(
        "there is no {kind} '{tag}'{near}",
        "it was misspelt, or is one of your own, which a document cannot hold",
        "use one of {known}",
    ),
    "document.no_body": Message(
        "'{tag}' stands alone and says too little",
        "what it needs was left out",
        "write a table: {{ {tag} = ... }}",
    ),
    "document.bare_tag": Message(
        "'{tag}' needs nothing and stands alone",
        "it was written as a table",
        "write it as a text: '{tag}'",
    ),
    "document.one_of": Message(
        "exactly one of {fields} belongs here",
        "both were written, or neither",
        "keep one of them",
    ),
    "document.own_class": Message(
        "{value} ({type}) is a {kind} that no document can hold",
        "it is of a class of your own",
        "build it from the library's, or keep the agreement in Python",
    ),
    "document.not_exact": Message(
        "{value} cannot be written so that it is read again exactly",
        "the number has hundreds of digits",
        "keep the agreement in Python",
    ),
}
