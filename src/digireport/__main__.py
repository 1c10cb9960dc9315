"""``python -m digireport`` is the same as ``digireport``."""

from digireport.cli import main

if __name__ == "__main__":
    main()
