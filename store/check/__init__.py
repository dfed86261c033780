"""A pasted message against the archive: message → claims → places that may print them → verdicts."""
