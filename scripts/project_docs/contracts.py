"""The keys of the public marts, as their contracts say them in dbt's manifest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

PACKAGE = "customer_segmentation"


@dataclass(frozen=True)
class ForeignKey:
    """Columns of one mart that name a row of another; the same number on both sides."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True)
class Mart:
    """A mart with the types of its columns, in the contract's order, and its keys."""

    name: str
    group: str
    description: str
    columns: Mapping[str, str]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The columns in any key, in the contract's order."""
        in_keys = {*self.primary_key, *(c for key in self.foreign_keys for c in key.columns)}
        return tuple(column for column in self.columns if column in in_keys)


def read_marts(manifest: Mapping[str, Any]) -> tuple[Mart, ...]:
    """Return the package's marts by name.

    Raises ValueError where a foreign key is no primary key of the mart that it leads to.
    """
    foreign_keys = {
        node["attached_node"]: node["test_metadata"]["kwargs"].get("foreign_keys", [])
        for node in manifest["nodes"].values()
        if (node.get("test_metadata") or {}).get("name") == "keeps_its_contract"
    }
    marts = tuple(
        sorted(
            (
                mart(node)
                for node in manifest["nodes"].values()
                if node["package_name"] == PACKAGE
                and node["resource_type"] == "model"
                and node["access"] == "public"
            ),
            key=lambda each: each.name,
        )
    )
    primary_keys = {each.name: each.primary_key for each in marts}
    return tuple(
        replace(each, foreign_keys=tuple(
            foreign_key(each.name, key, primary_keys)
            for key in foreign_keys.get(f"model.{PACKAGE}.{each.name}", [])
        ))
        for each in marts
    )


def foreign_key(
    mart: str, key: Mapping[str, Any], primary_keys: Mapping[str, tuple[str, ...]]
) -> ForeignKey:
    """Return the key that the test of a mart's contract reads."""
    columns, to_columns = tuple(key["columns"]), primary_keys.get(key["to"], ())
    if len(columns) != len(to_columns):
        raise ValueError(
            f"{mart} ({', '.join(columns)}) leads to {key['to']}, "
            f"whose primary key is ({', '.join(to_columns)})"
        )
    return ForeignKey(columns, key["to"], to_columns)


def mart(node: Mapping[str, Any]) -> Mart:
    """Return the mart that a node of the manifest describes, yet without its foreign keys."""
    primary_keys = [c["columns"] for c in all_constraints(node) if c["type"] == "primary_key"]
    return Mart(
        name=node["name"],
        group=node["group"],
        description=" ".join(node["description"].split()),
        columns={name: column["data_type"] for name, column in node["columns"].items()},
        primary_key=tuple(primary_keys[0]) if primary_keys else (),
        foreign_keys=(),
    )


def all_constraints(node: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the constraints of the model and of its columns, each with the columns it is on."""
    for name, column in node["columns"].items():
        for constraint in column["constraints"]:
            yield {**constraint, "columns": [name]}
    yield from node["constraints"]
