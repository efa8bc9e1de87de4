"""Writes ets-statsmodels.json: log-likelihoods of statsmodels' ETSModel, maximised. Run in this folder."""
import json

import numpy as np
import statsmodels
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

series = {name: np.array(one["values"], float) for name, one in json.load(open("ets.json"))["series"].items()}
fits = []
for name, error, trend, damped, season in [
    ("Nile", "add", None, False, None),
    ("Nile", "mul", None, False, None),
    ("USAccDeaths", "add", None, False, "add"),
    ("AirPassengers", "mul", "add", True, "mul"),
]:
    model = ETSModel(series[name], error, trend, damped, season, 12 if season else None)
    fit = model.fit(disp=False, maxiter=5000)
    short = {"add": "A", "mul": "M", None: "N"}
    spec = short[error] + short[trend] + ("d" if damped else "") + short[season]
    fits.append({"series": name, "model": spec, "logLikelihood": round(float(fit.llf), 6)})
json.dump({"source": f"statsmodels {statsmodels.__version__}", "fits": fits}, open("ets-statsmodels.json", "w"), indent=1)
