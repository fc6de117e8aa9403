"""Questions on grades → exact answers: looked up and counted over every report, each row cited."""
