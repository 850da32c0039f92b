"""How many contributions of a process have an answer: public, by topic, district and channel."""
