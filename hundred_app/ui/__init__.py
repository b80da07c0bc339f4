"""The design system. Knows no feature."""
