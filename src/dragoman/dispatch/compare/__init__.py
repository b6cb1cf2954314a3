"""Hold a document's shorter quotations against its longer ones, where no footage is at hand."""
