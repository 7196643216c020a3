"""docs/references.md: which packages agree with the stored trajectories, and where they do not."""

import json
from pathlib import Path

from run import STORED

PAGE = Path(__file__).parent.parent / "docs/references.md"
INTRODUCTION = """\
# References

Each rule follows a trajectory in float64 ([stored](../packages/optimizers/src/fixtures/reference)), within
1e-9 (1 + |x|) for as long as one rounding does not grow to more. Here the packages that others publish are held
against the same trajectories, over 200 steps of three problems or four, with the same bound. This page is written by

```
python references/make.py --page
```

and `python references/make.py --check` says the same by name ([how](../references/README.md)).

## Packages that agree

The distance is the largest over all parameters and checkpoints, in 1 + |x|.

| Trajectory | Package | Entries | Distance |
| --- | --- | --- | --- |
"""
DIFFERENCES = """
## Packages that differ

The trajectory is that of the authors' code, or of a package named above, which the rule follows.

| Trajectory | Package | Distance | What differs |
| --- | --- | --- | --- |
"""
ALONE = """
## Trajectories without a package

No package was found that makes these; the file names what was run.

| Trajectory | Made by |
| --- | --- |
"""


def write_page(results):
    agree = [one for one in results if one.is_known and one.agrees]
    differ = [one for one in results if one.is_known and not one.agrees]
    text = INTRODUCTION
    for one in sorted(agree, key=lambda one: (one.run.file, one.package)):
        text += f"| {one.run.file} | {one.package} | {len(one.followed)} | {one.away:.0e} |\n"
    text += DIFFERENCES
    for one in sorted(differ, key=lambda one: (one.run.file, one.package)):
        text += f"| {one.run.file} | {one.package} | {one.away:.0e} | {one.run.differs} |\n"
    text += ALONE
    agreed = {one.run.file for one in agree}
    for path in sorted(STORED.glob("*.json")):
        if path.stem not in agreed:
            text += f"| {path.stem} | {json.loads(path.read_text())['reference'].replace('|', '·')} |\n"
    PAGE.write_text(text)
