"""Timers as one sees them: the pill on every page, the page to be alone with one, the dialogs."""
