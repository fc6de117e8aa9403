"""What a file says → its reports, with their judgements, sections and passages."""
