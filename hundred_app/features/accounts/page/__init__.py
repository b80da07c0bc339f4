"""What accounts look like: the pages without scripts that ask for secrets, and the settings."""
