"""What lowers the confidence is said in words, and nothing else."""

from __future__ import annotations

import json

import pytest

from indicators.languages import Language
from indicators.progress.grounds import grounds


def kept(*reasons):
    return json.dumps({"result": {"reasons": [list(reason) for reason in reasons]}})


def test_each_ground_is_one_sentence_in_the_order_found():
    inputs = kept(("toward", 0.2), ("points", 5.0), ("stale", 2.9), ("break", None))
    assert grounds(inputs, Language.nb) == (
        "Trenden bygger på bare 5 målinger.",
        "Siste tall er 3 år gammelt.",
        "Det er brudd i serien; eldre tall er målt på en annen måte.",
    )
    assert grounds(kept(("points", 1.0)), Language.nn) == ("Det er berre éi måling.",)
    assert grounds(kept(("reaches", None)), Language.en) == ()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "code", ["points", "stale", "noise", "marked", "gaps", "break", "baseline_assumed"]
)
def test_every_ground_of_the_confidence_has_words(language, code):
    (said,) = grounds(kept((code, 4.0)), language)
    assert said.endswith(".")
    assert "{" not in said
