"""What Today looks like, and the pages for visitors."""
