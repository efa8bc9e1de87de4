# R forecast's forecasts of the sets of the benches `forecast-accuracy` and `forecast-speed` (see
# src/forecast/peer-exchange.ts).
# The folders of the sets are the arguments.

if (!requireNamespace("forecast", quietly = TRUE)) {
  cat('{"missing": "forecast"}')
  quit(status = 0)
}
suppressPackageStartupMessages(library(forecast))

last_steps <- 730

cpu <- function() sum(proc.time()[c("user.self", "sys.self")])

solve <- function(folder) {
  settings <- read.csv(file.path(folder, "settings.csv"), colClasses = "character")
  setting <- function(name) settings$value[settings$name == name]
  horizon <- as.integer(setting("horizon"))
  season <- as.integer(setting("season"))
  probabilities <- as.numeric(strsplit(setting("probabilities"), " ")[[1]])
  levels <- sort(unique(round(100 * abs(1 - 2 * probabilities[probabilities != 0.5]))))
  tasks <- read.csv(file.path(folder, "tasks.csv"), colClasses = c("numeric", "integer", "integer", "character"))
  path <- file.path(folder, "values.f64")
  values <- readBin(path, "double", n = file.size(path) / 8, endian = "little")
  limits <- as.numeric(sapply(c("budgetSlow", "budgetMedium", "budgetAll"), setting))
  answers <- c("method,rank,quantiles,seconds,file")

  is_speed <- setting("purpose") == "speed"
  width <- if (is_speed) horizon else horizon * (1 + length(probabilities))

  row_of <- function(made) {
    if (is_speed) return(as.numeric(made$mean))
    quantile_of <- function(p) {
      if (p == 0.5) return(as.numeric(made$mean))
      column <- match(round(100 * abs(1 - 2 * p)), round(made$level))
      as.numeric(if (p < 0.5) made$lower[, column] else made$upper[, column])
    }
    c(as.numeric(made$mean), unlist(lapply(probabilities, quantile_of)))
  }

  run <- function(method, forecast_of, is_cut) {
    cut <- is_cut && season > 1 && max(tasks$length) > last_steps
    one <- function(t) {
      history <- values[tasks$begin[t] + seq_len(tasks$length[t])]
      if (cut) history <- tail(history, last_steps)
      tryCatch(
        row_of(forecast_of(ts(history, frequency = season))),
        error = function(e) rep(NA_real_, width)
      )
    }
    sample <- unique(round(seq(1, nrow(tasks), length.out = 3)))
    seconds_of <- function(chosen) {
      started <- cpu()
      for (t in chosen) one(t)
      cpu() - started
    }
    rank_for <- function(each) {
      for (rank in 2:0) if (each * sum(tasks$rank <= rank) <= limits[rank + 1]) return(rank)
      NA
    }
    # The first call may compile or load; only a hopelessly slow one is believed.
    if (is.na(rank_for(seconds_of(1) / 10))) return()
    rank <- rank_for(seconds_of(sample) / length(sample))
    if (is.na(rank)) return()
    started <- cpu()
    made <- lapply(which(tasks$rank <= rank), one)
    seconds <- cpu() - started
    file <- sprintf("r-%d.f64", length(answers))
    writeBin(unlist(made), file.path(folder, file), endian = "little")
    name <- if (cut) sprintf("%s (last %d steps)", method, last_steps) else method
    answers <<- c(answers, sprintf("%s,%d,%d,%f,%s", name, rank, !is_speed, seconds, file))
  }

  run("R ets", function(y) forecast(ets(y), h = horizon, level = levels), TRUE)
  run("R thetaf", function(y) thetaf(y, h = horizon, level = levels), FALSE)
  run("R auto.arima", function(y) forecast(auto.arima(y), h = horizon, level = levels), TRUE)
  if (is_speed) {
    run("R ses", function(y) ses(y, h = horizon, level = levels), FALSE)
    if (setting("counts") == "1") run("R croston", function(y) croston(y, h = horizon), FALSE)
    if (season > 1) run("R mstl", function(y) forecast(mstl(y), h = horizon, level = levels), FALSE)
  }
  writeLines(answers, file.path(folder, "r.csv"))
}

for (folder in commandArgs(trailingOnly = TRUE)) solve(folder)
cat(sprintf(
  '{"versions": {"R": "%s", "R forecast": "%s"}, "value": null}',
  paste(R.version$major, R.version$minor, sep = "."), packageVersion("forecast")
))
