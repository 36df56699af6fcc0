"""Records out: each form is a module with a function from records to a text stream."""
