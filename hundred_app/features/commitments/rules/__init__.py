"""What is true of commitments, time logs and milestones. No clock, no database, no browser."""
