"""The editor's door: findings as one types, both texts behind a pin, and the safe mends."""
