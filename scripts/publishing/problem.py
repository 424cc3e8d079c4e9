"""What stands in the way of publishing."""


class Problem(Exception):
    """A sentence for the person at the keyboard, saying what to do."""


def first_line(error: BaseException) -> str:
    """Return what an error says in its first line, which is where DuckDB puts the reason."""
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
