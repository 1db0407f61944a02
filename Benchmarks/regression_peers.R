# Times R's glm.fit, MASS's glm.nb and R's stl on the data of regression_data.py: Rscript regression_peers.R FOLDER
suppressPackageStartupMessages(library(MASS))
folder <- commandArgs(TRUE)[1]
read <- function(name, what, size) {
  path <- file.path(folder, name)
  readBin(path, what, n = file.size(path) / size, size = size, endian = "little")
}
timed <- function(name, work) {
  before <- proc.time(); value <- force(work); spent <- proc.time() - before
  cat(name, spent[[1]] + spent[[2]], "\n"); invisible(value)
}
y <- read("glm_y.i32", "integer", 4)
x <- matrix(read("glm_x_columns.f64", "double", 8), nrow = length(y))
fit <- timed("r.poisson", glm.fit(cbind(1, x), y, family = poisson()))
cat("r.poisson.check", format(fit$coefficients[2], digits = 15), "\n")
daily <- matrix(as.double(read("daily.i32", "integer", 4)), nrow = 730)
total <- timed("r.seasonal-trend", sum(apply(daily, 2, function(series)
  stl(ts(series, frequency = 7), s.window = "periodic", robust = TRUE)$time.series[, 2])))
cat("r.seasonal-trend.check", format(total, digits = 15), "\n")
frame <- as.data.frame(x); frame$y <- y
nb <- timed("r.negative-binomial", glm.nb(y ~ ., data = frame))
cat("r.negative-binomial.check", format(nb$theta, digits = 15), "\n")
