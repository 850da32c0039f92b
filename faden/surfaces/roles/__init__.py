"""Who works for which process, and whose place of residence the city has confirmed."""
