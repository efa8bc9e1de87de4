"""Adds what statsmodels' SARIMAX says of the series in arima.json (made by arima.R). Run in this folder:
python arima.py          (writes arima-statsmodels.json; made with statsmodels 0.15)

The series are differenced beforehand, so that the likelihood is exact and not that of a vague start."""
import json
import numpy as np
from statsmodels.tsa.statespace.sarimax import SARIMAX

given = json.load(open("arima.json"))
fits = []
for fit in given["fits"]:
    series = given["series"][fit["series"]]
    y = np.array([np.nan if v is None else v for v in series["values"]], dtype=float)
    p, d, q = fit["order"]
    P, D, Q = fit["seasonal"]
    columns = []
    if fit["constant"]:
        columns.append(np.ones(len(y)) if d + D == 0 else np.arange(1.0, len(y) + 1))
    if fit["driver"]:
        columns.append(np.array(given["year"])[: len(y)])
    if np.isnan(y).any() and d + D > 0:
        continue
    for _ in range(D):
        y = y[series["period"]:] - y[: -series["period"]]
        columns = [c[series["period"]:] - c[: -series["period"]] for c in columns]
    for _ in range(d):
        y = np.diff(y)
        columns = [np.diff(c) for c in columns]
    season = (P, 0, Q, series["period"]) if P + Q > 0 else (0, 0, 0, 0)
    model = SARIMAX(y, exog=np.column_stack(columns) if columns else None, order=(p, 0, q), seasonal_order=season)
    start = model.fit(disp=False, method="bfgs", maxiter=500, gtol=1e-8)
    found = model.fit(start.params, disp=False, method="nm", maxiter=4000, xtol=1e-9, ftol=1e-12)
    fits.append({k: fit[k] for k in ("series", "order", "seasonal", "constant", "driver")}
                | {"logLikelihood": max(start.llf, found.llf)})
json.dump({"fits": fits}, open("arima-statsmodels.json", "w"), indent=1)
