"""Adding what a bot was given to an archive, in a process of its own."""
