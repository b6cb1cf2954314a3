"""Background work on DBOS: the one place that knows it."""
