"""Writes ces.json: complex exponential smoothing by statsforecast, of the series in ets.json. Run in this folder."""
import json

import numpy as np
import statsforecast
from statsforecast.ces import auto_ces, forecast_ces

kinds = {"N": "none", "S": "simple", "P": "partial", "F": "full"}
series = json.load(open("ets.json"))["series"]
fits = []
for name in ["AirPassengers", "co2", "USAccDeaths", "Nile"]:
    values = np.array(series[name]["values"], float)
    n = len(values)
    period = series[name]["period"]
    for letter, kind in kinds.items():
        if period == 1 and letter != "N":
            continue
        fit = auto_ces(values, period, model=letter)
        fits.append({
            "series": name,
            "season": kind,
            # The constant of the normal density is left out there: ours is in.
            "logLikelihood": round(float(fit["loglik"] - 0.5 * n * (np.log(2 * np.pi / n) + 1)), 6),
            "weights": [round(float(fit["par"][key]), 6) for key in ("alpha_0", "alpha_1")],
            "mean": [round(float(value), 6) for value in forecast_ces(fit, 12)["mean"]],
        })
json.dump({"source": f"statsforecast {statsforecast.__version__}", "fits": fits}, open("ces.json", "w"), indent=1)
