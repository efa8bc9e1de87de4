"""Reconciled forecasts by Nixtla's hierarchicalforecast 1.5.3 of a small crossed hierarchy, from a fixed seed.

    pip install hierarchicalforecast==1.5.3
    python hierarchy.py > hierarchy.json
"""

import json

import numpy as np
from hierarchicalforecast.methods import MinTrace, TopDown

rng = np.random.default_rng(7)
stores, categories = ["A", "B"], ["toys", "gifts", "books"]
bottoms = [(s, c) for s in stores for c in categories]
rows = [[1] * 6]
rows += [[int(b[0] == s) for b in bottoms] for s in stores]
rows += [[int(b[1] == c) for b in bottoms] for c in categories]
S = np.array(rows + np.eye(6, dtype=int).tolist(), dtype=float)

steps, count = 2, 40
means = rng.uniform(0.5, 20, 6)
means[0] = 0.5
base = S @ (means[:, None] * np.ones((1, steps))) + rng.normal(0, 1, (12, steps)) * np.sqrt(S.sum(1))[:, None]
# A small bottom whose sums are forecast low, so that it would fall below 0. (No base forecast is itself below
# 0: the peer would set it to 0 first.)
base[6] = 0.1
base[[0, 1, 3]] -= [[6], [8], [10]]
base = np.maximum(base, 0.1)
common = rng.normal(0, 1, count)
errors = S @ (rng.normal(0, 1, (6, count)) * np.sqrt(means)[:, None] + 0.5 * common)
errors += rng.normal(0, 0.5, errors.shape)
# Centred, so that covariances about the mean and about 0 are the same but for a factor that drops out.
# (To 1e-5: the peer refuses errors that sum to nothing.)
errors += 1e-5 - errors.mean(1, keepdims=True)
actual = np.repeat((S @ means)[:, None], count, 1)


def reconcile(method, nonnegative):
    model = MinTrace(method=method, nonnegative=nonnegative)
    return model(S=S, y_hat=base, y_insample=actual, y_hat_insample=actual - errors)["mean"]


# Top-down proportions take a strict hierarchy: the total and the bottoms.
strict = np.vstack([S[:1], np.eye(6)])
history = np.abs(rng.normal(5, 3, (6, count)))


def top_down(method):
    y = strict @ history
    model = TopDown(method=method)
    rows = np.r_[0, np.arange(6, 12)]
    tags = {"total": np.arange(1), "bottom": np.arange(1, 7)}
    return model(S=strict, y_hat=base[rows], tags=tags, y_insample=y)["mean"]


print(
    json.dumps(
        {
            "bottoms": [{"store": s, "category": c} for s, c in bottoms],
            "steps": steps,
            "count": count,
            "base": base.ravel().tolist(),
            "errors": errors.ravel().tolist(),
            "history": history.ravel().tolist(),
            "reconciled": {m: reconcile(m, False).ravel().tolist() for m in ["ols", "wls_struct", "wls_var", "mint_shrink"]},
            "nonNegative": {m: reconcile(m, True).ravel().tolist() for m in ["ols", "wls_struct", "wls_var", "mint_shrink"]},
            "topDown": {m: top_down(m).ravel().tolist() for m in ["average_proportions", "proportion_averages"]},
        }
    )
)
