"""Measure sightings: what is found again after it was edited, how exactly, and how often something is seen wrongly."""
