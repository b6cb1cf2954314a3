"""Turn pictures of footage into hashes: the transform, the borders around a picture, the rows that are kept."""
