# Chances of the changes of cell keys, found apart from the program: the table of greatest
# entropy -sum(p log p) with sum(p) = 1, mean 0 and the given variance. Its form is
# exp(a d + b d^2); here a follows from the mean for each b (uniroot) and b from the
# variance (uniroot), where the program takes Newton's method in both at once.
#
# Rscript chances.R: lines "D variance count p(-D) ... p(D)".

chances <- function(n, D, variance) {
    d <- seq(-min(n, D), D)
    p_of <- function(a, b) {
        e <- a * d + b * d^2
        w <- exp(e - max(e))
        w / sum(w)
    }
    a_of <- function(b) uniroot(function(a) sum(p_of(a, b) * d), c(-400, 400),
                                tol = 1e-15, maxiter = 10000)$root
    b <- uniroot(function(b) sum(p_of(a_of(b), b) * d^2) - variance, c(-12, 6),
                 tol = 1e-15, maxiter = 10000)$root
    p <- p_of(a_of(b), b)
    stopifnot(abs(sum(p * d)) < 1e-9, abs(sum(p * d^2) - variance) < 1e-9)
    c(rep(0, D - min(n, D)), p)
}

for (case in list(c(1, 0.5), c(2, 1), c(3, 1), c(3, 2), c(4, 2.5), c(5, 3), c(9, 4)))
    for (n in 1:case[1])
        cat(case[1], case[2], n, sprintf("%.12f", chances(n, case[1], case[2])), "\n")
