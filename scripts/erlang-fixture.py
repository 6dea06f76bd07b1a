"""Writes tests/support/erlang-reference.json: reference values for loket's Erlang functions.

Run with `python3 scripts/erlang-fixture.py`; needs mpmath (Debian: python3-mpmath). Nothing is shared with the library:
Erlang B and C are sums of exact fractions, or of 60 digits where the fractions grow long; Erlang A is the plain sum over
every state of the birth-death process at 60 digits, and the share served in time sums an incomplete beta function over the
states found on arrival, where the library integrates one density.
"""

import json
from fractions import Fraction
from pathlib import Path

from mpmath import exp, mp, mpf

mp.dps = 60


def state_weights(load, counters):
    weight = total = one = load / load
    for k in range(1, counters + 1):
        weight = weight * load / k
        total += weight
    return weight, total


def erlang_b(load, counters):
    weight, total = state_weights(load, counters)
    return weight / total


def erlang_c(load, counters):
    if load >= counters:
        return 1
    weight, total = state_weights(load, counters)
    tail = weight * counters / (counters - load)
    return tail / (total - weight + tail)


def as_number(text, exact):
    return Fraction(text) if exact else mpf(text)


def show(value):
    if isinstance(value, Fraction):
        value = mpf(value.numerator) / mpf(value.denominator)
    return mp.nstr(mpf(value), 20)


def erlang_a(arrivals_per_hour, service_ms, patience_ms, counters, within_ms):
    arrivals = mpf(arrivals_per_hour) / 3600000
    served, leaving = 1 / mpf(service_ms), 1 / mpf(patience_ms)
    weights = [mpf(1)]
    biggest = mpf(1)
    while True:
        n = len(weights)
        rate = min(n, counters) * served + max(0, n - counters) * leaving
        weights.append(weights[-1] * arrivals / rate)
        biggest = max(biggest, weights[-1])
        if n > counters and arrivals < rate and weights[-1] < biggest * mpf(10) ** -45:
            break
    total = sum(weights)
    waiting = weights[counters:]
    people = sum(n * weight for n, weight in enumerate(waiting))
    busy = sum(min(n, counters) * weight for n, weight in enumerate(weights))
    in_time = sum(weights[:counters])
    # Behind j others a wait of V is offered, where exp(-V / patience) has the distribution Beta(y, j + 1); the incomplete
    # beta function with j + 1 whole is a sum of j + 1 terms.
    y = counters * served / leaving
    least = exp(-leaving * within_ms)
    term = sooner = least ** (y + 1)
    for j, weight in enumerate(waiting):
        in_time += weight * y / (y + j + 1) * (1 - sooner)
        term *= (1 - least) * (y + 1 + j) / (j + 1)
        sooner += term
    return {
        "arrivalsPerHour": arrivals_per_hour,
        "meanServiceMs": service_ms,
        "meanPatienceMs": patience_ms,
        "counters": counters,
        "withinMs": within_ms,
        "waitingShare": show(sum(waiting) / total),
        "leavingShare": show(leaving * people / total / arrivals),
        "meanWaitMs": show(people / total / arrivals),
        "occupancy": show(busy / total / counters),
        "servedWithin": show(in_time / total),
    }


exact = [("0.5", 1), ("1", 1), ("2", 3), ("3", 3), ("4.5", 5), ("8.108", 15), ("9", 10), ("9.8", 10), ("3.92", 4),
         ("20", 10), ("25.5", 40), ("99.999", 100), ("150", 150)]
long = [("190", 200), ("980", 1000), ("4990.5", 5000), ("7000", 5000), ("99000", 100000), ("100000", 100000),
        ("0.001", 50)]
cases = [(text, counters, True) for text, counters in exact] + [(text, counters, False) for text, counters in long]
loads = [
    {
        "load": float(text),
        "counters": counters,
        "method": "exact fractions" if is_exact else "60 digits",
        "erlangB": show(erlang_b(as_number(text, is_exact), counters)),
        "erlangC": show(erlang_c(as_number(text, is_exact), counters)),
    }
    for text, counters, is_exact in cases
]
minute = 60000
impatient = [
    erlang_a(60, 5 * minute, 20 * minute, 4, 10 * minute),
    erlang_a(60, 5 * minute, 20 * minute, 6, 10 * minute),
    erlang_a(60, 5 * minute, 20 * minute, 1, 5 * minute),
    erlang_a(60, 5 * minute, 1, 3, 1),
    erlang_a(10, 6 * minute, 3 * minute, 1, minute),
    erlang_a(118, 10 * minute, 60 * minute, 20, 15 * minute),
    erlang_a(120, 10 * minute, 45 * minute, 20, 20 * minute),
    erlang_a(480, 10 * minute, 180 * minute, 20, 240 * minute),
    erlang_a(3000, 2 * minute, 3 * minute, 100, minute // 2),
    erlang_a(3000, 2 * minute, 600 * minute, 99, 10 * minute),
    erlang_a(54000, 6 * minute, 50 * minute, 5000, 4 * minute),
    erlang_a(49000, 6 * minute, 50 * minute, 5000, minute // 6),
]
path = Path(__file__).parent.parent / "tests" / "support" / "erlang-reference.json"
path.write_text(json.dumps({"by": "scripts/erlang-fixture.py", "loads": loads, "impatient": impatient}, indent=2) + "\n")
