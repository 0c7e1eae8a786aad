"""What the tests stand on: databases that are migrated once, an embedded PostgreSQL server, a small world of pages."""
