# The analysis once more, in base R, from what was published: again.R STATISTICS ANALYSIS
# CATALOGUE. Prints "ok NAME" or "not ok NAME: why" for each method. Formulas as in the headers
# of pipeline/methods, written independently of the program.
args <- commandArgs(trailingOnly = TRUE)
stat <- read.csv(args[1], sep = ";", colClasses = c(area = "character", part = "character",
                                                     indicator = "character"))
stat <- stat[stat$part == "", ]
lines <- strsplit(readLines(args[2]), ";", fixed = TRUE)
kind <- vapply(lines, `[`, "", 1)
catalogue <- paste(readLines(args[3]), collapse = " ")

rows <- function(name, n) { # the lines of a kind, filled up to n fields
  m <- do.call(rbind, lapply(lines[kind == name], function(l) c(l, rep("", n))[2:n]))
  if (is.null(m)) matrix("", 0, n - 1) else m
}
num <- function(s) suppressWarnings(as.numeric(s))
heads <- regmatches(catalogue, gregexpr("<indicator id=[^>]*>", catalogue))[[1]]
attr_of <- function(name) {
  found <- regmatches(heads, regexpr(paste0(name, '="[^"]*"'), heads))
  setNames(gsub('.*="|"', "", found), gsub('.*id="|".*', "", heads))
}
factor_of <- num(attr_of("factor")); names(factor_of) <- names(attr_of("factor"))
polarity <- attr_of("polarity"); interval <- attr_of("interval")
field_of <- num(attr_of("handlungsfeld")); names(field_of) <- names(attr_of("handlungsfeld"))

stat$base <- ifelse(stat$value > 0, round(stat$count / stat$value * factor_of[stat$indicator]), NA)
# Standardised ones have a base that count and value do not show.
bodies <- strsplit(catalogue, "<indicator ", fixed = TRUE)[[1]]
stat$base[stat$indicator %in% substr(bodies[grepl("<standard ", bodies)], 5, 7)] <- NA
stat <- stat[!is.na(stat$value), ]
key <- paste(stat$area, stat$indicator, stat$year)
at <- function(area, indicator, year, what = "value")
  stat[match(paste(area, indicator, year), key), what]
places <- sort(unique(stat$area[nchar(stat$area) == 8 & startsWith(stat$area, "08116")]))

worst <- list()
check <- function(name, mine, theirs, tolerance = 1e-9) {
  gone <- is.na(mine) != is.na(theirs)
  off <- abs(mine - theirs) > tolerance * pmax(1, abs(mine))
  bad <- gone | (!is.na(off) & off)
  if (any(bad))
    worst[[name]] <<- c(worst[[name]], sprintf("%d of %d differ, first %s, not %s", sum(bad),
                                               length(bad), mine[bad][1], theirs[bad][1]))
  else if (is.null(worst[[name]])) worst[[name]] <<- character(0)
  checked[[name]] <<- sum(checked[[name]], !is.na(mine))
}
checked <- list()

moments <- function(x, w) {
  w <- ifelse(is.na(x), 0, w); x0 <- ifelse(is.na(x), 0, x)
  m <- sum(w * x0) / sum(w)
  c(m, sqrt(sum(w * (x0 - m)^2) / sum(w)))
}
marshall <- function(x, n, proportion) { # -> shrunk rate and factor C
  m <- sum(x) / sum(n); p <- x / n; bar <- mean(n)
  s2 <- sum(n * (p - m)^2) / sum(n)
  a <- if (proportion) (s2 - m * (1 - m) / bar) / (1 - 1 / bar) else s2 - m / bar
  a <- max(0, a)
  c <- a / (a + if (proportion) (m * (1 - m) - a) / n else m / n)
  list(rate = m + c * (p - m), c = c)
}
common_year <- function(indicator, latest = Inf, least = ceiling(length(places) / 2)) {
  years <- stat$year[stat$indicator == indicator & stat$area %in% places & stat$year <= latest]
  years <- sort(unique(years[ave(years, years, FUN = length) >= least]), decreasing = TRUE)
  if (length(years)) years[1] else NA
}
weighted_mean <- function(z, w, most) {
  z0 <- ifelse(is.na(z), 0, z)
  missing <- as.vector(is.na(z) %*% w) / sum(w)
  ifelse(missing <= most & missing < 1, as.vector(z0 %*% w) / as.vector((!is.na(z)) %*% w), NA)
}
compete <- function(x) rank(-x, ties.method = "min", na.last = "keep")
classes <- function(x, limits) ifelse(is.na(x), NA, findInterval(x, limits) + 1)

# --- indices
components <- rows("component", 13); parts <- rows("part", 11); place_lines <- rows("place", 14)
index_lines <- rows("index", 17)
for (r in seq_len(nrow(index_lines))) {
  ix <- index_lines[r, ]; id <- ix[1]
  com <- components[components[, 1] == id, , drop = FALSE]
  prt <- parts[parts[, 1] == id, , drop = FALSE]
  plc <- place_lines[place_lines[, 1] == id, , drop = FALSE]
  check("places", as.numeric(places), num(plc[, 2]))
  ids <- com[, 2]; w <- num(com[, 4]); most <- num(ix[7])
  years <- vapply(ids, common_year, 0)
  check("year", years, num(com[, 3]))
  direction <- ifelse(polarity[ids] == "burden", 1, -1)
  check("direction", direction, num(com[, 5]))
  sizes <- if (ix[2] == "weighted") at(places, ix[3], common_year(ix[3], max(years)))
           else rep(1, length(places))
  z <- reach <- used <- base <- cz <- matrix(NA_real_, length(places), length(ids))
  for (k in seq_along(ids)) {
    mine <- prt[prt[, 3] == ids[k], , drop = FALSE]
    x <- at(places, ids[k], years[k]); used[, k] <- x; reach[, k] <- 1
    count <- at(places, ids[k], years[k], "count"); n <- at(places, ids[k], years[k], "base")
    n <- ifelse(is.na(n) & !is.na(x), num(mine[, 6]), n) # of no case the base does not show
    base[, k] <- if (interval[ids[k]] == "none") NA else n
    has <- !is.na(x) & interval[ids[k]] != "none"
    if (ix[5] == "shrink" && any(has)) {
      m <- marshall(count[has], n[has], interval[ids[k]] == "wilson")
      low <- if (is.na(num(ix[6])) || num(ix[6]) == 0) rep(TRUE, sum(has)) else n[has] < num(ix[6])
      used[has, k][low] <- (factor_of[ids[k]] * m$rate)[low]
      reach[has, k][low] <- sqrt(m$c)[low]
    }
    check("published value", x, num(mine[, 4]))
    check("value used", used[, k], num(mine[, 7]))
    mo <- moments(used[, k], sizes)
    check("mean and deviation", mo, num(com[k, 6:7]))
    z[, k] <- direction[k] * (used[, k] - mo[1]) / mo[2]
    check("z", z[, k], num(mine[, 8]))
    # dynamics
    before <- if (num(ix[10]) > 0) common_year(ids[k], years[k] - num(ix[10])) else NA
    d <- at(places, ids[k], years[k]) - at(places, ids[k], before)
    d[at(places, ids[k], years[k], "basis") != at(places, ids[k], before, "basis")] <- NA
    if (!all(is.na(d))) {
      mo <- moments(d, sizes)
      cz[, k] <- direction[k] * (d - mo[1]) / mo[2]
    }
    check("change", d, num(mine[, 9]))
    check("z of the change", cz[, k], num(mine[, 10]))
  }
  value <- weighted_mean(z, w, most)
  score <- (value - moments(value, sizes)[1]) / moments(value, sizes)[2]
  check("index", value, num(plc[, 3]))
  check("score", score, num(plc[, 4]))
  check("missing", as.vector(is.na(z) %*% w) / sum(w), num(plc[, 5]))
  check("rank", compete(value), num(plc[, 6]))
  check("status", classes(score, num(ix[11:13])), num(plc[, 10]))
  change <- weighted_mean(cz, w, most)
  if (!all(is.na(change)))
    change_score <- (change - moments(change, sizes)[1]) / moments(change, sizes)[2]
  else change_score <- change
  check("change of the index", change, num(plc[, 11]))
  check("dynamics", classes(change_score, num(ix[14:15])), num(plc[, 13]))

  # Rank intervals by a simulation of R's own: ours, of as many draws as declared, must lie
  # between the quantiles that are three standard errors of a share away, and one rank.
  set.seed(1); draws <- 4000
  drawn <- replicate(draws, {
    zz <- z
    for (k in seq_along(ids)) {
      ok <- !is.na(used[, k]) & !is.na(base[, k])
      if (!any(ok)) next
      f <- factor_of[ids[k]]; p <- used[ok, k] / f; n <- base[ok, k]
      x <- if (interval[ids[k]] == "wilson") rbinom(sum(ok), round(n), p) else rpois(sum(ok), p * n)
      x <- used[ok, k] + reach[ok, k] * (f * x / n - used[ok, k])
      mo <- num(com[k, 6:7])
      zz[ok, k] <- direction[k] * (x - mo[1]) / mo[2]
    }
    compete(weighted_mean(zz, w, most))
  })
  q <- function(p) apply(drawn, 1, function(v)
    if (all(is.na(v))) NA else quantile(v, p, type = 1))
  se <- 3 * sqrt(0.025 * 0.975 / num(ix[9]))
  low <- num(plc[, 8]); high <- num(plc[, 9])
  inside <- is.na(low) == is.na(value) &
    (is.na(low) | (low >= q(0.025 - se) - 1 & low <= q(0.025 + se) + 1 &
                     high >= q(0.975 - se) - 1 & high <= q(0.975 + se) + 1 & low <= high))
  check("rank interval", rep(1, length(inside)), as.numeric(inside))
}

# --- similar municipalities
v <- rows("variable", 5); s <- rows("similar", 6)
x <- sapply(seq_len(nrow(v)), function(k) {
  y <- at(places, v[k, 1], common_year(v[k, 1]))
  if (v[k, 3] == "log") log(y) else y
})
full <- !apply(is.na(x), 1, any)
zs <- apply(x[full, ], 2, function(y) (y - mean(y)) / sqrt(mean((y - mean(y))^2)))
d <- as.matrix(dist(sweep(zs, 2, sqrt(num(v[, 4])), "*"))); d <- d / max(d)
names5 <- places[full]
k <- max(num(s[, 2]))
nearest <- t(sapply(seq_along(names5), function(i) order(replace(d[i, ], i, Inf))[seq_len(k)]))
check("neighbours", as.numeric(names5[t(nearest)]), num(s[, 3]))
check("distances", d[cbind(rep(seq_along(names5), each = k), as.vector(t(nearest)))], num(s[, 4]))
reasons <- mapply(function(i, j) paste(v[order(num(v[, 4]) * (zs[i, ] - zs[j, ])^2), 1],
                                       collapse = " "),
                  rep(seq_along(names5), each = k), as.vector(t(nearest)))
check("reasons", rep(1, length(reasons)), as.numeric(reasons == s[, 5]))

# --- portfolio: limits of the declaration, given by the caller
limits <- list(level = num(args[4:6]), change = num(args[7:9]), people = num(args[10:12]))
tested <- args[13] == "yes"; back <- num(args[14]); min_known <- num(args[15])
p <- rows("priority", 28)
no_people <- strsplit(args[16], ",")[[1]]
spent <- strsplit(args[21], ",")[[1]]; spent <- setNames(sub(".*=", "", spent), sub("=.*", "", spent))
limits$expenditure <- num(args[22:24])
newest <- function(area, indicator, latest = Inf) {
  y <- stat$year[stat$area == area & stat$indicator == indicator & stat$year <= latest]
  if (length(y)) max(y) else NA
}
mine <- t(mapply(function(area, id) {
  ref <- if (nchar(area) == 5) "08" else "08116"
  dir <- if (polarity[id] == "burden") 1 else -1
  own <- stat[stat$area == area & stat$indicator == id, ]
  there <- stat[stat$area == ref & stat$indicator == id, ]
  out <- rep(NA_real_, 8)
  both <- intersect(own$year, there$year)
  if (length(both)) {
    a <- own[own$year == max(both), ]; b <- there[there$year == max(both), ]
    out[1] <- dir * (a$value - b$value) / abs(b$value) * 100
    chance <- tested && !is.na(a$lower) && b$value >= a$lower && b$value <= a$upper
    out[2] <- if (chance) 0 else findInterval(out[1], limits$level)
  }
  now <- own[which(own$year == newest(area, id)), ]
  then <- own[which(own$year == newest(area, id, newest(area, id) - back)), ]
  if (nrow(now) && nrow(then) && now$basis == then$basis && then$value != 0) {
    out[3] <- dir * (now$value - then$value) / abs(then$value) * 100
    out[4] <- findInterval(out[3], limits$change)
  }
  all <- if (nrow(now)) at(area, "D01", newest(area, "D01", now$year)) else NA
  if (nrow(now) && !is.na(now$count) && !is.na(all) && !(id %in% no_people)) {
    n <- if (dir > 0) now$count else now$base - now$count
    out[5] <- n / all * 1000
    out[6] <- findInterval(out[5], limits$people)
  }
  if (id %in% names(spent)) {
    out[7] <- at(area, spent[[id]], newest(area, spent[[id]]))
    out[8] <- findInterval(out[7], limits$expenditure)
  }
  out
}, p[, 1], p[, 2]))
for (i in 1:4) {
  check(c("level", "change of a figure", "people", "expenditure")[i], mine[, 2 * i - 1], num(p[, 3 + 5 * i]))
  check("points", mine[, 2 * i], num(p[, 4 + 5 * i]))
}
known <- rowSums(!is.na(mine[, 2 * 1:4]))
share <- ifelse(known >= min_known, rowSums(mine[, 2 * 1:4], na.rm = TRUE) / (3 * known), NA)
check("share", share, num(p[, 7]))
ranks <- ave(share, p[, 1], FUN = function(x) ifelse(is.na(x), 0, compete(x)))
check("priority", ranks, num(p[, 3]))
f <- rows("field", 6)
mean_of <- mapply(function(area, field) mean(share[p[, 1] == area & field_of[p[, 2]] == field],
                                             na.rm = TRUE), f[, 1], num(f[, 2]))
check("field", ifelse(is.nan(mean_of), NA, mean_of), num(f[, 5]))

# --- trends
# How many orders of values have 0, 1, 2 ... falling pairs, groups of equal values put in one
# after the other: Gaussian binomial coefficients by G(n, k) = G(n-1, k-1) + q^k G(n-1, k).
times <- function(a, b) {
  out <- numeric(length(a) + length(b) - 1)
  for (j in seq_along(b)) { at <- j - 1 + seq_along(a); out[at] <- out[at] + a * b[j] }
  out
}
gauss <- function(n, k) {
  if (k == 0 || k == n) return(1)
  a <- gauss(n - 1, k - 1); b <- c(rep(0, k), gauss(n - 1, k))
  length(a) <- length(b) <- max(length(a), length(b))
  a[is.na(a)] <- 0; b[is.na(b)] <- 0
  a + b
}
kendall <- function(x) {
  ties <- as.vector(table(x)); n <- length(x); pairs <- combn(n, 2)
  s <- sum(sign(x[pairs[2, ]] - x[pairs[1, ]]))
  if (n <= 20) {
    ways <- 1; placed <- 0
    for (t in ties) { placed <- placed + t; ways <- times(ways, gauss(placed, t)) }
    most <- length(ways) - 1
    return(sum(ways[abs(most - 2 * (0:most)) >= abs(s)]) / sum(ways))
  }
  of <- function(t) t * (t - 1) * (2 * t + 5)
  if (s == 0) 1 else min(1, 2 * pnorm(-(abs(s) - 1) / sqrt((of(n) - sum(of(ties))) / 18)))
}
tr <- rows("trend", 13)
level <- num(args[17]); strict <- num(args[18]); least <- num(args[19])
runs <- split(stat, list(stat$indicator, stat$area), drop = TRUE)
runs <- lapply(runs, function(y) {
  y <- y[order(y$year), ]
  same <- rev(cumprod(rev(y$basis == y$basis[nrow(y)])))
  y[same == 1, ]
})
runs <- runs[vapply(runs, nrow, 0L) >= least]
check("series with a trend", length(runs), nrow(tr))
for (y in runs) {
  l <- tr[tr[, 1] == y$indicator[1] & tr[, 2] == y$area[1], ]
  check("years of a trend", c(range(y$year), nrow(y)), num(l[3:5]))
  pairs <- combn(nrow(y), 2)
  slopes <- (y$value[pairs[2, ]] - y$value[pairs[1, ]]) / (y$year[pairs[2, ]] - y$year[pairs[1, ]])
  check("slope", median(slopes), num(l[9]))
  found <- sign(sum(sign(slopes))); p_all <- num(l[10])
  if (!anyDuplicated(y$value) && nrow(y) <= 20)
    check("Kendall's p", cor.test(y$year, y$value, method = "kendall", exact = TRUE)$p.value, p_all)
  check(if (nrow(y) > 20) "Kendall's p of a long series" else if (anyDuplicated(y$value))
          "Kendall's p with equal values" else "Kendall's p by our count", kendall(y$value), p_all)
  n <- ifelse(is.na(y$base), 0, y$base)
  if (interval[y$indicator[1]] == "wilson" && all(!is.na(y$count) & n > 0)) {
    ca <- prop.trend.test(y$count, n, y$year)
    check("Cochran-Armitage", ca$p.value, num(l[11]), 1e-7)
    rate <- sum(y$count) / sum(n)
    s <- sign(sum((y$count - n * rate) * y$year))
    found <- if (s == found) found else 0
    p_all <- max(p_all, num(l[11]))
  }
  word <- if (p_all > level || found == 0) "none" else if (found > 0) "rising" else "falling"
  check("p of a trend", p_all, num(l[8]))
  check("direction of a trend", 1, as.numeric(word == l[6]))
  check("headline", as.numeric(word != "none" && p_all <= strict), as.numeric(l[7] == "headline"))
}

# --- forecasts: the model by glm(), the interval on the scale of power 2/3 as in the header
fc <- rows("forecast", 10); ahead <- rows("ahead", 8)
horizon <- num(args[25]); level <- num(args[26])
declared <- strsplit(args[27], ",")[[1]]
runs <- split(stat, list(stat$indicator, stat$area), drop = TRUE)
runs <- runs[vapply(runs, function(y) y$indicator[1] %in% declared, NA)]
check("series of forecasts", length(runs), nrow(fc))
for (y in runs) {
  y <- y[order(y$year), ]
  y <- y[rev(cumprod(rev(y$basis == y$basis[nrow(y)]))) == 1, ]
  l <- fc[fc[, 1] == y$indicator[1] & fc[, 2] == y$area[1], ]
  h <- ahead[ahead[, 1] == y$indicator[1] & ahead[, 2] == y$area[1], , drop = FALSE]
  n <- nrow(y); last <- max(y$year)
  check("years of a forecast", c(range(y$year), n), num(l[3:5]))
  years <- if (n >= 5) last + seq_len(min(horizon, (last - min(y$year) + 1) %/% 2)) else numeric(0)
  check("years ahead", length(years), nrow(h))
  check("reason", as.numeric(n < 5), as.numeric(nzchar(l[9])))
  if (!length(years) || length(years) != nrow(h)) next
  y$t <- y$year - mean(y$year)
  fit <- glm(value ~ t, poisson, y, control = glm.control(epsilon = 1e-15, maxit = 100))
  phi <- max(1, sum(residuals(fit, "pearson")^2) / (n - 2))
  p <- predict(fit, data.frame(t = years - mean(y$year)), se.fit = TRUE)
  mu <- exp(p$fit)
  step <- 2 / 3 * qt((1 + level) / 2, n - 2) * sqrt(phi * mu + phi * (mu * p$se.fit)^2) / mu
  check("growth", unname(exp(coef(fit)[2])), num(l[6]), 1e-7)
  check("dispersion", phi, num(l[7]), 1e-7)
  check("forecast", c(years, mu), num(h[, 3:4]), 1e-7)
  check("prediction interval", c(mu * pmax(0, 1 - step)^1.5, mu * (1 + step)^1.5), num(h[, 5:6]),
        1e-7)
  check("mark of forecasts", rep(1, nrow(h)), as.numeric(h[, 7] == "s"))
}

# --- spread
sp <- rows("spread", 17)
for (r in seq_len(nrow(sp))) {
  l <- sp[r, ]; year <- common_year(l[1], least = num(args[20]))
  x <- at(places, l[1], year); has <- !is.na(x); x <- x[has]
  check("year of a spread", c(year, length(x)), num(l[2:3]))
  check("quantiles", unname(quantile(x, c(0.1, 0.25, 0.5, 0.75, 0.9))), num(l[4:8]))
  estimated <- any(grepl("s", at(places, l[1], year, "marks")[has])) # by a model: no persons
  w <- if (interval[l[1]] == "none" || estimated) rep(1, length(x)) else at(places, l[1], year, "base")[has]
  if (all(x >= 0) && !anyNA(w)) {
    w <- w / sum(w)
    gini <- if (max(x) > 0) sum(outer(w, w) * abs(outer(x, x, "-"))) / (2 * sum(w * x)) else 0
    check("Gini", gini, num(l[11]))
  }
  scale <- mad(x)
  far <- if (scale > 0) places[has][abs(x - median(x)) / scale > 3.5] else character(0)
  check("far out", if (length(far)) as.numeric(far) else 0,
        if (nzchar(l[15])) num(strsplit(l[15], " ")[[1]]) else 0)
  g <- at(places, l[1], year, "count")[has]; n <- at(places, l[1], year, "base")[has]
  if (interval[l[1]] != "none" && !estimated && !anyNA(g) && !anyNA(n)) {
    duncan <- sum(abs(g / sum(g) - (n - g) / sum(n - g))) / 2
    check("Duncan", duncan, num(l[12]))
    if (is.nan(duncan)) next # no case at all
    # Under chance the group's number in a place is hypergeometric: its expected contribution.
    g <- round(g); n <- round(n)
    chance <- sum(vapply(n, function(k) {
      x <- 0:min(k, sum(g))
      sum(dhyper(x, sum(g), sum(n - g), k) * abs(x / sum(g) - (k - x) / sum(n - g)))
    }, 0)) / 2
    check("Duncan by chance", chance, num(l[13]))
    check("Duncan corrected", (duncan - chance) / (if (duncan >= chance) 1 - chance else chance),
          num(l[14]))
  }
}

for (name in names(worst)) {
  if (length(worst[[name]]))
    cat("not ok R agrees: ", name, ": ", worst[[name]][1], "\n", sep = "")
  else if (checked[[name]] > 0)
    cat("ok R agrees: ", name, " (", checked[[name]], ")\n", sep = "")
}
