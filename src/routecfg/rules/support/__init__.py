"""What several rules share. No rule stands here."""
