"""The edge: launcher, routes, gate, headers, static files."""
