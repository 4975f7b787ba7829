"""What ACME asks of its social-media plans, as rules for aufwand."""
