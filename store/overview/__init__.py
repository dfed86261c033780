"""Looking over an archive: figures on a subject, a day of all years, a speaker over time, how much of when."""
