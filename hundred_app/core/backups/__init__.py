"""Copies of the database: what they are called, which are kept, and how one is made."""
