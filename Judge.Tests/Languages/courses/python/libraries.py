import asyncio
import concurrent.futures
import decimal
import functools
import json
import multiprocessing
import re
import sqlite3
import threading
import unittest

import matplotlib
import numpy as np
import pandas as pd

matplotlib.use("Agg")
import matplotlib.pyplot as plt


async def later(x):
    await asyncio.sleep(0.001)
    return x * 2


def square(x):
    return x * x


class TestSquare(unittest.TestCase):
    def test_square(self):
        self.assertEqual(square(3), 9)


async def gathered():
    return await asyncio.gather(*map(later, range(3)))


print(asyncio.run(gathered()))
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(list(pool.map(square, range(3))))
if __name__ == "__main__":
    with multiprocessing.Pool(2) as processes:
        print(processes.map(square, range(4)))
frame = pd.DataFrame({"name": ["a", "b", "a"], "n": [1, 2, 3]})
print(frame.groupby("name").n.sum().to_dict(), np.linalg.det(np.eye(2)))
plt.plot([1, 2])
plt.savefig("plot.png")
print(open("plot.png", "rb").read(4)[1:])
connection = sqlite3.connect(":memory:")
print(connection.execute("select 6 * 7").fetchone(), decimal.Decimal("0.1") * 3)
match json.loads('{"kind": "circle", "r": 2}'):
    case {"kind": "circle", "r": r}:
        print("circle", r)
print(functools.reduce(lambda a, b: a * b, range(1, 6)), re.findall(r"\w+", "größe, klein"))
unittest.main(argv=["x"], exit=False, verbosity=0)
