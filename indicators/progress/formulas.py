"""The published formulas, by the symbol of what they give; the numbers are in a verdict's steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LINEAR: Mapping[str, str] = {
    "t0": "",
    "y0": "",
    "tT": "",
    "yT": "",
    "t": "",
    "y": "",
    "E": "y0 + (yT − y0)·(t − t0)/(tT − t0)",
    "W": "|yT − y0|",
    "q_y": "±(E − y)/W",
    "n": "",
    "N": "n·(n − 1)/2",
    "b": "median((yj − yi)/(tj − ti))",
    "k": "max k: P(D ≤ k) ≤ 0,05",
    "b_low": "b(k + 1)",
    "b_high": "b(N − k)",
    "L": "median(yi + b·(t − ti))",
    "q_L": "±(E − L)/W",
    "L_T": "median(yi + b·(tT − ti))",
    "L_T_low": "median(yi + b_low·(tT − ti))",
    "L_T_high": "median(yi + b_high·(tT − ti))",
    "P": "1 − ½·(P(D ≤ d) + P(D ≤ d − 1))",
    "s": "",
    "low": "",
    "high": "",
}
"""The default method; an empty formula is a number that is measured or given."""

OPEN_SDG: Mapping[str, str] = {
    "g": "s·d·((yi/y0)^(1/(ti − t0)) − 1)",
    "gT": "|(yT/y0)^(1/(tT − t0)) − 1|",
    "R": "g/gT",
    "C": "1 − (|y0|/|L|)^4,44",
    "score": "−5 … 5",
}
UN_PROGRESS_CHART: Mapping[str, str] = {
    "g": "(yi/y0)^(1/(ti − t0)) − 1",
    "vT": "yi·(1 + g)^(tT − ti)",
    "r": "(vT − y0)/(yT − y0)",
    "score": "1 … 3",
}
DNS_WEATHER: Mapping[str, str] = {
    "m": "(yi − y[i−5])/(ti − t[i−5])",
    "h": "yi + m·(tT − ti)",
    "e": "|h − yT|/|yT − yi|",
}
SHARE_OF_WAY: Mapping[str, str] = {"p": "(yi − y0)/(yT − y0)"}
