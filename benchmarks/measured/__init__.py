"""How `make benchmark` measures: processes, contestants, checks, and what is written of it."""
