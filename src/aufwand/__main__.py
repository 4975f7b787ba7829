"""So that ``python -m aufwand`` is the command ``aufwand``."""

from aufwand.cli.main import main

if __name__ == "__main__":
    main()
