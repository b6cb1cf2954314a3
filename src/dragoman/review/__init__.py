"""Drafts and human decisions make reviewed segments: pure functions over an append-only list."""
