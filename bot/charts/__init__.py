"""Pictures drawn from charts. Drawing takes a tenth of a second: never on the event loop."""
