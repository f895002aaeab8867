"""The words of errors about agreements, readings and lookups. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["DEFINITIONS"]

DEFINITIONS: dict[str, Message] = {
    "reading.unchosen": Message(
        "the text of '{ambiguity}' can be read in several ways: {readings}",
        "the agreement states the rule in two ways, and only you can say which was meant",
        "choose one: allocate(..., readings={{'{ambiguity}': '{first}'}})",
    ),
    "reading.open": Message(
        "'{ambiguity}' is left open{note}",
        "the definition has no reading of it",
        "give your own reading: allocate(..., readings={{'{ambiguity}': Reading('...', ...)}})",
    ),
    "reading.unknown": Message(
        "'{ambiguity}' has no reading '{reading}'",
        "a misprint, or a reading of another agreement",
        "choose one of {readings}",
    ),
    "reading.needless": Message(
        "the agreement has no ambiguity '{ambiguity}'",
        "a misprint, or a choice meant for another agreement",
        "leave it out; its ambiguities are: {ambiguities}",
    ),
    "agreement.problems": Message(
        "problems in the agreement '{agreement}', {count} in all:{listed}",
        "see each of them",
        "mend the definition; agreement.problems() lists them again",
    ),
    "allocation.choices": Message(
        "the agreement '{agreement}' cannot be allocated yet; reasons: {count}{listed}",
        "what is left open has not been settled",
        "settle them all and allocate again",
    ),
    "allocation.problems": Message(
        "{count} pots cannot be allocated:{listed}",
        "see each of them",
        "mend them all and allocate again",
    ),
    "agreement.no_pots": Message(
        "there are no pots",
        "the pots were filtered away",
        "give the agreement at least one pot",
    ),
    "agreement.duplicate": Message(
        "the id '{id}' is used by {count} pots or ambiguities",
        "a pot was copied and its id kept",
        "give each an id of its own",
    ),
    "agreement.total": Message(
        "the pots add up to {sum} and the agreement says {total}: {difference} differ{reading}",
        "a pot is missing, counted twice, or misread",
        "compare each pot with the text",
    ),
    "agreement.declared": Message(
        "'{name}' is declared as {total} and its pots add up to {sum}: "
        "{difference} differ{reading}",
        "a pot is missing from the list or misread, or the text itself does not add up",
        "compare each pot with the text; if the text is wrong, say so in an ambiguity",
    ),
    "agreement.declared_unknown": Message(
        "'{name}' is declared over '{pot}', which is no pot or level of the agreement",
        "a misprint, or a pot that was renamed",
        "name pots or levels of the agreement",
    ),
    "agreement.unknown_amount": Message(
        "'{ambiguity}' has neither an amount nor readings, so no sum can be checked",
        "an ambiguity without readings needs its amount",
        "give Ambiguity(..., amount=..., to=...)",
    ),
    "pot.negative": Message(
        "the pot is {amount}",
        "a sign was mistaken; a pot is zero or more",
        "give the amount that is distributed",
    ),
    "pot.no_key": Message(
        "the pot goes to the level '{to}' and has no key",
        "only a pot to a single Recipient needs none",
        "give it a key, such as PerCapita()",
    ),
    "pot.no_pots": Message(
        "the reading '{reading}' has neither pots nor a key",
        "a reading replaces its ambiguity by pots, or gives the key for its amount",
        "give Reading(..., pots=...) or Reading(..., key=...)",
    ),
    "pot.needless_key": Message(
        "the pot goes to {to} alone and has the key {key}",
        "a single recipient gets the whole pot, whatever a key says",
        "leave the key out, or let the pot go to a level",
    ),
    "pot.to": Message(
        "a pot goes to a level or a Recipient, not to {value} ({type})",
        "a code or a list of codes was passed",
        "write to=Level.LAN, to='skola' or to=Recipient('SKR', '...')",
    ),
    "level.nobody": Message(
        "nobody is at the level '{level}'{near}",
        "the level is misspelt, or the table of its recipients is missing",
        "use one of {known}, or join a population that names the recipients",
    ),
    "pots.type": Message(
        "{value} ({type}) is not a pot, or a list of pots",
        "the brackets around a single pot were left out, or two arguments are swapped",
        "write Agreement(id, title, total, [Pot(...)], reference_date)",
    ),
    "names.text": Message(
        "{value} is one text where several names belong",
        "a single name was passed without a list around it",
        "write a list or a tuple: ['lan']",
    ),
    "readings.type": Message(
        "readings are a mapping from ambiguity to reading, not {value} ({type})",
        "the name of the ambiguity was left out",
        "write readings={{'barn-och-unga': '0-25'}}",
    ),
    "reading.type": Message(
        "{value} ({type}) is not a reading of '{ambiguity}'",
        "several readings were given, or none",
        "give the name of one, or a Reading of your own",
    ),
    "reading.duplicate": Message(
        "'{ambiguity}' has {count} readings called '{reading}'",
        "a reading was copied and its name kept",
        "give each a name of its own",
    ),
    "reading.both": Message(
        "the reading '{reading}' of '{ambiguity}' has both pots and a key",
        "a key is for the amount that the ambiguity states; pots have keys of their own",
        "leave one of them out",
    ),
    "reading.amount": Message(
        "the reading '{reading}' of '{ambiguity}' gives {sum}, and the text states {total}: "
        "{difference} differ",
        "a pot is missing from the reading, or misread",
        "compare the reading's pots with the text",
    ),
    "reading.twice": Message(
        "'{ambiguity}' is given two readings: {readings}",
        "an option was repeated",
        "choose one",
    ),
    "place.type": Message(
        "{value} does not name a pot and a recipient",
        "the code was left out, or the allocation was iterated over",
        "write allocation['pot', '01'], allocation.pot('pot') or allocation.rows()",
    ),
    "name.type": Message(
        "a name is text, not {value} ({type})",
        "a cell of the column is empty or was read as a number",
        "read names as text, and leave out rows that have none",
    ),
    "name.level": Message(
        "the Swedish register has no names at the level '{level}'{near}",
        "a misprint, or a level of your own",
        "use one of {known}",
    ),
    "name.unknown": Message(
        "nobody at level '{level}' on {date} goes by {value}{near}",
        "a misprint, a name of another level or a sum, or somebody that is not there at that date",
        "look the code up in fordelning.register, and join by code",
    ),
    "name.ambiguous": Message(
        "{value} fits several at level '{level}' on {date}: {codes}",
        "they share the name",
        "write the code before the name, or join by code",
    ),
    "name.other_code": Message(
        "{value} begins with {lead}, but at level '{level}' on {date} the name has the "
        "code {codes}",
        "two rows were swapped, or the code is of another level or division",
        "compare the row with its source; take the code, or the name, that is right",
    ),
    "level.unknown": Message(
        "no pot goes to the level '{level}'{near}",
        "a misprint, or a level of another agreement",
        "use one of {known}",
    ),
    "diff.type": Message(
        "{value} ({type}) is not an outcome",
        "a published table, or amounts without their pot, were given",
        "pass an allocation, or {{'pot': {{'01': kr(5)}}}}",
    ),
    "diff.mixed": Message(
        "a definition and something else cannot be compared: {value} and {other}",
        "an allocation was passed with an agreement, or an id",
        "pass two agreements, or two outcomes",
    ),
    "ambiguity.unknown": Message(
        "there is no ambiguity '{id}'{near}",
        "a misprint, or a pot that can be read in one way only",
        "use one of {known}",
    ),
    "readings.few": Message(
        "'{ambiguity}' has not two readings of different names: {names}",
        "it is left open, or a reading of your own has a name that is taken",
        "give readings of your own, each with a name of its own: own=[Reading(...)]",
    ),
    "swapped.type": Message(
        "{value} ({type}) is not a population",
        "a table or an id was passed",
        "write swapped(before, after) of two populations; catalogue.population(id) looks one up",
    ),
    "swapped.least": Message(
        "the least change is {least}, and must be above zero",
        "a sign was mistaken, or every change was to be looked at",
        "write a share such as least='3 %'",
    ),
    "published.too_large": Message(
        "{path} is larger than {largest} bytes",
        "something else than a table of amounts was given",
        "give a file with the header pot;code;kr",
    ),
    "published.type": Message(
        "{value} ({type}) is not a table of published amounts",
        "a plain mapping of amounts was given, or no mapping at all",
        "write reconcile(allocation, {{'pot': Published({{'01': kr(5)}})}})",
    ),
    "published.repeated": Message(
        "a code stands twice in {value}",
        "a row was copied",
        "give each recipient one row",
    ),
    "published.unit": Message(
        "{cells} are no whole multiples of {unit}, the unit of the published table",
        "the table was published in another unit, or an amount was misread",
        "give its unit: Published(..., unit=...); or correct the amounts",
    ),
    "published.unreadable": Message(
        "{path} cannot be read as rows of text: {reason}",
        "it was saved in another encoding than UTF-8, or is no CSV file",
        "save as CSV UTF-8, with cells parted by semicolons",
    ),
    "published.problems": Message(
        "{count} rows of {path} cannot be read:{listed}",
        "see each of them",
        "mend them all and read the file again",
    ),
    "published.header": Message(
        "{path} does not begin with the header {header}",
        "the columns are others, or parted by something else than semicolons",
        "write {header}, a row per amount, and the printed total in a row without a code",
    ),
    "published.row": Message(
        "the row has {cells} cells and not those of {header}",
        "a semicolon is missing, or stands in a name",
        "write pot, code and amount, parted by semicolons",
    ),
    "published.twice": Message(
        "'{recipient}' stands twice in the table of '{pot}'",
        "a row was copied",
        "give each recipient one row",
    ),
    "pot.unknown": Message(
        "there is no pot '{id}'{near}",
        "a misprint, or a pot of another agreement",
        "use one of {known}",
    ),
    "pot.no_recipient": Message(
        "the pot '{pot}' has no recipient {recipient}{near}",
        "a code of another level, or one that lost its zero",
        "the pot's recipients are {known}",
    ),
    "catalogue.no_example": Message(
        "there is no example of '{id}'",
        "it leaves open what only you can say, its figures are not bundled, or it is a document",
        "choose the population, the readings and the date yourself",
    ),
    "catalogue.unknown": Message(
        "the catalogue has no {kind} '{id}'{near}",
        "a misprint, or something that is not bundled",
        "use one of {known}",
    ),
}
