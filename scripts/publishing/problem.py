"""What stands in the way of publishing."""


class Problem(Exception):
    """A sentence for the person at the keyboard, saying what to do."""


def whole_number(name: str, value: str) -> int:
    """Return the whole number that a text says; Problem, by this name, if it says none above 0."""
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise Problem(f"{name} is {value!r}; allowed: a whole number from 1.")
    return int(value)


def first_line(error: BaseException) -> str:
    """Return what an error says in its first line, which is where DuckDB puts the reason."""
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
