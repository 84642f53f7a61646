"""Training of sayso's tagger: sources, cues and contents of attributions, and the links between them."""
