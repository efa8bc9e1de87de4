"""One question on stdin, one answer on stdout, both JSON: what every peer script shares."""

import importlib
import importlib.metadata
import json
import math
import os
import platform
import sys
import time


def answer(requirements, solve):
    """Answer the request on stdin with solve(request).

    requirements: {module: "package==version"}; when a module is missing, say what to install.
    """
    missing = []
    versions = {"python": platform.python_version()}
    for module, requirement in requirements.items():
        package = requirement.split("==")[0]
        try:
            importlib.import_module(module)
            versions[package] = importlib.metadata.version(package)
        except ImportError:
            missing.append(requirement)
    # Peers print as they please; only the answer may reach stdout.
    real_stdout = os.dup(1)
    os.dup2(2, 1)
    if missing:
        reply = {"missing": " ".join(missing)}
    else:
        reply = {"versions": versions, "value": solve(json.load(sys.stdin))}
    with os.fdopen(real_stdout, "w") as out:
        json.dump(reply, out)


def seconds_per_call(work, least_seconds=0.2):
    """Median seconds per call over five bundles, warmed up; slow work is timed once."""
    started = time.perf_counter()
    work()
    once = time.perf_counter() - started
    if once > 1:
        return once
    calls = max(1, math.ceil(least_seconds / 5 / max(once, 1e-9)))
    bundles = []
    for _ in range(5):
        started = time.perf_counter()
        for _ in range(calls):
            work()
        bundles.append((time.perf_counter() - started) / calls)
    return sorted(bundles)[2]
