"""Maximum likelihood of static count distributions by statsmodels 0.15: writes static-counts.json beside it."""

import json
import pathlib

import numpy as np
import statsmodels.api as sm

# Bliss & Fisher (1953), "Fitting the negative binomial distribution to biological data", Biometrics 9,
# table 1: red mites on 150 apple leaves, leaves with 0, 1, 2 ... mites.
MITES = [70, 38, 17, 10, 9, 3, 2, 1]
# Bortkiewicz (1898), Das Gesetz der kleinen Zahlen: Prussian corps-years with 0, 1, 2 ... deaths by horse kick.
KICKS = [109, 65, 22, 3, 1]


def fitted(frequencies, dispersed):
    counts = np.repeat(np.arange(len(frequencies)), frequencies)
    ones = np.ones(len(counts))
    if dispersed:
        fit = sm.NegativeBinomial(counts, ones, loglike_method="nb1").fit(disp=0, gtol=1e-10, maxiter=500)
    else:
        fit = sm.Poisson(counts, ones).fit(disp=0, gtol=1e-12)
    return {
        "frequencies": frequencies,
        "mean": float(np.exp(fit.params[0])),
        "excess": float(fit.params[1]) if dispersed else 0.0,
        "logLikelihood": float(fit.llf),
    }


result = {"mites": fitted(MITES, True), "kicks": fitted(KICKS, False)}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(result, indent=2) + "\n")
