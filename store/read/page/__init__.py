"""What a web page says of its article: declared for machines, printed for readers, and the text itself."""
