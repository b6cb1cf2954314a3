"""Names of people as a document spells them, and which spellings may be of one name."""
