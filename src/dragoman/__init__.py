"""Dragoman: from captured video to a published dispatch whose every quotation can be verified."""

__version__ = "0.1.0"
