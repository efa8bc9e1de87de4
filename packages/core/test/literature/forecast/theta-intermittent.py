"""Writes theta-intermittent.json: Theta models and methods for intermittent demand of statsforecast, on the
series of theta-mstl.json. Run in this folder after theta-mstl.R: python theta-intermittent.py"""

import json
import warnings

import numpy as np
import statsforecast
from statsforecast.models import ADIDA, IMAPA, TSB, CrostonClassic, CrostonOptimized, CrostonSBA
from statsforecast.theta import auto_theta, forecast_theta

warnings.filterwarnings("ignore")

with open("theta-mstl.json") as file:
    data = {name: np.array(values, dtype=float) for name, values in json.load(file)["data"].items()}

theta = []
for name, period in (("AirPassengers", 12), ("USAccDeaths", 12), ("Nile", 1), ("WWWusage", 1)):
    for model in ("STM", "OTM", "DSTM", "DOTM"):
        fit = auto_theta(data[name], period, model)
        theta.append(
            {
                "series": name,
                "period": period,
                "model": model,
                # Sum of the squared errors from the fourth on, over the mean absolute value.
                "squares": fit["mse"],
                "alpha": fit["par"]["alpha"],
                "theta": fit["par"]["theta"],
                "mean": forecast_theta(fit, 12)["mean"].tolist(),
            }
        )

models = {
    "croston": CrostonClassic(),
    "sba": CrostonSBA(),
    "optimisedCroston": CrostonOptimized(),
    "tsb": TSB(0.2, 0.1),
    "adida": ADIDA(),
    "imapa": IMAPA(),
}
slow = data["slow"]
# Very rare, rare at the end, and often.
demand = {
    "slow": slow,
    "rare": np.where(np.arange(120) % 9 == 4, np.resize(slow, 120) + 1, 0.0),
    "dying": np.concatenate([slow, np.zeros(13)]),
    "often": np.resize(slow, 60) + (np.arange(60) % 3 == 0),
}
rates = {
    name: {series: float(model.forecast(values, 1)["mean"][0]) for series, values in demand.items()}
    for name, model in models.items()
}

with open("theta-intermittent.json", "w") as file:
    json.dump(
        {
            "source": f"statsforecast {statsforecast.__version__}",
            "theta": theta,
            "demand": {name: values.tolist() for name, values in demand.items()},
            "rates": rates,
        },
        file,
        indent=1,
    )
    file.write("\n")
