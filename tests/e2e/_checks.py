# SPDX-License-Identifier: GPL-3.0-or-later
# _checks.py - what a script expects, told at once where it is not so, and counted for its end; and the end of a script that cannot be run here.
#
#     check = Checks()
#     check("the sum", found, 3)
#     check.end()                                             # leaves: 1 where anything failed
import sys

SKIPPED = 77


def skip(why):
    """Leaves as a test that was skipped."""
    print(why)
    sys.exit(SKIPPED)


class Checks:
    def __init__(self):
        self.count = self.failures = 0

    def __call__(self, what, found, wanted=True):
        self.count += 1
        if found != wanted:
            self.failures += 1
            print(f"FAILED: {what}: {found!r}, not {wanted!r}")

    def end(self):
        print(f"{self.count} checks, {self.failures} failed")
        sys.exit(1 if self.failures else 0)
