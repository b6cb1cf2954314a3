"""Keep bytes and records for ever under their digest: the only code that writes evidence."""
