"""Integers at which arithmetic tends to go wrong: around powers of ten and of two, ties, the ends
of 38 digits."""

BOUND = 10**38

_POSITIVE = [1, 2, 3, 4, 5, 7, 9, 10, 11, 15, 25, 49, 50, 51, 99, 125, 149, 150, 151, 365, 999,
             2**31 - 1, 2**32, 2**51, 2**52 + 1, 2**53 - 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64 + 1,
             10**9 - 1, 10**18 - 1, 10**18, 5 * 10**18, 10**19, 10**19 + 1, 5 * 10**36,
             2**126 - 1, 10**37 - 1, 10**37, 5 * 10**37, BOUND // 3, BOUND - 2, BOUND - 1]

FEW = [0, 1, -1, 5, -5, 25, 149, -150, 999, 2**53 - 1, -(2**63), 10**18 - 1, 5 * 10**18,
       -(10**19) - 1, 5 * 10**36, -(10**37), 5 * 10**37, BOUND // 3, BOUND - 1, -(BOUND - 1)]

MANTISSAS = [0] + [sign * n for n in _POSITIVE for sign in (1, -1)]
# Of 128 bits, past 38 digits too.
INTEGERS = MANTISSAS + [BOUND, -BOUND, 2**127 - 2, 2**127 - 1, -(2**127) + 1, -(2**127)]
