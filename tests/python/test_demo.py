"""The demo company: everything is built and tested, and dbt finds nothing to warn of."""

from dbt_runs import Build


def test_the_demo_is_built_without_a_warning(demo: Build) -> None:
    assert demo.ok and not demo.warnings, demo.said[-3000:]
    kinds = {name.partition(".")[0] for name in demo.built}
    assert kinds >= {"model", "seed", "snapshot", "test", "unit_test"}
    # nothing is done for an exposure
    assert set(demo.built.values()) <= {"success", "pass", "no-op"}
