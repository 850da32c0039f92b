"""From a request to what pages show and to the arguments of actions."""
