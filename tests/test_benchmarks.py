"""The benchmarks' own rules: turns, peers that are not there, and results that are wrong."""

from __future__ import annotations

import pytest

from fordelning import Method, apportion

measure = pytest.importorskip("benchmarks.measure")
peers = pytest.importorskip("benchmarks.peers")
race = pytest.importorskip("benchmarks.race")
racing = pytest.importorskip("benchmarks.racing")

FEW = [12_345, 8_021, 4_310, 1_207]


def test_contestants_take_turns_on_the_same_inputs() -> None:
    seen: list[tuple[str, int]] = []
    ticks = iter(range(100))
    times = measure.in_turns(
        {"a": lambda each: seen.append(("a", each)), "b": lambda each: seen.append(("b", each))},
        lambda calls: list(range(calls)),
        blocks=2,
        calls=2,
        clock=lambda: float(next(ticks)),
    )
    assert seen == [("a", 0), ("a", 1), ("b", 0), ("b", 1)] * 3
    # Of three blocks the first is thrown away; the clock ticks once for each.
    assert times == {"a": [1, 1], "b": [1, 1]}


class TestPeers:
    @pytest.mark.parametrize(
        ("peer", "method"),
        [
            pytest.param(peer, method, id=f"{peer.name} {method.value}")
            for peer in peers.PEERS
            for method in peer.methods
        ],
    )
    def test_are_called_as_they_are_meant_to_be(self, peer, method) -> None:
        if not peer.installed():
            pytest.skip(f"{peer.name} is not installed")
        if (peer.name, method) == ("votelib", Method.HUNTINGTON_HILL):
            pytest.skip("it always raises")
        found = [int(each) for each in peer.by(method)(31, FEW)]
        assert found == apportion(31, FEW, method)

    def test_that_are_not_installed_are_told(self, monkeypatch) -> None:
        absent = peers.Peer("none", "there_is.no_such_package", {})
        monkeypatch.setattr(racing, "PEERS", (absent,))
        (result,) = racing.results()
        assert result.cells()[-1] == "not installed"

    def test_that_were_too_slow_are_spared_more(self, monkeypatch) -> None:
        class Slow:
            name = "slow"
            methods = {Method.DHONDT: None}

            def installed(self) -> bool:
                return True

        raced: list[tuple[int, int]] = []

        def run(peer, method, recipients, units):
            raced.append((recipients, units))
            calls = 0 if recipients == 10_000 else 5
            return racing.Result(peer.name, method.value, recipients, units, calls=calls)

        monkeypatch.setattr(racing, "PEERS", (Slow(),))
        monkeypatch.setattr(racing, "_race", run)
        said = [result.said for result in racing.results()]
        assert raced == [(21, 210), (290, 2900), (10_000, 100_000), (290, 20_000_000_000)]
        assert said == ["", "", "", "not tried: too slow for less", ""]


class TestWrong:
    @pytest.mark.parametrize(
        ("found", "wrong"),
        [
            ([4, 4, 2], False),
            ([4.0, 4.0, 2.0], False),
            ([5, 4, 1], True),
            ([4.5, 3.5, 2], True),
            ([4, 6], True),
            ([float("nan"), 4, 2], True),
            ("ValueError", True),
        ],
    )
    def test_is_what_the_certificate_refuses(self, found, wrong) -> None:
        assert race._is_wrong(found, 10, [6, 6, 2], Method.LARGEST_REMAINDER) is wrong

    def test_another_decision_of_a_tie_is_not(self) -> None:
        assert not race._is_wrong([0, 1], 1, [1, 1], Method.LARGEST_REMAINDER)
