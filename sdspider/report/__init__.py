"""What a run did and whether to trust it: counts, verdict, progress and the closing table."""
