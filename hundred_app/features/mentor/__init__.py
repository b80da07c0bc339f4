"""A language model that is asked what it notices, and has to quote for it."""
