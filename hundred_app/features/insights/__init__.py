"""Charts that answer questions."""
