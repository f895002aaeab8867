"""The other packages that apportion, and how each is called. Never here: measuring them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias

from attrs import frozen

from fordelning import Method

__all__ = ["PEERS", "Peer"]

Apportion: TypeAlias = Callable[[int, list[int]], Sequence[Any]]
"""Units to each, of so many units and by whole weights."""


@frozen
class Peer:
    """Hold a package: what it is called in the registry, its module, and what it can."""

    name: str
    module: str
    methods: dict[Method, Callable[[Any], Apportion]]

    def installed(self) -> bool:
        """Tell whether it is there."""
        return find_spec(self.module.partition(".")[0]) is not None

    def by(self, method: Method) -> Apportion:
        """Return how it apportions by a method."""
        return self.methods[method](import_module(self.module))


def _votelib(evaluator: Callable[[Any], Any]) -> Callable[[Any], Apportion]:
    def made(module: Any) -> Apportion:
        evaluate = evaluator(module).evaluate

        def apportion(total: int, weights: list[int]) -> Sequence[Any]:
            units = evaluate(dict(enumerate(weights)), total)
            return [units.get(place, 0) for place in range(len(weights))]

        return apportion

    return made


def _apportionment(method: str) -> Callable[[Any], Apportion]:
    # It names 52 parties, and fails where there are more, unless told of others.
    return lambda module: (
        lambda total, weights: module.compute(method, weights, total, parties="-" * len(weights))
    )


def _voting(method: str) -> Callable[[Any], Apportion]:
    return lambda module: lambda total, weights: getattr(module, method)(weights, total)


def _apportionpy(method: str) -> Callable[[Any], Apportion]:
    return lambda module: (
        lambda total, weights: module.Apportion(total, weights, method).fair_shares
    )


def _poli_sci_kit(style: str) -> Callable[[Any], Apportion]:
    return lambda module: (
        lambda total, weights: module.highest_averages(style, shares=weights, total_alloc=total)
    )


def _biprop(rounding: str) -> Callable[[Any], Apportion]:
    def made(module: Any) -> Apportion:
        rounded = getattr(import_module("numpy"), rounding)

        def apportion(total: int, weights: list[int]) -> Sequence[Any]:
            election = module.Election([[weight] for weight in weights])
            units: Sequence[Any] = election.upper_apportionment(
                total_seats=total, rounding_method=rounded
            )
            return units

        return apportion

    return made


def _saferound(module: Any) -> Apportion:
    def apportion(total: int, weights: list[int]) -> Sequence[Any]:
        together = sum(weights)
        quotas = [total * weight / together for weight in weights]
        units: Sequence[Any] = module.saferound(quotas, 0, topline=total)
        return units

    return apportion


PEERS = (
    Peer(
        "votelib",
        "votelib.evaluate.proportional",
        {
            Method.LARGEST_REMAINDER: _votelib(lambda module: module.LargestRemainder("hare")),
            Method.SAINTE_LAGUE: _votelib(lambda module: module.HighestAverages("sainte_lague")),
            Method.DHONDT: _votelib(lambda module: module.HighestAverages("d_hondt")),
            Method.HUNTINGTON_HILL: _votelib(
                lambda module: module.HighestAverages("huntington_hill")
            ),
        },
    ),
    Peer(
        "apportionment",
        "apportionment.methods",
        {
            Method.LARGEST_REMAINDER: _apportionment("largest_remainder"),
            Method.SAINTE_LAGUE: _apportionment("saintelague"),
            Method.SAINTE_LAGUE_1_4: _apportionment("modified_saintelague"),
            Method.DHONDT: _apportionment("dhondt"),
            Method.ADAMS: _apportionment("adams"),
            Method.HUNTINGTON_HILL: _apportionment("huntington"),
            Method.DEAN: _apportionment("dean"),
        },
    ),
    Peer(
        "largest-remainder",
        "largest_remainder",
        {
            Method.LARGEST_REMAINDER: lambda module: (
                lambda total, weights: module.LargestRemainder.round(weights, total)
            )
        },
    ),
    Peer("iteround", "iteround", {Method.LARGEST_REMAINDER: _saferound}),
    Peer(
        "biprop",
        "biprop",
        {
            Method.SAINTE_LAGUE: _biprop("round"),
            Method.DHONDT: _biprop("floor"),
            Method.ADAMS: _biprop("ceil"),
        },
    ),
    Peer(
        "voting",
        "voting.apportionment",
        {
            Method.LARGEST_REMAINDER: _voting("hamilton"),
            Method.SAINTE_LAGUE: _voting("webster"),
            Method.DHONDT: _voting("jefferson"),
            Method.ADAMS: _voting("adams"),
            Method.HUNTINGTON_HILL: _voting("huntington_hill"),
        },
    ),
    Peer(
        "apportionpy",
        "apportionpy.apportionment",
        {
            Method.LARGEST_REMAINDER: _apportionpy("hamilton"),
            Method.SAINTE_LAGUE: _apportionpy("webster"),
            Method.DHONDT: _apportionpy("jefferson"),
            Method.ADAMS: _apportionpy("adam"),
            Method.HUNTINGTON_HILL: _apportionpy("huntington hill"),
        },
    ),
    Peer(
        "poli-sci-kit",
        "poli_sci_kit.appointment.methods",
        {
            Method.LARGEST_REMAINDER: lambda module: (
                lambda total, weights: module.largest_remainder(shares=weights, total_alloc=total)
            ),
            Method.SAINTE_LAGUE: _poli_sci_kit("Webster"),
            Method.DHONDT: _poli_sci_kit("Jefferson"),
            Method.HUNTINGTON_HILL: _poli_sci_kit("Huntington-Hill"),
        },
    ),
)
