"""The desk's pages, one file a group; each lists its ROUTES."""
