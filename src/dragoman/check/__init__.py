"""Hold dispatches to the rules: findings, the pages that explain them, and the proof that nothing blocks."""
