"""What a person can do with commitments: the only door for other features."""
