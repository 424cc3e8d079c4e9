"""Write the demo company's seeds and the truth planted in them, the same bytes every time.

    python scripts/generate_demo.py [--out FOLDER] [--truth FILE]

They go to seeds/demo and tests/fixtures. What is planted is in demo_company/planted.py; dbt never
reads the truth. Standard library only.
"""

import argparse
from pathlib import Path

from demo_company.company import build
from demo_company.export import write

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the two paths and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "seeds" / "demo")
    parser.add_argument(
        "--truth", type=Path, default=ROOT / "tests" / "fixtures" / "demo_planted_truth.json"
    )
    arguments = parser.parse_args()
    company = build()
    write(company.tables, company.truth, arguments.out, arguments.truth)
    for name, rows in company.tables.items():
        print(f"{arguments.out / name}.csv: {len(rows)} rows")


if __name__ == "__main__":
    main()
