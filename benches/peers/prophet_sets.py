"""prophet's forecasts of the sets of the bench `forecast-accuracy`, with the events of their calendar."""

from peer import answer

FREQUENCIES = {"day": "D", "week": "W", "month": "MS", "quarter": "QS", "year": "YS", "hour": "h"}
SAMPLES = 200


def solve(request):
    import logging

    import numpy as np
    import pandas as pd
    from exchange import Exchange
    from prophet import Prophet

    logging.getLogger("cmdstanpy").setLevel(logging.ERROR)
    logging.getLogger("prophet").setLevel(logging.ERROR)
    np.random.seed(1)

    for folder in request["folders"]:
        exchange = Exchange(folder, "prophet")
        frequency = FREQUENCIES.get(exchange.step, "D")
        events = exchange.events() if exchange.step == "day" else []
        holidays = (
            pd.DataFrame({"holiday": [e[0] for e in events], "ds": pd.to_datetime([e[1] for e in events])})
            if events
            else None
        )

        def dates(task):
            first = task["first"]
            if exchange.step == "month":
                start = pd.Timestamp(1970 + int(first) // 12, int(first) % 12 + 1, 1)
            else:
                start = pd.Timestamp(first if "-" in first else "2000-01-01")
            return pd.date_range(start, periods=task["length"] + exchange.horizon, freq=frequency)

        def forecast(history, task):
            days = dates(task)
            model = Prophet(holidays=holidays, uncertainty_samples=SAMPLES)
            model.fit(pd.DataFrame({"ds": days[: len(history)], "y": history}))
            future = pd.DataFrame({"ds": days[len(history) :]})
            mean = model.predict(future)["yhat"].to_numpy()
            samples = model.predictive_samples(future)["yhat"]
            return mean, np.quantile(samples, exchange.probabilities, axis=1)

        exchange.run("prophet", forecast)
        exchange.close()
    return None


answer({"prophet": "prophet==1.5.0", "numpy": "numpy"}, solve)
