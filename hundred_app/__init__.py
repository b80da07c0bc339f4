"""Commit to few things, give each a hundred hours, write down what every hour taught you."""

__version__ = "0.1.0"
