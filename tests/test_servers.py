"""What tests do to a database that somebody else may use as well."""

from __future__ import annotations

import pytest

from tests.servers_neo4j import driver, empty, leave, require_neo4j


@pytest.mark.neo4j
def test_a_database_is_left_empty_and_refused_once_somebody_else_has_built_there() -> None:
    given = require_neo4j()
    empty(given)
    with driver(given) as bare:
        bare.execute_query("CREATE (:Node)")
        leave()
        assert bare.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 0
        bare.execute_query("CREATE (:Node)")
        try:
            with pytest.raises(pytest.fail.Exception, match="holds data"):
                empty(given)
        finally:
            bare.execute_query("MATCH (n) DELETE n")
