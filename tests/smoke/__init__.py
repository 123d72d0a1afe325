"""The production configuration, started here and walked through by `make prod-smoke`; no part of `make test`."""
