# Rscript cases.R OUTPUT INPUTS [SHARED]: writes cases for agree.c, each with what reference.R
# says of it: random, extreme, and real ones (INPUTS: the shipped figures; SHARED: the
# publishers' tables of all Kreise, where they are at hand). One case a line:
#   METHOD KIND  inputs...  outputs...
# Numbers are hexadecimal, so that nothing is lost; every vector follows its length.
arguments <- commandArgs(TRUE)
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))
source(file.path(here, "reference.R"))
RNGversion("4.0.0")
set.seed(20240229)

lines <- character(0)
kept <- 0
# case(KIND, METHOD, ...): scalars and vectors (vector = TRUE by being wrapped in v()).
v <- function(x) structure(list(as.numeric(x)), class = "vector")
case <- function(kind, method, ...) {
    inputs <- list(...)
    plain <- lapply(inputs, function(i) if (inherits(i, "vector")) i[[1]] else i)
    result <- as.numeric(do.call(paste0("ref_", method), plain))
    if (!all(is.finite(result))) stop(method, " ", paste(unlist(plain), collapse = " "), " -> ", paste(result, collapse = " "))
    written <- lapply(inputs, function(i) if (inherits(i, "vector")) c(length(i[[1]]), i[[1]]) else i)
    numbers <- sprintf("%a", as.numeric(c(unlist(written), length(result), result)))
    kept <<- kept + 1
    lines[kept] <<- paste(c(method, kind, numbers), collapse = " ")
}

# --- falling() is right -------------------------------------------------------------------------
for (values in list(1:5, c(1, 1, 2, 3, 4), c(2, 1, 2, 1, 2, 1), c(1, 1, 1, 1, 2, 3), rep(1, 4), 1:7))
    stopifnot(all.equal(falling(as.vector(table(values))), falling_by_hand(values)))

# --- the two ways to the test of rates agree ----------------------------------------------------
for (i in 1:20) {
    persons <- rpois(8, 1000) + 1
    cases <- rpois(8, persons * 0.1)
    stopifnot(all.equal(ref_rates(2001:2008, cases, persons)[2],
                        rates_by_model(2001:2008, cases, persons), tolerance = 1e-6))
}

# --- so do the two ways to a mean distance ------------------------------------------------------
for (i in 1:50) {
    g <- rpois(1, 300) + 1; r <- rpois(1, 2000) + 1; t <- sample(g + r - 1, 1)
    k <- floor(t * g / (g + r)) + 1
    stopifnot(all.equal(mean_distance(t, g, r),
                        2 * k * (r - t + k) / (g + r) * dhyper(k, g, r, t), tolerance = 1e-12))
}

# --- random -------------------------------------------------------------------------------------
some_years <- function(n) sort(sample(1990:(1995 + 2 * n), n))
draw <- function(n) switch(sample(5, 1),
    rnorm(n), round(rnorm(n), 1), rpois(n, 3), cumsum(rnorm(n)), sample(1:3, n, TRUE))
levels <- c(0.8, 0.95, 0.998)

for (i in 1:400) {
    n <- sample(c(3:14, 15:20, 21, 30, 40), 1)
    values <- draw(n)
    years <- some_years(n)
    case("random", "kendall", v(values))
    case("random", "sen", sample(levels, 1), v(years), v(values))
    case("random", "outliers", v(values))
    case("random", "quantile", sample(c(0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, runif(1)), 1), v(values))
    case("random", "classes", sample(2:7, 1), v(values))
    case("random", "gini", v(abs(values)), v(rpois(n, 2)))
    case("random", "apportion", rpois(1, 10^runif(1, 0, 5)), v(rpois(n, 10^runif(1, -1, 4))))
}
for (i in 1:300) {
    n <- sample(3:20, 1)
    years <- some_years(n)
    persons <- rpois(n, 10^runif(1, 0, 5)) + 1
    if (runif(1) < 0.2) persons[sample(n, 1)] <- 0
    cases <- rbinom(n, persons, plogis(rnorm(1, -1, 2) + rnorm(1, 0, 0.1) * (years - 2000)))
    case("random", "proportions", v(years), v(cases), v(persons))
    case("random", "shrink_proportions", v(cases), v(persons))
    case("random", "shrink_rates", v(cases), v(persons))
    more <- ifelse(persons > 0, rpois(n, persons * exp(rnorm(n, 0, 0.3))), 0)
    case("random", "rates", v(years), v(more), v(persons))
    case("random", "shrink_rates", v(more), v(persons))
    case("random", "dissimilarity", v(cases), v(persons))
    case("random", "dissimilarity", v(rhyper(n, 200, 700, 80)), v(rep(80, n)))
    case("random", "linear", sample(levels, 1), max(years) + sample(0:8, 1), v(years), v(draw(n)))
    size <- 10^runif(1, 0, 6)
    case("random", "cases", sample(levels, 1), max(years) + sample(0:5, 1), v(years),
         v(rnbinom(n, mu = size * exp(rnorm(1, 0, 0.05) * (years - years[1])), size = 20)))
}
for (i in 1:300) {
    n <- sample(3:20, 1)
    size <- 10^runif(1, -1, 5)
    tables <- lapply(1:4, function(i) rpois(n, size))
    from <- sample(n, 1) - 1
    do.call(case, c("random", "step", from, sample(n, 1), sample(0:1, 1), lapply(tables, v)))
    n <- sample(0:60, 1)
    case("random", "interval", sample(c(0.8, 0.9), 1), rpois(1, 1000), 10^runif(1, 2, 6),
         v(c(2000, 5000, 10000, 20000)), v(10^runif(n, 2, 6)), v(pmax(-1, rnorm(n, 0, 0.3))))
}

# --- extreme ------------------------------------------------------------------------------------
for (values in list(numeric(0), 1, 1:4, rep(7, 5), rep(0, 30), 1:5, 5:1, 1:20, 20:1, 1:21, 1:40,
                    c(1:19, 19), c(rep(1, 10), rep(2, 10)), c(1, rep(2, 19)), 1:5 * 1e12,
                    1e12 + c(0, 3, 1, 5, 4, 2), 1e17 * c(1, -1, 1, -1, 1), 1e-12 * c(3, 1, 2, 5, 4),
                    c(1, 2, 1, 2, 1, 2, 1), rep(c(1, 2, 3), 20), 200:1)) {
    years <- seq_along(values) + 1999
    case("extreme", "kendall", v(values))
    for (level in c(levels, 0.5, 0.99999)) case("extreme", "sen", level, v(years), v(values))
    for (q in c(1, 2, 4, 5, 10)) case("extreme", "classes", q, v(values))
    if (length(values) > 0) {
        case("extreme", "outliers", v(values))
        for (p in c(0, 0.001, 0.25, 0.5, 0.75, 1)) case("extreme", "quantile", p, v(values))
    }
    if (length(unique(values)) > 1 || length(values) < 5)
        case("extreme", "linear", 0.95, 2050, v(years), v(values))
    if (all(values >= 0) && all(values == round(values))) {
        for (ones in list(rep(1, length(values)), seq_along(values), rep(0, length(values))))
            case("extreme", "gini", v(values), v(ones))
        for (total in c(0, 1, 7, 1000))
            if (max(values, 0) < 1e12) case("extreme", "apportion", total, v(values))
    }
}
years <- 2001:2006
for (persons in list(rep(1, 6), rep(1e12, 6), rep(0, 6), c(0, 0, 1, 1, 1, 1), c(0, 5, 5, 5, 5, 5),
                     c(1e5, 1, 1, 1, 1, 1), 10^(1:6))) {
    for (share in c(0, 0.3, 1)) {
        cases <- floor(persons * share * c(1, 0.9, 1, 0.8, 0.7, 0.6))
        case("extreme", "proportions", v(years), v(cases), v(persons))
        case("extreme", "rates", v(years), v(cases), v(persons))
        case("extreme", "shrink_proportions", v(cases), v(persons))
        case("extreme", "shrink_rates", v(cases), v(persons))
        if (max(persons) <= 1e12) case("extreme", "dissimilarity", v(cases), v(persons))
    }
    case("extreme", "proportions", v(years), v(persons), v(persons))
    case("extreme", "proportions", v(years), v(persons + 1), v(persons))
    case("extreme", "shrink_proportions", v(persons + 1), v(persons))
    case("extreme", "dissimilarity", v(persons + 1), v(persons))
}
for (size in 10^(0:12)) { # every way of the probabilities: few, many, very many
    places <- ceiling(size * c(1, 2, 3, 50, 0.1))
    for (share in c(0.001, 0.2, 0.999))
        case("extreme", "dissimilarity", v(pmin(places, ceiling(places * share * c(1, 1, 2, 1, 0)))),
             v(places))
}
case("extreme", "dissimilarity", v(c(1, 0, 0)), v(c(1, 1, 1)))
case("extreme", "dissimilarity", v(c(10, 10)), v(c(100, 100)))
case("extreme", "dissimilarity", v(c(100, 0)), v(c(100, 100)))
case("extreme", "dissimilarity", v(c(0.4, 0.3, 0.2)), v(c(10, 10, 10)))
case("extreme", "dissimilarity", v(c(10.5, 3.25, 7)), v(c(100.5, 90.25, 80)))
for (cases in list(rep(0, 6), c(5, 0, 0, 0, 0, 0), c(0, 0, 0, 0, 0, 9), c(0, 0, 3, 0, 0, 0),
                   c(1, 0, 0, 0, 0, 1), rep(7, 6), rep(1e12, 6), 1e12 + 0:5 * 1e10,
                   2^(0:5) * 1000, 2^(5:0) * 1000, c(0, 0, 0, 0, 1, 0), 1:4, numeric(0),
                   c(1e6, 10, 1e6, 10, 1e6, 10)))
    case("extreme", "cases", 0.95, 2008, v(2000 + seq_along(cases)), v(cases))
zero <- rep(0, 5)
for (mixed in 0:1) {
    case("extreme", "step", 2, 4, mixed, v(zero), v(zero), v(zero), v(zero))
    case("extreme", "step", 2, 4, mixed, v(zero), v(1:5), v(1:5), v(zero))
    case("extreme", "step", 1, 5, mixed, v(c(1, 1, 1, 1, 1)), v(5:1 * 1e11), v(1:5), v(5:1))
    case("extreme", "step", 0, 4, mixed, v(1:5), v(1:5), v(1:5), v(1:5))
    case("extreme", "step", 2, 6, mixed, v(1:5), v(1:5), v(1:5), v(1:5))
    case("extreme", "step", 1, 2, mixed, v(1:2), v(1:2), v(1:2), v(1:2))
}
for (n in c(0, 1, 19, 20, 21)) # 80 %: twenty errors are enough
    case("extreme", "interval", 0.8, 100, 2000, v(2000), v(rep(2000, n)), v(seq_len(n) / 10 - 1))

# --- real ---------------------------------------------------------------------------------------
shipped <- function(table) read.table(file.path(arguments[2], paste0(table, ".csv")), sep = ";",
    header = TRUE, comment.char = "#", colClasses = c(area = "character"), quote = "")

series <- function(years, x) {
    ahead <- max(years) + 2
    case("real", "kendall", v(x))
    for (level in c(0.95, 0.998)) case("real", "sen", level, v(years), v(x))
    case("real", "linear", 0.95, ahead, v(years), v(x))
    case("real", "cases", 0.95, ahead, v(years), v(x))
    case("real", "outliers", v(x))
}

unemployed <- shipped("13211-01-03-4")
for (one in split(unemployed, paste(unemployed$area, unemployed$measure)))
    if (!anyNA(one$value)) series(as.integer(one$period), one$value)

# Births of all municipalities against inhabitants: rates; girls among them: proportions.
births <- shipped("12612-01-01-5-B")
births$year <- as.integer(births$period)
people <- shipped("12411-01-01-5")
people$year <- as.integer(substr(people$period, 1, 4))
all_of <- function(table, area, sex)
    with(table[table$area == area & table$sex == sex, ], value[order(year)])
for (area in unique(births$area)) {
    years <- 2008:2015
    x <- all_of(births, area, "")
    girls <- all_of(births, area, "w")
    persons <- all_of(people, area, "")
    if (length(x) != 8 || length(persons) != 8 || anyNA(c(x, girls, persons))) next
    series(years, x)
    case("real", "rates", v(years), v(x), v(persons))
    case("real", "proportions", v(years), v(girls), v(x))
}

# All municipalities of a year beside each other.
places <- function(x, n) {
    keep <- !is.na(x) & !is.na(n)
    x <- x[keep]; n <- n[keep]
    case("real", "shrink_rates", v(x), v(n))
    case("real", "shrink_proportions", v(x), v(n))
    case("real", "dissimilarity", v(x), v(n))
    case("real", "gini", v(x / n), v(n))
    case("real", "outliers", v(x / n))
    for (q in 3:6) case("real", "classes", q, v(x / n))
    for (p in c(0.1, 0.25, 0.5, 0.75, 0.9)) case("real", "quantile", p, v(x / n))
    for (total in c(100, 12345, sum(x))) case("real", "apportion", total, v(n))
}
jobless <- shipped("13211-01-03-5")
communes <- setdiff(grep("^08116...$", unique(jobless$area), value = TRUE), NA)
now <- people[people$year == 2015 & people$sex == "", ]
for (measure in unique(jobless$measure)) {
    one <- jobless[jobless$measure == measure, ]
    places(one$value[match(communes, one$area)], now$value[match(communes, now$area)])
}
for (year in 2008:2015) {
    one <- births[births$year == year & births$sex == "", ]
    base <- people[people$year == year & people$sex == "", ]
    places(one$value[match(communes, one$area)], base$value[match(communes, base$area)])
}

# The age tables of all municipalities; there is one date only, so an older one is made of it.
ages <- shipped("12411-02-03-5")
for (area in unique(ages$area)) {
    ages_of <- function(sex) with(ages[ages$area == area & ages$sex == sex & !is.na(ages$age_from), ],
                                  value[order(age_from)])
    w <- ages_of("w"); m <- ages_of("m")
    if (length(w) < 5 || anyNA(c(w, m))) next
    older <- function(t) rbinom(length(t), t, 0.9)
    for (mixed in 0:1)
        case("real", "step", 4, 11, mixed, v(older(w)), v(w), v(older(m)), v(m))
}

if (length(arguments) > 2) {
    file <- file.path(arguments[3], "regionalstatistik/kreis/13211-01-03-4.csv")
    rows <- grep("^20[0-9]{2};", readLines(file, encoding = "UTF-8"), value = TRUE)
    rows <- do.call(rbind, strsplit(rows, ";"))
    rows <- data.frame(year = as.integer(rows[, 1]), area = rows[, 2],
                       all = suppressWarnings(as.numeric(rows[, 4])),
                       foreign = suppressWarnings(as.numeric(rows[, 5])))
    rows <- rows[!is.na(rows$all), ]
    for (one in split(rows, rows$area)) {
        one <- one[order(one$year), ]
        series(one$year, one$all)
        one <- one[!is.na(one$foreign), ]
        case("real", "proportions", v(one$year), v(one$foreign), v(one$all))
        case("real", "rates", v(one$year), v(one$foreign), v(one$all))
    }
    latest <- rows[rows$year == 2016 & grepl("^[0-9]{5}$", rows$area) & !is.na(rows$foreign), ]
    places(latest$foreign, latest$all)
}

writeLines(lines, arguments[1])
