"""Pursuits with a goal in hours, the time given to them, and what it taught."""
