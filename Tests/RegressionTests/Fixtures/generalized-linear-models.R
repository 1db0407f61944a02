# Makes generalized-linear-models.json. R 4.2.2, MASS 7.3-58.2, sandwich 3.0-2, jsonlite 1.8.4 (Debian 12).
#   Rscript generalized-linear-models.R > generalized-linear-models.json
suppressPackageStartupMessages({ library(MASS); library(sandwich); library(jsonlite) })
set.seed(20240601)
n <- 240
x1 <- round(rnorm(n), 6); x2 <- round(runif(n, -2, 2), 6); g <- rep(1:12, each = 20)
d <- (seq_len(n) %% 4 == 0) + 0
exposure <- round(exp(rnorm(n, 1, .7)), 6); weights <- rep(c(1, 2, 0.5, 1), n / 4)
mu <- exposure * exp(.2 + .4 * x1 - .3 * x2 + .5 * d + rep(rnorm(12, 0, .3), each = 20))
y <- rnegbin(n, mu, 2.5)
both <- 2 * x1 - x2 + 1
control <- glm.control(epsilon = 1e-15, maxit = 200)
cluster <- g
described <- function(f, theta = NULL) {
  r <- list(coefficients = unname(coef(f)), covariance = unname(vcov(f)), deviance = deviance(f),
    pearson = sum(residuals(f, "pearson")^2),
    robust = unname(vcovHC(f, type = "HC1")), clustered = unname(vcovCL(f, cluster = cluster, type = "HC1")))
  if (!is.null(theta)) { r$theta <- f$theta; r$thetaError <- f$SE.theta }
  r$aic <- AIC(f); r$logLikelihood <- as.numeric(logLik(f)); r
}
poisson1 <- glm(y ~ x1 + x2 + d + offset(log(exposure)), family = poisson(), control = control)
weighted <- glm(y ~ x1 + x2 + d + offset(log(exposure)), family = poisson(), weights = weights, control = control)
quasi <- glm(y ~ x1 + x2 + d + offset(log(exposure)), family = quasipoisson(), control = control)
# A smaller epsilon makes glm's tolerance for dependent columns smaller than rounding.
aliased <- glm(y ~ x1 + x2 + both + d + offset(log(exposure)), family = poisson(), control = glm.control(epsilon = 1e-8))
nb <- glm.nb(y ~ x1 + x2 + d + offset(log(exposure)), control = control)
# glm.nb stops alternating early; going on from its own answer reaches the maximum.
for (i in 1:20) {
  f <- glm(y ~ x1 + x2 + d + offset(log(exposure)), family = negative.binomial(nb$theta), control = control)
  th <- theta.ml(y, fitted(f), limit = 200, eps = 1e-14); nb$theta <- as.numeric(th); nb$SE.theta <- attr(th, "SE")
}
# Fisher scoring gains a few digits an iteration here, and the deviance stops changing at half of them: iterate on.
settled <- function(theta) {
  f <- glm(y ~ x1 + x2 + d + offset(log(exposure)), family = negative.binomial(theta), control = control)
  for (i in 1:30) f <- glm(y ~ x1 + x2 + d + offset(log(exposure)), family = negative.binomial(theta), start = coef(f),
    control = glm.control(epsilon = 1e-300, maxit = 2))
  f
}
for (i in 1:5) { f <- settled(nb$theta); nb$theta <- as.numeric(theta.ml(y, fitted(f), limit = 200, eps = 1e-14)) }
nb$SE.theta <- attr(theta.ml(y, fitted(f), limit = 200, eps = 1e-14), "SE")
nb2 <- settled(nb$theta)
final <- described(nb2); final$covariance <- unname(summary(nb2, dispersion = 1)$cov.scaled)
final$theta <- nb$theta; final$thetaError <- nb$SE.theta
ll <- sum(dnbinom(y, size = nb$theta, mu = fitted(nb2), log = TRUE)); final$logLikelihood <- ll; final$aic <- -2 * ll + 2 * 5
fixed <- settled(1.7)
fixedOut <- described(fixed); fixedOut$covariance <- unname(summary(fixed, dispersion = 1)$cov.scaled)
cf <- coef(aliased)
aliasedOut <- list(kept = names(cf)[!is.na(cf)], aliased = names(cf)[is.na(cf)], deviance = deviance(aliased))
q <- described(quasi); q$aic <- NULL; q$logLikelihood <- NULL; q$dispersion <- summary(quasi)$dispersion
w <- described(weighted)
cat(toJSON(list(x1 = x1, x2 = x2, d = d, both = both, exposure = exposure, weights = weights, y = y, clusters = g,
  poisson = described(poisson1), weighted = w, quasi = q, aliased = aliasedOut, negativeBinomial = final,
  fixedShape = fixedOut), digits = NA, auto_unbox = TRUE, null = "null"))
