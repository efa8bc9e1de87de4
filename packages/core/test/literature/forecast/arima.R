# Numbers that arima.test.ts compares with, from R's forecast::Arima and auto.arima. Run in this folder:
#   Rscript arima.R          (writes arima.json; made with R 4.2.2 and forecast 8.20)
# then arima.py, which adds what statsmodels says of the same series.
suppressMessages(library(forecast))
numbers <- function(x) paste0("[", paste(ifelse(is.na(x), "null", format(as.numeric(x), digits = 12, trim = TRUE)), collapse = ", "), "]")
named <- function(x) paste0("{", paste0("\"", names(x), "\": ", format(as.numeric(x), digits = 12, trim = TRUE), collapse = ", "), "}")

gappy <- log(AirPassengers)
gappy[c(21, 22, 51, 78, 79, 80, 101)] <- NA
series <- list(
  airPassengers = log(AirPassengers),
  airPassengersWithGaps = gappy,
  lynx = log10(lynx),
  usAccDeaths = USAccDeaths,
  wwwUsage = WWWusage,
  nile = Nile,
  lakeHuron = LakeHuron,
  presidents = presidents
)
year <- time(LakeHuron) - 1920
fits <- list(
  list("airPassengers", c(0, 1, 1), c(0, 1, 1), FALSE, FALSE),
  list("airPassengers", c(2, 1, 1), c(1, 1, 1), FALSE, FALSE),
  list("airPassengers", c(2, 0, 2), c(0, 1, 1), TRUE, FALSE),
  list("airPassengers", c(1, 1, 1), c(0, 0, 0), TRUE, FALSE),
  list("airPassengersWithGaps", c(0, 1, 1), c(0, 1, 1), FALSE, FALSE),
  list("airPassengersWithGaps", c(1, 0, 0), c(1, 0, 0), TRUE, FALSE),
  list("lynx", c(2, 0, 2), c(0, 0, 0), TRUE, FALSE),
  list("lynx", c(11, 0, 0), c(0, 0, 0), TRUE, FALSE),
  list("usAccDeaths", c(0, 1, 1), c(0, 1, 1), FALSE, FALSE),
  list("usAccDeaths", c(1, 0, 1), c(1, 1, 0), TRUE, FALSE),
  list("wwwUsage", c(3, 1, 0), c(0, 0, 0), FALSE, FALSE),
  list("wwwUsage", c(1, 1, 1), c(0, 0, 0), FALSE, FALSE),
  list("nile", c(1, 0, 1), c(0, 0, 0), TRUE, FALSE),
  list("nile", c(0, 1, 1), c(0, 0, 0), FALSE, FALSE),
  list("lakeHuron", c(2, 0, 0), c(0, 0, 0), TRUE, TRUE),
  list("lakeHuron", c(0, 1, 2), c(0, 0, 0), FALSE, FALSE),
  list("presidents", c(3, 0, 0), c(0, 0, 0), TRUE, FALSE),
  list("presidents", c(1, 0, 0), c(1, 0, 1), TRUE, FALSE)
)
horizon <- 6
one <- function(f) {
  y <- series[[f[[1]]]]
  x <- NULL
  ahead <- NULL
  if (f[[5]]) {
    x <- matrix(year, dimnames = list(NULL, "driver:year"))
    ahead <- matrix(max(year) + 1:horizon, dimnames = list(NULL, "driver:year"))
  }
  arguments <- list(y, order = f[[2]], seasonal = f[[3]], method = "ML", optim.control = list(reltol = 1e-14, maxit = 1000))
  if (f[[2]][2] + f[[3]][2] == 1) arguments$include.drift <- f[[4]] else arguments$include.mean <- f[[4]]
  if (f[[5]]) arguments$xreg <- x
  fit <- do.call(Arima, arguments)
  p <- if (is.null(x)) forecast(fit, h = horizon, level = 95) else forecast(fit, xreg = ahead, level = 95)
  deviation <- (p$upper[, 1] - p$mean) / qnorm(0.975)
  coefs <- coef(fit)
  names(coefs) <- sub("^intercept$", "mean", names(coefs))
  names(coefs)[names(coefs) == "xreg"] <- "driver:year"
  paste0("{\"series\": \"", f[[1]], "\", \"order\": ", numbers(f[[2]]), ", \"seasonal\": ", numbers(f[[3]]),
         ", \"constant\": ", tolower(f[[4]]), ", \"driver\": ", tolower(f[[5]]),
         ", \"logLikelihood\": ", format(fit$loglik, digits = 12), ", \"aicc\": ", format(fit$aicc, digits = 12),
         ", \"sigma2\": ", format(fit$sigma2, digits = 12),
         ", \"parameters\": ", named(coefs), ", \"mean\": ", numbers(p$mean), ", \"deviation\": ", numbers(deviation), "}")
}
auto <- function(name) {
  fit <- auto.arima(series[[name]], approximation = FALSE)
  paste0("{\"series\": \"", name, "\", \"model\": \"", trimws(forecast:::arima.string(fit)),
         "\", \"aicc\": ", format(fit$aicc, digits = 12), "}")
}
lines <- c(
  "{",
  "\"series\": {",
  paste0("\"", names(series), "\": {\"period\": ", sapply(series, frequency), ", \"values\": ", sapply(series, numbers), "}", c(rep(",", length(series) - 1), "")),
  "},",
  paste0("\"year\": ", numbers(c(year, max(year) + 1:horizon)), ","),
  "\"fits\": [", paste(sapply(fits, one), collapse = ",\n"), "],",
  "\"automatic\": [", paste(sapply(names(series), auto), collapse = ",\n"), "]",
  "}"
)
writeLines(lines, "arima.json")
