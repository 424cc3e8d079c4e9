"""Texts that a spreadsheet would run, whatever ends its cells, and how a target list has them."""

FORMULA_CELLS = {
    "=": "'=",
    "+": "'+",
    "-": "'-",
    "@": "'@",
    "\t": "'\t",
    " =": "' =",
    "a;=": "a;'=",
    "a,+": "a,'+",
    "a\t@": "a\t'@",
    "a; -": "a;' -",
    "=1;=": "'=1;'=",
    # no formulas
    "a-": "a-",
    "1 - 2; ": "1 - 2; ",
}
