"""Plain rules of importing: how a file is read, what a record may say, and how its report is put into words."""
