"""Who is here: accounts, sign-in sessions, and each person's settings."""
