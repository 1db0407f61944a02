# Writes diebold_mariano.json: the test of Diebold & Mariano on two series of scores, by forecast::dm.test with power 1
# (so that the scores, which are positive, are taken as they are). Made with R 4.2.2 and forecast 8.20.
library(forecast)
set.seed(8)
a <- abs(as.numeric(arima.sim(list(ar = .4), 60))) + .1
b <- a + rnorm(60, .08, .3)
b <- pmax(b, .01)
out <- function(h) {
    test <- dm.test(a, b, h = h, power = 1, varestimator = "acf")
    c(unname(test$statistic), test$p.value)
}
lines <- c(
    sprintf('"first": [%s]', paste(format(a, digits = 17), collapse = ", ")),
    sprintf('"second": [%s]', paste(format(b, digits = 17), collapse = ", ")),
    vapply(c(1, 2, 3), function(h) sprintf('"horizon_%d": [%s]', h, paste(format(out(h), digits = 15), collapse = ", ")), ""))
writeLines(c("{", paste0(lines, c(rep(",", length(lines) - 1), "")), "}"), "diebold_mariano.json")
cat(as.character(packageVersion("forecast")), "\n")
