"""Stories and answers as files for elsewhere: what may leave, which columns, and a module for each kind of file."""
