"""The sets of the bench `forecast-accuracy` as files: see src/forecast/peer-exchange.ts."""

import csv
import os
import time

import numpy as np


class Exchange:
    """One set: histories in, forecasts out."""

    def __init__(self, folder, peer):
        self.folder = folder
        self.peer = peer
        self.settings = {row["name"]: row["value"] for row in self._rows("settings.csv")}
        self.horizon = int(self.settings["horizon"])
        self.season = int(self.settings["season"])
        self.step = self.settings["step"]
        self.demand = self.settings["demand"] == "1"
        self.counts = self.settings["counts"] == "1"
        self.is_speed = self.settings["purpose"] == "speed"
        self.is_quick = self.settings["purpose"] == "quick"
        self.probabilities = [float(p) for p in self.settings["probabilities"].split()]
        self.values = np.fromfile(os.path.join(folder, "values.f64"), dtype="<f8")
        self.tasks = [
            {"begin": int(t["begin"]), "length": int(t["length"]), "rank": int(t["rank"]), "first": t["first"]}
            for t in self._rows("tasks.csv")
        ]
        self.answers = []

    def _rows(self, name):
        with open(os.path.join(self.folder, name), newline="") as file:
            return list(csv.DictReader(file))

    def events(self):
        """(name, day) of each day with an event; none where the set has no calendar."""
        if not os.path.exists(os.path.join(self.folder, "events.csv")):
            return []
        return [(row["name"], row["day"]) for row in self._rows("events.csv")]

    def history(self, task):
        return self.values[task["begin"] : task["begin"] + task["length"]]

    def run(self, method, forecast, last_steps=None):
        """Forecast what the method's speed allows; forecast(history, task) gives mean and quantiles or None.

        Slow methods may be given the last steps of long histories alone; the method's name then says so.
        """
        longest = max(task["length"] for task in self.tasks)
        name = method
        if last_steps and longest > last_steps:
            name = f"{method} (last {last_steps} steps)"

        def one(task):
            history = self.history(task)
            try:
                return forecast(history[-last_steps:] if last_steps else history, task)
            except Exception:  # a peer that cannot fit a series forecasts nothing: told as not finite
                return np.full(self.horizon, np.nan), None

        # The first call may compile or load; only a hopelessly slow one is believed.
        sample = self.tasks[:: max(1, len(self.tasks) // 3)][:3]
        first = self._seconds(one, sample[:1])
        if self._rank(first / 10) is None:
            return
        rank = self._rank(self._seconds(one, sample) / len(sample))
        if rank is None:
            return
        chosen = [task for task in self.tasks if task["rank"] <= rank]
        made, seconds = [], 0.0
        for task in chosen:
            started = time.process_time()
            made.append(one(task))
            seconds += time.process_time() - started
        has_quantiles = any(quantiles is not None for _, quantiles in made)
        rows = []
        for mean, quantiles in made:
            rows.append(np.asarray(mean, dtype=float))
            if has_quantiles:
                rows.append(
                    np.full(self.horizon * len(self.probabilities), np.nan)
                    if quantiles is None
                    else np.asarray(quantiles, dtype=float).ravel()
                )
        file = f"{self.peer}-{len(self.answers)}.f64"
        np.concatenate(rows).astype("<f8").tofile(os.path.join(self.folder, file))
        self.answers.append([name, rank, int(has_quantiles), seconds, file])

    @staticmethod
    def _seconds(one, tasks):
        started = time.process_time()
        for task in tasks:
            one(task)
        return time.process_time() - started

    def _rank(self, seconds_per_task):
        limits = [float(self.settings[name]) for name in ("budgetSlow", "budgetMedium", "budgetAll")]
        for rank in (2, 1, 0):
            count = sum(task["rank"] <= rank for task in self.tasks)
            if seconds_per_task * count <= limits[rank]:
                return rank
        return None

    def close(self):
        with open(os.path.join(self.folder, f"{self.peer}.csv"), "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["method", "rank", "quantiles", "seconds", "file"])
            writer.writerows(self.answers)
