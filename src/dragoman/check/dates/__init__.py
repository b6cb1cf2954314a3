"""The dates of a text: found, read without guessing, and set beside the weekdays and phrases that speak of them."""
