"""What a message's own menu offers: one file a menu, found by walking the folder."""
