"""The words of headings and explanations in what is written, in Swedish and in English.

Never here: the words of errors and traces, which have their own, or what is said of whom.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal, TypeAlias

from fordelning.apportionment import Method
from fordelning.errors import InputValueError
from fordelning.sentences import shown

__all__ = ["METHODS", "Language", "Word", "known"]

Language: TypeAlias = Literal["sv", "en"]

_PLACES = {"sv": 0, "en": 1}


def known(language: Language) -> Language:
    """Return a language, having seen that there are words in it.

    Raises:
        InputValueError: another one than "sv" and "en".
    """
    if language not in _PLACES:
        raise InputValueError("writers.language", value=shown(language), known=tuple(_PLACES))
    return language


class Word(Enum):
    """Name what a writer says beside figures: (Swedish, English), some with places for values.

    >>> Word.TOTAL.said("sv"), Word.TIER.said("en", number=2)
    ('Summa', 'Tier 2, öre')
    """

    def said(self, language: Language, **values: object) -> str:
        """Return the words in a language, with values in their places."""
        text: str = self.value[_PLACES[language]]
        return text.format(**values) if values else text

    SUMMARY = ("Sammanfattning", "Summary")
    SOURCES = ("Källor", "Sources")
    FIGURES = ("Underlag", "Figures")
    TO_EACH = ("Per mottagare", "By recipient")
    POT = ("Pott", "Pot")
    TITLE = ("Benämning", "Title")
    LEVEL = ("Nivå", "Level")
    LAN = ("län", "county")
    REGION = ("region", "region")
    KOMMUN = ("kommun", "municipality")
    ALL_LAN = ("län", "län (counties)")
    ALL_REGION = ("regioner", "regions")
    ALL_KOMMUN = ("kommuner", "kommuner (municipalities)")
    TO = ("Till", "To")
    RECIPIENTS = ("Mottagare", "Recipients")
    CODE = ("Kod", "Code")
    NAME = ("Namn", "Name")
    AMOUNT = ("Belopp, kr", "Amount, SEK")
    AMOUNT_ORE = ("Belopp, öre", "Amount, öre")
    QUOTA = ("Exakt kvot, öre", "Exact quota, öre")
    PAYEE = ("Betalas till", "Paid to")
    POT_AMOUNT = ("Pott, kr", "Pot, SEK")
    TO_RECIPIENTS = ("Till mottagare, kr", "To recipients, SEK")
    TO_NOBODY = ("Till ingen, kr", "To nobody, SEK")
    TOTAL = ("Summa", "Sum")
    RESIDUAL = ("avrundningsdifferens", "rounding difference")
    CALCULATION = ("Beräkning", "Calculation")
    LIVE = ("formler", "formulas")
    PARTLY = ("delvis formler", "partly formulas")
    VALUES = ("värden", "values")
    STAYING = ("Följer inte ändrat underlag", "Does not follow changed figures")
    WEIGHTS_STAY = ("vikterna efter {what}", "the weights by {what}")
    TIERS_STAY = ("vem som är i vilken klass, efter {what}", "who is in which tier, by {what}")
    AMOUNTS_STAY = ("de fasta beloppen {what}", "the fixed amounts {what}")
    BOUNDS_STAY = ("golv eller tak {what}", "the floors or caps {what}")
    AGREEMENT = ("Överenskommelse", "Agreement")
    ASKED = ("Mättidpunkt enligt texten", "Reference date in the text")
    USED = ("Mättidpunkt som används", "Reference date used")
    ANY_DAY = ("ingen angiven", "none stated")
    READING = ("Tolkning", "Reading")
    UP_TO = ("högst {amount}", "up to {amount}")
    ABOUT = ("omkring {amount}", "about {amount}")
    READ_AS = ("{ambiguity}, läst som {reading}", "{ambiguity}, read as {reading}")
    OWN_READING = (
        "{ambiguity}, en egen läsning: {reading}",
        "{ambiguity}, a reading of one's own: {reading}",
    )
    KEY = ("Nyckel", "Key")
    NO_KEY = ("en mottagare, ingen nyckel", "one recipient, no key")
    ROUNDING = ("Avrundning", "Rounding")
    RULE = ("{method}, till hela multiplar av {unit}", "{method}, to whole multiples of {unit}")
    SUM_OF = ("summa av {table}", "sum of {table}")
    SOURCE = ("Källa", "Source")
    NOTE = ("Anmärkning", "Note")
    POPULATION = ("Befolkning", "Population")
    WHAT = ("Vad", "What")
    DOCUMENT = ("Dokument", "Document")
    PLACE = ("Ställe", "Place")
    QUOTE = ("Ordalydelse", "Words")
    DNR = ("Diarienummer", "Registry number")
    DATED = ("Daterad", "Dated")
    URL = ("Adress", "Address")
    DIGESTS = ("Kontrollsummor", "Digests")
    DIGEST_DEFINITION = ("Kontrollsumma, definition", "Digest, definition")
    DIGEST_POPULATION = ("Kontrollsumma, befolkning", "Digest, population")
    DIGEST_RESULT = ("Kontrollsumma, resultat", "Digest, result")
    DIGEST_HOW = (
        "SHA-256 av den kanoniska formen; samma som i ett beräkningsintyg.",
        "SHA-256 of the canonical form; the same as in a receipt.",
    )
    NO_DIGEST = (
        "Ingen kontrollsumma: nyckel eller mått av egen klass, som ingen annan kan räkna om.",
        "No digest: a key or measure of a class of one's own, which nobody else can compute.",
    )
    HOW_TO_READ = ("Läsanvisning", "How to read this")
    EXACT_HOW = (
        (
            "Allt räknas i hela ören och heltal under 10^15, som Excel räknar exakt med. "
            "Kronor är ören delade med 100."
        ),
        (
            "All is computed in whole öre and whole numbers below 10^15, with which Excel is "
            "exact. Kronor (SEK) are öre divided by 100."
        ),
    )
    GIVEN = ("Pott, öre", "Pot, öre")
    UNIT = ("Avrundas till hela multiplar av, öre", "Rounded to whole multiples of, öre")
    EACH = ("Belopp till var och en, öre", "Amount to each, öre")
    EACH_OF = ("À-pris per enhet, öre", "Rate per unit, öre")
    TIER = ("Klass {number}, öre", "Tier {number}, öre")
    PART = ("Del {share}, öre", "Part {share}, öre")
    TO_SHARE = ("Kvar att dela, öre", "Left to share, öre")
    SHARE_OF = ("Delas i {parts} delar, så täljaren är", "In {parts} parts, so the numerator is")
    WEIGHT = ("Vikt", "Weight")
    WHOLE_WEIGHT_OF = (
        "heltal i samma förhållande som {measure}",
        "whole numbers in the proportions of {measure}",
    )
    SUM_WEIGHTS = ("W{n}: summan av vikterna", "W{n}: sum of the weights")
    SUM_WEIGHTS_TIMES = (
        "W{n}: summan av vikterna gånger {parts}",
        "W{n}: sum of the weights times {parts}",
    )
    SHARE_REST = (
        "b{n}: resten när det som delas divideras med W{n}",
        "b{n}: remainder of what is shared divided by W{n}",
    )
    SHARE_WHOLE = (
        "a{n}: hela delen av divisionen med W{n}",
        "a{n}: whole part of that division by W{n}",
    )
    PRODUCT = ("b{n} × vikt", "b{n} × weight")
    PRODUCT_REST = ("Rest", "Remainder")
    PRODUCT_REST_HOW = (
        "resten när b{n} × vikt divideras med W{n}",
        "of b{n} × weight divided by W{n}",
    )
    PRODUCT_WHOLE = ("Andel, hela ören", "Share, whole öre")
    PRODUCT_WHOLE_HOW = (
        "a{n} × vikt + (b{n} × vikt − rest) / W{n}",
        "a{n} × weight + (b{n} × weight − remainder) / W{n}",
    )
    FIXED = ("Fast belopp, öre", "Fixed amount, öre")
    FIXED_REST_HOW = ("i {parts}-delar av ett öre", "in {parts}ths of an öre")
    FIGURE = ("Underlag", "Figure")
    AS_WRITTEN = ("enligt regeln", "as the rule states")
    BY_TIER = ("enligt klassen", "of the tier")
    COMMON = ("L: gemensam nämnare", "L: common denominator")
    COMMON_HOW = (
        "minsta gemensamma multipel av nämnarna",
        "least common multiple of the denominators",
    )
    SUM_RESTS = ("Summan av resterna", "Sum of the remainders")
    SUM_RESTS_HOW = (
        "var rest gånger L / W, i L-delar av ett öre",
        "each times L / W, in L-ths of an öre",
    )
    QUOTA_WHOLE = ("Kvot, hela ören", "Quota, whole öre")
    QUOTA_REST = ("Kvot, rest", "Quota, remainder")
    QUOTA_REST_HOW = ("i L-delar av ett öre", "in L-ths of an öre")
    QUOTA_SUM_HOW = ("summan av delarna", "sum of the parts")
    FLOOR = ("Golv, öre", "Floor, öre")
    CAP = ("Tak, öre", "Cap, öre")
    FLOOR_HOW = ("– är inget", "– is none")
    STATE = ("Gräns", "Bound")
    STATE_HOW = ("vilken gräns beloppet stannar vid", "which bound the amount stops at")
    AT_FLOOR = ("golv", "floor")
    AT_CAP = ("tak", "cap")
    BETWEEN = ("mellan", "between")
    BETWEEN_SHARE = (
        "Kvar till dem mellan golv och tak, öre",
        "Left to those between floor and cap, öre",
    )
    BETWEEN_SHARE_HOW = (
        "potten minus golv, tak och vad övriga hade",
        "the pot less floors, caps and what the others had",
    )
    BETWEEN_WEIGHTS = (
        "W{n}: summan av vikterna mellan golv och tak",
        "W{n}: sum of the weights between floor and cap",
    )
    BOUNDED_HOW = (
        "golv, tak eller a{n} × vikt + (b{n} × vikt − rest) / W{n}",
        "floor, cap or a{n} × weight + (b{n} × weight − remainder) / W{n}",
    )
    DOWN = ("Hela enheter nedåt", "Whole units, down")
    DOWN_HOW = (
        "hela enheter i kvoten",
        "whole units in the quota",
    )
    REMAINDER = ("Överskott", "Remainder")
    REMAINDER_HOW = ("resten av kvoten", "the rest of the quota")
    RANK = ("Rang", "Rank")
    RANK_HOW = (
        "störst överskott först; lika: {ties}",
        "largest remainder first; equal: {ties}",
    )
    LEFT = (
        "Kvar att dela ut när alla rundats nedåt, enheter",
        "Left to give out when all are rounded down, units",
    )
    LEFT_HOW = ("en var till de största överskotten", "one each to the largest remainders")
    HANDED_OUT = ("Hela ören som nyckeln delar ut", "Whole öre that the key hands out")
    TOTAL_UNITS = ("Till mottagarna, öre", "To the recipients, öre")
    TOTAL_UNITS_HOW = (
        "hela enheter i det som delas ut; resten går till ingen",
        "whole units in what is handed out; the rest goes to nobody",
    )
    LOT = ("Lottordning", "Order of lots")
    LOT_HOW = (
        "lottad ordning (SHA-256 av lottens text och koden)",
        "the order drawn (SHA-256 of the lot's text and the code)",
    )
    NEAR = ("Närmaste hela enheter", "Nearest whole units")
    NEAR_HOW = ("halva uppåt", "halves up")
    SIZE = ("Storleksordning", "Order of size")
    SIZE_HOW = ("störst kvot först; lika: {ties}", "largest quota first; equal: {ties}")
    LAST = ("Sist", "Last")
    LAST_HOW = (
        "1 för den sista i kodordning med kvot",
        "1 for the last in order of code that has a quota",
    )
    REST = (
        "Rest efter avrundning till närmaste, enheter",
        "Rest after rounding to the nearest, units",
    )
    REST_HOW = ("tas av en mottagare", "one recipient takes it")
    ORE_UP = (
        "nedåt, och en enhet till för de främsta rangerna",
        "down, and one unit more for the first ranks",
    )
    ORE_NEAR = ("närmaste hela enheter", "nearest whole units")
    ORE_TAKER = (
        "närmaste, och resten till den första eller sista",
        "nearest, and the rest to the first or last",
    )
    KRONOR = ("öre / 100", "öre / 100")
    ADDS_UP = ("Beloppen gör tillsammans potten", "The amounts make up the pot")
    ADDS_UP_HOW = (
        "i hela enheter, och utan att mer delas ut än som finns",
        "in whole units, and no more is handed out than there is",
    )
    BELOW_LIMIT = ("Alla mellanled är under 10^15", "Every intermediate is below 10^15")
    YES = ("ja", "yes")
    NO = ("NEJ", "NO")
    WHY = ("Varför värden", "Why values")
    NOT_KEY = ("nyckeln {key} har inga formler här", "the key {key} has no formulas here")
    NOT_WHOLE = (
        "{key} ger belopp som inte är hela ören",
        "{key} gives amounts that are not whole öre",
    )
    NOT_METHOD = (
        "avrundningsmetoden {method} har inga formler här",
        "the method of rounding {method} has no formulas here",
    )
    TOO_LARGE = (
        "ett mellanled blir {number}, och Excel räknar exakt bara med 15 siffror",
        "an intermediate would be {number}, and Excel is exact to 15 digits only",
    )
    TOO_LONG = (
        "en formel blir {length} tecken, och Excel tar högst 8192",
        "a formula would be {length} characters, and Excel takes 8192",
    )
    TOO_NEAR = (
        "ett golv eller tak nås så nära potten att Excel inte säkert kan avgöra det",
        "a floor or cap is reached so near the pot that Excel cannot tell for certain",
    )
    # Methods of rounding.
    LARGEST_REMAINDER = ("största restens metod", "largest remainder")
    NEAREST_THEN_LARGEST = (
        "närmaste, resten till den största",
        "nearest, the rest to the largest",
    )
    NEAREST_THEN_LAST = ("närmaste, resten till den sista", "nearest, the rest to the last")
    NEAREST = ("närmaste", "nearest")
    FLOOR_METHOD = ("nedåt", "down")
    SAINTE_LAGUE = ("uddatalsmetoden", "Sainte-Laguë")
    SAINTE_LAGUE_1_2 = ("jämkade uddatalsmetoden, 1,2", "modified Sainte-Laguë, 1.2")
    SAINTE_LAGUE_1_4 = ("jämkade uddatalsmetoden, 1,4", "modified Sainte-Laguë, 1.4")
    DHONDT = ("d’Hondts metod", "D’Hondt")
    ADAMS = ("Adams metod", "Adams")
    HUNTINGTON_HILL = ("Huntington-Hills metod", "Huntington-Hill")
    DEAN = ("Deans metod", "Dean")


METHODS = {
    method: Word[{"FLOOR": "FLOOR_METHOD"}.get(method.name, method.name)] for method in Method
}
"""What each method of rounding is called."""
