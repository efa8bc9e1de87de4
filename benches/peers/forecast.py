"""statsforecast's errors and times for the tasks of the bench `forecast`."""

import time

from peer import answer


def solve(request):
    import numpy as np
    from statsforecast.models import (
        ADIDA,
        IMAPA,
        TSB,
        AutoETS,
        CrostonOptimized,
        CrostonSBA,
        SimpleExponentialSmoothingOptimized,
        Theta,
    )

    horizon = request["horizonDays"]
    series = [np.array(one, dtype=float) for one in request["series"]]
    quick = {
        "CrostonSBA": CrostonSBA(),
        "CrostonOptimized": CrostonOptimized(),
        "TSB": TSB(alpha_d=0.1, alpha_p=0.1),
        "ADIDA": ADIDA(),
        "IMAPA": IMAPA(),
        "SES optimised": SimpleExponentialSmoothingOptimized(),
    }
    slow = {"Theta": Theta(season_length=7), "AutoETS": AutoETS(season_length=7)}
    answers = []

    def judge(name, forecast_of, tasks):
        squared, absolute, totals, seconds = [], [], [], 0.0
        for task in tasks:
            days = series[task["series"]]
            history, actual = days[: task["days"]], days[task["days"] : task["days"] + horizon]
            started = time.process_time()
            mean = forecast_of(history)
            seconds += time.process_time() - started
            # No shop sells less than nothing.
            mean = np.maximum(np.nan_to_num(mean), 0)
            squared.append(float(((mean - actual) ** 2).sum()))
            absolute.append(float(np.abs(mean - actual).sum()))
            totals.append(float(mean.sum()))
        answers.append(
            {
                "method": "statsforecast " + name,
                "squaredError": squared,
                "absoluteError": absolute,
                "total": totals,
                "millisecondsPerSeries": 1000 * seconds / max(1, len(tasks)),
            }
        )

    def alone(model):
        return lambda history: model.forecast(y=history, h=horizon)["mean"]

    for name, model in quick.items():
        judge(name, alone(model), request["tasks"])
    # A plain mean of simple methods is the strongest cheap benchmark of the M4 and M5 competitions.
    four = ["CrostonSBA", "TSB", "IMAPA", "SES optimised"]
    judge(
        "mean of SBA, TSB, IMAPA, SES",
        lambda history: sum(alone(quick[name])(history) for name in four) / len(four),
        request["tasks"],
    )
    # A second a series is too long for all of them: a few series, on its last two years.
    for name, model in slow.items():
        judge(
            name,
            lambda history, model=model: alone(model)(history[-728:]),
            [task for task in request["tasks"] if task["series"] % request["slowEvery"] == 0],
        )
    return answers


answer({"statsforecast": "statsforecast==2.1.1", "numpy": "numpy"}, solve)
