"""Claims checked: each statement gets a verdict, and the words or grades that it rests on."""
