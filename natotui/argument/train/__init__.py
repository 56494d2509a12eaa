"""Makes ``data/weights.json`` from the gold outlines in seeds/, and measures it. Needs the extra [train]."""
