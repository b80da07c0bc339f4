"""What a person can do here, one folder a feature."""
