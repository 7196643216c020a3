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
"""
DIFFERENCES = """
## Packages that differ

The trajectory is that of the authors' code, or of a package named above, which the rule follows.
"""
ALONE = """
## Trajectories without a package

No package was found that makes these; the file names what was run.
"""


def table(*rows):
    """Rows in columns of one width, as the project's formatter has them; the first is the head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [rows[0], ["-" * width for width in widths], *rows[1:]]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in padded)


def write_page(results):
    known = sorted((one for one in results if one.is_known), key=lambda one: (one.run.file, one.package))
    agree = [one for one in known if one.agrees]
    alone = [path for path in sorted(STORED.glob("*.json")) if path.stem not in {one.run.file for one in agree}]
    PAGE.write_text(
        INTRODUCTION
        + table(
            ["Trajectory", "Package", "Entries", "Distance"],
            *([one.run.file, one.package, str(len(one.followed)), f"{one.away:.0e}"] for one in agree),
        )
        + DIFFERENCES
        + table(
            ["Trajectory", "Package", "Distance", "What differs"],
            *([one.run.file, one.package, f"{one.away:.0e}", one.run.differs] for one in known if not one.agrees),
        )
        + ALONE
        + table(
            ["Trajectory", "Made by"],
            *([path.stem, json.loads(path.read_text())["reference"].replace("|", "·")] for path in alone),
        )
    )
