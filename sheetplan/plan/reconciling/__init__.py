"""Proving that figures hold together: identities, verdicts and diagnosis."""
