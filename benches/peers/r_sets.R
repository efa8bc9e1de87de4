# R forecast's forecasts of the sets of the bench `forecast-accuracy` (see src/forecast/peer-exchange.ts).
# The folders of the sets are the arguments.

if (!requireNamespace("forecast", quietly = TRUE)) {
  cat('{"missing": "forecast"}')
  quit(status = 0)
}
suppressPackageStartupMessages(library(forecast))

last_steps <- 728

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

  row_of <- function(made) {
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
        error = function(e) rep(NA_real_, horizon * (1 + length(probabilities)))
      )
    }
    sample <- unique(round(seq(1, nrow(tasks), length.out = 3)))
    one(1)
    started <- cpu()
    for (t in sample) one(t)
    each <- (cpu() - started) / length(sample)
    rank <- NA
    for (candidate in 2:0)
      if (is.na(rank) && each * sum(tasks$rank <= candidate) <= limits[candidate + 1]) rank <- candidate
    if (is.na(rank)) return()
    started <- cpu()
    made <- lapply(which(tasks$rank <= rank), one)
    seconds <- cpu() - started
    file <- sprintf("r-%d.f64", length(answers))
    writeBin(unlist(made), file.path(folder, file), endian = "little")
    name <- if (cut) sprintf("%s (last %d steps)", method, last_steps) else method
    answers <<- c(answers, sprintf("%s,%d,1,%f,%s", name, rank, seconds, file))
  }

  run("R ets", function(y) forecast(ets(y), h = horizon, level = levels), TRUE)
  run("R thetaf", function(y) thetaf(y, h = horizon, level = levels), FALSE)
  run("R auto.arima", function(y) forecast(auto.arima(y), h = horizon, level = levels), TRUE)
  writeLines(answers, file.path(folder, "r.csv"))
}

for (folder in commandArgs(trailingOnly = TRUE)) solve(folder)
cat(sprintf(
  '{"versions": {"R": "%s", "R forecast": "%s"}, "value": null}',
  paste(R.version$major, R.version$minor, sep = "."), packageVersion("forecast")
))
