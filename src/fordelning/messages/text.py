"""The words of errors about text for people. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["TEXT"]

TEXT: dict[str, Message] = {
    "text.locale": Message(
        "{value} is no locale that is known",
        "a misprint, or what another system calls it",
        "write a language and a country: 'sv_SE', 'sv_FI', 'fi_FI', 'en_US'",
    ),
    "text.unit": Message(
        "{value} is no unit that money is written in",
        "a misprint, or another unit than these",
        "use one of {known}",
    ),
    "text.decimals": Message(
        "{value} is no number of decimals from 0 to {most}",
        "a sign was mistaken, or something else was passed",
        "pass a whole number, or leave it out for as many as are needed",
    ),
    "text.date": Message(
        "{value} ({type}) is no date",
        "a text or a number was passed",
        "pass a datetime.date, such as date(2020, 12, 31)",
    ),
    "text.inexact": Message(
        "{money} in {unit} has more than {decimals} decimals",
        "amounts are exact to the öre, and nothing is rounded unasked",
        "leave decimals out; or say rounded=True, which shows it by ≈; a table that is to add "
        "up is rounded by tables.controlled",
    ),
}
