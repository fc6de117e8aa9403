"""To whom the page is served, and what a request must be before it is answered."""
