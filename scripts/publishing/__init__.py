"""Publishing: from the working file of dbt to files that readers can rely on.

problem.py   what stands in the way, as one sentence
docs.py      which marts there are and what their documentation says (dbt's manifest.json)
runs.py      which run of dbt the marts are of, and whether it may be published
shown.py     the marts as readers see them, by personal_data.py and small_cells.py
copying.py   the marts as a new DuckDB file and as Parquet files
releases.py  the folder readers look into: finished releases, and the one that is current
progress.py  how far a copy has come
"""
