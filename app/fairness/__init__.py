"""Looking after who is shown: what people say of themselves for that alone, and how groups fare, apart from the matcher."""
