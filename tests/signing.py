"""What cookies are signed with in tests."""

SIGNED_WITH = "a key that signs cookies in tests, and nowhere else"
