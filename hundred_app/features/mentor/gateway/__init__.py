"""The model, and the network between."""
