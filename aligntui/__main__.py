"""`python -m aligntui` is the `aligntui` command."""

from aligntui.cli import main

if __name__ == "__main__":
    main()
