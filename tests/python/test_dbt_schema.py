"""What dbt 2 will reject fails here: dbt 1.12 has its JSON schemas, but not in use on DuckDB."""

import re
from pathlib import Path
from typing import Any

from dbt.clients.checked_load import checked_load
from dbt.jsonschemas.jsonschemas import CustomDraft7Validator, project_schema, resources_schema
from jinja2 import Environment, nodes
from jsonschema import ValidationError

from project_files import label, written_files

# not property files, so they have no schema here
OTHER_YAML = {"dbt_project.yml", "profiles.yml", "packages.yml", "package-lock.yml"}
PROPERTY_FOLDERS = {"models", "seeds", "macros", "tests", "snapshots", "analyses"}

# which definition of the schema a config() call belongs to, by the folder it stands in
CONFIGS = {"models": "ModelConfig", "tests": "DataTestConfig", "snapshots": "SnapshotConfig"}

PROPERTY_FILES = [
    path
    for path in written_files("*.yml", "*.yaml")
    if path.name not in OTHER_YAML and PROPERTY_FOLDERS.intersection(path.parts)
]
PROJECT_FILES = list(written_files("dbt_project.yml"))
SQL_FILES = [
    path
    for path in written_files("*.sql")
    if set(CONFIGS).intersection(path.parts) and "generic" not in path.parts
]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def faults(schema: dict[str, Any], text: str) -> list[str]:
    """Return what the schema holds against this YAML, one `place: sentence` for each fault."""
    content, duplicates = checked_load(text)
    while True:
        errors = [leaf(error) for error in CustomDraft7Validator(schema).iter_errors(content or {})]
        rendered_later = [e for e in errors if str(e.instance).strip().startswith("{{")]
        if not rendered_later:
            break
        # such a value has its type only once dbt has rendered it: look at the rest without it
        for error in rendered_later:
            remove(content, list(error.absolute_path))
    sentences = [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in errors]
    return [duplicate.message for duplicate in duplicates] + sentences


def leaf(error: ValidationError) -> ValidationError:
    """Follow an anyOf into the branch that came closest: that is the one somebody meant."""
    leaves = [leaf(branch) for branch in error.context or []]
    # the deepest, and of these an unknown key, which says most
    return max(
        leaves,
        key=lambda branch: (len(branch.absolute_path), branch.validator == "additionalProperties"),
        default=error,
    )


def remove(content: Any, path: list[str | int]) -> None:
    """Take the value at this path out of nested mappings and lists."""
    for part in path[:-1]:
        content = content[part]
    content.pop(path[-1])


def config_faults(sql: str, definition: str) -> list[str]:
    """Return the keys that config() is called with in this file and that dbt doesn't know."""
    known = set(resources_schema()["definitions"][definition]["properties"])
    calls = Environment(extensions=["jinja2.ext.do"]).parse(sql).find_all(nodes.Call)
    return [
        f"config({argument.key}=...) is not known"
        for call in calls
        if isinstance(call.node, nodes.Name) and call.node.name == "config"
        for argument in call.kwargs
        if argument.key not in known
    ]


def test_files_hold_what_dbt_knows() -> None:
    found = {label(path): faults(resources_schema(), text_of(path)) for path in PROPERTY_FILES}
    found |= {label(path): faults(project_schema(), text_of(path)) for path in PROJECT_FILES}
    for path in SQL_FILES:
        definition = next(CONFIGS[part] for part in reversed(path.parts) if part in CONFIGS)
        found[label(path)] = config_faults(text_of(path), definition)
    assert len(found) > 200
    assert {name: told for name, told in found.items() if told} == {}


SOUND_PROPERTIES = """
models:
  - name: dim_things
    config: {enabled: "{{ project_name == 'x' }}", meta: {owner: sales}, contract: {enforced: true}}
    constraints: [{type: primary_key, columns: [thing_id]}]
    columns:
      - name: thing_id
        data_type: varchar
        config: {meta: {is_key: true}}
        data_tests:
          - relationships:
              arguments: {to: "ref('x', 'things')", field: thing_id}
              config: {severity: "{{ var('severity', 'error') }}"}
unit_tests:
  - name: the_first_thing_wins
    model: dim_things
    given: [{input: "ref('x', 'things')", rows: [{thing_id: a, seen_on: 2024-01-31}]}]
    expect: {rows: [{thing_id: a}]}
"""
SOUND_PROJECT = """
name: acme
version: 1.0.0
models: {acme: {+materialized: table, marts: {+schema: marts}}}
vars: {anything: {goes: here}}
"""


def test_every_share_of_a_mart_is_checked_to_be_one() -> None:
    """A contract says so, and is enforced or tested wherever the mart is built."""
    shares = set()
    for path in PROPERTY_FILES:
        for mart in checked_load(text_of(path))[0].get("models", []):
            checks = {constraint.get("expression") for constraint in mart.get("constraints", [])}
            for column in mart["columns"] if "constraints" in mart else []:
                name = column["name"]
                if re.search("(share|gini|_rate|retention)$", name):
                    shares.add(name)
                    assert f"{name} between 0 and 1" in checks, (path.name, name)
    assert {"cumulative_revenue_share", "gini", "repeat_rate", "revenue_share"} <= shares


# a planted fault each: what is replaced, by what, and a word the complaint has to contain
REFERS = "arguments: {to: \"ref('x', 'things')\", field: thing_id}"
PLANTED_IN_PROPERTIES = [
    ("unit_tests:", "unit_test:", "('unit_test' was unexpected)"),
    ("data_type: varchar", "datatype: varchar", "('datatype' was unexpected)"),
    ("    constraints:", "    meta: {a: 1}\n    constraints:", "('meta' was unexpected)"),
    (REFERS, "to: ref('things')", "('to' was unexpected)"),
    ("    given:", "    givens:", "('givens' was unexpected)"),
    ("{rows: [{thing_id: a}]}", "{rows: 3}", "3 is not"),
    ("    constraints:", "    name: b\n    constraints:", "Duplicate key"),
]
PLANTED_IN_PROJECT = [
    ("vars:", "variables:", "('variables' was unexpected)"),
    ("+materialized: table", "materialized: table", "'table' is not"),
]


def test_sound_files_pass_and_planted_faults_are_found() -> None:
    for schema, sound, planted in (
        (resources_schema(), SOUND_PROPERTIES, PLANTED_IN_PROPERTIES),
        (project_schema(), SOUND_PROJECT, PLANTED_IN_PROJECT),
    ):
        assert faults(schema, sound) == []
        for old, new, word in planted:
            assert sound.count(old) == 1
            found = faults(schema, sound.replace(old, new))
            assert any(word in sentence for sentence in found), (new, found)
    assert config_faults("{{ config(materialized='table', tags=['x']) }}", "ModelConfig") == []
    found = config_faults("{{ config(materialised='table') }} select 1", "ModelConfig")
    assert found == ["config(materialised=...) is not known"]
