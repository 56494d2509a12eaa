"""What the person adds: notes, anchors, the library. Laid over the outline, never mixed into it."""
