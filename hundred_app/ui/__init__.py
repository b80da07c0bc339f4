"""The design system. Knows no feature."""

import hundred_app.ui.words  # noqa: F401 phrases in pages are nothing special to whoever writes one
