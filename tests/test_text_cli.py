"""The command line in the user's language: `--locale`."""

from pathlib import Path

import pytest

from fordelning.cli import main

EXPLAIN = ["explain", "psykisk-halsa-2020", "lan-samverkan", "09"]


class TestLocale:
    """ "--locale sv gives Swedish, also for errors"; plain English unless it is given."""

    @pytest.mark.parametrize(
        "arguments", [[*EXPLAIN, "--locale", "sv"], ["--locale", "sv_SE", *EXPLAIN]]
    )
    def test_explains_in_swedish(self, arguments, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(arguments) == 0
        out = capsys.readouterr().out
        assert out.startswith("Gotlands län (09), delbelopp 'lan-samverkan'")
        assert "  belopp: 5\u00a0550\u00a0305,20\u00a0kr, utbetalas till " in out
        assert out.endswith(
            "Det som inte har valts är som i det medföljande exemplet: --population, --reading "
            "och --reference-date ändrar det.\n"
        )

    def test_explains_in_the_numbers_of_another_country(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([*EXPLAIN, "--locale", "en_US"]) == 0
        assert "  amount: 5,550,305.20\u00a0kr, paid to " in capsys.readouterr().out

    def test_is_plain_english_whatever_the_environment_says(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("LANG", "LC_ALL", "LANGUAGE"):
            monkeypatch.setenv(name, "sv_SE.UTF-8")
        assert main(EXPLAIN) == 0
        assert "  amount: 5 550 305,20 kr, paid to " in capsys.readouterr().out

    def test_tells_errors_in_swedish_with_the_same_exit_code(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = ["explain", "psykisk-halsa-2020", "lan-samverkn", "09", "--locale", "sv"]
        assert main(wrong) == 2
        said = capsys.readouterr().err
        assert said.startswith(
            "fordelning: det finns inget delbelopp 'lan-samverkn'; menade du 'lan-samverkan'?\n"
            "  trolig orsak: "
        )

    def test_tells_which_options_to_give_in_swedish(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plain = ["allocate", "psykisk-halsa-2020", "scb-2020-12-31"]
        assert main([*plain, "--locale", "sv"]) == 2
        said = capsys.readouterr().err
        assert "  åtgärd: välj en: --reading barn-och-unga=NAMN\n" in said
        assert "underlaget innehåller 31 december 2020\n" in said
        # A day is given to an option as options take it.
        assert said.endswith(
            "  åtgärd: använd medvetet en annan dag: --reference-date 2020-12-31\n"
        )

    def test_tells_in_swedish_of_a_place_that_needs_python(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert (
            main(
                [
                    *("allocate", "psykisk-halsa-2022", "scb-2021-12-31"),
                    *("--locale", "sv"),
                ]
            )
            == 2
        )
        said = capsys.readouterr().err
        assert "\nEn rad som går att köra; sätt in egna nycklar där det står PerCapita():\n" in said

    def test_tells_of_a_file_that_is_missing(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        arguments = ["reconcile", "kvinnors-halsa-2020", "scb-2018-12-31", str(tmp_path / "x.csv")]
        assert main([*arguments, "--locale", "sv"]) == 2
        assert "x.csv kan inte läsas: " in capsys.readouterr().err

    def test_refuses_a_locale_that_is_not_known(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as caught:
            main([*EXPLAIN, "--locale", "xx"])
        assert caught.value.code == 2
        assert "'xx' is no locale that is known" in capsys.readouterr().err
