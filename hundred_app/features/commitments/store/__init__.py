"""All SQL of the commitments feature."""
