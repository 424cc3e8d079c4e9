"""Several commands of dbt, and statements between them, in one session of Spark.

    .venv-spark/bin/python one_spark_session.py STEPS.json ANSWERS.json

It runs in the environment of Spark, which has nothing but dbt and pyspark. A step is the list of
dbt's arguments, or the text of a statement. The answer to a command says whether it succeeded and
what it said of each node: {"ok": true, "nodes": {name: [status, message]}}; that to a statement is
its rows.
"""

import json
import sys
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner
from pyspark.sql import SparkSession


def command(arguments: list[str]) -> dict[str, Any]:
    """Run a command of dbt; return how it ended."""
    ended = dbtRunner().invoke(["--quiet", *arguments])
    results = getattr(ended.result, "results", [])
    nodes = {}
    for result in results:
        # an operation is no node
        name = getattr(result, "node", result).unique_id.split(".")[2]
        nodes[name] = [str(result.status), result.message]
    return {"ok": ended.success, "nodes": nodes, "problem": str(ended.exception or "")}


def statement(text: str) -> list[list[str]]:
    """Run a statement in the session that dbt opened; return its rows as text."""
    session = SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
    return [[str(value) for value in row] for row in session.sql(text).collect()]


if __name__ == "__main__":
    steps, answers = map(Path, sys.argv[1:])
    found = [
        statement(step) if isinstance(step, str) else command(step)
        for step in json.loads(steps.read_text(encoding="utf-8"))
    ]
    answers.write_text(json.dumps(found), encoding="utf-8")
