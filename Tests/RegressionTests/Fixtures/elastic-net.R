# Makes elastic-net.json. R 4.2.2, glmnet 4.1-6, MASS 7.3-58.2, jsonlite 1.8.4 (Debian 12).
#   Rscript elastic-net.R > elastic-net.json
suppressPackageStartupMessages({ library(glmnet); library(MASS); library(jsonlite) })
set.seed(31)
n <- 300; p <- 8
x <- round(matrix(rnorm(n * p), n) %*% (diag(p) + .3), 6); x[, 7] <- (x[, 7] > .5) + 0
exposure <- round(runif(n, .5, 4), 6)
y <- rnegbin(n, exposure * exp(.1 + .4 * x[, 1] - .3 * x[, 3] + .5 * x[, 7]), 3)
fold <- rep(1:5, length.out = n)
lambda <- c(.5, .3, .2, .1, .05, .02, .005)
f <- glmnet(x, y, family = "poisson", offset = log(exposure), alpha = .5, lambda = lambda, thresh = 1e-16, maxit = 1e7)
v <- cv.glmnet(x, y, family = "poisson", offset = log(exposure), alpha = .5, lambda = lambda, foldid = fold,
  thresh = 1e-16, maxit = 1e7, type.measure = "deviance")
d <- data.frame(y = y, x, le = log(exposure))
step <- stepAIC(glm.nb(y ~ 1 + offset(le), d, control = glm.control(epsilon = 1e-12, maxit = 100)), scope = ~ X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8,
  direction = "both", k = log(n), trace = 0)
chosen <- attr(terms(step), "term.labels")
cat(toJSON(list(columns = lapply(1:p, function(j) x[, j]), exposure = exposure, y = y, fold = fold - 1, lambda = lambda,
  coefficients = unname(t(rbind(f$a0, as.matrix(f$beta)))), meanDeviance = v$cvm, standardError = v$cvsd,
  chosen = chosen), digits = NA))
