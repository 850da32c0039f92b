"""The municipality and its districts."""
