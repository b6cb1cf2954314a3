"""The command line: arguments in, a step called, words or JSON out."""
