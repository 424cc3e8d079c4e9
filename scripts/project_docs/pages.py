"""The pages around the docs: the index, the marts with their keys, and a lock on the network."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from project_docs.contracts import PACKAGE, Mart
from project_docs.drawing import draw
from project_docs.lineage import Lineage

INDEX, MODELS, LINEAGE, ENTITIES = "index.html", "models.html", "lineage.html", "entities.html"

# a page may use what is in it, and nothing else: no address, be it on the network or on the disk
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; worker-src blob: data:; "
    "connect-src data: blob:; base-uri 'none'; form-action 'none'"
)
HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)

STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #f4f5f7; color: #16202a; font: 15px/1.5 "Liberation Sans", Arial,
  Helvetica, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
.back { margin: 0; padding: 1rem 1.5rem 0; }
h1 { font-size: 1.8rem; margin: 0 0 0.3rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
p { margin: 0.3rem 0 0.8rem; max-width: 46rem; }
.soft { color: #56636f; }
a { color: #1f5c9c; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 1rem;
  margin: 1.5rem 0; }
.cards a { display: block; background: #fff; border: 1px solid #d5dbe1; border-radius: 6px;
  padding: 1rem 1.2rem; color: inherit; text-decoration: none; }
.cards a:hover, .cards a:focus { border-color: #1f5c9c; }
.cards b { display: block; font-size: 1.1rem; color: #1f5c9c; margin-bottom: 0.3rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; background: #fff; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.7rem;
  border: 1px solid #e2e6ea; }
th { background: #eef1f4; }
td:nth-child(2), td:nth-child(4) { min-width: 11rem; }
code { font: 13px "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace; }
svg { display: block; height: auto; margin: 0 auto; max-width: 100%; }
"""

# columns whose way through the models is worth a look
WAYS = (
    ("fct_customer_segments", "revenue", "how the amounts of order lines become revenue"),
    ("fct_customer_segments", "reason", "what the sentence of a reason is made of"),
    ("fct_customer_rfm_scores", "recency_score", "what a score is made of"),
    ("fct_customer_lifetime_value", "lifetime_value", "what a prediction rests on"),
    ("fct_campaign_performance", "relative_lift", "how the lift of a campaign is computed"),
)


def sealed(page: str) -> str:
    """Return a page that cannot ask the network for anything, whatever its scripts try."""
    lock = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    sealed_page, times = HEAD.subn(lambda head: head[0] + lock, page, count=1)
    if not times:
        raise ValueError("the page has no head")
    return sealed_page


def entities_page(marts: Sequence[Mart]) -> str:
    """Return the drawing, and below it the same in words."""
    rows = "\n".join(
        f'<tr id="{mart.name}"><td><a href="{docs_of(mart)}"><code>{mart.name}</code></a></td>'
        f"<td>{escape(mart.description)}</td><td>{mart.group}</td>"
        f"<td>{codes(mart.primary_key)}</td><td>{foreign_keys(mart)}</td></tr>"
        for mart in marts
    )
    return page(
        "Marts and their keys",
        f'<p class="back"><a href="{INDEX}">All docs</a></p>'
        f"<div class='wide'>{draw(marts, docs_of)}</div><main>"
        '<p class="soft">From the contracts: DuckDB and PostgreSQL hold each primary key while the '
        "marts are written, and a data test checks every key on every engine. A box leads to its "
        'mart in the dbt docs.</p><div class="wide"><table><thead><tr><th>mart</th>'
        "<th>what a row is</th><th>group</th><th>primary key</th><th>foreign keys</th></tr>"
        f"</thead><tbody>\n{rows}\n</tbody></table></div></main>",
        outside=True,
    )


def index_page(marts: Sequence[Mart], lineage: Lineage, as_built: str) -> str:
    """Return the page that leads to the others; `as_built` says what the docs were made from."""
    keys = sum(len(mart.foreign_keys) for mart in marts)
    built = {mart.name for mart in marts}
    ways = "\n".join(way(lineage, *each) for each in WAYS if each[0] in built)
    return page(
        "Customer segmentation: docs",
        f"""<h1>Customer segmentation</h1>
<p class="soft">{escape(as_built)} Every page opens from disk and uses no network.</p>
<div class="cards">
<a href="{MODELS}#!/overview"><b>Models</b>dbt's docs: every model, column, test, seed and macro
with its description, its code, and the lineage of models.</a>
<a href="{LINEAGE}"><b>Lineage of columns</b>Where each column comes from, model by model down to
the input, and what is made of it. Choose a model, then a column.</a>
<a href="{ENTITIES}"><b>Marts and their keys</b>{len(marts)} public marts, their primary keys and
the {keys} foreign keys between them: one drawing and one table.</a>
</div>
<h2>Columns to follow</h2>
<p>Each opens the lineage at one column, with the way to it as a dotted line. What only chooses or
counts rows (a filter, a join, a constant) is part of the lineage of models, not of columns.</p>
<div class="wide"><table><thead><tr><th>column</th><th>shows</th>
<th>comes from, of what is read</th><th>through</th></tr></thead><tbody>
{ways}
</tbody></table></div>
""",
    )


def way(lineage: Lineage, mart: str, column: str, words: str) -> str:
    """Return a row of the table of columns: where it leads, and what the column comes from."""
    sources = lineage.sources(mart, column)
    origins = codes(f"{model}.{name}" for model, name in lineage.origins(mart, column))
    models = len({model for model, _ in sources} - {mart})
    return (
        f'<tr><td><a href="{way_to(mart, column)}"><code>{mart}.{column}</code></a></td>'
        f"<td>{words}</td><td>{origins}</td><td>{len(sources)} columns of {models} models</td></tr>"
    )


def page(title: str, content: str, outside: bool = False) -> str:
    """Return a whole page; `outside` where the content sets its own width."""
    body = content if outside else f"<main>{content}</main>"
    return sealed(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def docs_of(mart: Mart) -> str:
    return f"{MODELS}#!/model/model.{PACKAGE}.{mart.name}"


def way_to(mart: str, column: str) -> str:
    place = f"model=model.{PACKAGE}.{mart}&column={column}"
    return escape(f"{LINEAGE}?{place}&focus=true&parents=all&children=0")


def codes(names: Iterable[str]) -> str:
    return ", ".join(f"<code>{name}</code>" for name in names) or "none"


def foreign_keys(mart: Mart) -> str:
    return "<br>".join(
        f'{codes(key.columns)} to <a href="#{key.to}"><code>{key.to}</code></a>'
        for key in mart.foreign_keys
    )
