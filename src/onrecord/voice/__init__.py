"""How the outlet frames what is said, and what it says itself: manner, tone, scare quotes, outlet voice."""
