"""Mail to people: an outbox row in the transaction of what happened, sent by the worker."""
