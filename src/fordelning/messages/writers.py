"""The words of errors about writing allocations to files. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["WRITERS"]

WRITERS: dict[str, Message] = {
    "writers.allocation": Message(
        "{value} ({type}) is not an allocation",
        "an agreement or a list of amounts was passed",
        "pass what allocate(agreement, population) returns",
    ),
    "writers.language": Message(
        "{value} is no language that there are headings in",
        "a locale such as sv_SE was passed, or a language's name",
        "choose one of {known}",
    ),
    "writers.unwritable": Message(
        "{path} cannot be written: {reason}",
        "the folder is not there, the disk is full, the file is open in Excel, or it is "
        "somebody else's",
        "choose another place, or close the file; what was there is as it was",
    ),
    "writers.ending": Message(
        "{path} does not end as a format that there is",
        "the format is told by the end of the name",
        "end it with one of {known}",
    ),
    "writers.input": Message(
        "{path} is what the amounts are computed from, and would be replaced",
        "the name of the file to write is that of one to read",
        "choose another name",
    ),
    "excel.too_large": Message(
        "sheet '{sheet}' would have {rows} rows and {columns} columns",
        "a sheet has at most so many: {most}",
        "write fewer pots, or CSV: writers.text.csv_for_machines(allocation)",
    ),
    "excel.text": Message(
        "{text} has {length} characters",
        "a cell of a workbook has at most {longest}",
        "shorten the title, note or source, or write JSON: writers.text.to_json(allocation)",
    ),
    "excel.amount": Message(
        "amounts of together {amount} are more than a workbook keeps to the öre",
        "Excel keeps 15 digits of a number, so öre only below 10^15",
        "check the unit of the amounts, or write CSV: writers.text.csv_for_machines(allocation)",
    ),
    "excel.differs": Message(
        "the formulas for pot '{pot}' give other amounts than the allocation has",
        "a fault in the writing of workbooks, or an allocation that was changed by hand",
        "report this; nothing was written",
    ),
}
