"""statsforecast's forecasts of the sets of the benches `forecast-accuracy` and `forecast-speed`."""

from peer import answer

# Two years of days: as much as its slow methods get through.
LAST_STEPS = 730


def solve(request):
    import numpy as np
    from exchange import Exchange
    from statsforecast import models

    for folder in request["folders"]:
        exchange = Exchange(folder, "statsforecast")
        horizon, season = exchange.horizon, exchange.season
        levels = sorted({round(100 * abs(1 - 2 * p)) for p in exchange.probabilities if p != 0.5})

        def mean_of(model):
            return lambda history, task: (model.forecast(y=history, h=horizon)["mean"], None)

        def with_quantiles(model):
            if exchange.is_speed:
                return mean_of(model)

            def forecast(history, task):
                made = model.forecast(y=history, h=horizon, level=levels)
                rows = []
                for p in exchange.probabilities:
                    if p == 0.5:
                        rows.append(made["mean"])
                        continue
                    level = round(100 * abs(1 - 2 * p))
                    rows.append(np.asarray(made[f"{'lo' if p < 0.5 else 'hi'}-{level}"], dtype=float))
                return made["mean"], np.stack(rows)

            return forecast

        ses = models.SimpleExponentialSmoothingOptimized()
        theta = models.Theta(season_length=season)
        tsb = models.TSB(alpha_d=0.1, alpha_p=0.1)
        imapa = models.IMAPA()

        exchange.run("statsforecast SES", mean_of(ses))
        if exchange.counts:
            exchange.run("statsforecast CrostonClassic", mean_of(models.CrostonClassic()))
            exchange.run("statsforecast CrostonOptimized", mean_of(models.CrostonOptimized()))
            exchange.run("statsforecast CrostonSBA", mean_of(models.CrostonSBA()))
            exchange.run("statsforecast TSB", mean_of(tsb))
            exchange.run("statsforecast ADIDA", mean_of(models.ADIDA()))
            exchange.run("statsforecast IMAPA", mean_of(imapa))

            def four(history, task):
                made = [m.forecast(y=history, h=horizon)["mean"] for m in (imapa, ses, theta, tsb)]
                return np.mean([np.maximum(one, 0) for one in made], axis=0), None

            exchange.run("statsforecast mean of IMAPA, SES, Theta, TSB", four)
        exchange.run("statsforecast Theta", with_quantiles(theta))
        exchange.run("statsforecast AutoETS", with_quantiles(models.AutoETS(season_length=season)))
        if not exchange.is_quick:
            exchange.run(
                "statsforecast DynamicOptimizedTheta",
                with_quantiles(models.DynamicOptimizedTheta(season_length=season)),
            )
            exchange.run("statsforecast AutoTheta", with_quantiles(models.AutoTheta(season_length=season)))
            exchange.run(
                "statsforecast AutoARIMA",
                with_quantiles(models.AutoARIMA(season_length=season)),
                last_steps=LAST_STEPS if season > 1 else None,
            )
            if exchange.is_speed and season > 1:
                exchange.run("statsforecast MSTL", mean_of(models.MSTL(season_length=season)))
            elif exchange.step == "day" and season > 1 and not exchange.counts:
                exchange.run(
                    "statsforecast MSTL", with_quantiles(models.MSTL(season_length=[season, 365]))
                )
        exchange.close()
    return None


answer({"statsforecast": "statsforecast==2.1.1", "numpy": "numpy"}, solve)
