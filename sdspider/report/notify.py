"""Tell somebody how a run ended: a command with run.json on its standard input, or a webhook."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PATIENCE = 30.0
"""Seconds that a command or a server may take."""


def notify(target: str, run: Mapping[str, Any]) -> str:
    """Send run.json to a command line or an http(s) address. Returns `""`, or one line that says what failed.

    Never raises: the run's verdict stands whether or not somebody could be told.
    """
    text = json.dumps(run, ensure_ascii=False).encode()
    try:
        if target.startswith(("http://", "https://")):
            request = Request(target, text, {"Content-Type": "application/json", "User-Agent": "sdspider"})
            with urlopen(request, timeout=PATIENCE):
                return ""
        done = subprocess.run(shlex.split(target), input=text, timeout=PATIENCE, check=False)
    except (OSError, ValueError, IndexError, URLError, HTTPException, subprocess.SubprocessError) as error:
        return f"nobody was notified: {target}: {str(error) or type(error).__name__}"
    return f"nobody was notified: {target} ended with exit code {done.returncode}" if done.returncode else ""
