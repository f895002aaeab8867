"""The words of errors about figures in files. Never here: the errors, or formats (`files`)."""

from fordelning.messages.message import Message

__all__ = ["READERS"]

READERS: dict[str, Message] = {
    "reader.problems": Message(
        "the figures cannot be read as they stand, {count} reasons in all:{listed}",
        "see each of them",
        "mend them all and read the file again",
    ),
    "reader.more": Message(
        "there may be more problems than the {most} told here",
        "the column is another, or a program that made the file went wrong",
        "mend these first and read the file again",
    ),
    "reader.bundled": Message(
        "{options} say how a file is read, and '{id}' is no file",
        "the id of bundled figures was given in place of a file",
        "leave them out, or give the file",
    ),
    "reader.type": Message(
        "a file is a path or bytes, not {value} ({type})",
        "an open file or a response was passed",
        "pass the path, or the bytes: response.content, file.read()",
    ),
    "reader.text": Message(
        "the path {value} looks like the text of a file",
        "the text was read, or came from a web service, and was passed as a path",
        "pass the path, or bytes: text.encode()",
    ),
    "reader.columns": Message(
        "{unknown} cannot be told of a table's columns",
        "it was misspelt, or the mapping is the wrong way around",
        "write columns={{'region': 'kommunkod', 'value': 'antal'}}, of: {known}",
    ),
    "reader.where": Message(
        "{value} are no values of {variable}",
        "codes were passed as numbers",
        "write text: where={{'civilstånd': ['ogifta', 'gifta']}}, or '*' for all",
    ),
    "reader.bands": Message(
        "{value} is no band of ages",
        "one band was passed in place of a list of them",
        "write bands=[(0, 25), (65, None)]",
    ),
    "reader.option": Message(
        "{option} cannot be {value}",
        "it is of another kind than that option takes, or empty",
        "write it as {example}",
    ),
    "reader.no_table": Message(
        "there is no table in the file",
        "it has a title alone, or its cells are parted by something else than ; , | or tabs",
        "download the table again, with all that was chosen",
    ),
    "reader.no_rows": Message(
        "there are no rows beneath the headings {held}",
        "nothing was chosen, or the download broke off",
        "download the table again, with all that was chosen",
    ),
    "reader.no_figures": Message(
        "the columns {held} tell recipients, ages, sexes or years, and none is left for figures",
        "it is a list of names, or the column with figures has the name of something else",
        "name the column: columns={{'value': 'antal'}}",
    ),
    "reader.not_figures": Message(
        "no column holds figures alone; row {row} of '{column}' holds {value}",
        "dots or commas between thousands, words or footnotes among figures, or a list of names",
        "mend the column: only spaces may stand between thousands; or name another: "
        "columns={{'value': 'antal'}}",
    ),
    "reader.after_blank": Message(
        "row {row} stands below a blank row and may be a part of the table",
        "the file was put together by hand, or it is a note that looks like a row",
        "take the blank row away, or the note",
    ),
    "reader.note": Message(
        "from row {row} on, right below the figures, {held} stand alone",
        "notes or a source without a blank row above them, or rows that were cut off",
        "put a blank row above the notes; complete rows that were cut off",
    ),
    "reader.width": Message(
        "rows {rows} do not have the {width} cells of the headings; row {row} holds {cells}",
        "a separator is missing, or stands inside a name",
        "mend the rows",
    ),
    "reader.twice": Message(
        "rows {rows} hold the same cells",
        "a row was pasted twice, or a column that tells them apart was left out",
        "keep one of each, or keep the column",
    ),
    "reader.sum": Message(
        "rows {rows} are sums and nobody's figures: {labels}",
        "totals were added to the table",
        "take the rows away: what is summed is summed from the recipients' own figures",
    ),
    "reader.blank_label": Message(
        "rows {rows} have a blank label",
        "labels were written once, and then the file was sorted or saved as CSV",
        "write the label on every row",
    ),
    "reader.no_variable": Message(
        "there is no {wanted} among {held}",
        "it was misspelt, or the file is in another language",
        "use one of the names that are there",
    ),
    "reader.no_value": Message(
        "{variable} has no {wanted}; it has {held}",
        "it was misspelt, or the file is in another language",
        "use a code or a label that is there",
    ),
    "reader.two": Message(
        "{variables} both tell {kind} apart",
        "a code and a name in columns apart, or two years",
        "say which: columns={{'{kind}': ...}}",
    ),
    "reader.no_region": Message(
        "none of {held} is known to tell recipients apart",
        "the column has a name of its own",
        "name it: columns={{'region': 'kommunkod'}}",
    ),
    "reader.contents": Message(
        "{variable} holds {held}, and none of it, or several, is known to count people",
        "the table has several contents, or counts something else",
        "choose one: where={{'{variable}': ...}}; and say what it counts: indicator='födda', or "
        "indicator='folkmängd' if it is everyone",
    ),
    "reader.unit": Message(
        "{variable} is counted in '{unit}', which are no people one by one",
        "the table is in thousands or per cent, or counts something else",
        "choose the table or contents in numbers of people; of something else, say what it is: "
        "indicator='medelinkomst'",
    ),
    "reader.not_everyone": Message(
        "{told} is not known to count everyone who lives there",
        "the table counts something else, or only some: births are not inhabitants, and who is "
        "unmarried is not everyone",
        "say what it counts: indicator='levande födda'; if it is everyone all the same: "
        "indicator='folkmängd'",
    ),
    "reader.other": Message(
        "{variable} holds {held}, and no total of them",
        "the table is split further, and perhaps not all parts were chosen",
        "choose or add up on purpose: where={{'{variable}': '*'}} for all that stands there",
    ),
    "reader.sexes": Message(
        "{variable} holds {labels}, which is no sex, or stands twice",
        "another code for it, or two kinds of total",
        "choose: where={{'{variable}': ['1', '2']}}",
    ),
    "reader.ages": Message(
        "{variable} holds {labels}, which are no age classes",
        "people of unknown age, or classes by another name",
        "leave them out on purpose: where={{'{variable}': [...]}}",
    ),
    "reader.overlap": Message(
        "the age classes {first} and {second} overlap, of {count} in all",
        "years, five-year and ten-year classes stand as ordinary rows",
        "name the bands that the rule asks for: bands=[(0, 25)]; each is then made of the "
        "fewest cells",
    ),
    "reader.band": Message(
        "the band {band} cannot be made of whole age classes; inside it there are {classes}",
        "the classes are too wide, or some were not chosen",
        "download the table by single years of age",
    ),
    "reader.same_class": Message(
        "{classes} are the same ages and have different figures on {date}",
        "two vintages in one file",
        "download the table again, with one of them",
    ),
    "reader.total": Message(
        "totals of {date} are not the sums of their parts by {variable}: {cells}",
        "a figure was changed, a part is missing, or the total holds people of unknown {variable}",
        "see these cells in the file; read the parts or the total alone: "
        "where={{'{variable}': [...]}}; or say perturbed=True where the source adds noise",
    ),
    "reader.days": Message(
        "the file says that its figures are of {days}",
        "a file of one table was given the name or the title of another",
        "download it again, or read it as bytes",
    ),
    "reader.no_date": Message(
        "of which day the figures are is not known; the file says {times}",
        "a table says a year, and this one is not among the tables that are known",
        "see the table's note in Statistikdatabasen, and say date=date(2019, 11, 1)",
    ),
    "reader.no_time": Message(
        "the file does not say of which day the figures are",
        "the table was downloaded without its years, or is one of your own",
        "say it: date=date(2019, 11, 1)",
    ),
    "reader.other_date": Message(
        "figures of {date} are asked for, and the file has {held}",
        "another year, or the table of another day",
        "download the table of that day, or ask for one that is there",
    ),
    "reader.zeros": Message(
        "{codes} are codes that lost their leading zeros: {example}",
        "a spreadsheet or a dataframe read them as numbers",
        "read the column as text: pd.read_csv(..., dtype={{'kod': str}}), "
        "pl.read_csv(..., schema_overrides={{'kod': pl.String}}); in Excel import it as text",
    ),
    "reader.level": Message(
        "{names} could be län or kommuner",
        "names without codes, which several go by",
        "say which: level='lan' or level='kommun'",
    ),
    "reader.garbled": Message(
        "letters are garbled: {texts}",
        "a program took UTF-8 for Windows' latin-1, and saved the file again",
        "download the file again; in Excel, import it as UTF-8 (65001)",
    ),
    "reader.names": Message(
        "recipients are named without codes; by the register {matches}",
        "the file has texts only",
        "download it with codes, or, if each of these is right, say names=True",
    ),
    "reader.same": Message(
        "{match}: this recipient stands twice in the file",
        "two names or codes of the same recipient, or a row that was pasted twice",
        "keep one of them",
    ),
    "reader.unknown": Message(
        "{recipient} has figures, and nobody has that code on {date}",
        "the table follows another division, or the code is of another kind",
        "use the table of that day, or a level of your own: level='stadsdel'",
    ),
    "reader.nobody": Message(
        "nobody is left of {held}",
        "the level that was asked for is not in the file, or it is about the whole country",
        "download figures per län or kommun, or ask for the level that is there",
    ),
    "reader.missing": Message(
        "'{mark}' stands in place of a figure for {cells}",
        "'..' is not available, '.' cannot occur, '-' is nothing to report; none is taken for a "
        "zero",
        "write what is known into the file, or choose other cells",
    ),
    "reader.blank": Message(
        "the cells of {cells} are blank; a missing figure is never taken for a zero",
        "nothing was written there, or a formula gave nothing",
        "write what is known into the file, or choose other cells",
    ),
    "reader.absent": Message(
        "there is no figure for {cells}",
        "rows were not chosen, or were lost; a missing figure is never taken for a zero",
        "download all of the table again, or choose other cells",
    ),
    "reader.count": Message(
        "{cell} is {value}: a count is a whole number of zero or more",
        "a decimal, a sign, a separator of thousands, or another column",
        "see the file, and choose the column with counts",
    ),
    "reader.no_source": Message(
        "the file does not say where its figures come from",
        "it has no title and is of no known table",
        "say it: source='SCB, Folkmängd 1 november 2019'",
    ),
    "reader.frame": Message(
        "{value} ({type}) is no dataframe",
        "a mapping of columns, or a dataframe of a library that narwhals does not know",
        "pass a dataframe, or use from_columns for a mapping of columns",
    ),
    "reader.column_names": Message(
        "the columns cannot be told apart by name: {names}",
        "names are numbers, or two columns have the same",
        "give each column a name of its own, as text",
    ),
    "reader.cells": Message(
        "the column '{column}' is {value}, and no cells",
        "a single value was passed in place of a list",
        "pass a list, with a cell for each row",
    ),
    "reader.column_lengths": Message(
        "the columns have {lengths} cells",
        "one was filtered and another not",
        "take all columns from the same rows",
    ),
    "reader.numbers": Message(
        "the codes in column '{column}' are numbers, such as {example}, and lost their zeros",
        "a spreadsheet or a dataframe read them as numbers",
        "read the column as text: pd.read_csv(..., dtype={{'{column}': str}}), "
        "pl.read_csv(..., schema_overrides={{'{column}': pl.String}}); in Excel import it as text",
    ),
    "reader.november": Message(
        "the table of 1 November has the years {first} to {last}, and not {year}",
        "it ended, and a table by another id may continue it",
        "look it up by its name: "
        "https://statistikdatabasen.scb.se/api/v2/tables?query=folkmängd%201%20november",
    ),
    "reader.fetch": Message(
        "the service answered {reason}",
        "the address, the codes or the network",
        "try the address in a browser, or download the file by hand",
    ),
}
