"""Measures the matcher on judged pairs: reads them, ranks with the product's own pipeline, reports."""
