"""A database on a PostgreSQL server, where there are several machines."""
