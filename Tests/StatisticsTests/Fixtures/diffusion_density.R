# Writes diffusion_density.json: heat-kernel densities of spatstat on the same pixels, in a window with a gap in a wall.
# Made with R 4.2.2, spatstat.explore 3.0-6, jsonlite (Debian 12). Usage: Rscript diffusion_density.R OUTPUT
suppressPackageStartupMessages({ library(spatstat.explore); library(spatstat.geom); library(jsonlite) })
output <- commandArgs(TRUE)[1]
set.seed(20240602)
columns <- 32; rows <- 24; cell <- 50
column <- sample(columns, 300, TRUE); row <- pmin(rows, 1 + floor(rgamma(300, 2, 2 / 9)))
# A wall a cell wide from the top to the sixth row, through which the window is cut.
m <- matrix(TRUE, rows, columns); m[6:rows, 15] <- FALSE
frame <- owin(c(0, columns * cell), c(0, rows * cell), mask = m)
inside <- m[cbind(row, column)]
points <- ppp((column[inside] - .5) * cell, (row[inside] - .5) * cell, window = frame, check = FALSE)
weights <- round(runif(sum(inside), .5, 3), 3)
flat <- function(image) { v <- t(as.matrix(image)); v[is.na(v)] <- 0; as.vector(v) }
map <- function(sigma, ...) flat(densityHeat(points, sigma = sigma, connect = 4, dimyx = c(rows, columns), ...))
write_json(list(
  column = column[inside] - 1, row = row[inside] - 1, weights = weights, window = as.numeric(as.vector(t(m))),
  narrow = map(110), wide = map(420), weighted = map(190, weights = weights)
), output, digits = NA, auto_unbox = FALSE)
