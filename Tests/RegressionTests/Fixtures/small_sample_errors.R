# Writes small_sample_errors.json: CR2 errors with Satterthwaite degrees of freedom by dense matrices, and HC2 of sandwich.
# Made with R 4.2.2, sandwich 3.0-2, MASS, jsonlite (Debian 12). Usage: Rscript small_sample_errors.R OUTPUT
suppressPackageStartupMessages({ library(sandwich); library(MASS); library(jsonlite) })
output <- commandArgs(TRUE)[1]
set.seed(7)
n <- 60
cluster <- sort(sample(9, n, TRUE))
x <- round(rnorm(n), 3); own <- round(rnorm(9)[cluster], 3); only <- as.numeric(cluster == 4)
counts <- rnegbin(n, exp(2 + .3 * x + .4 * own), theta = 4)
fit <- glm(counts ~ x + own + only, family = negative.binomial(4), control = list(epsilon = 1e-14, maxit = 100))
# To the last digit: R stops when the deviance does.
X <- model.matrix(fit); b <- coef(fit)
for (i in 1:20) {
  mu <- exp(drop(X %*% b)); w <- mu / (1 + mu / 4)
  b <- b + drop(solve(crossprod(X, X * w), crossprod(X, (counts - mu) / (1 + mu / 4))))
}
# In rows divided by their standard deviations the fit is least squares.
mu <- exp(drop(X %*% b)); V <- mu + mu^2 / 4
M <- X * (mu / sqrt(V)); e <- (counts - mu) / sqrt(V)
A <- solve(crossprod(M)); H <- M %*% A %*% t(M)
power <- function(S, p) {
  s <- eigen(S, symmetric = TRUE); v <- ifelse(s$values > 1e-10, s$values, 0)
  s$vectors %*% diag(ifelse(v > 0, v^p, 0), length(v)) %*% t(s$vectors)
}
errors <- function(groups) {
  U <- lapply(split(seq_len(n), groups), function(i)
    list(i = i, u = power(diag(length(i)) - H[i, i, drop = FALSE], -1 / 2) %*% M[i, , drop = FALSE] %*% A))
  sapply(seq_len(ncol(M)), function(k) {
    variance <- sum(sapply(U, function(g) sum(g$u[, k] * e[g$i]))^2)
    P <- sapply(U, function(g) { w <- numeric(n); w[g$i] <- g$u[, k]; w - H %*% w })
    G <- crossprod(P)
    c(sqrt(variance), sum(diag(G))^2 / sum(G^2))
  })
}
clustered <- errors(cluster); independent <- errors(seq_len(n))
stopifnot(all.equal(independent[1, ], unname(sqrt(diag(vcovHC(fit, type = "HC2")))), tolerance = 1e-6))
write_json(list(
  counts = counts, x = x, own = own, only = only, cluster = cluster, errors = clustered[1, ], freedom = clustered[2, ],
  independent_errors = independent[1, ], independent_freedom = independent[2, ], coefficients = unname(b)
), output, digits = NA, auto_unbox = FALSE)
