#!/usr/bin/env python3
"""Tests the runner in real containers: sandbox/runner/tests/test_runner.py IMAGE [--built]

IMAGE is one with sh and python3. Hostile programs and hostile frames are among the cases, whose files follow docs/sandbox-protocol.md.
--built tests sandbox/runner/build instead of the runner that the image has."""
import sys

# The checkout stays as it is.
sys.dont_write_bytecode = True

from cases.conversations import conversations
from cases.figures import figures
from cases.files import files
from cases.hostile_frames import hostile_frames
from cases.kept_programs import kept_programs
from cases.leftovers import leftovers
from cases.refused_calls import refused_calls
from cases.runs import runs
from cases.spares import spares
from cases.standard_input import standard_input
from report import Report
from runner_client import MIB, Runner


def start(): return Runner(sys.argv[1], built="--built" in sys.argv)


def main():
    runner = start()
    report = Report(runner)
    assert runner.hello[:2] == (64, 2), runner.hello
    print("hello", runner.hello)
    for cases in (runs, standard_input, files, figures, refused_calls):
        cases(report.case)
    spares(runner, report.case)
    kept_programs(runner, report.case)
    report.case("after all that", ["/bin/true"], lambda r: r["dirty"] == 0 and r["code"] == 0 and r["peak"] < 3 * MIB)
    leftovers(report.case)
    runner.p.stdin.close()
    runner.p.wait(10)
    conversations(start, report.check)
    hostile_frames(start, report.check)
    report.end()


main()
