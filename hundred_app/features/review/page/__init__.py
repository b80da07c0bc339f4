"""What a week and a year look like, and what there is to see of the weekly message."""
