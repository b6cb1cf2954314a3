"""Decode preserved footage, in a child process with limits and nowhere else."""
