"""Runs the optimizers of published packages on the problems of the reference trajectories, in float64, for 200 steps.

python references/make.py --check [FILE …]   holds the packages against the stored files; fails on what is not known
python references/make.py --write            adds to the stored files what entries.py asks for and they lack
python references/make.py --page             writes docs/references.md from a check
"""

import argparse
import sys

from check import check
from page import write_page
from store import write_new

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
action = parser.add_mutually_exclusive_group(required=True)
action.add_argument("--check", action="store_true")
action.add_argument("--write", action="store_true")
action.add_argument("--page", action="store_true")
parser.add_argument("files", nargs="*", help="names of stored files, such as adam; all, if none")
arguments = parser.parse_args()

if arguments.write:
    write_new()
else:
    results = check(arguments.files)
    if arguments.page:
        write_page(results)
    sys.exit(0 if all(result.is_known for result in results) else 1)
