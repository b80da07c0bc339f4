"""A database on a PostgreSQL server: its address, its transactions, its schema, its words."""
