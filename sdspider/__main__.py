"""`python -m sdspider`."""

import sys

from sdspider.cli import main

sys.exit(main())
