"""Our own output formats, one a file; they come in by the entry-point group `dragoman.formats`."""
