# Writes theta-mstl.json: R forecast's thetaf(), stl(), mstl() and croston() on series that R ships, on one
# given by a formula, and on the sales of a slow item.
# Run in this folder: Rscript theta-mstl.R
suppressMessages(library(forecast))

# JSON of nested lists, numbers to twelve digits.
json <- function(x) {
  if (is.list(x)) {
    if (is.null(names(x))) return(paste0("[", paste(sapply(x, json), collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(x), '": ', sapply(x, json), collapse = ", "), "}"))
  }
  text <- if (is.character(x)) paste0('"', x, '"') else formatC(x, digits = 12, format = "g", width = 1)
  if (length(x) == 1) text else paste0("[", paste(text, collapse = ","), "]")
}

# Weekly sales of a slow item: counts with zeros, made up by hand.
slow <- c(0, 2, 0, 0, 1, 3, 0, 0, 0, 5, 1, 0, 2, 0, 0, 4, 0, 1, 0, 0, 2, 6, 0, 0, 3, 1, 0, 0, 2, 0,
          0, 1, 4, 0, 0, 0, 3, 2, 0, 1)
data <- list(AirPassengers = AirPassengers, USAccDeaths = USAccDeaths, Nile = Nile, WWWusage = WWWusage)

theta <- function(name) {
  ahead <- thetaf(data[[name]], h = 12, level = 80)
  list(series = name, period = frequency(data[[name]]), alpha = unname(ahead$model$alpha),
       drift = unname(ahead$model$drift), mean = as.numeric(ahead$mean))
}

# Every thirteenth step is enough to compare.
some <- function(x) as.numeric(x)[seq(1, length(x), by = 13)]

# stl() finds the median of the remainders wrongly for some series of even length, so robust fits have an odd one.
stl_of <- function(name, length, ...) {
  parts <- stl(ts(head(data[[name]], length), frequency = 12), ...)$time.series
  list(series = name, length = length, seasonal = some(parts[, 1]), trend = some(parts[, 2]))
}

t <- 0:399
formula <- 50 + 10 * sin(2 * pi * t / 7) + 5 * cos(2 * pi * t / 30) + 0.02 * t + ((t * 7919) %% 101) / 10
several <- mstl(msts(formula, seasonal.periods = c(7, 30)))

result <- list(
  source = paste("R", getRversion(), "forecast", packageVersion("forecast")),
  data = c(lapply(data, as.numeric), list(slow = slow)),
  theta = lapply(names(data), theta),
  stl = list(
    window7 = stl_of("AirPassengers", 144, s.window = 7),
    lines = stl_of("USAccDeaths", 72, s.window = 13, s.degree = 1, s.jump = 1, t.jump = 1, l.jump = 1),
    periodic = stl_of("USAccDeaths", 72, s.window = "periodic"),
    robust = stl_of("AirPassengers", 143, s.window = 11, robust = TRUE)
  ),
  mstl = list(trend = some(several[, "Trend"]), week = some(several[, "Seasonal7"]),
              month = some(several[, "Seasonal30"])),
  croston = as.numeric(croston(slow, h = 1)$mean)
)
writeLines(json(result), "theta-mstl.json")
