"""`python -m app`: the command line."""

if __name__ == "__main__":
    # Inside the guard, because the processes that verify signatures import this module again and need nothing of it.
    import sys

    from app.cli import main

    sys.exit(main())
