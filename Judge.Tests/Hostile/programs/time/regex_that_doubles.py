# A regular expression that tries twice as long for each letter more.
# expect: {"status": "TLE", "limit_exceeded": "cpu"}
import re

re.fullmatch("(a+)+", "a" * 60 + "b")
