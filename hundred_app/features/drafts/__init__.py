"""Texts that are being written, kept until they are saved."""
