"""The words of errors about dataframes. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["FRAMES"]

FRAMES: dict[str, Message] = {
    "frames.type": Message(
        "{value} ({type}) is not a dataframe",
        "a list or mapping was passed, or a frame of a library that narwhals does not know",
        "pass a Polars, pandas or PySpark frame or a DuckDB relation; use apportion otherwise",
    ),
    "frames.engine": Message(
        "frames of {engine} are not taken",
        "only {known} have been seen to give what apportion gives",
        "convert the frame to one of these",
    ),
    "frames.columns": Message(
        "the columns do not fit, for {count} reasons:{listed}",
        "the arguments name columns of another frame",
        "mend each of these",
    ),
    "frames.missing": Message(
        "there is no column {column}{near}",
        "the name is spelt otherwise in the frame, or the column was dropped",
        "name a column that is there, in upper and lower case as it stands",
    ),
    "frames.by": Message(
        "{value} names no columns to group by",
        "a column was passed in place of its name, or None",
        "write by='pot' or by=['pot', 'year']; leave it out where all rows are one group",
    ),
    "frames.name": Message(
        "{value} is no name for the column that is added",
        "it was left empty, or is no text",
        "write into='units'",
    ),
    "frames.repeated": Message(
        "a column's name stands twice in the dataframe",
        "two dataframes were put side by side",
        "rename or drop one of the columns",
    ),
    "frames.unnamed": Message(
        "columns have names that are no text: {columns}",
        "the dataframe was made without a heading, or transposed",
        "rename them: frame.columns = [str(name) for name in frame.columns]",
    ),
    "frames.named_twice": Message(
        "the column '{column}' is named for two purposes",
        "an argument was copied and not changed",
        "name amount, weight, code and each column of by once",
    ),
    "frames.taken": Message(
        "the frame has a column '{column}' already",
        "it was allocated before, or the name is one that this library uses while it computes",
        "choose another name with into=..., or rename or drop the column",
    ),
    "frames.dtypes": Message(
        "{count} columns are of a type that cannot be used:{listed}",
        "types were guessed when the data were read",
        "cast each of these",
    ),
    "frames.not_whole": Message(
        "the column '{column}' is {type} and not whole numbers of 64 bits",
        "an empty cell made it floating point, or a sum in SQL made it wider",
        "drop empty cells, count in the smallest unit, and cast it to Int64 (BIGINT)",
    ),
    "frames.not_text": Message(
        "the column '{column}' is {type} and its codes not text",
        "codes were read as numbers, which loses their leading zeros",
        "read codes as text: '01', '0114'",
    ),
    "frames.not_a_group": Message(
        "the column '{column}' is {type}, by which rows cannot be grouped",
        "a column of figures was named in by, or an empty cell made it floating point",
        "group by text, whole numbers, truth values or dates",
    ),
    "frames.wrong": Message(
        "nothing was computed, for {count} reasons in the first groups:{listed}",
        "the figures were joined or read wrongly; of each sort, at most {most} are told",
        "mend each of these",
    ),
    "frames.empty": Message(
        "{count} rows have nothing in '{column}'",
        "a join found no match, or a cell was empty in the file",
        "fill in the figure; a missing one is never taken for a zero",
    ),
    "frames.twice": Message(
        "{recipient} stands in {rows} rows",
        "a join repeated rows, or a column is missing in by",
        "keep one row for each code in a group",
    ),
    "frames.amounts": Message(
        "the amounts of the rows go from {low} to {high}",
        "a column is missing in by, or the amount is that of a row and not of its group",
        "put the amount of the whole group on each of its rows",
    ),
    "frames.amount_bits": Message(
        "{amount} has no absolute value in 64 bits",
        "a column was filled with the least number there is",
        "pass an amount of at least -(2^63 - 1)",
    ),
    "frames.negative": Message(
        "a weight is {weight}",
        "a correction was entered as a figure, or a sign was turned",
        "pass weights that are not negative",
    ),
    "frames.zero": Message(
        "the weights of all {rows} rows are zero",
        "the figures are missing, or everyone with a weight was filtered away",
        "leave the group out, or weigh by something else",
    ),
    "frames.sum": Message(
        "weights as large as {weight} in {rows} rows may add up to 2^63 or more",
        "weights have many decimals, or are money",
        "divide the weights by what they have in common, or use apportion, which has no limit",
    ),
    "frames.product": Message(
        "a weight of {weight} is above the {limit} that 64 bits allow for where all add up to "
        "{total}",
        "weights have many decimals, or are money",
        "divide the weights by what they have in common, or use apportion, which has no limit",
    ),
}
