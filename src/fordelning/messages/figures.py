"""The words of errors about populations, ages and dates. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["FIGURES"]

FIGURES: dict[str, Message] = {
    "band.order": Message(
        "the ages {band} are no band",
        "the ends are swapped, or below zero",
        "write the lower age first; both ends belong to the band",
    ),
    "band.type": Message(
        "an age is a whole number of years, not {value}",
        "ages were read as text or as decimal numbers",
        "pass ints; only '100+' and the like is an open class",
    ),
    "band.class": Message(
        "{value} is not an age class",
        "another table's label, or a total among the classes",
        "write 25, '25', '7-15' or, for the open class, '100+'",
    ),
    "band.cut": Message(
        "the band {band} cuts the age class {classes}",
        "the figures come in wider classes than the rule asks for",
        "use a table by single years of age, or a band that follows the classes",
    ),
    "band.missing": Message(
        "there are no figures for the ages {ages} at level '{level}'",
        "the table holds totals only, or ends before the band does",
        "use a table by age that covers the whole band",
    ),
    "band.overlap": Message(
        "the bands {first} and {second} overlap",
        "an end belongs to its band, so 0-25 and 25-64 both hold those of 25",
        "let the next band begin one year later",
    ),
    "band.negative": Message(
        "the band {band} has the negative weight {weight}",
        "a sign was mistaken",
        "a weight is zero or more",
    ),
    "band.empty": Message(
        "an AgeWeighted has no bands",
        "the weights were filtered away",
        "write AgeWeighted({{(0, 25): 1}})",
    ),
    "cell.negative": Message(
        "{cell} is {value}: a count is zero or more",
        "a correction or a difference stands among the figures",
        "take the figure from the source again",
    ),
    "cell.float": Message(
        "{cell} is the float {value}: a count is a whole number",
        "a spreadsheet or a dataframe read the column as floats, often since a cell was empty",
        "read the column as whole numbers, and find the missing figure",
    ),
    "cell.type": Message(
        "{cell} is {value} ({type}): a count is a whole number",
        "it was read as text, marks a missing figure, or is a number of another library",
        "pass ints, such as int(x) or column.tolist(); leave out what is not known, and the "
        "library will say if it needs it",
    ),
    "figures.type": Message(
        "figures are a mapping, not {value} ({type})",
        "rows or a column were passed",
        "write {{'01': 2391990, ...}}, or by age {{('01', 0): 28384, ...}}",
    ),
    "bands.type": Message(
        "{value} ({type}) does not give bands of ages their weights",
        "an end of a band or its weight was left out",
        "write AgeWeighted({{(0, 17): 1, (65, None): '1/2'}})",
    ),
    "cell.key": Message(
        "{value} does not name a cell by code and age",
        "the columns are in another order, or the age is missing",
        "write {{('01', 0): 28474, ...}}, or ('01', 0, Sex.WOMEN) as the cell of one sex",
    ),
    "cell.sexes": Message(
        "men and women of {date} at level '{level}' do not make up the total for {cells}",
        "two vintages of the same figures, or figures that the source adds noise to",
        "take all three from one table, or say perturbed=True where the source adds noise",
    ),
    "sex.unknown": Message(
        "{value} is not the sex of any figures",
        "another code for it, the total of both, or an age where a sex belongs",
        "write Sex.MEN or Sex.WOMEN, or SCB's '1' or '2'; leave it out for both together",
    ),
    "cell.twice": Message(
        "{cell} stands twice",
        "the same class is written in two ways, such as 0 and '0', or a code was pasted twice",
        "give each cell once",
    ),
    "cell.missing": Message(
        "{recipient} has no figure for the ages {classes}, which others have",
        "rows are missing from the table",
        "give every recipient the same classes; a missing figure is not a zero",
    ),
    "class.overlap": Message(
        "the age classes {first} and {second} overlap",
        "totals or age groups stand as ordinary rows among single years",
        "keep one set of classes that do not overlap",
    ),
    "cell.conflict": Message(
        "two tables of {date} at level '{level}' differ for {cells}",
        "two vintages of the same figures, or figures of different things",
        "keep one, or give the other its own date or indicator",
    ),
    "level.needed": Message(
        "{codes} are no codes of the Swedish register, and no level is named",
        "recipients of your own, or codes that lost their zeros",
        "name the level, level='skola', or write two digits for a län, four for a kommun",
    ),
    "population.empty": Message(
        "the population has no figures",
        "a filter let nobody through",
        "pass at least one recipient",
    ),
    "population.date": Message(
        "a reference date is a date, not {value} ({type})",
        "a text or a time of day was passed",
        "write datetime.date(2020, 12, 31)",
    ),
    "population.problems": Message(
        "problems in the population, {count} in all:{listed}",
        "see each of them",
        "mend them all and build the population again",
    ),
    "indicator.name": Message(
        "{value} cannot be the name of an indicator of your own",
        "the name was left out, or people are given as values",
        "name the indicator; people are counted by from_counts and from_ages",
    ),
    "population.of_date": Message(
        "who is at the level '{level}' depends on the division of a date, and none is given",
        "the date was left out",
        "write Population.of(codes, level=..., date=date(2020, 12, 31))",
    ),
    "indicator.empty": Message(
        "an indicator has a name, not {value}",
        "the name was left out",
        "write indicator('asylsökande'), and population() for people",
    ),
    "updated.type": Message(
        "figures that take the place of others are a population, not {value} ({type})",
        "a mapping was passed, which has neither a date nor a source",
        "build one: Population.from_counts({{'01': 2391990}}, date=..., source='...')",
    ),
    "figure.no_table": Message(
        "the population has no table of {indicator} at level '{level}' on {date}",
        "it holds {held}",
        "join the table that is missing: population | other",
    ),
    "figure.perturbed": Message(
        "there are no figures per län, and those of {table} must not be added up",
        "from 2025 on SCB adds noise to each figure, so that sums of them are wrong",
        "join SCB's own figures per län: population | other",
    ),
    "figure.no_parts": Message(
        "{measure} has nothing to add up for {recipients}: nobody at level '{level}' is a part",
        "the level is no part of the pot's level, or the population does not say who is",
        "sum over Level.KOMMUN in a pot to län or regions, or name the parents of each part",
    ),
    "figure.missing": Message(
        "{indicator} at level '{level}' on {date} has no figure for {codes}",
        "rows are missing from the table; a missing figure is never taken for a zero",
        "complete the table from its source",
    ),
    "figure.by_zero": Message(
        "{measure} divides by zero for {recipients}",
        "a figure that is divided by is zero",
        "leave these recipients out with Only, or use another measure",
    ),
    "clamp.crossed": Message(
        "{measure} has the bounds {low} and {high} for {recipient}: the lower is above the upper",
        "low and high were swapped, or a bound is a measure that grew past the other",
        "swap them, or bound one by the other: low=smallest(low, high)",
    ),
    "share.zero_total": Message(
        "{measure} has no shares: the sum over all {recipients} recipients is zero",
        "the figures are of something else, or nobody here has any",
        "see the figures, or choose another measure",
    ),
    "bracket.type": Message(
        "{value} ({type}) is not a bracket",
        "an end or the value was left out, or a mapping was passed",
        "write (from, value), or (low, high, value) with None for no upper end",
    ),
    "bracket.empty": Message(
        "there are no brackets",
        "they were filtered away",
        "write steps(population(), (0, 1), (50_000, '1,5'))",
    ),
    "bracket.order": Message(
        "a bracket from {low} to {high} holds nothing",
        "the ends are swapped, or the high end was thought to belong to the bracket",
        "write the lower end first; the high end belongs to the next bracket",
    ),
    "bracket.overlap": Message(
        "the bracket {first} and the bracket {second} overlap",
        "an end was mistyped, or a bracket stands twice",
        "let each begin where the one before it ends",
    ),
    "bracket.hole": Message(
        "there is no bracket between {high} and {low}",
        "a bracket was left out, or ends by a number less than the next begins at",
        "let each begin where the one before it ends: the high end belongs to the next",
    ),
    "bracket.start": Message(
        "the scale begins at {low}, and a scale counts every part of a number from 0",
        "what lies below the first threshold was left out",
        "say what that part weighs: (0, 0) where it weighs nothing",
    ),
    "bracket.outside": Message(
        "{measure} is {number} for {recipient}, which is in no bracket: {brackets}",
        "the number is of another size than the brackets were made for, or below them",
        "add a bracket that holds it, or end the last one with None",
    ),
    "table.missing": Message(
        "the table {measure} names no value for {codes}",
        "somebody was left out; a missing value is never taken for a zero",
        "name every recipient, with 0 where nothing is meant",
    ),
    "date.missing": Message(
        "figures of {asked} are asked for, and the population holds {held}",
        "figures of another day are at hand",
        "get figures of {asked}, or use another day on purpose: "
        "allocate(..., reference_date={example})",
    ),
    "date.several": Message(
        "no reference date is named, and the figures at level '{level}' are of {held}",
        "several years were joined in one population",
        "name the day: allocate(..., reference_date={example})",
    ),
    "date.none": Message(
        "the population has no figures at level '{level}', and no reference date is named",
        "its figures are of other levels, or only name recipients",
        "join figures at that level: population | other; or name the day: reference_date=",
    ),
    "date.before_register": Message(
        "the register knows divisions since {first}, and none for {date}",
        "figures of an older day",
        "use a level of your own for older divisions",
    ),
}
