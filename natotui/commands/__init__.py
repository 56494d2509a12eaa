"""What each command does, a module a command; imported when the command is given."""
