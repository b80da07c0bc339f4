"""What a person can do with timers."""
