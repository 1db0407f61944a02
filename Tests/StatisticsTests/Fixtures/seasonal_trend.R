# Makes seasonal_trend.json. Robust cases have odd lengths: for even ones R's stl asks its partial sort for the two middle
# remainders in falling order, which it doesn't support, and at times takes a wrong one for the median (see seasonal_trend.py).
# R 4.2.2 (stats::stl), forecast 8.20 (mstl), jsonlite 1.8.4, Debian 12.
#   Rscript seasonal_trend.R > seasonal_trend.json
suppressPackageStartupMessages({ library(jsonlite); library(forecast) })
set.seed(7)
series <- function(n, p, base) {
  t <- seq_len(n) - 1
  y <- base * (1 + .3 * sin(2 * pi * t / p) + .2 * (t / n)) + rnorm(n, 0, base / 8)
  y[sample(n, 5)] <- y[sample(n, 5)] + 4 * base
  round(y, 5)
}
split <- function(y, p, window, robust) {
  d <- stl(ts(y, frequency = p), s.window = window, robust = robust)
  list(series = y, period = p, window = if (window == "periodic") 0 else window, robust = robust,
    season = as.numeric(d$time.series[, 1]), trend = as.numeric(d$time.series[, 2]),
    remainder = as.numeric(d$time.series[, 3]), weights = as.numeric(d$weights))
}
cases <- list(
  split(series(181, 7, 20), 7, "periodic", TRUE), split(series(151, 7, 20), 7, 7, TRUE),
  split(series(120, 12, 50), 12, "periodic", FALSE), split(series(121, 12, 50), 12, 13, TRUE),
  split(series(101, 14, 5), 14, "periodic", TRUE), split(series(60, 4, 1000), 4, 9, FALSE))
y <- round(40 + 8 * sin(2 * pi * (1:301) / 7) + 12 * cos(2 * pi * (1:301) / 30) + rnorm(301, 0, 3), 5)
m <- mstl(msts(y, seasonal.periods = c(7, 30)), robust = TRUE)
cat(toJSON(list(cases = cases, several = list(series = y, periods = c(7, 30), trend = as.numeric(m[, "Trend"]),
  week = as.numeric(m[, "Seasonal7"]), month = as.numeric(m[, "Seasonal30"]), remainder = as.numeric(m[, "Remainder"]))),
  digits = NA, auto_unbox = TRUE))
