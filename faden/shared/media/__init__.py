"""Pictures and documents: checked, stored apart and sent to those who may see what they hang on."""
