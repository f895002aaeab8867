"""Populations (befolkningsunderlag): dated, sourced figures per recipient, by age and sex.

Here live the tables, how they are checked, joined and looked up. Never here: expressions
over them (`measures`), or files that they are read from.
"""

from fordelning.population.ages import AgeClass
from fordelning.population.population import Population
from fordelning.population.sex import Sex
from fordelning.population.table import FOLKMANGD, Table

__all__ = ["FOLKMANGD", "AgeClass", "Population", "Sex", "Table"]
