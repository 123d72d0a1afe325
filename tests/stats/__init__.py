"""The statistics: against scipy and references, on noise and on planted patterns, and in any order."""
