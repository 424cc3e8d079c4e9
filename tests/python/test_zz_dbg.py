import shutil, duckdb
from test_rules import PROBLEMS, TABLE
def test_x(demo, tmp_path):
    p = tmp_path/'working.duckdb'
    shutil.copy(demo.database, '/tmp/h6/keep.duckdb')
    shutil.copy(demo.database, p)
    c = duckdb.connect(str(p))
    print(c.execute("select database_name, path from duckdb_databases()").fetchall())
    print(c.execute(f'select count(*) from {TABLE}').fetchall())
    c.execute('begin')
    print(c.execute(f"delete from {TABLE} where scheme='rfm' and priority=10").fetchall())
    print(c.execute(PROBLEMS).fetchall())
    print(c.execute("select count(*) from segmentation_work.int_score_cells").fetchall())
    print(c.execute("select is_in_use, count(*) from segmentation_work.int_score_cells group by all").fetchall())
    print(c.execute("select sql from duckdb_views() where view_name='int_rule_map_problems'").fetchall()[0][0][-3000:])
    assert 0
