"""Quality and speed of the figure engine, measured on labelled sentences."""
