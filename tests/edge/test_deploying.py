"""What docs/deploying says of a service and of a container is what this Hundred does."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import serving
from proxies import DEPLOYING

from hundred_app.core.errors import NEEDS_A_PERSON

ROOT = Path(__file__).parents[2]
OURS = ("PATH", "PYTHONPATH", "VIRTUAL_ENV")
