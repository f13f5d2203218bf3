"""A program with a package, as courses hand it in."""
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import school.people as people
from school.grades.report import average
from helpers import shout


@dataclass(order=True)
class Point:
    x: int
    y: int = 0


def main() -> int:
    names = [line.rstrip("\n") for line in sys.stdin]
    print(people.Teacher("Ada"), average([1, 2, 4]), shout(names[0]), sys.argv[1:])
    print(Counter("größe").most_common(1), max(Point(1), Point(1, 2)))
    Path("notes.txt").write_text("größe")
    print(open("notes.txt").read(), Path(__file__).name, (Path(__file__).parent / "data" / "numbers.csv").read_text().split(","))
    return 0


if __name__ == "__main__":
    sys.exit(main())
