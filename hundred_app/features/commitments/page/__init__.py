"""What commitments look like."""
