"""All SQL of the accounts feature."""
