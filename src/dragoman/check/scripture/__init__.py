"""Scripture as it is cited: how many verses each sura and chapter has, and the references in a text."""
