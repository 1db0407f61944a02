# Makes poisson_test.csv. R 4.2.2.   Rscript poisson_test.R > poisson_test.csv
cat("first,second,exposure1,exposure2,ratio,lower,upper,p\n")
for (c in list(c(11, 6, 800, 1083), c(0, 5, 1, 1), c(5, 0, 1, 2), c(1, 1, 1, 1), c(3, 30, 1, 1), c(120, 100, 1, 1),
    c(17, 2, 5, 1), c(5000, 5123, 1, 1), c(5000, 5400, 3, 3.1), c(40, 80, 1, 2), c(7, 7, 1, 1), c(2, 9, .5, 1),
    c(250, 199, 10, 11), c(33, 41, 7, 2), c(1000, 900, 1, 1), c(0, 1, 1, 1), c(1, 0, 1, 1), c(60, 61, 1, 1),
    c(13, 4, 1, 1), c(4, 13, 2, 1), c(9, 15, 1, 3), c(800, 20, 10, 1))) {
  t <- poisson.test(c[1:2], c[3:4])
  cat(sprintf("%d,%d,%.17g,%.17g,%.17g,%.17g,%s,%.17g\n", as.integer(c[1]), as.integer(c[2]), c[3], c[4], t$estimate,
    t$conf.int[1], if (is.finite(t$conf.int[2])) sprintf("%.17g", t$conf.int[2]) else "inf", t$p.value))
}
