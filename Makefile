# The two commands are `make build` and `make test`; `make help` lists the rest.
# Only python3 (3.10 to 3.13) and make are assumed; POSIX sh and GNU make 3.81 are enough.

PYTHON ?= python3
UV ?= uv
SCHEME ?= rfm
SEGMENT ?= at_risk
SINCE ?=
KEEP ?= 3
ENGINES ?=
SEED ?=
ROOMS ?=
SIZE ?= 5
LINES ?= 1000000 10000000

VENV := .venv/bin
# several processes leave a semaphore to Python's own tidying, which says so in two lines of no use
SQLFLUFF := PYTHONWARNINGS=ignore::UserWarning:multiprocessing.resource_tracker \
	"$$ROOT/$(VENV)/sqlfluff" lint --disable-progress-bar
SQL := $(wildcard models tests analyses)
# other companies' projects kept here: each installs the package
PROJECTS := $(patsubst %/dbt_project.yml,%,$(wildcard integration_tests/dbt_project.yml \
	integration_tests/*/dbt_project.yml examples/*/dbt_project.yml))

# what a person writes on the command line reaches a program as it is: make expands nothing in it, and
# the shell takes it from the environment instead of reading it as its own text
$(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),\
	$(eval override $(name) := $$(value $(name)))$(eval export $(name))))
export SCHEME SEGMENT SINCE KEEP ENGINES SEED ROOMS SIZE
# a shell has LINES of its own
export BENCHMARK_LINES := $(value LINES)
export ROOT := $(CURDIR)

# a profile of the same name elsewhere on this machine is not meant here, nor are packages outside .venv
unexport DBT_PROFILES_DIR DBT_PROJECT_DIR PYTHONPATH PYTHONHOME PYTHONSAFEPATH

.DEFAULT_GOAL := help
.PHONY: help build publish rollback check test test-bi test-fuzz mutants engines benchmark targets page docs lint demo \
	lock audit clean environment environment-dev environment-bi environment-spark environment-audit environment-benchmark

help: ## list the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-9s  %s\n", $$1, $$2 }' Makefile

# unit tests and tests of macros prove the project, not the data: they are part of `make test`
build: environment ## set up .venv, build and test the demo company, publish, say where to look
	@$(VENV)/python scripts/dbt_build.py --exclude-resource-type unit_test --exclude path:tests/macros \
		|| { echo "The build failed: what is published stays as it was." >&2; exit 1; }
	@$(VENV)/python scripts/publish.py --keep "$$KEEP"
	@$(VENV)/python scripts/say_what_was_built.py

publish: environment ## show the last build to readers, if it was whole and passed every test
	@$(VENV)/python scripts/publish.py --keep "$$KEEP"

rollback: environment ## show readers the release before; make publish goes forward again
	@$(VENV)/python scripts/publish.py --rollback

check: environment-dev ## in the middle of work: lint what changed, unit-test the changed models and their readers
	@$(VENV)/python scripts/check.py

test: lint ## run every check: lint, and pytest, which builds the demo without a single warning
	@$(VENV)/python scripts/browser.py
	@echo "pytest ..."
	@$(VENV)/python -m pytest

test-bi: environment-dev environment-bi ## read the marts with Apache Superset, in .venv-bi
	@$(VENV)/python -m pytest --numprocesses=0 tests/bi

# sixty sets, the same each time, are part of `make test`
test-fuzz: environment-dev ## build 2,000 sets of lines as bad as they come; SEED=... draws a failure again
	@SEGMENTATION_FUZZ_SEED="$$SEED" $(VENV)/python -m pytest --numprocesses=0 \
		--hypothesis-profile=fuzz tests/python/test_fuzz.py

mutants: environment-dev ## change a word of the SQL at a time and see a test go red: ROOMS="sales" SIZE=20
	@PYTHONPATH=tests/python $(VENV)/python tests/mutants --rooms "$$ROOMS" --size "$$SIZE"

engines: environment-dev environment-spark ## build the demo on every engine, and compare the marts row by row
	@$(VENV)/python scripts/compare_engines.py $$ENGINES

benchmark: environment environment-benchmark ## measure against plain SQL and other tools: make benchmark LINES="1000000"
	@$(VENV)/python benchmarks/run.py $$BENCHMARK_LINES

targets: environment ## write the target list: make targets SCHEME=rfm SEGMENT=at_risk; SINCE=last: what is new
	@$(VENV)/python scripts/write_targets.py "$$SCHEME" "$$SEGMENT" $${SINCE:+--since "$$SINCE"}

page: environment ## write dashboard.html from the last build, without publishing it
	@$(VENV)/python scripts/dashboard.py

docs: environment-dev ## write the docs of what is built: models, lineage of columns, marts and keys
	@$(VENV)/python scripts/docs.py

lint: environment-dev ## check the handwriting: ruff for Python, sqlfluff for SQL
	@echo "ruff ..."
	@$(VENV)/ruff check --quiet scripts tests/python tests/bi tests/mutants benchmarks
	@echo "sqlfluff ..."
	@$(SQLFLUFF) $(SQL)
	@$(SQLFLUFF) --templater placeholder dashboard/queries
	@$(SQLFLUFF) --templater raw benchmarks/generating benchmarks/contestants
	@$(SQLFLUFF) --templater jinja $(wildcard examples/*/models examples/*/tests)
	@echo "sqlfluff in integration_tests ..."
	@cd integration_tests && "$$ROOT/$(VENV)/dbt" --log-level warn deps \
		&& $(SQLFLUFF) --config "$$ROOT/.sqlfluff" models tests

demo: environment ## write the demo company's seeds again, byte for byte the same
	@$(VENV)/python scripts/generate_demo.py

lock: ## for maintainers, needs uv: pin with hashes what pyproject.toml asks for
	@$(UV) lock --quiet
	@$(UV) export --quiet --frozen --no-header --no-emit-project --no-dev -o requirements.lock
	@$(UV) export --quiet --frozen --no-header --no-emit-project --group dev --group peers --group clients \
		--group postgres -o requirements-dev.lock
	@$(UV) export --quiet --frozen --no-header --no-emit-project --no-dev --group postgres \
		-o requirements-postgres.lock
	@$(UV) export --quiet --frozen --no-header --no-emit-project --no-dev --group spark \
		-o requirements-spark.lock
	@$(UV) pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header \
		requirements-bi.in -o requirements-bi.lock > /dev/null
	@$(UV) pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header \
		requirements-audit.in -o requirements-audit.lock > /dev/null
	@$(UV) pip compile --quiet --no-config --universal --python-version 3.10 --generate-hashes \
		--no-header requirements-benchmark.in -o requirements-benchmark.lock > /dev/null

audit: environment-audit ## ask whether a locked package has a known vulnerability; needs the network
	@.venv-audit/bin/python scripts/audit.py

clean: ## remove what a build makes again; warehouse/, published/ and .venv* stay
	@rm -rf target logs dbt_packages .pytest_cache .ruff_cache
	@for project in $(PROJECTS) benchmarks/company; do \
		(cd "$$project" && rm -rf target logs dbt_packages package-lock.yml); \
	done

environment:
	@$(PYTHON) scripts/environment.py

environment-dev:
	@$(PYTHON) scripts/environment.py --dev

environment-bi:
	@$(PYTHON) scripts/environment.py --bi

environment-audit:
	@$(PYTHON) scripts/environment.py --audit

environment-spark:
	@$(PYTHON) scripts/environment.py --spark

environment-benchmark:
	@$(PYTHON) scripts/environment.py --benchmark
