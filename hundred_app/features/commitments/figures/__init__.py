"""The picture of a commitment that people hand around: numbers in, SVG or PNG out."""
