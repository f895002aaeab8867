"""The words of errors about arrays of numpy. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["ARRAYS"]

ARRAYS: dict[str, Message] = {
    "arrays.type": Message(
        "{value} ({type}) is not an array of numpy",
        "a list, a column of a dataframe or a masked array was passed",
        "pass column.to_numpy(), without masked figures; use apportion for a list",
    ),
    "arrays.dtype": Message(
        "weights of type {dtype} are not whole numbers of 64 bits",
        "a division or an empty cell made them floating point, or they were read as objects",
        "count in the smallest unit, and cast them: weights.astype('int64')",
    ),
    "arrays.axes": Message(
        "the weights have {axes} axes, and one is needed",
        "a whole table was passed, or a single number",
        "pass one row or column at a time: table[0], table[:, 0]",
    ),
    "arrays.total": Message(
        "the total {total} does not fit in 64 bits",
        "it is counted in too small a unit, or a factor was applied twice",
        "use apportion, which has no limit",
    ),
    "arrays.sum": Message(
        "{count} weights, as large as {weight}, may add up to 2^63 or more",
        "weights have many decimals, or are money",
        "divide the weights by what they have in common, or use apportion, which has no limit",
    ),
    "arrays.product": Message(
        "a weight of {weight} is above the {limit} that 64 bits allow for where all add up to "
        "{total}",
        "weights have many decimals, or are money",
        "divide the weights by what they have in common, or use apportion, which has no limit",
    ),
}
