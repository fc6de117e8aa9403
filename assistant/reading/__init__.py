"""A message and the conversation before it → a question that stands alone. No model is needed."""
