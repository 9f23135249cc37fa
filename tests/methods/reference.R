# The statistical methods once more, in base R, apart from the program: with R's own functions
# where it has the method, else after the publication, by another way than the C code where
# there is one (distributions by convolution of Wilcoxon's, sums over all pairs, means over whole
# distributions, general linear models).
#
# Each function takes the inputs of one case and gives the outputs in the order in which
# agree.c expects them; the first is 0 where the method refuses.

points <- 5

# Number of falling pairs among all orders of groups of equal values: groups are merged one
# after the other, each merge is Wilcoxon's distribution.
falling <- function(groups) {
    p <- 1
    before <- 0
    for (t in groups) {
        w <- if (before > 0) dwilcox(0:(before * t), t, before) else 1
        merged <- numeric(length(p) + length(w) - 1)
        for (k in seq_along(w))
            merged[k - 1 + seq_along(p)] <- merged[k - 1 + seq_along(p)] + w[k] * p
        p <- merged
        before <- before + t
    }
    p
}

falling_of_different <- lapply(1:20, function(n) falling(rep(1, n)))

# The same by writing down every order; proves falling() for short series.
falling_by_hand <- function(values) {
    orders <- function(v) {
        if (length(v) <= 1) return(list(v))
        do.call(c, lapply(seq_along(v), function(i) lapply(orders(v[-i]), function(o) c(v[i], o))))
    }
    s <- sapply(orders(values), kendall_s)
    as.vector(table(factor((sum(dist(values) > 0) - s) / 2, 0:sum(dist(values) > 0)))) / length(s)
}

kendall_s <- function(v) {
    d <- sign(outer(v, v, function(a, b) b - a))
    sum(d[upper.tri(d)])
}

ref_kendall <- function(v) {
    n <- length(v)
    if (n < points) return(0)
    t <- as.vector(table(v))
    s <- kendall_s(v)
    variance <- (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5))) / 18
    z <- if (abs(s) > 1) sign(s) * (abs(s) - 1) / sqrt(variance) else 0
    if (length(t) == 1) {
        p <- 1
    } else if (n > 20) {
        p <- suppressWarnings(cor.test(seq_len(n), v, method = "kendall", exact = FALSE,
                                       continuity = TRUE)$p.value)
        if (s == 0) p <- 1
    } else if (all(t == 1)) {
        falls <- if (s > 0) -v else v # R has the lower tail to all digits, the upper not
        p <- cor.test(seq_len(n), falls, method = "kendall", exact = TRUE)$p.value
    } else {
        f <- falling(t)
        all_s <- (length(f) - 1) - 2 * (seq_along(f) - 1)
        p <- min(1, sum(f[abs(all_s) >= abs(s)]))
    }
    c(1, s, variance, z, p, n <= 20)
}

ref_sen <- function(level, years, v) {
    n <- length(v)
    if (n < points) return(0)
    pairs <- combn(n, 2)
    slopes <- sort((v[pairs[2, ]] - v[pairs[1, ]]) / (years[pairs[2, ]] - years[pairs[1, ]]))
    total <- length(slopes)
    if (n <= 20) {
        m <- sum(cumsum(falling_of_different[[n]]) <= (1 - level) / 2)
    } else {
        width <- qnorm(1 - (1 - level) / 2) * sqrt(n * (n - 1) * (2 * n + 5) / 18)
        m <- max(0, floor((total - width) / 2))
    }
    if (m == 0) return(c(1, median(slopes), 0, 0, 0))
    c(1, median(slopes), 1, slopes[m], slopes[total + 1 - m])
}

ref_proportions <- function(years, x, n) {
    if (any(x > n)) return(0)
    keep <- n > 0
    years <- years[keep]; x <- x[keep]; n <- n[keep]
    if (length(x) < points) return(0)
    if (sum(x) == 0 || sum(x) == sum(n)) return(c(1, 0, 1, 0))
    test <- prop.trend.test(x, n, score = years)
    direction <- sum((x - n * (sum(x) / sum(n))) * (years - mean(years)))
    c(1, test$statistic[[1]], test$p.value, sign(direction) * (test$statistic[[1]] > 1e-8))
}

# Given their sum, case numbers of equal rates are multinomial: mean and variance of the sum of
# scores follow from that.
ref_rates <- function(years, x, n) {
    keep <- n > 0
    years <- years[keep]; x <- x[keep]; n <- n[keep]
    if (length(x) < points) return(0)
    if (sum(x) == 0) return(c(1, 0, 1, 0))
    share <- n / sum(n)
    t <- years - sum(share * years)
    score <- sum((x - sum(x) * share) * t)
    variance <- sum(x) * (sum(share * t^2) - sum(share * t)^2)
    chi <- score^2 / variance
    c(1, chi, pchisq(chi, 1, lower.tail = FALSE), sign(score) * (chi > 1e-8))
}

# The same as the score test of the general linear model, which is found by iteration.
rates_by_model <- function(years, x, n) {
    t <- years - mean(years)
    exactly <- glm.control(epsilon = 1e-14)
    without <- glm(x ~ 1 + offset(log(n)), family = poisson, control = exactly)
    with <- glm(x ~ t + offset(log(n)), family = poisson, control = exactly)
    anova(without, with, test = "Rao")$Rao[2]
}

shrunk <- function(x, n, chance, prior) {
    if (all(n == 0)) return(0)
    keep <- n > 0
    m <- sum(x[keep]) / sum(n[keep])
    spread <- weighted.mean((x[keep] / n[keep] - m)^2, n[keep])
    a <- max(0, prior(spread, m, mean(n[keep])))
    own <- ifelse(n > 0 & a > 0, a / (a + chance(m, a) / n), 0)
    estimate <- ifelse(n > 0, own * x / n + (1 - own) * m, m)
    c(1, m, a, estimate)
}
ref_shrink_rates <- function(x, n)
    shrunk(x, n, function(m, a) m, function(s, m, size) s - m / size)
ref_shrink_proportions <- function(x, n) {
    if (any(x > n)) return(0)
    shrunk(x, n, function(m, a) m * (1 - m) - a,
           function(s, m, size) if (size > 1) (s - m * (1 - m) / size) / (1 - 1 / size) else 0)
}

ref_quantile <- function(p, v) quantile(v, p, type = 7, names = FALSE)

ref_classes <- function(q, v) {
    n <- length(v)
    if (n < q) return(0)
    r <- rank(v, ties.method = "min")
    # Rounded where n / q is not a number of the computer.
    c(1, floor((q + 1) - ceiling(round((n + 1 - r) / (n / q), 9))))
}

ref_outliers <- function(v) {
    scale <- mad(v)
    by_mean <- scale == 0
    if (by_mean) scale <- sqrt(pi / 2) * mean(abs(v - median(v)))
    z <- if (scale > 0) (v - median(v)) / scale else 0 * v
    c(median(v), scale, by_mean, z)
}

# Mean distance from its mean of a hypergeometric number, by its distribution.
mean_distance <- function(t, g, r) {
    if (t == 0 || t == g + r) return(0)
    mean <- t * g / (g + r)
    sd <- sqrt(mean * (r / (g + r)) * ((g + r - t) / (g + r - 1)))
    if (sd > 2e3 || (g + r) * t > 2^53) { # too many to add up: closed form
        v <- floor(mean) + 1
        return(2 * v * (r - t + v) / (g + r) * dhyper(v, g, r, t))
    }
    k <- max(0, t - r, floor(mean - 40 * sd - 40)):min(g, t, ceiling(mean + 40 * sd + 40))
    sum(abs(k * (g + r) - t * g) * dhyper(k, g, r, t)) / (g + r)
}

ref_dissimilarity <- function(g, t) {
    r <- t - g
    if (any(r < 0) || sum(t > 0) < 2 || sum(g) == 0 || sum(r) == 0) return(0)
    d <- sum(abs(g / sum(g) - r / sum(r))) / 2
    whole <- floor(t + 0.5) # R rounds halves to even
    sum_g <- sum(floor(g + 0.5)); all <- sum(whole)
    p <- sum_g / all
    chance <- 0
    if (p > 0 && p < 1)
        chance <- sum(sapply(whole, mean_distance, g = sum_g, r = all - sum_g)) /
            (2 * all * p * (1 - p))
    corrected <- if (d >= chance) (if (chance < 1 - 1e-12) (d - chance) / (1 - chance) else 0)
                 else (d - chance) / chance
    c(1, d, chance, corrected)
}

ref_gini <- function(v, w) {
    if (sum(w) == 0) return(0)
    w <- w / sum(w)
    m <- sum(w * v)
    if (m == 0) return(c(1, 0))
    c(1, sum(outer(w, w) * abs(outer(v, v, "-"))) / (2 * m))
}

ref_linear <- function(level, year, years, v) {
    if (length(v) < points) return(0)
    model <- lm(v ~ years)
    p <- suppressWarnings(predict(model, data.frame(years = year), interval = "prediction",
                                  level = level))
    c(1, p[1], p[2], p[3], coef(model)[[2]], sum(resid(model)^2) / (length(v) - 2))
}

# No finite growth fits best where all cases lie in the first or in the last year.
ref_cases <- function(level, year, years, x) {
    n <- length(x)
    if (n < points || sum(x) == 0 || sum(x[-1]) == 0 || sum(x[-n]) == 0) return(0)
    t <- years - mean(years)
    model <- suppressWarnings(glm(x ~ t, family = quasipoisson,
                                  control = glm.control(epsilon = 1e-14, maxit = 200)))
    # Once more from there: the deviance tells of half the digits only.
    model <- suppressWarnings(glm(x ~ t, family = quasipoisson, start = coef(model)))
    phi <- max(1, sum(resid(model, "pearson")^2) / (n - 2))
    p <- predict(model, data.frame(t = year - mean(years)), type = "response", se.fit = TRUE,
                 dispersion = phi)
    mu <- p$fit[[1]]
    se <- 2 / 3 * sqrt(phi * mu + p$se.fit[[1]]^2) / mu^(1 / 3) # of y^(2/3)
    q <- qt(1 - (1 - level) / 2, n - 2)
    bounds <- pmax(0, mu^(2 / 3) + c(-1, 1) * q * se)^(3 / 2)
    c(1, mu, bounds, exp(coef(model)[[2]]), phi)
}

ref_step <- function(from, to, mixed, then_w, now_w, then_m, now_m) {
    n <- length(now_w)
    if (n < 3 || from < 1 || from >= to || to > n) return(0)
    age <- function(then, now) {
        base <- c(now[1:(n - 2)], now[n - 1] + now[n])
        before <- c(then[1:(n - 2)], then[n - 1] + then[n])
        after <- now[-1]
        ratio <- after / before
        with_difference <- base + after - before
        use <- before > 0 & (if (mixed) ratio <= 1 else TRUE)
        ifelse(use, base * ratio, with_difference)
    }
    w <- age(then_w, now_w)
    m <- age(then_m, now_m)
    mothers <- (from + 1):to
    children <- sum(now_w[mothers])
    per_woman <- if (children > 0) c(now_w[1], now_m[1]) / children else c(0, 0)
    next_mothers <- sum(c(0, w)[mothers])
    c(1, per_woman[1] * next_mothers, w, per_woman[2] * next_mothers, m)
}

ref_interval <- function(level, projected, size, limits, sizes, errors) {
    same <- errors[findInterval(sizes, limits) == findInterval(size, limits)]
    if (length(same) * round(1 - level, 9) < 4) return(0)
    q <- quantile(same, c((1 - level) / 2, 1 - (1 - level) / 2), names = FALSE)
    c(1, projected * pmax(0, 1 + q))
}

# In whole numbers throughout.
ref_apportion <- function(total, w) {
    if (sum(w) == 0) return(if (total > 0) 0 else c(1, 0 * w))
    whole <- (w * total) %/% sum(w)
    rest <- (w * total) %% sum(w)
    left <- total - sum(whole)
    more <- order(-rest, seq_along(w))[seq_len(left)]
    whole[more] <- whole[more] + 1
    c(1, whole)
}
