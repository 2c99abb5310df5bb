"""What a plan says that its owner should decide about: form in order, meaning in doubt."""
