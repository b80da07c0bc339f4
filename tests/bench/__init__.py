"""What Hundred costs: `python -m tests.bench`."""
