"""A fictional package whose own dependency was never installed."""

import a_library_nobody_has  # type: ignore[import-not-found]  # that is what is broken here

BrokenExporter = a_library_nobody_has.Exporter
