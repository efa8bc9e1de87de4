"""Writes trend-seasons.json: forecasts of prophet 1.5.0 for series with known values.

Steps are fed as days with seasons of their own period, so that the fitted model is the same whatever the
steps are. Newton's method, because the default optimiser stops well before the mode.

    python trend-seasons.py  # needs prophet==1.5.0, numpy, pandas; then biome check --write trend-seasons.json
"""

import json
import math
import pathlib

import pandas as pd
from prophet import Prophet

AIR_PASSENGERS = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
    114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
    209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
    302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
    318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
    362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
    417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
]

NILE = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
    1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
    831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
    845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
    918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]


def daily(days):
    """Two years of sales with a bend, a week, a year, a promotion and noise that any language can repeat."""
    values, promotion, state = [], [], 12345
    for t in range(days):
        state = (1103515245 * state + 12345) % 2**31
        noise = state / 2**31 - 0.5
        promotion.append(1 if t % 97 < 5 else 0)
        trend = 60 + 0.05 * t - (0.12 * (t - 420) if t > 420 else 0)
        season = 12 * math.sin(2 * math.pi * t / 7) + 20 * math.cos(2 * math.pi * t / 365.25)
        values.append(round(trend + season + 15 * promotion[t] + 25 * noise))
    return values, promotion


def loss(model, squares):
    """Minus the logarithm of the posterior, up to a constant."""
    at = {name: values[0] for name, values in model.params.items()}
    sigma, k, m = (float(at[name].reshape(-1)[0]) for name in ("sigma_obs", "k", "m"))
    noise = len(model.history) * math.log(sigma) + squares / (2 * sigma**2) + sigma**2 / (2 * 0.5**2)
    return float(
        noise + (k**2 + m**2) / (2 * 5**2) + (at["beta"] ** 2).sum() / (2 * 10**2) + abs(at["delta"]).sum() / 0.05
    )


def forecast(name, values, periods, orders, mode, horizon, drivers=None, missing=(), growth="linear", cap=None):
    drivers = drivers or {}
    days = pd.date_range("2020-01-01", periods=len(values) + horizon)
    frame = pd.DataFrame({"ds": days[: len(values)], "y": [float(v) for v in values]})
    frame.loc[list(missing), "y"] = None
    ahead = pd.DataFrame({"ds": days})
    if cap is not None:
        frame["cap"] = ahead["cap"] = cap
    model = Prophet(
        growth=growth,
        seasonality_mode=mode,
        yearly_seasonality=False,
        weekly_seasonality=False,
        daily_seasonality=False,
        uncertainty_samples=0,
    )
    for period, order in zip(periods, orders):
        model.add_seasonality(f"s{period}", period=period, fourier_order=order)
    for driver, column in drivers.items():
        model.add_regressor(driver)
        frame[driver] = [float(v) for v in column[: len(values)]]
        ahead[driver] = [float(v) for v in column]
    model.fit(frame, algorithm="Newton", iter=20000)
    fitted = model.predict(model.history)["yhat"].to_numpy() / model.y_scale
    squares = float(((model.history["y_scaled"].to_numpy() - fitted) ** 2).sum())
    found = model.predict(ahead)["yhat"].to_numpy()[len(values) :]
    return {
        "name": name,
        "values": [None if i in set(missing) else v for i, v in enumerate(values)],
        "periods": periods,
        "orders": orders,
        "mode": mode,
        "growth": growth,
        "cap": cap,
        "drivers": drivers,
        "forecast": [round(float(v), 3) for v in found],
        "loss": round(loss(model, squares), 4) if growth == "linear" else None,
        "sigma": round(float(model.params["sigma_obs"][0][0] * model.y_scale), 4),
    }


values, promotion = daily(758)
history = values[:730]
cases = [
    forecast("AirPassengers, additive", AIR_PASSENGERS, [12], [6], "additive", 12),
    forecast("AirPassengers, multiplicative", AIR_PASSENGERS, [12], [6], "multiplicative", 12),
    forecast("Nile", NILE, [], [], "additive", 10),
    forecast("Nile, logistic growth", NILE, [], [], "additive", 10, growth="logistic", cap=1500.0),
    forecast("daily", history, [7, 365.25], [3, 10], "additive", 28, {"promotion": promotion}),
    forecast(
        "daily, multiplicative", history, [7, 365.25], [3, 10], "multiplicative", 28, {"promotion": promotion}
    ),
    forecast(
        "daily, values missing", history, [7, 365.25], [3, 10], "additive", 28, missing=list(range(100, 160)) + [729]
    ),
]
text = "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n"
(pathlib.Path(__file__).parent / "trend-seasons.json").write_text(text)
