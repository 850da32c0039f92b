"""The result of a dialogue: ideas in the order of their ratings, selected for reasons, frozen."""
