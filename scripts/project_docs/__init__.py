"""What scripts/docs.py is made of: `contracts` reads the keys of the marts, `drawing` draws them,
`lineage` runs dbt-colibri, `pages` writes the pages around them."""
