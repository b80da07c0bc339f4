"""What the browser knows of commitments."""
