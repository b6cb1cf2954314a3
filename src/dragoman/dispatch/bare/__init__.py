"""Readers of bare documents: plain text, Markdown and HTML of any desk, with every quotation and its place."""
