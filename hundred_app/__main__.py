"""`python -m hundred_app` is `hundred`."""

from hundred_app.cli import main

if __name__ == "__main__":
    main()
