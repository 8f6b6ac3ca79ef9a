"""What is measured, and against whom: see ``docs/benchmarks.md``. Nothing here is part of the tests."""
