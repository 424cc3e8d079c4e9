"""What scripts/dashboard.py is made of: `marts` asks the database, `page` puts the answers in."""
