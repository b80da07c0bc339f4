"""The weekly review: what a week was, and a question for the next one."""
