"""The verbs: the only place that knows their order and opens the vault."""
