"""Online: a question and its conversation become an answer whose every claim is cited."""
