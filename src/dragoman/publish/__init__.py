"""Render what is checked into a site: a pure function from records and cut footage to named bytes."""
