"""Command lines of programs, and what most cases ask of their results."""


def sh(text): return ["/bin/sh", "-c", text]


def py(text): return ["/usr/bin/python3", "-c", text]


def clean(r): return r["dirty"] == 0
