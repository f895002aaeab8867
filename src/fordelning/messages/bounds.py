"""The words of errors about floors and caps. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["BOUNDS"]

BOUNDS: dict[str, Message] = {
    "bounds.type": Message(
        "{value} ({type}) is not a stage of a Staged",
        "an amount or a key stands where bounds belong",
        "write Staged(key, Bounds(cap=...), Bounds(floor=...))",
    ),
    "bounds.empty": Message(
        "a Staged has no stages",
        "the bounds were left out, or filtered away",
        "write Staged(key, Bounds(cap=...), Bounds(floor=...))",
    ),
    "bounds.crossed": Message(
        "{key} has floors above caps: {recipients}",
        "a floor and a cap were swapped, or one is money and the other a share of a small amount",
        "lower these floors or raise these caps",
    ),
    "bounds.floors": Message(
        "the floors of the {recipients} recipients of {key} add up to {floors}, of {total}: "
        "{difference} are lacking",
        "the floors were set for a larger amount or for fewer recipients",
        "lower the floors or raise the amount",
    ),
    "bounds.caps": Message(
        "the caps of the {recipients} recipients of {key} add up to {caps}, of {total}: "
        "{difference} are left over",
        "the caps were set for a smaller amount or for more recipients",
        "raise the caps or lower the amount",
    ),
    "bounds.stuck": Message(
        "the bounds of {key} bring all to {reached} and not to {total}: nobody is left to take "
        "or pay {difference}",
        "{by} is zero for {recipients}, so these neither pay nor get",
        "say who does: paid_by=population(), or paid_by=constant(1) for all alike",
    ),
    "bounds.payers": Message(
        "{by} is below zero for {recipients}, who would get what others pay",
        "a difference was taken the wrong way round, or what the stage before left is below zero",
        "name a measure that is zero or more: paid_by=population()",
    ),
    "bounds.broken": Message(
        "{method} puts {recipients}",
        "by this method an amount can lie more than a unit from its quota",
        "use LARGEST_REMAINDER, which stays within a unit of every quota, for this pot",
    ),
}
