"""Does the evidence support this sentence? Nothing that a chat model writes is believed."""
