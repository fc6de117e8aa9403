"""Evidence → an answer: in the inspectors' own words, or in those of a chat model; or a refusal."""
