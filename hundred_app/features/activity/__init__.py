"""The ledger of deeds: what was done, when, once."""
