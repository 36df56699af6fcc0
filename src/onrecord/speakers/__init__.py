"""Who is speaking: names, pronouns, roles and metonyms; one speaker for many mentions."""
