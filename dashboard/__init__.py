"""What people see: pages, charts, downloads, and the command line that starts it all."""
