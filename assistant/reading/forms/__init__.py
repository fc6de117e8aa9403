"""In which form an answer is wanted: a module for each kind of form."""
