"""Pictures on items: checked, re-encoded, stored apart and shown to those who may see the item."""
