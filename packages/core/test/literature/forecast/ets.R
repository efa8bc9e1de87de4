# Writes ets.json: fits of R forecast's ets() to series that R ships, and to the sales of a slow item.
# Run in this folder: Rscript ets.R
suppressMessages(library(forecast))

# JSON of nested lists, numbers to nine digits.
json <- function(x) {
  if (is.list(x)) {
    if (is.null(names(x))) return(paste0("[", paste(sapply(x, json), collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(x), '": ', sapply(x, json), collapse = ", "), "}"))
  }
  text <- if (is.character(x)) paste0('"', x, '"') else formatC(x, digits = 9, format = "g", width = 1)
  if (length(x) == 1) text else paste0("[", paste(text, collapse = ","), "]")
}

# Weekly sales of a slow item: counts with zeros, made up by hand.
slow <- ts(c(0, 2, 0, 0, 1, 3, 0, 0, 0, 5, 1, 0, 2, 0, 0, 4, 0, 1, 0, 0, 2, 6, 0, 0, 3, 1, 0, 0, 2, 0,
             0, 1, 4, 0, 0, 0, 3, 2, 0, 1))
co2_late <- window(co2, start = c(1980, 1))

one <- function(name, y, spec, damped = NULL, h = 12) {
  fit <- ets(y, model = spec, damped = damped)
  ahead <- forecast(fit, h = h, level = 80)
  n <- length(y)
  # R leaves the constant of the normal density out: ours is in.
  constant <- -0.5 * n * (log(2 * pi / n) + 1)
  list(
    series = name, model = paste0(substr(spec, 1, 2), if (isTRUE(damped)) "d" else "", substr(spec, 3, 3)),
    method = fit$method,
    logLikelihood = fit$loglik + constant,
    aicc = fit$aicc - 2 * constant,
    sigma2 = fit$sigma2,
    parameters = as.list(fit$par),
    mean = as.numeric(ahead$mean),
    upper80 = as.numeric(ahead$upper)
  )
}

data <- list(AirPassengers = AirPassengers, co2 = co2_late, USAccDeaths = USAccDeaths, Nile = Nile, slow = slow)
specs <- list(
  list("AirPassengers", "ZZZ", NULL), list("AirPassengers", "MAM", FALSE), list("AirPassengers", "MAM", TRUE),
  list("AirPassengers", "AAA", FALSE), list("AirPassengers", "MNM", FALSE),
  list("AirPassengers", "MMM", FALSE), list("AirPassengers", "MMM", TRUE), list("AirPassengers", "MMN", FALSE),
  list("Nile", "MMN", TRUE), list("co2", "ZZZ", NULL), list("co2", "AAA", FALSE), list("co2", "MAA", TRUE),
  list("USAccDeaths", "ZZZ", NULL), list("USAccDeaths", "ANA", FALSE), list("USAccDeaths", "MNA", FALSE),
  list("Nile", "ZZZ", NULL), list("Nile", "ANN", FALSE), list("Nile", "MNN", FALSE),
  list("Nile", "AAN", FALSE), list("Nile", "AAN", TRUE), list("Nile", "MAN", TRUE),
  list("slow", "ZZZ", NULL), list("slow", "ANN", FALSE), list("slow", "AAN", TRUE)
)
fits <- lapply(specs, function(s) one(s[[1]], data[[s[[1]]]], s[[2]], s[[3]]))
out <- list(
  source = paste("R", getRversion(), "forecast", packageVersion("forecast")),
  series = lapply(data, function(y) list(period = frequency(y), values = as.numeric(y))),
  fits = fits
)
writeLines(json(out), "ets.json")
