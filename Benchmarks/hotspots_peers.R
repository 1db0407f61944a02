# Times spatstat on the points of hotspots_points.py: Rscript hotspots_peers.R FOLDER
suppressPackageStartupMessages({ library(spatstat.geom); library(spatstat.explore) })
folder <- commandArgs(TRUE)[1]
read <- function(name) { path <- file.path(folder, paste0("points.", name, ".f64")); readBin(path, "double", file.size(path) / 8) }
x <- read("x"); y <- read("y")
before <- proc.time()
points <- ppp(x, y, window = owin(c(0, 15000), c(0, 15000)), check = FALSE)
map <- density(points, sigma = 250, dimyx = 500, edge = FALSE)
taken <- proc.time() - before
cat("spatstat", taken[1] + taken[2], "\n")
cat("spatstat.check", format(max(map$v) / length(x), digits = 15), "\n")
