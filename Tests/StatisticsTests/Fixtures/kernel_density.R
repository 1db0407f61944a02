# Writes kernel_density.json: densities and bandwidth criteria of spatstat on the same pixels.
# Made with R 4.2.2, spatstat.explore 3.0-6, jsonlite (Debian 12). Usage: Rscript kernel_density.R OUTPUT
suppressPackageStartupMessages({ library(spatstat.explore); library(spatstat.geom); library(jsonlite) })
output <- commandArgs(TRUE)[1]
set.seed(20240601)
columns <- 40; rows <- 30; cell <- 50
# Points at the centres of cells, so that binning can't differ; more of them in one corner.
column <- pmin(columns, 1 + floor(rgamma(400, 2, 2 / 14))); row <- pmin(rows, 1 + floor(rgamma(400, 2, 2 / 12)))
x <- (column - .5) * cell; y <- (row - .5) * cell
frame <- owin(c(0, columns * cell), c(0, rows * cell))
bay <- owin(poly = list(x = c(0, 2000, 2000, 1200, 1200, 0), y = c(0, 0, 1500, 1500, 700, 700)))
flat <- function(image) { v <- t(as.matrix(image)); v[is.na(v)] <- 0; as.vector(v) }
mask <- as.mask(bay, dimyx = c(rows, columns), xy = NULL)
inside <- t(mask$m)[cbind(column, row)]
whole <- ppp(x, y, window = frame, check = FALSE)
part <- ppp(x[inside], y[inside], window = mask, check = FALSE)
weights <- round(runif(400, .5, 3), 3)
map <- function(points, ...) flat(density(points, dimyx = c(rows, columns), ...))
criterion <- function(points, sigma) {
  suppressWarnings(as.vector(bw.ppl(points, sigma = sigma, warn = FALSE, dimyx = c(rows, columns)) |> attr("cv")))
}
sigmas <- c(80, 120, 180, 260, 400)
write_json(list(
  x = x, y = y, weights = weights, window = as.numeric(as.vector(t(mask$m))),
  plain = map(whole, sigma = 120, edge = FALSE), weighted = map(whole, sigma = 90, edge = FALSE, weights = weights),
  wide = map(whole, sigma = 900, edge = FALSE), uniform = map(whole, sigma = 120),
  diggle = map(whole, sigma = 120, diggle = TRUE), bayUniform = map(part, sigma = 120),
  bayDiggle = map(part, sigma = 120, diggle = TRUE), bayPlain = map(part, sigma = 120, edge = FALSE),
  sigmas = sigmas, bayCriteria = criterion(part, sigmas)
), output, digits = NA, auto_unbox = FALSE)
