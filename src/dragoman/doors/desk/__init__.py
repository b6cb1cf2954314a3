"""The web desk: a door that turns HTTP into steps and holds no logic of its own."""
