"""The account: a dispatch's Markdown as parts a page can set, with its quotations and pictures taken out."""
