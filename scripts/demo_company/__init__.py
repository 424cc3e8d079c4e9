"""A made-up wholesaler of bicycle and workshop equipment, and three years of its orders.

`planted` holds every known truth, `company.build` returns the tables, `export.write` writes them.
"""
