"""What every feature stands on: no Flask and no feature is known here."""
