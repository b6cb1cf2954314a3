"""What others find on the same clips: each peer in an environment of its own, asked as its makers say."""
