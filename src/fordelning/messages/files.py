"""The words of errors about the formats of files that are read. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["FILES"]

FILES: dict[str, Message] = {
    "reader.too_large": Message(
        "the file has more {what} than are read: {size}, of at most {most}",
        "it is another file, or was made to do harm",
        "ask for fewer cells: SCB gives at most 150 000 at a time",
    ),
    "reader.empty": Message(
        "the file is empty",
        "a download that did not finish",
        "download it again",
    ),
    "reader.binary": Message(
        "the file is no text",
        "it is a picture, a packed file, or a workbook of another kind",
        "save it as CSV or xlsx, or download json-stat2",
    ),
    "reader.foreign": Message(
        "the file is {kind}, which is not read",
        "the table was saved or sent in another format",
        "download CSV, xlsx, px or json-stat2; or open it where it can be opened, and save it as "
        "xlsx or CSV",
    ),
    "reader.packed": Message(
        "the file is packed, and holds {parts}: no workbook",
        "several files were packed together to be sent",
        "unpack it, and read the one that has the figures",
    ),
    "reader.xls": Message(
        "the file is an Excel workbook of before 2007 (xls), which is not read",
        "the program saves the old format",
        "save it as xlsx or CSV",
    ),
    "reader.markup": Message(
        "the file is a web page or XML",
        "the page was saved in place of the table, or the service answered with an error",
        "download the table as CSV, xlsx, px or json-stat2",
    ),
    "reader.json": Message(
        "line {line}, column {column}: this is not JSON: {reason}",
        "the download broke off, or the file was edited",
        "download it again",
    ),
    "reader.deep": Message(
        "the JSON is nested too deeply",
        "it is no json-stat, or was made to do harm",
        "download json-stat2 again",
    ),
    "reader.digits": Message(
        "a number in the file has thousands of digits",
        "it was made to do harm",
        "download the file again",
    ),
    "reader.no_json_stat": Message(
        "the JSON holds no json-stat dataset",
        "it is metadata, a list of codes, or PxWeb's own JSON",
        "ask for outputFormat=json-stat2",
    ),
    "reader.json_shape": Message(
        "{path} of the json-stat is {value}",
        "the file was edited, or is of another kind",
        "download json-stat2 again",
    ),
    "reader.metadata": Message(
        "the json-stat has variables and no figures",
        "it is the table's metadata",
        "ask for the data: the address ends in /data, not in /metadata",
    ),
    "reader.length": Message(
        "there are {length} figures for {cells} cells",
        "the download broke off, or the file was edited",
        "download it again",
    ),
    "reader.px_syntax": Message(
        "line {line}: the px file has no keyword here, or one that does not end",
        "the download broke off, or the file was edited",
        "download it again",
    ),
    "reader.px_keyword": Message(
        "the px file has no {keyword}, or one that does not fit",
        "the download broke off, or the file was edited",
        "download it again",
    ),
    "reader.px_keys": Message(
        "the px file names the cells of each row (KEYS), which is not read",
        "it was made to hold few of many cells",
        "save it as CSV, or download json-stat2",
    ),
    "reader.csv": Message(
        "line {line}: this is not CSV: {reason}",
        "a quote is missing there, or the cells are parted by something else than ; , | or tabs",
        "mend the line, or download the file again",
    ),
    "reader.xlsx": Message(
        "this is no workbook that can be read: {reason}",
        "the download broke off, or it is another kind of packed file",
        "open and save it as xlsx, or download CSV",
    ),
    "reader.bomb": Message(
        "{part} in the workbook unpacks to {size} bytes, far more than it holds",
        "it was made to do harm",
        "ask who made the file",
    ),
    "reader.doctype": Message(
        "the workbook has a document type, which no workbook needs",
        "it was made to do harm",
        "ask who made the file",
    ),
    "reader.formula": Message(
        "the cells {cells} hold formulas, and no values of them are saved",
        "a program wrote the workbook and computed nothing",
        "open it in a spreadsheet program, save it, and read it again",
    ),
    "reader.sheets": Message(
        "the first sheet, '{sheet}', holds no table; only the first is read, and there are also "
        "{others}",
        "the figures are on another sheet, behind a front page",
        "put the sheet with the figures first, or save it alone as CSV",
    ),
    "reader.hidden": Message(
        "the first sheet, '{sheet}', is hidden; there are also {others}",
        "the sheets that are seen were made of it, or it was left behind",
        "save the sheet that is meant alone, as xlsx or CSV",
    ),
    "reader.several_sheets": Message(
        "beside the first sheet, '{sheet}', there are figures on {others}",
        "several years, levels or versions are in one workbook",
        "save the sheet that is meant alone, as xlsx or CSV",
    ),
}
