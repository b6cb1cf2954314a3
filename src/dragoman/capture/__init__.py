"""Turn an address or a file into bytes and a statement of how they were got."""
