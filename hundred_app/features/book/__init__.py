"""The Hundred Book: a keepsake of one commitment, to read on a device or to print."""
