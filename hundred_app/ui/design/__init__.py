"""/design: every part of the design system in every state. In source checkouts, never shipped."""
