"""The source kinds that come with Dragoman, one file each, registered as `dragoman.sources` entry points."""
