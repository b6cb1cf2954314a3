"""Front doors to the same steps, unaware of each other."""
