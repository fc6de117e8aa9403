"""The councils of England: what is known of them, and how texts name them."""
