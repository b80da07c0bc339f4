"""What is asked, which quotes are true, and how often somebody may ask. Pure."""
