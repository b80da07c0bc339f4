"""Bringing time in from elsewhere, and taking everything out."""
