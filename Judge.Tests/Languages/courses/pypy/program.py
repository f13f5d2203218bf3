import sys
from fractions import Fraction

primes = [n for n in range(2, 100) if all(n % d for d in range(2, n))]
print(len(primes), sum(map(int, sys.stdin)), Fraction(1, 3) + Fraction(1, 6), sys.argv[1:], "größe".upper())
print(sys.implementation.name)
