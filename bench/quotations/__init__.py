"""Measure the checker: how many faults it catches, how often it cries wolf, how fast it is."""
