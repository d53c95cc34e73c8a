"""Home: what each person has to do now, and the pages visitors see; composes the features and owns nothing."""
