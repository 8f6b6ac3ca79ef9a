"""Does a Neo4j answer at KG_NEO4J_URI? Exit code 1 when not, with the reason unless --quiet is given."""

import logging
import os
import sys

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

logging.getLogger("neo4j").addHandler(logging.NullHandler())
auth = os.environ["KG_NEO4J_USER"], os.environ["KG_NEO4J_PASSWORD"]
with GraphDatabase.driver(os.environ["KG_NEO4J_URI"], auth=auth, connection_acquisition_timeout=5) as driver:
    try:
        driver.verify_connectivity()
    except (DriverError, Neo4jError) as error:
        sys.exit(1 if "--quiet" in sys.argv else str(error))
