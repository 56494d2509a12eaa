"""The Textual app: thin widgets over the rooms below. The only room that imports Textual."""
